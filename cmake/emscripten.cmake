# Toolchain of the browser client: Debian's Emscripten.
find_program(SATCHEL_EMCC emcc REQUIRED)
file(REAL_PATH ${SATCHEL_EMCC} emcc_file)
get_filename_component(EMSCRIPTEN_ROOT_PATH ${emcc_file} DIRECTORY)
include(${EMSCRIPTEN_ROOT_PATH}/cmake/Modules/Platform/Emscripten.cmake)

# Emscripten's optimizer is a Node program whose parser is a Debian package; a node that is not
# Debian's own has to be told where those are.
set_property(GLOBAL PROPERTY RULE_LAUNCH_LINK
             "${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs")
