// Building customers' pages.
#include "server/http/client_page.h"

#include "shared/base/html.h"

namespace satchel::server {
namespace {

std::string attribute(std::string_view name, std::string_view value) {
  if (value.empty()) return {};
  std::string html(" ");
  return html.append(name).append("=\"").append(html_escaped(value)).append("\"");
}

std::string navigation_html(const ClientFrame& frame) {
  if (frame.links.empty()) return {};
  std::string html = "<nav aria-label=\"Main\">\n";
  for (const NavigationLink& link : frame.links) {
    html += "<a" + attribute("href", link.address);
    if (link.address == frame.here) html += " aria-current=\"page\"";
    html += ">" + html_escaped(link.name) + "</a>\n";
  }
  if (!frame.form_token.empty()) {
    html += "<form method=\"post\" action=\"/client/logout\">";
    html += hidden_html("form_token", frame.form_token);
    html += "<button class=\"link\">Log out</button></form>\n";
  }
  return html + "</nav>\n";
}

}  // namespace

HttpReply client_page(int status, const ClientFrame& frame, const std::string& content) {
  std::string html = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
  html += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>";
  html += html_escaped(frame.title) + " - " + html_escaped(frame.brand) + "</title>\n";
  html += "<link rel=\"stylesheet\" href=\"/client/style.css\">\n</head>\n<body>\n";
  html += "<a class=\"skip\" href=\"#main\">Skip to content</a>\n<header><div>\n<p class=\"brand\"";
  html += " dir=\"auto\">" + html_escaped(frame.brand) + "</p>\n" + navigation_html(frame);
  html += "</div></header>\n<main id=\"main\" tabindex=\"-1\">\n<h1 dir=\"auto\">";
  html += html_escaped(frame.title) + "</h1>\n" + content + "</main>\n</body>\n</html>\n";
  HttpReply reply{
      .status = status, .content_type = "text/html; charset=utf-8", .body = std::move(html)};
  reply.headers.emplace_back(
      "Content-Security-Policy",
      "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; "
      "base-uri 'none'");
  // With no-referrer the browser would send forms with the Origin `null`.
  reply.headers.emplace_back("Referrer-Policy", "same-origin");
  return reply;
}

HttpReply see_other(std::string address) {
  return {.status = 303, .headers = {{"Location", std::move(address)}}};
}

std::string problem_html(std::string_view text) {
  if (text.empty()) return {};
  return "<p class=\"problem\" role=\"alert\">" + html_escaped(text) + "</p>\n";
}

std::string chip_html(const StateChip& chip) {
  const auto colour = [&]() -> std::string_view {
    switch (chip.colour) {
      case StateColour::black:
        return "black";
      case StateColour::red:
        return "red";
      case StateColour::yellow:
        return "yellow";
      case StateColour::green:
        return "green";
      case StateColour::violet:
        return "violet";
      case StateColour::grey:
        return "grey";
    }
    return "grey";
  }();
  std::string html = "<span class=\"chip ";
  return html.append(colour).append("\">").append(html_escaped(chip.words)).append("</span>");
}

std::string input_html(const InputField& field) {
  const std::string hint_id = std::string(field.name) + "-hint";
  std::string html = "<label" + attribute("for", field.name) + ">" + html_escaped(field.label);
  html += field.required ? " *</label>\n" : "</label>\n";
  html += "<input" + attribute("id", field.name) + attribute("name", field.name);
  html += attribute("type", field.type) + attribute("autocomplete", field.autocomplete);
  html += attribute("value", field.value);
  if (!field.hint.empty()) html += attribute("aria-describedby", hint_id);
  html += field.required ? " required>\n" : ">\n";
  if (field.hint.empty()) return html;
  html += "<p class=\"hint\"" + attribute("id", hint_id) + ">";
  return html + html_escaped(field.hint) + "</p>\n";
}

std::string hidden_html(std::string_view name, std::string_view value) {
  return "<input type=\"hidden\"" + attribute("name", name) + attribute("value", value) + ">";
}

std::string table_html(const ClientTable& table) {
  std::string html = "<table class=\"stack\">\n<caption>" + html_escaped(table.caption);
  html += "</caption>\n<thead><tr>";
  for (const ClientTable::Column& column : table.columns) {
    html += column.figure ? "<th scope=\"col\" class=\"figure\">" : "<th scope=\"col\">";
    html += html_escaped(column.title) + "</th>";
  }
  html += "</tr></thead>\n<tbody>\n";
  for (const std::vector<std::string>& row : table.rows) {
    html += "<tr><th scope=\"row\">" + row.front() + "</th>";
    for (std::size_t at = 1; at < row.size(); ++at) {
      html += "<td" + attribute("class", table.columns[at].figure ? "figure" : "");
      html += attribute("data-label", table.columns[at].title) + ">" + row[at] + "</td>";
    }
    html += "</tr>\n";
  }
  return html + "</tbody>\n</table>\n";
}

}  // namespace satchel::server
