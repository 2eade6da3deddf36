// Reading page parameters; writing rows.
#include "server/http/list_page.h"

#include <algorithm>
#include <charconv>

#include "server/http/negotiate.h"
#include "shared/base/percent.h"

namespace satchel::server {
namespace {

bool is_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const bool digits = std::all_of(text.begin(), text.end(), [](char letter) {
    return (letter >= '0' && letter <= '9') || letter == '.';
  });
  return digits && !text.empty();
}

/// Returns the address of the next page: the same filters after another cursor.
std::string next_address(const HttpRequest& request, std::string_view next) {
  std::string address = request.path + "?";
  for (const auto& [name, value] : request.query) {
    if (name != "after") address += name + "=" + percent_encoded(value) + "&";
  }
  return address + "after=" + percent_encoded(next);
}

}  // namespace

std::string csv_text(std::string_view text) {
  std::string cell(text);
  const bool formula =
      !cell.empty() && std::string_view("=+-@\t\r").find(cell[0]) != std::string_view::npos;
  if (formula && !is_number(cell)) cell.insert(0, "'");
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char letter : cell) quoted.append(letter == '"' ? 2 : 1, letter);
  return quoted + "\"";
}

Result<ListPage> parse_page(const HttpRequest& request,
                            std::initializer_list<std::string_view> filters) {
  ListPage page;
  if (request.parameter("format") == "csv") page.limit = file_rows_max;
  for (const auto& [name, value] : request.query) {
    const bool filter = std::find(filters.begin(), filters.end(), name) != filters.end();
    if (name == "limit") {
      const auto [end, error] =
          std::from_chars(value.data(), value.data() + value.size(), page.limit);
      const bool whole = error == std::errc() && end == value.data() + value.size();
      if (!whole || page.limit < 1 || page.limit > page_rows_max) {
        return fail(ErrorCode::invalid, "The parameter limit must be a number from 1 to " +
                                            std::to_string(page_rows_max) + ".");
      }
    } else if (name == "after") {
      page.after = value;
    } else if (name == "text") {
      page.text = value;
    } else if (name == "format") {
      if (value != "csv") return fail(ErrorCode::invalid, "The parameter format must be csv.");
    } else if (!filter) {
      return fail(ErrorCode::invalid, "This list does not know the parameter " + name + ".");
    }
  }
  return page;
}

ListFormat format_of(const HttpRequest& request) {
  if (request.parameter("format") == "csv") return ListFormat::csv;
  const auto type = negotiate(request.header("accept"), "application/json, text/csv");
  return type == "text/csv" ? ListFormat::csv : ListFormat::json;
}

ListWriter::ListWriter(ListFormat format) : csv_(format == ListFormat::csv) {
  if (csv_) return;
  json_.begin_object();
  json_.key("items");
  json_.begin_array();
}

void ListWriter::begin_row() {
  line_.clear();
  if (!csv_) json_.begin_object();
}

void ListWriter::end_row() {
  if (!csv_) return json_.end_object();
  lines_ += line_ + "\r\n";
  first_row_ = false;
}

void ListWriter::cell(std::string_view name, const std::string& text) {
  if (first_row_) names_.emplace_back(name);
  if (!line_.empty()) line_ += ',';
  line_ += csv_text(text);
}

void ListWriter::field(std::string_view name, std::string_view text) {
  csv_ ? cell(name, std::string(text)) : json_.field(name, text);
}

void ListWriter::field(std::string_view name, std::int64_t number) {
  csv_ ? cell(name, std::to_string(number)) : json_.field(name, number);
}

void ListWriter::flag_field(std::string_view name, bool flag) {
  csv_ ? cell(name, flag ? "yes" : "no") : json_.field(name, flag);
}

void ListWriter::field(std::string_view name, Date day) { field(name, to_text(day)); }

void ListWriter::field(std::string_view name, Money amount) {
  if (!csv_) return json_.field(name, amount);
  cell(name, plain_amount(amount));
  cell(std::string(name) + "_currency", std::string(to_text(amount.currency)));
}

std::string ListWriter::take(std::string_view next) {
  if (csv_) {
    std::string head;
    for (const std::string& name : names_) head += (head.empty() ? "" : ",") + name;
    return head.empty() ? "" : head + "\r\n" + lines_;
  }
  json_.end_array();
  if (!next.empty()) json_.field("next", next);
  json_.end_object();
  return json_.take();
}

HttpReply list_reply(const HttpRequest& request, ListWriter& rows, std::string_view next) {
  HttpReply reply = json_reply(rows.take(next));
  if (rows.format() == ListFormat::csv) {
    reply.content_type = "text/csv; charset=utf-8; header=present";
  }
  reply.headers.emplace_back("Vary", "Accept, Accept-Encoding");
  if (!next.empty()) {
    reply.headers.emplace_back("Link", "<" + next_address(request, next) + ">; rel=\"next\"");
  }
  return reply;
}

}  // namespace satchel::server
