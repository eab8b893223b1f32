# Language level, warnings and the function that makes a folder a library.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS ON) # statement expressions, used by the propagation macro
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

option(TAIPAN_ASSERTIONS "Check internal invariants at run time" OFF)
option(TAIPAN_STRESS "Collect garbage often and poison freed memory" OFF)
set(TAIPAN_SANITIZE "" CACHE STRING "Sanitizers to build with, as in -fsanitize=")

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE_PROGRAM})
endif()

add_compile_options(-Wall -Wextra -Werror -Wshadow -Wno-unused-parameter -Wno-gnu-statement-expression
                    -fno-exceptions -fno-rtti -fno-strict-aliasing)
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  add_compile_options(-fcolor-diagnostics -Xclang -fno-pch-timestamp -Wno-missing-field-initializers -Wno-invalid-offsetof
                      -Wno-c99-designator)
  add_link_options(-fuse-ld=lld)
endif()
if(TAIPAN_ASSERTIONS)
  add_compile_definitions(TAIPAN_ASSERTIONS=1)
endif()
if(TAIPAN_STRESS)
  add_compile_definitions(TAIPAN_STRESS=1)
endif()
# The tables of types, methods and modules are full of pointers.  Linked to a fixed address, as Debian's Python is, they
# need no relocation, and their pages are only read when they are used.
if(TAIPAN_SANITIZE)
  set(CMAKE_POSITION_INDEPENDENT_CODE ON)
else()
  add_compile_options(-fno-pie)
  add_link_options(-no-pie -static-libstdc++ -static-libgcc)
endif()
if(TAIPAN_SANITIZE)
  add_compile_options(-fsanitize=${TAIPAN_SANITIZE} -fno-omit-frame-pointer
                      -fno-sanitize-recover=undefined)
  add_link_options(-fsanitize=${TAIPAN_SANITIZE})
endif()
if(TAIPAN_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link) # coverage, for the targets in tests/fuzz
endif()

# The standard headers that nearly every file includes, parsed once: most of the time of a build went into them.
# Only they are precompiled, never our own headers, so that a file still includes what it uses.
set(TAIPAN_STANDARD_HEADERS <algorithm> <atomic> <cstdint> <cstring> <optional> <span> <string> <string_view> <utility>
    <vector>)
function(taipan_precompile target)
  if(target STREQUAL "taipan_base")
    target_precompile_headers(${target} PRIVATE ${TAIPAN_STANDARD_HEADERS})
  else()
    target_precompile_headers(${target} REUSE_FROM taipan_base)
  endif()
endfunction()

# taipan_library(NAME PUBLIC dep... [PRIVATE dep...]): every *.cc in src/NAME, recursively.
function(taipan_library name)
  cmake_parse_arguments(ARG "" "" "PUBLIC;PRIVATE" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cc)
  list(FILTER sources EXCLUDE REGEX "/src/cli/main\\.cc$")
  if(NOT sources)
    add_library(taipan_${name} INTERFACE)
    set(scope INTERFACE)
  else()
    add_library(taipan_${name} STATIC ${sources})
    taipan_precompile(taipan_${name})
    set(scope PUBLIC)
  endif()
  target_include_directories(taipan_${name} ${scope} ${CMAKE_SOURCE_DIR}/src ${CMAKE_SOURCE_DIR}/include)
  foreach(dep ${ARG_PUBLIC})
    if(dep MATCHES "::")
      target_link_libraries(taipan_${name} ${scope} ${dep})
    else()
      target_link_libraries(taipan_${name} ${scope} taipan_${dep})
    endif()
  endforeach()
  if(sources AND ARG_PRIVATE)
    target_link_libraries(taipan_${name} PRIVATE ${ARG_PRIVATE})
  endif()
endfunction()
