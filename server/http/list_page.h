// Lists: page and filter parameters, and rows as JSON or CSV.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/call.h"
#include "server/http/message.h"
#include "shared/base/money.h"
#include "shared/base/result.h"
#include "shared/wire/writer.h"

namespace satchel::server {

inline constexpr std::int64_t page_rows_default = 100;
inline constexpr std::int64_t page_rows_max = 500;
inline constexpr std::int64_t file_rows_max = 100'000;

/// What every list takes: `limit` rows that come `after` a cursor, with the words `text`.
struct ListPage {
  std::int64_t limit = page_rows_default;
  std::string after;
  std::string text;
};

/// Returns the page the request asks for. A file (`format=csv`) without a limit holds all that
/// passes the filters, up to 100,000 rows. ErrorCode::invalid for a limit that is no number from 1
/// to 500, and for a parameter that is none of these and not in `filters`.
Result<ListPage> parse_page(const HttpRequest& request,
                            std::initializer_list<std::string_view> filters);

/// Returns the id in the query parameter `name`; empty when absent, ErrorCode::invalid when none.
template <class IdType>
Result<IdType> parse_id_parameter(const HttpRequest& request, std::string_view name) {
  const std::string_view text = request.parameter(name);
  if (text.empty()) return IdType();
  if (auto id = IdType::parse(text)) return *std::move(id);
  return fail(ErrorCode::invalid,
              "The parameter " + std::string(name) + " must be a UUID in lower case.");
}

/// Returns the query parameter `name`, a word of `E`; empty when absent, ErrorCode::invalid when it
/// is none.
template <class E>
Result<std::string> parse_word_parameter(const HttpRequest& request, std::string_view name) {
  const std::string_view text = request.parameter(name);
  if (text.empty() || parse_enum<E>(text)) return std::string(text);
  return fail(ErrorCode::invalid, "The parameter " + std::string(name) + " knows no \"" +
                                      std::string(text.substr(0, 40)) + "\".");
}

/// Returns the id after which the page begins; empty for the first page, ErrorCode::invalid when
/// the cursor is none.
template <class IdType>
Result<IdType> parse_cursor(const ListPage& page) {
  if (page.after.empty()) return IdType();
  if (auto id = IdType::parse(page.after)) return *std::move(id);
  return fail(ErrorCode::invalid, "The parameter after is no cursor of this list.");
}

/// Returns the id in the route's path; ErrorCode::not_found when it is none.
template <class IdType>
Result<IdType> parse_path_id(const HttpRequest& request) {
  if (auto id = IdType::parse(request.parameters.at(0))) return *std::move(id);
  return fail(ErrorCode::not_found, "no UUID in the path");
}

enum class ListFormat { json, csv };

/// Returns the format that the request wants by `format=csv` or its Accept header; JSON unless CSV
/// is wanted more.
ListFormat format_of(const HttpRequest& request);

/// Collects rows as `{"items": [...], "next": "..."}` or as CSV with a header line.
class ListWriter {
 public:
  explicit ListWriter(ListFormat format);

  void begin_row();
  void end_row();
  void field(std::string_view name, std::string_view text);
  void field(std::string_view name, std::int64_t number);
  void field(std::string_view name, Date day);
  /// JSON: true or false. CSV: yes or no.
  void field(std::string_view name, std::same_as<bool> auto flag) { flag_field(name, flag); }
  /// JSON: {"minor", "currency"}. CSV: two columns, the plain amount and `NAME_currency`.
  void field(std::string_view name, Money amount);
  template <class E>
  requires requires(E word) { EnumWords<E>::words; }
  void field(std::string_view name, E word) { field(name, satchel::to_text(word)); }
  template <class Tag>
  void field(std::string_view name, const Id<Tag>& id) {
    field(name, std::string_view(id.text()));
  }

  /// Returns all that was written; `next` is the cursor of the page that follows, or empty. CSV
  /// has no place for it, and no header line without rows.
  std::string take(std::string_view next);

  ListFormat format() const { return csv_ ? ListFormat::csv : ListFormat::json; }

 private:
  void flag_field(std::string_view name, bool flag);
  void cell(std::string_view name, const std::string& text);

  bool csv_;
  JsonWriter json_;
  std::vector<std::string> names_;
  std::string lines_;
  std::string line_;
  bool first_row_ = true;
};

/// Returns the answer with the rows; `next` also stands in a Link header.
HttpReply list_reply(const HttpRequest& request, ListWriter& rows, std::string_view next);

/// Returns one CSV cell: quoted where needed, and harmless in spreadsheets that take what begins
/// with `=`, `+`, `-`, `@`, a tab or a line break for a formula.
std::string csv_text(std::string_view text);

}  // namespace satchel::server
