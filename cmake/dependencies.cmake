# The only file that knows where third-party code comes from: Debian packages, and Debian source
# packages that scripts/setup unpacks below .deps/src. Each library is a target named third_party_x.
set(SATCHEL_DEPS ${CMAKE_SOURCE_DIR}/.deps CACHE PATH "Where scripts/setup put the sources")
set(sources ${SATCHEL_DEPS}/src)
if(NOT EXISTS ${sources}/sqlite/amalgamation/sqlite3.c)
  message(FATAL_ERROR "The third-party sources are missing; run scripts/setup first.")
endif()

# Header-only libraries, seen by both compilers through a folder of links.
foreach(library nlohmann expected)
  add_library(third_party_${library} INTERFACE)
  target_include_directories(third_party_${library} SYSTEM INTERFACE ${SATCHEL_DEPS}/include)
endforeach()

# SQLite: the same file in the browser and on the server. VACUUM takes the one attachment.
add_library(third_party_sqlite STATIC ${sources}/sqlite/amalgamation/sqlite3.c)
target_include_directories(third_party_sqlite SYSTEM PUBLIC ${sources}/sqlite/amalgamation)
target_compile_options(third_party_sqlite PRIVATE -w)
if(SATCHEL_SANITIZE)
  # Faults are looked for in our own code: clang takes minutes to optimise or to instrument SQLite.
  target_compile_options(third_party_sqlite PRIVATE -fno-sanitize=all -O0)
endif()
target_compile_definitions(third_party_sqlite PRIVATE
  SQLITE_DQS=0 SQLITE_ENABLE_FTS5 SQLITE_TEMP_STORE=3 SQLITE_DEFAULT_MEMSTATUS=0
  SQLITE_OMIT_LOAD_EXTENSION SQLITE_OMIT_SHARED_CACHE SQLITE_OMIT_DEPRECATED
  SQLITE_OMIT_PROGRESS_CALLBACK SQLITE_MAX_ATTACHED=1 SQLITE_LIKE_DOESNT_MATCH_BLOBS
  SQLITE_MAX_EXPR_DEPTH=200 SQLITE_USE_ALLOCA)
if(EMSCRIPTEN)
  # The browser's file system is ours (web/browser), and there is one thread. What neither the
  # client's SQL nor FTS5 asks for is not downloaded. Two things look idle and are not: ALTER TABLE
  # reads pragma_quick_check, and FTS5 the pragma data_version.
  target_compile_definitions(third_party_sqlite PRIVATE SQLITE_OS_OTHER=1 SQLITE_THREADSAFE=0
    SQLITE_OMIT_AUTHORIZATION SQLITE_OMIT_AUTOVACUUM SQLITE_OMIT_COMPILEOPTION_DIAGS
    SQLITE_OMIT_COMPLETE SQLITE_OMIT_DATETIME_FUNCS SQLITE_OMIT_DECLTYPE SQLITE_OMIT_DESERIALIZE
    SQLITE_OMIT_FOREIGN_KEY SQLITE_OMIT_GET_TABLE SQLITE_OMIT_JSON SQLITE_OMIT_LOCALTIME
    SQLITE_OMIT_SCHEMA_PRAGMAS SQLITE_OMIT_TRACE SQLITE_OMIT_UTF16 SQLITE_UNTESTABLE)
else()
  target_compile_definitions(third_party_sqlite PRIVATE SQLITE_THREADSAFE=1)
  target_link_libraries(third_party_sqlite PUBLIC m pthread)
endif()

# Dear ImGui: headless natively (screen tests), drawn by WebGL 2 in the browser.
set(imgui_sources imgui imgui_draw imgui_tables imgui_widgets imgui_demo misc/cpp/imgui_stdlib)
if(EMSCRIPTEN)
  list(APPEND imgui_sources backends/imgui_impl_opengl3)
endif()
list(TRANSFORM imgui_sources PREPEND ${sources}/imgui/)
list(TRANSFORM imgui_sources APPEND .cpp)
add_library(third_party_imgui STATIC ${imgui_sources})
target_include_directories(third_party_imgui SYSTEM PUBLIC
  ${sources}/imgui ${sources}/imgui/backends ${sources}/imgui/misc/cpp)
target_compile_definitions(third_party_imgui PUBLIC
  IMGUI_DISABLE_OBSOLETE_FUNCTIONS IMGUI_DISABLE_DEMO_WINDOWS IMGUI_DISABLE_DEBUG_TOOLS
  IMGUI_DISABLE_FILE_FUNCTIONS IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS IMGUI_USE_WCHAR32)
target_compile_options(third_party_imgui PRIVATE -w)
if(EMSCRIPTEN)
  target_compile_definitions(third_party_imgui PUBLIC IMGUI_IMPL_OPENGL_ES3)
endif()

# libsodium: Debian's library natively, its reference C sources in the browser.
if(EMSCRIPTEN)
  set(sodium ${sources}/sodium/src/libsodium)
  file(READ ${sources}/sodium/configure.ac sodium_configure)
  foreach(word MAJOR MINOR)
    string(REGEX MATCH "SODIUM_LIBRARY_VERSION_${word}=([0-9]+)" _ "${sodium_configure}")
    set(SODIUM_LIBRARY_VERSION_${word} ${CMAKE_MATCH_1})
  endforeach()
  string(REGEX MATCH "AC_INIT\\(\\[libsodium\\],\\[([0-9.]+)\\]" _ "${sodium_configure}")
  set(VERSION ${CMAKE_MATCH_1})
  set(sodium_generated ${CMAKE_BINARY_DIR}/generated/sodium)
  configure_file(${sodium}/include/sodium/version.h.in ${sodium_generated}/sodium/version.h @ONLY)
  configure_file(${sodium}/include/sodium/export.h ${sodium_generated}/sodium/export.h COPYONLY)
  file(GLOB_RECURSE sodium_sources ${sodium}/*.c)
  list(FILTER sodium_sources EXCLUDE REGEX "sse|ssse|avx|aesni|sandy2x|nativeclient")
  add_library(third_party_sodium STATIC ${sodium_sources})
  target_include_directories(third_party_sodium SYSTEM
    PUBLIC ${sodium}/include ${sodium}/include/sodium ${sodium_generated}
    PRIVATE ${sodium}/include/sodium ${sodium_generated}/sodium)
  target_compile_definitions(third_party_sodium
    PUBLIC SODIUM_STATIC PRIVATE CONFIGURED=1 NATIVE_LITTLE_ENDIAN=1 DEV_MODE=1)
  target_compile_options(third_party_sodium PRIVATE -w)
else()
  add_library(third_party_sodium INTERFACE)
  target_link_libraries(third_party_sodium INTERFACE sodium)
endif()

# What only the server and the tests need.
if(NOT EMSCRIPTEN)
  find_package(OpenSSL REQUIRED)
  find_package(ZLIB REQUIRED)

  # Its own script parts declarations from code, so that only one file waits for the code.
  find_package(Python3 REQUIRED COMPONENTS Interpreter)
  set(httplib_parted ${CMAKE_BINARY_DIR}/generated/httplib)
  if(${sources}/httplib/httplib.h IS_NEWER_THAN ${httplib_parted}/httplib.cpp)
    execute_process(
      COMMAND ${Python3_EXECUTABLE} split.py -e cpp -o ${httplib_parted}
      WORKING_DIRECTORY ${sources}/httplib OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
  endif()
  add_library(third_party_httplib STATIC ${httplib_parted}/httplib.cpp)
  target_include_directories(third_party_httplib SYSTEM PUBLIC ${httplib_parted})
  target_compile_definitions(third_party_httplib PUBLIC
    CPPHTTPLIB_OPENSSL_SUPPORT CPPHTTPLIB_ZLIB_SUPPORT
    CPPHTTPLIB_HEADER_MAX_COUNT=64 CPPHTTPLIB_LISTEN_BACKLOG=512)
  target_compile_options(third_party_httplib PRIVATE -w)
  target_link_libraries(third_party_httplib PUBLIC
    OpenSSL::SSL OpenSSL::Crypto ZLIB::ZLIB pthread)

  add_library(third_party_openssl INTERFACE)
  target_link_libraries(third_party_openssl INTERFACE OpenSSL::Crypto)

  add_library(third_party_zlib INTERFACE)
  target_link_libraries(third_party_zlib INTERFACE ZLIB::ZLIB)

  add_library(third_party_date INTERFACE)
  target_link_libraries(third_party_date INTERFACE date-tz)
  # As Debian built it: zones are read from the system's own files, never downloaded.
  target_compile_definitions(third_party_date INTERFACE USE_OS_TZDB=1)

  find_package(PkgConfig REQUIRED)
  pkg_check_modules(pango REQUIRED IMPORTED_TARGET pangocairo cairo-pdf)
  add_library(third_party_pango INTERFACE)
  target_link_libraries(third_party_pango INTERFACE PkgConfig::pango)

  pkg_check_modules(libpq REQUIRED IMPORTED_TARGET libpq)
  add_library(third_party_libpq INTERFACE)
  target_link_libraries(third_party_libpq INTERFACE PkgConfig::libpq)

  find_package(CURL REQUIRED)
  add_library(third_party_curl INTERFACE)
  target_link_libraries(third_party_curl INTERFACE CURL::libcurl)

  add_library(third_party_cli INTERFACE) # CLI11 is headers in the compiler's own path.

  add_library(third_party_doctest INTERFACE)
  target_include_directories(third_party_doctest SYSTEM INTERFACE ${SATCHEL_DEPS}/include)

  add_library(third_party_rapidcheck INTERFACE)
  target_link_libraries(third_party_rapidcheck INTERFACE rapidcheck)
endif()
