// Writes quoted fields.
#include "web/model/csv.h"

namespace satchel::web {
namespace {

bool looks_like_formula(std::string_view field) {
  return !field.empty() && std::string_view("=+-@\t\r").find(field[0]) != std::string_view::npos;
}

}  // namespace

CsvWriter::CsvWriter(std::initializer_list<std::string_view> names) : out_("\xef\xbb\xbf") {
  row(names);
}

void CsvWriter::row(std::initializer_list<std::string_view> fields) {
  bool first = true;
  for (const std::string_view field : fields) {
    if (!first) out_ += ',';
    first = false;
    out_ += '"';
    if (looks_like_formula(field)) out_ += '\'';
    for (const char c : field) {
      if (c == '"') out_ += '"';
      out_ += c;
    }
    out_ += '"';
  }
  out_ += "\r\n";
}

}  // namespace satchel::web
