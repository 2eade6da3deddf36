// Lays a document out on pages.
#include "server/document/pdf.h"

#include <algorithm>
#include <mutex>
#include <vector>

#include "server/document/pdf_sheet.h"
#include "shared/base/text.h"

namespace satchel::server {
namespace {

constexpr TextStyle body{};
constexpr TextStyle strong{.strong = true};
constexpr TextStyle quiet{.size = 8.5, .quiet = true};
constexpr TextStyle figure{.figures = true};
constexpr TextStyle quiet_figure{.size = 8.5, .quiet = true, .figures = true};
constexpr TextStyle total_figure{.size = 10.5, .strong = true, .figures = true};
constexpr double column_gap = 14;
constexpr double row_padding = 5;

/// The places of a table's columns: the first takes what the others leave.
struct ColumnPlace {
  double left = 0;
  double width = 0;
};

class PdfWriter {
 public:
  PdfWriter(const Document& document, int page_total, std::string* to)
      : document_(document), sheet_(document, to) {
    sheet_.on_page_end = [this, page_total](int page) { put_foot(page, page_total); };
  }

  /// Returns how many pages there are.
  Result<int> write() {
    put_heading();
    put_parties();
    put_facts();
    put_table(document_.lines, false);
    put_totals(document_.totals, document_.payments.rows.empty() ? document_.balance.size() : 0);
    put_table(document_.payments, true);
    put_totals(document_.balance, 0);
    for (const std::string& text : document_.paragraphs) {
      sheet_.move_down(8);
      sheet_.flow(text, quiet, {sheet_.left(), sheet_.y(), sheet_.width()});
    }
    return sheet_.finish();
  }

 private:
  std::string name() const {
    return document_.number.empty() ? document_.title : document_.title + " " + document_.number;
  }

  void put_foot(int page, int page_total) {
    const TextBox box{sheet_.left(), sheet_.foot(), sheet_.width()};
    sheet_.put(document_.seller.name + "  ·  " + name(), quiet,
               {box.left, box.top, box.width - 90});
    sheet_.put("Page " + std::to_string(page) + " of " + std::to_string(page_total), quiet_figure,
               box);
  }

  void put_heading() {
    const TextStyle title{.size = 20, .strong = true};
    const TextStyle number{.size = 13, .quiet = true, .figures = true};
    const double height = sheet_.height_of(document_.title, title, sheet_.width());
    sheet_.put(document_.title, title, {sheet_.left(), sheet_.y(), sheet_.width()});
    const double below = sheet_.height_of("1", number, 0);
    sheet_.put(document_.number, number,
               {sheet_.left(), sheet_.y() + height - below - 2, sheet_.width()});
    sheet_.move_down(height + 4);
    if (document_.notice.empty()) return;
    sheet_.flow(document_.notice, strong, {sheet_.left(), sheet_.y(), sheet_.width()});
  }

  /// Puts the party into its column and returns where it ends.
  double put_party(const DocumentParty& party, const TextBox& box) {
    double y = box.top;
    const auto line = [&](const std::string& text, const TextStyle& style) {
      sheet_.put(text, style, {box.left, y, box.width});
      y += sheet_.height_of(text, style, box.width) + 1;
    };
    line(party.title, quiet);
    line(party.name, strong);
    for (const std::string& text : party.lines) line(text, body);
    return y;
  }

  void put_parties() {
    sheet_.move_down(18);
    const double width = (sheet_.width() - 30) / 2;
    const double top = sheet_.y();
    const double one = put_party(document_.seller, {sheet_.left(), top, width});
    const double two = put_party(document_.customer, {sheet_.left() + width + 30, top, width});
    sheet_.move_to(std::max(one, two) + 14);
  }

  void put_facts() {
    constexpr std::size_t across = 4;
    const double width = (sheet_.width() - (across - 1) * column_gap) / across;
    for (std::size_t begin = 0; begin < document_.facts.size(); begin += across) {
      const std::size_t end = std::min(begin + across, document_.facts.size());
      double height = 0;
      for (std::size_t at = begin; at < end; ++at) {
        height = std::max(height, sheet_.height_of(document_.facts[at].value, body, width));
      }
      sheet_.need(height + 20);
      for (std::size_t at = begin; at < end; ++at) {
        const double left = sheet_.left() + static_cast<double>(at - begin) * (width + column_gap);
        sheet_.put(document_.facts[at].label, quiet, {left, sheet_.y(), width});
        sheet_.put(document_.facts[at].value, body, {left, sheet_.y() + 12, width});
      }
      sheet_.move_down(height + 20);
    }
    sheet_.move_down(8);
  }

  std::vector<ColumnPlace> places_of(const DocumentTable& table) {
    std::vector<ColumnPlace> places(table.columns.size());
    double right = sheet_.right();
    for (std::size_t at = table.columns.size(); at-- > 1;) {
      // The longest text is nearly always the widest; a wider one wraps.
      std::string_view longest;
      for (const DocumentRow& row : table.rows) {
        if (length_of(row.cells[at]) > length_of(longest)) longest = row.cells[at];
      }
      const double width = std::max(sheet_.width_of(longest, figure),
                                    sheet_.width_of(table.columns[at].title, quiet_figure));
      places[at] = {right - width - 1, width + 1};
      right -= width + 1 + column_gap;
    }
    places[0] = {sheet_.left(), std::max(right - sheet_.left(), 90.0)};
    return places;
  }

  void put_table_head(const DocumentTable& table, const std::vector<ColumnPlace>& places) {
    for (std::size_t at = 0; at < places.size(); ++at) {
      sheet_.put(table.columns[at].title, table.columns[at].number ? quiet_figure : quiet,
                 {places[at].left, sheet_.y(), places[at].width});
    }
    sheet_.move_down(15);
    sheet_.rule(0.9);
    sheet_.move_down(row_padding);
  }

  void put_row(const DocumentTable& table, const DocumentRow& row,
               const std::vector<ColumnPlace>& places) {
    double height = 0;
    for (std::size_t at = 0; at < places.size(); ++at) {
      const TextStyle& style = table.columns[at].number ? figure : body;
      height = std::max(height, sheet_.height_of(row.cells[at], style, places[at].width));
    }
    sheet_.need(height + (row.details.empty() ? 0 : 12));
    for (std::size_t at = 0; at < places.size(); ++at) {
      sheet_.put(row.cells[at], table.columns[at].number ? figure : body,
                 {places[at].left, sheet_.y(), places[at].width});
    }
    sheet_.move_down(height);
    for (const std::string& detail : row.details) {
      sheet_.flow(detail, quiet, {places[0].left, sheet_.y(), places[0].width});
    }
    sheet_.move_down(row_padding);
    sheet_.rule(0.4);
    sheet_.move_down(row_padding);
  }

  void put_table(const DocumentTable& table, bool titled) {
    if (table.rows.empty()) return;
    const std::vector<ColumnPlace> places = places_of(table);
    sheet_.need(70);
    if (titled) {
      sheet_.put(table.title, strong, {sheet_.left(), sheet_.y(), sheet_.width()});
      sheet_.move_down(18);
    }
    put_table_head(table, places);
    sheet_.on_page_begin = [&] { put_table_head(table, places); };
    for (const DocumentRow& row : table.rows) put_row(table, row, places);
    sheet_.on_page_begin = nullptr;
    sheet_.move_down(6);
  }

  /// Puts the totals; `together` lines of what follows stay on the same page.
  void put_totals(const std::vector<DocumentTotal>& totals, std::size_t together) {
    sheet_.need(static_cast<double>(totals.size() + together) * 17 + 10);
    for (const DocumentTotal& total : totals) {
      const TextStyle& style = total.strong ? total_figure : figure;
      const double value_width = std::max(110.0, sheet_.width_of(total.value, style) + 1);
      const double top = sheet_.y();
      sheet_.put(total.value, style, {sheet_.right() - value_width, top, value_width});
      sheet_.put(total.label, style,
                 {sheet_.left(), top, sheet_.width() - value_width - column_gap});
      sheet_.move_down(17);
    }
    if (!totals.empty()) sheet_.move_down(10);
  }

  const Document& document_;
  PdfSheet sheet_;
};

}  // namespace

Result<std::string> to_pdf(const Document& document) {
  if (document.lines.rows.size() + document.payments.rows.size() > pdf_rows_max) {
    return fail(ErrorCode::invalid, "This document has more than " + std::to_string(pdf_rows_max) +
                                        " lines, too many for a PDF; ask for text/html.");
  }
  static std::mutex one_at_a_time;  // Pango's fonts are shared by all documents.
  const std::lock_guard lock(one_at_a_time);
  const int pages = SATCHEL_TRY(PdfWriter(document, 0, nullptr).write());
  std::string bytes;
  SATCHEL_TRY(PdfWriter(document, pages, &bytes).write());
  return bytes;
}

}  // namespace satchel::server
