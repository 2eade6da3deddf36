# Writes SOURCE and HEADER, which hold FILES as the set SET; run by satchel_embed at build time.
# Comments of SQL stay behind: no database takes them, and browsers would download them.
set(arrays "")
set(entries "")
set(count 0)
foreach(file IN LISTS FILES)
  file(READ ${file} hex HEX)
  get_filename_component(name ${file} NAME)
  if(name MATCHES "\\.sql$")
    file(READ ${file} text)
    string(REGEX REPLACE "--[^\n]*" "" text "${text}")
    string(HEX "${text}" hex)
  endif()
  string(LENGTH "${hex}" size)
  math(EXPR size "${size} / 2")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  string(APPEND arrays "const unsigned char bytes_${count}[] = {${bytes}0};\n")
  string(APPEND entries "    {\"${name}\", view(bytes_${count}, ${size})},\n")
  math(EXPR count "${count} + 1")
endforeach()

file(WRITE ${HEADER} "// The embedded files of ${SET}; made by the build.
#pragma once

#include <span>

#include \"embedded/embedded_file.h\"

namespace satchel::embedded {

/// All files of the set, in order of their names.
std::span<const EmbeddedFile> ${SET}();

}  // namespace satchel::embedded
")

file(WRITE ${SOURCE} "// The embedded files of ${SET}; made by the build.
#include \"embedded/${SET}.h\"

#include <array>
#include <cstddef>

namespace satchel::embedded {
namespace {
${arrays}
[[maybe_unused]] std::string_view view(const unsigned char* bytes, std::size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}
}  // namespace

std::span<const EmbeddedFile> ${SET}() {
  static const std::array<EmbeddedFile, ${count}> files{{
${entries}  }};
  return files;
}

}  // namespace satchel::embedded
")
