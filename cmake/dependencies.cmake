# Libraries from Debian; `./dev` installs their packages.
#
# All but libc are linked statically: the dynamic linker's work for eight libraries, of which a short program uses
# none, was a fifth of the time of start-up.

set(TAIPAN_LIBRARY_SUFFIXES ${CMAKE_FIND_LIBRARY_SUFFIXES})
set(CMAKE_FIND_LIBRARY_SUFFIXES .a ${TAIPAN_LIBRARY_SUFFIXES})
find_library(GMP_LIBRARY gmp REQUIRED)
find_path(GMP_INCLUDE gmp.h REQUIRED)
add_library(GMP::gmp UNKNOWN IMPORTED)
set_target_properties(GMP::gmp PROPERTIES IMPORTED_LOCATION ${GMP_LIBRARY}
                      INTERFACE_INCLUDE_DIRECTORIES ${GMP_INCLUDE})
find_library(CRYPT_LIBRARY crypt REQUIRED)
find_package(ZLIB REQUIRED)
find_package(BZip2 REQUIRED)
find_package(LibLZMA REQUIRED)
set(OPENSSL_USE_STATIC_LIBS TRUE)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
set(CMAKE_FIND_LIBRARY_SUFFIXES ${TAIPAN_LIBRARY_SUFFIXES})
