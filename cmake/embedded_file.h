// A file that was built into the program.
#pragma once

#include <string_view>

namespace satchel::embedded {

/// The name is the file's own, without folders; the bytes live as long as the program.
struct EmbeddedFile {
  std::string_view name;
  std::string_view bytes;
};

}  // namespace satchel::embedded
