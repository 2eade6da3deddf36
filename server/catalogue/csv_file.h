// CsvFile: a table in a CSV file (RFC 4180), read by the names of its columns.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"

namespace satchel::server {

class CsvFile {
 public:
  /// Reads the file; `NULL` stands for an empty cell. ErrorCode::invalid with file and line for
  /// text that is not UTF-8, an open quote, or a row with another number of cells than the header.
  static Result<CsvFile> read(const std::string& path);
  static Result<CsvFile> parse(std::string name, std::string_view text);

  std::size_t size() const { return rows_.size(); }
  /// Returns the line of the file on which the row begins, from 1.
  std::size_t line_of(std::size_t row) const { return lines_[row]; }
  bool has_column(std::string_view column) const;

  /// Returns the cell. ErrorCode::invalid when the file has no such column.
  Result<std::string> text(std::size_t row, std::string_view column) const;
  /// Returns the cell as a whole number. ErrorCode::invalid, with file and line, when it is none.
  Result<std::int64_t> number(std::size_t row, std::string_view column) const;

 private:
  std::string name_;
  std::vector<std::string> columns_;
  std::vector<std::vector<std::string>> rows_;
  std::vector<std::size_t> lines_;  // Of each row.
};

}  // namespace satchel::server
