# The folder satcheld serves to browsers, build/web/site: the program, web/page, fonts and icons.
file(GLOB browser_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/browser/*.cpp)
file(GLOB page_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/page/*)
file(GLOB icon_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/assets/icons/*)
if(NOT browser_sources)
  return()
endif()

add_executable(app ${browser_sources})
target_link_libraries(app PRIVATE
  satchel_web_app third_party_imgui third_party_sqlite satchel_flags)
set_target_properties(app PROPERTIES SUFFIX .mjs)
# One thread, one worker; no eval, so that the page's content policy can forbid it. Linked with the
# configuration's -O2: -Os takes five seconds more and saves less than 1 kB.
target_link_options(app PRIVATE
  -sENVIRONMENT=worker -sMODULARIZE=1 -sEXPORT_ES6=1 -sFILESYSTEM=0 -sDYNAMIC_EXECUTION=0
  -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2
  -sALLOW_MEMORY_GROWTH=1 -sINITIAL_MEMORY=33554432 -sMAXIMUM_MEMORY=1073741824
  -sTOTAL_STACK=2097152 -sEXPORTED_FUNCTIONS=_main,_malloc,_free
  -sEXPORTED_RUNTIME_METHODS=UTF8ToString,stringToUTF8,lengthBytesUTF8,HEAPU8,GL)

set(site ${CMAKE_BINARY_DIR}/site)
set(assemble ${CMAKE_SOURCE_DIR}/cmake/assemble_site.py)
set(fonts Inter-Regular.otf Inter-Medium.otf Inter-SemiBold.otf)
find_path(inter_folder Inter-Regular.otf PATHS /usr/share/fonts/opentype/inter REQUIRED
          NO_CMAKE_FIND_ROOT_PATH)
list(TRANSFORM fonts PREPEND ${inter_folder}/)

# What users download is compressed and measured; a build for work on the client is neither.
set(measured $<$<CONFIG:Release>:--limit-kb=900>)
find_package(Python3 REQUIRED COMPONENTS Interpreter)
add_custom_command(
  OUTPUT ${site}/precache.json
  COMMAND Python3::Interpreter ${assemble} --site ${site} ${measured}
          --program $<TARGET_FILE:app> $<TARGET_FILE_DIR:app>/app.wasm
          --page ${page_files} --icons ${icon_files} --fonts ${fonts}
  DEPENDS app ${page_files} ${icon_files} ${fonts} ${assemble}
  COMMAND_EXPAND_LISTS
  COMMENT "Assembling the site" VERBATIM)
add_custom_target(site ALL DEPENDS ${site}/precache.json)
