// Writes documents as HTML.
#include "shared/domain/document/document_html.h"

#include "embedded/document_style.h"
#include "shared/base/html.h"

namespace satchel {
namespace {

/// Text that people wrote runs in its own direction and begins at the same edge as all others.
std::string element(std::string_view open, std::string_view text, std::string_view close) {
  std::string html("<");
  html.append(open).append("><bdi>").append(html_escaped(text));
  return html.append("</bdi></").append(close).append(">");
}

std::string party_html(const DocumentParty& party) {
  std::string html = "<section>\n<h2>" + html_escaped(party.title) + "</h2>\n";
  html += element("p class=\"name\"", party.name, "p") + "\n";
  for (const std::string& line : party.lines) html += element("p", line, "p") + "\n";
  return html + "</section>\n";
}

std::string facts_html(const std::vector<DocumentField>& facts) {
  if (facts.empty()) return {};
  std::string html = "<dl class=\"facts\">\n";
  for (const DocumentField& fact : facts) {
    html += "<div><dt>" + html_escaped(fact.label) + "</dt>";
    html += element("dd", fact.value, "dd") + "</div>\n";
  }
  return html + "</dl>\n";
}

std::string head_html(const std::vector<DocumentColumn>& columns) {
  std::string html = "<thead><tr>";
  for (const DocumentColumn& column : columns) {
    html += column.number ? "<th scope=\"col\" class=\"figure\">" : "<th scope=\"col\">";
    html += html_escaped(column.title) + "</th>";
  }
  return html + "</tr></thead>\n";
}

std::string row_html(const DocumentTable& table, const DocumentRow& row) {
  std::string html = "<tr><th scope=\"row\"><bdi>" + html_escaped(row.cells.front());
  html += "</bdi>";
  for (const std::string& detail : row.details) {
    html += element("span class=\"detail\"", detail, "span");
  }
  html += "</th>";
  for (std::size_t at = 1; at < row.cells.size(); ++at) {
    const DocumentColumn& column = table.columns[at];
    const bool last = at + 1 == row.cells.size();
    html += column.number ? "<td class=\"figure\"" : "<td";
    // On a narrow screen the head is out of sight, and each figure says what it is.
    if (!last) html += " data-label=\"" + html_escaped(column.title) + "\"";
    html += ">" + html_escaped(row.cells[at]) + "</td>";
  }
  return html + "</tr>\n";
}

std::string table_html(const DocumentTable& table, bool titled) {
  if (table.rows.empty()) return {};
  std::string html = titled ? "<table>\n<caption>" : "<table>\n<caption class=\"unseen\">";
  html += html_escaped(table.title) + "</caption>\n" + head_html(table.columns) + "<tbody>\n";
  for (const DocumentRow& row : table.rows) html += row_html(table, row);
  return html + "</tbody>\n</table>\n";
}

std::string totals_html(const std::vector<DocumentTotal>& totals) {
  if (totals.empty()) return {};
  std::string html = "<dl class=\"totals\">\n";
  for (const DocumentTotal& total : totals) {
    const std::string_view strong = total.strong ? " class=\"strong\"" : "";
    html.append("<dt").append(strong).append(">").append(html_escaped(total.label));
    html.append("</dt><dd").append(strong).append(">").append(html_escaped(total.value));
    html += "</dd>\n";
  }
  return html + "</dl>\n";
}

std::string heading_html(const Document& document) {
  std::string html = "<header>\n<h1>" + html_escaped(document.title) + "</h1>\n";
  if (!document.number.empty()) {
    html += "<p class=\"number\">" + html_escaped(document.number) + "</p>\n";
  }
  html += "</header>\n";
  if (!document.notice.empty()) html += element("p class=\"notice\"", document.notice, "p") + "\n";
  return html;
}

}  // namespace

std::string_view document_style() { return embedded::document_style().front().bytes; }

std::string to_html(const Document& document) {
  std::string html = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
  html += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>";
  html += html_escaped(document.title);
  if (!document.number.empty()) html += " " + html_escaped(document.number);
  html += "</title>\n<style>";
  html.append(document_style()).append("</style>\n</head>\n<body>\n<main>\n");
  html += heading_html(document);
  html += "<div class=\"parties\">\n" + party_html(document.seller);
  html += party_html(document.customer) + "</div>\n" + facts_html(document.facts);
  html += table_html(document.lines, false) + totals_html(document.totals);
  html += table_html(document.payments, true) + totals_html(document.balance);
  if (!document.paragraphs.empty()) {
    html += "<div class=\"terms\">\n";
    for (const std::string& text : document.paragraphs) html += element("p", text, "p") + "\n";
    html += "</div>\n";
  }
  return html + "</main>\n</body>\n</html>\n";
}

}  // namespace satchel
