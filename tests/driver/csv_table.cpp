// Reads CSV files: commas, quotes doubled inside quoted fields, LF or CRLF.
#include "tests/driver/csv_table.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <utility>

namespace satchel::driver {
namespace {

using Records = std::vector<std::vector<std::string>>;

class CsvReader {
 public:
  Records read(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
      const char each = text[at];
      if (quoted_) {
        const bool doubled = each == '"' && at + 1 < text.size() && text[at + 1] == '"';
        if (doubled) ++at;
        if (each != '"' || doubled) {
          field_ += each;
        } else {
          quoted_ = false;
        }
      } else {
        plain(each);
      }
    }
    if (!field_.empty() || !record_.empty()) end_record();
    return std::move(records_);
  }

 private:
  void plain(char each) {
    if (each == '"' && field_.empty()) {
      quoted_ = true;
    } else if (each == ',') {
      end_field();
    } else if (each == '\n') {
      end_record();
    } else if (each != '\r') {
      field_ += each;
    }
  }
  void end_field() { record_.push_back(std::exchange(field_, {})); }
  void end_record() {
    end_field();
    records_.push_back(std::exchange(record_, {}));
  }

  Records records_;
  std::vector<std::string> record_;
  std::string field_;
  bool quoted_ = false;
};

}  // namespace

Result<CsvTable> CsvTable::read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail(ErrorCode::not_found, path + " cannot be read");
  std::ostringstream text;
  text << file.rdbuf();
  Records records = CsvReader().read(text.str());
  if (records.empty()) return fail(ErrorCode::invalid, path + " has no header line");
  CsvTable table;
  table.path_ = path;
  table.columns_ = std::move(records.front());
  records.erase(records.begin());
  for (std::size_t row = 0; row < records.size(); ++row) {
    if (records[row].size() != table.columns_.size()) {
      return fail(ErrorCode::invalid,
                  path + ", row " + std::to_string(row + 2) + ": has another number of fields");
    }
  }
  table.rows_ = std::move(records);
  return table;
}

Result<std::string> CsvTable::field(std::size_t row, std::string_view column) const {
  const auto found = std::find(columns_.begin(), columns_.end(), column);
  if (found == columns_.end()) {
    return fail(ErrorCode::invalid, path_ + " has no column " + std::string(column));
  }
  return rows_[row][static_cast<std::size_t>(found - columns_.begin())];
}

}  // namespace satchel::driver
