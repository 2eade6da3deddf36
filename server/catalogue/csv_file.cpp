// Reading CSV.
#include "server/catalogue/csv_file.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>

#include "shared/base/text.h"

namespace satchel::server {
namespace {

using Cells = std::vector<std::string>;

/// Reads cells one after the other; rows end at line breaks outside quotes.
class CsvReader {
 public:
  explicit CsvReader(std::string_view text) : text_(text) {}

  bool done() const { return at_ >= text_.size(); }
  bool open_quote() const { return open_quote_; }
  std::size_t line() {
    const auto begin = text_.begin();
    line_ += static_cast<std::size_t>(std::count(begin + static_cast<std::ptrdiff_t>(counted_),
                                                 begin + static_cast<std::ptrdiff_t>(at_), '\n'));
    counted_ = at_;
    return line_;
  }

  Cells take_row() {
    Cells cells;
    bool more = true;
    while (more) {
      cells.push_back(take_cell());
      more = !done() && text_[at_] == ',';
      if (more) ++at_;
    }
    if (!done() && text_[at_] == '\r') ++at_;
    if (!done() && text_[at_] == '\n') ++at_;
    return cells;
  }

 private:
  std::string take_cell() {
    if (!done() && text_[at_] == '"') return take_quoted();
    const std::size_t end = std::min(text_.find_first_of(",\r\n", at_), text_.size());
    std::string cell(text_.substr(at_, end - at_));
    at_ = end;
    return cell == "NULL" ? "" : cell;
  }

  std::string take_quoted() {
    std::string cell;
    for (++at_; !done(); ++at_) {
      if (text_[at_] != '"') {
        cell += text_[at_];
      } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
        cell += text_[at_++];
      } else {
        ++at_;
        return cell;
      }
    }
    open_quote_ = true;
    return cell;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool open_quote_ = false;
  std::size_t line_ = 1;
  std::size_t counted_ = 0;
};

std::string place_of(const std::string& name, std::size_t row) {
  return name + ", row " + std::to_string(row + 2);
}

}  // namespace

Result<CsvFile> CsvFile::read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    return fail(ErrorCode::not_found, path + " cannot be read; name the folder that holds it.");
  }
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  return parse(path, text);
}

Result<CsvFile> CsvFile::parse(std::string name, std::string_view text) {
  if (!is_clean_utf8(text)) return fail(ErrorCode::invalid, name + " is not UTF-8.");
  CsvFile file;
  file.name_ = std::move(name);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  CsvReader reader(text);
  file.columns_ = reader.take_row();
  while (!reader.done()) {
    file.lines_.push_back(reader.line());
    Cells row = reader.take_row();
    if (reader.open_quote()) {
      return fail(ErrorCode::invalid,
                  place_of(file.name_, file.rows_.size()) + ": a quote is not closed.");
    }
    if (row.size() != file.columns_.size()) {
      return fail(ErrorCode::invalid,
                  place_of(file.name_, file.rows_.size()) + ": " + std::to_string(row.size()) +
                      " cells, but the header has " + std::to_string(file.columns_.size()) + ".");
    }
    file.rows_.push_back(std::move(row));
  }
  return file;
}

bool CsvFile::has_column(std::string_view column) const {
  return std::find(columns_.begin(), columns_.end(), column) != columns_.end();
}

Result<std::string> CsvFile::text(std::size_t row, std::string_view column) const {
  const auto found = std::find(columns_.begin(), columns_.end(), column);
  if (found == columns_.end()) {
    return fail(ErrorCode::invalid, name_ + " has no column " + std::string(column) + ".");
  }
  return rows_[row][static_cast<std::size_t>(found - columns_.begin())];
}

Result<std::int64_t> CsvFile::number(std::size_t row, std::string_view column) const {
  const std::string cell = SATCHEL_TRY(text(row, column));
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  if (error == std::errc() && end == cell.data() + cell.size()) return number;
  return fail(ErrorCode::invalid, place_of(name_, row) + ": " + std::string(column) + " is \"" +
                                      cell + "\", not a whole number.");
}

}  // namespace satchel::server
