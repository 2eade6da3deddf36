# Files as bytes in the program: satchel_embed(LAYER SET FILES file...) gives LAYER the header
# "embedded/SET.h" with satchel::embedded::SET(), the files in the given order.
set(SATCHEL_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/embed_files.cmake)
set(SATCHEL_GENERATED ${CMAKE_BINARY_DIR}/generated)
configure_file(${CMAKE_CURRENT_LIST_DIR}/embedded_file.h
               ${SATCHEL_GENERATED}/embedded/embedded_file.h COPYONLY)

add_custom_target(embedded) # Everything that is generated, for tools that only read.

function(satchel_embed layer set)
  cmake_parse_arguments(ARG "" "" "FILES" ${ARGN})
  set(header ${SATCHEL_GENERATED}/embedded/${set}.h)
  set(source ${SATCHEL_GENERATED}/embedded/${set}.cpp)
  add_custom_command(
    OUTPUT ${source} ${header}
    COMMAND ${CMAKE_COMMAND} "-DSET=${set}" "-DFILES=${ARG_FILES}" "-DHEADER=${header}"
            "-DSOURCE=${source}" -P ${SATCHEL_EMBED_SCRIPT}
    DEPENDS ${ARG_FILES} ${SATCHEL_EMBED_SCRIPT}
    COMMENT "Embedding ${set}" VERBATIM)
  add_library(embedded_${set} STATIC ${source} ${header})
  target_include_directories(embedded_${set} PUBLIC ${SATCHEL_GENERATED})
  add_dependencies(embedded embedded_${set})

  get_target_property(type ${layer} TYPE)
  if(type STREQUAL "INTERFACE_LIBRARY")
    target_link_libraries(${layer} INTERFACE embedded_${set})
  else()
    target_link_libraries(${layer} PUBLIC embedded_${set})
  endif()
endfunction()
