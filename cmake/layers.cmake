# Folders are layers: a layer may use only layers of a lower level (DESIGN.md, section 2).

satchel_standard_headers(satchel_standard TARGETS third_party_expected)
add_library(satchel_unoptimised INTERFACE)
if(NOT EMSCRIPTEN)
  target_compile_options(satchel_unoptimised INTERFACE -O0)
endif()
satchel_standard_headers(unoptimised_standard TARGETS third_party_expected satchel_unoptimised)

# satchel_layer(NAME LEVEL n FOLDER path [RECURSIVE] [NATIVE_FOR_TESTS] [USES layer...]
#               [THIRD_PARTY target...] [PUBLIC_THIRD_PARTY target...])
# Makes a library of every .cpp in FOLDER (with RECURSIVE, also below it). A folder without any is a
# library of headers. PUBLIC_THIRD_PARTY is for libraries that the layer's own headers include.
# What is only tested natively, and runs in the browser, compiles natively in half the time.
function(satchel_layer name)
  set(lists USES THIRD_PARTY PUBLIC_THIRD_PARTY)
  cmake_parse_arguments(ARG "RECURSIVE;NATIVE_FOR_TESTS" "LEVEL;FOLDER" "${lists}" ${ARGN})
  if(ARG_RECURSIVE)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${ARG_FOLDER}/*.cpp)
  else()
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${ARG_FOLDER}/*.cpp)
  endif()

  foreach(used IN LISTS ARG_USES)
    get_target_property(used_level ${used} SATCHEL_LEVEL)
    if(NOT used_level LESS ARG_LEVEL)
      message(FATAL_ERROR "${name} (level ${ARG_LEVEL}) uses ${used} (level ${used_level})")
    endif()
  endforeach()

  if(sources)
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name}
      PUBLIC ${ARG_USES} ${ARG_PUBLIC_THIRD_PARTY} PRIVATE satchel_flags ${ARG_THIRD_PARTY})
    target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
    if(ARG_NATIVE_FOR_TESTS)
      target_link_libraries(${name} PRIVATE satchel_unoptimised)
      satchel_precompile(${name} unoptimised_standard)
    else()
      satchel_precompile(${name} satchel_standard)
    endif()
    satchel_unite(${name})
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name}
      INTERFACE ${ARG_USES} ${ARG_PUBLIC_THIRD_PARTY} ${ARG_THIRD_PARTY})
    target_include_directories(${name} INTERFACE ${CMAKE_SOURCE_DIR})
  endif()
  set_target_properties(${name} PROPERTIES SATCHEL_LEVEL ${ARG_LEVEL})
  set_property(GLOBAL APPEND PROPERTY SATCHEL_LAYERS ${name})
endfunction()
