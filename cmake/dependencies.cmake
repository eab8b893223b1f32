# Libraries from Debian; `./dev` installs their packages.

find_library(GMP_LIBRARY gmp REQUIRED)
find_path(GMP_INCLUDE gmp.h REQUIRED)
add_library(GMP::gmp UNKNOWN IMPORTED)
set_target_properties(GMP::gmp PROPERTIES IMPORTED_LOCATION ${GMP_LIBRARY}
                      INTERFACE_INCLUDE_DIRECTORIES ${GMP_INCLUDE})
find_library(CRYPT_LIBRARY crypt REQUIRED)

# Linked statically: a short program uses nothing of these, and the dynamic linker's work for them was a fifth of the
# time of start-up.
set(TAIPAN_LIBRARY_SUFFIXES ${CMAKE_FIND_LIBRARY_SUFFIXES})
set(CMAKE_FIND_LIBRARY_SUFFIXES .a ${TAIPAN_LIBRARY_SUFFIXES})
find_library(EXPAT_LIBRARY expat REQUIRED)
find_path(EXPAT_INCLUDE expat.h REQUIRED)
find_package(ZLIB REQUIRED)
find_package(BZip2 REQUIRED)
find_package(LibLZMA REQUIRED)
set(CMAKE_FIND_LIBRARY_SUFFIXES ${TAIPAN_LIBRARY_SUFFIXES})
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
# Loaded when it is needed (modules/sqlite/sqlite_module.cc): only its header is used here.
find_path(SQLITE_INCLUDE sqlite3.h REQUIRED)
