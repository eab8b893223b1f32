# Libraries from Debian; `./dev` installs their packages.

find_library(GMP_LIBRARY gmp REQUIRED)
find_path(GMP_INCLUDE gmp.h REQUIRED)
add_library(GMP::gmp UNKNOWN IMPORTED)
set_target_properties(GMP::gmp PROPERTIES IMPORTED_LOCATION ${GMP_LIBRARY}
                      INTERFACE_INCLUDE_DIRECTORIES ${GMP_INCLUDE})
find_package(ZLIB REQUIRED)
find_package(BZip2 REQUIRED)
find_package(LibLZMA REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
