# How our own code is compiled; third-party code takes only the optimisation and the sanitizers.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_C_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1")
set(CMAKE_C_FLAGS_DEBUG "-O1 -g1")

option(SATCHEL_SANITIZE "Build with AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
if(SATCHEL_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all
                      -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

if(NOT EMSCRIPTEN)
  add_compile_options(-pthread) # Some libraries ask for it; precompiled headers are of one mind.
  find_program(SATCHEL_CCACHE ccache)
  if(SATCHEL_CCACHE)
    # Without the sloppiness it would not remember what was compiled with precompiled headers.
    set(sloppiness pch_defines,time_macros,include_file_mtime)
    # Paths count from the clone, so that clones beside each other share what was compiled.
    set(launcher ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=${sloppiness}
        CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${SATCHEL_CCACHE})
    set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
    set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
  endif()
endif()

if(EMSCRIPTEN)
  add_compile_options($<IF:$<CONFIG:Release>,-Os,-O1> $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions>)
endif()

add_library(satchel_flags INTERFACE)
target_include_directories(satchel_flags INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(satchel_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
  # Designated initializers name what matters; the rest keeps its default.
  -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 reports these falsely inside std::optional, std::variant and std::string.
  target_compile_options(satchel_flags INTERFACE
    -Wno-maybe-uninitialized -Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread
    -Wno-array-bounds)
endif()

# Several files of a layer compiled as one: half the time for a build from nothing. Off by default,
# so that a build without it notices a missing include.
option(SATCHEL_UNITY "Compile a layer's files together" OFF)

# Precompiled standard headers: a third less time for a build from nothing. Off by default, so that
# a build without them notices a missing include.
option(SATCHEL_PRECOMPILE "Precompile the standard headers" OFF)

# satchel_standard_headers(NAME [TARGETS target...] [HEADERS header...]): the standard
# headers and these, compiled once for all targets that take them by satchel_precompile.
function(satchel_standard_headers name)
  cmake_parse_arguments(ARG "" "" "TARGETS;HEADERS" ${ARGN})
  if(NOT SATCHEL_PRECOMPILE)
    return()
  endif()
  set(source ${CMAKE_BINARY_DIR}/generated/${name}.cpp)
  file(CONFIGURE OUTPUT ${source} CONTENT "// Holds the precompiled headers of ${name}.\n")
  add_library(${name} OBJECT ${source})
  target_link_libraries(${name} PRIVATE satchel_flags ${ARG_TARGETS})
  target_precompile_headers(${name} PRIVATE
    <algorithm> <array> <chrono> <cstdint> <functional> <map> <memory> <optional> <set> <span>
    <string> <string_view> <unordered_map> <variant> <vector> <tl/expected.hpp> ${ARG_HEADERS})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    target_compile_options(${name} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
  endif()
endfunction()

# satchel_precompile(TARGET NAME): the target begins with the headers of NAME.
function(satchel_precompile target name)
  if(SATCHEL_PRECOMPILE)
    target_precompile_headers(${target} REUSE_FROM ${name})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
      target_compile_options(${target} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
    endif()
  endif()
endfunction()

# satchel_unite(TARGET): compiles the target's files in few bundles. Forty files in one take three
# quarters of the time that they take in four.
function(satchel_unite target)
  set_target_properties(${target} PROPERTIES
    UNITY_BUILD ${SATCHEL_UNITY} UNITY_BUILD_BATCH_SIZE 40)
endfunction()
