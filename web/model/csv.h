// CSV files that spreadsheets open: RFC 4180, with a byte order mark so that accents survive.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace satchel::web {

class CsvWriter {
 public:
  /// Begins with the names of the columns.
  CsvWriter(std::initializer_list<std::string_view> names);

  /// Adds a row. A field that a spreadsheet would take for a formula gets an apostrophe before it.
  void row(std::initializer_list<std::string_view> fields);

  /// Returns the file.
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

}  // namespace satchel::web
