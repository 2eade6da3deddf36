// PdfSheet: the pages of one PDF: texts, rules and page breaks, measured from the top left in
// points.
#pragma once

#include <cairo.h>
#include <pango/pango.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "shared/base/result.h"
#include "shared/domain/document/document.h"

namespace satchel::server {

struct TextStyle {
  double size = 9.5;
  bool strong = false;
  bool quiet = false;
  bool figures = false;  // Digits of one width, flush with the end of the box.
};

/// Where a text goes; it is wrapped to the width.
struct TextBox {
  double left = 0;
  double top = 0;
  double width = 0;
};

class PdfSheet {
 public:
  /// Writes to `to`, or, with null, only counts pages. Title, author and date come from `document`,
  /// so that nothing in the file depends on when it was made.
  PdfSheet(const Document& document, std::string* to);
  ~PdfSheet();
  PdfSheet(const PdfSheet&) = delete;
  PdfSheet& operator=(const PdfSheet&) = delete;

  double left() const;
  double right() const;
  double width() const { return right() - left(); }
  /// Where the next thing goes on this page; what is put does not move it.
  double y() const { return y_; }
  void move_down(double points) { y_ += points; }
  void move_to(double y) { y_ = y; }

  /// Returns the height of the wrapped text.
  double height_of(std::string_view text, const TextStyle& style, double width);
  /// Returns the width of the text in one line.
  double width_of(std::string_view text, const TextStyle& style);
  void put(std::string_view text, const TextStyle& style, const TextBox& box);
  void rule(double thickness);

  /// Puts the text at y() and below, line by line, over as many pages as it takes.
  void flow(std::string_view text, const TextStyle& style, const TextBox& box);
  /// Makes sure that `height` fits below y(); else goes on at the top of the next page.
  void need(double height);

  /// What stands at the foot of each page, and at the head of each page but the first.
  std::function<void(int page)> on_page_end;
  std::function<void()> on_page_begin;
  /// Where the foot goes.
  double foot() const;

  /// Ends the last page; returns how many there are.
  Result<int> finish();

 private:
  struct Unref {
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
    void operator()(PangoContext* context) const { g_object_unref(context); }
  };
  using Layout = std::unique_ptr<PangoLayout, Unref>;

  Layout layout_of(std::string_view text, const TextStyle& style, double width);
  void set_colour(const TextStyle& style);
  void end_page();

  PaperSize paper_;
  bool painting_;
  cairo_surface_t* surface_ = nullptr;
  cairo_t* cairo_ = nullptr;
  std::unique_ptr<PangoContext, Unref> context_;
  double y_ = 0;
  int page_ = 1;
};

}  // namespace satchel::server
