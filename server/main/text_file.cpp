// Whole files as text.
#include "server/main/text_file.h"

#include <fstream>
#include <iterator>

namespace satchel::server {

Result<std::string> read_text_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (in) return std::string{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  return fail(ErrorCode::not_found, path + " cannot be read; name a file that is there.");
}

}  // namespace satchel::server
