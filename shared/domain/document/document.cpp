// Names of documents.
#include "shared/domain/document/document.h"

namespace satchel {

std::string file_name_of(const Document& document) {
  std::string name;
  for (const char letter : std::string(to_text(document.kind)) + "-" + document.number) {
    const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                       (letter >= '0' && letter <= '9');
    name += plain ? letter : '-';
  }
  return name;
}

}  // namespace satchel
