// CsvTable: a CSV file with a header line, read whole.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"

namespace satchel::driver {

class CsvTable {
 public:
  /// Returns the file, or what is wrong with it: missing, no header, a row of another length.
  static Result<CsvTable> read(const std::string& path);

  std::size_t row_count() const { return rows_.size(); }
  /// Returns the field of row `row` below the header `column`; ErrorCode::invalid names the file
  /// when there is no such column.
  Result<std::string> field(std::size_t row, std::string_view column) const;

 private:
  std::string path_;
  std::vector<std::string> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace satchel::driver
