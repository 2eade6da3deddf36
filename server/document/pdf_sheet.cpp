// Pages by Cairo, texts by Pango: shaping, fallback fonts and both directions are theirs.
#include "server/document/pdf_sheet.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

namespace satchel::server {
namespace {

constexpr double side_margin = 45;
constexpr double top_margin = 48;
constexpr double bottom_margin = 60;
constexpr double foot_height = 34;
constexpr const char* font_families = "Inter, DejaVu Sans, Noto Sans, Droid Sans Fallback";

struct PaperPoints {
  double width;
  double height;
};

PaperPoints points_of(PaperSize paper) {
  switch (paper) {
    case PaperSize::a4:
      return {595.28, 841.89};
    case PaperSize::letter:
      return {612, 792};
  }
  return {595.28, 841.89};
}

cairo_status_t append_bytes(void* to, const unsigned char* bytes, unsigned count) {
  static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), count);
  return CAIRO_STATUS_SUCCESS;
}

cairo_surface_t* open_surface(const Document& document, std::string* to) {
  const PaperPoints paper = points_of(document.paper);
  cairo_surface_t* surface = cairo_pdf_surface_create_for_stream(
      to == nullptr ? nullptr : append_bytes, to, paper.width, paper.height);
  std::string title = document.title;
  if (!document.number.empty()) title += " " + document.number;
  const std::string day = to_text(document.issued_on) + "T00:00:00Z";
  const auto set = [&](cairo_pdf_metadata_t what, const std::string& text) {
    cairo_pdf_surface_set_metadata(surface, what, text.c_str());
  };
  set(CAIRO_PDF_METADATA_TITLE, title);
  set(CAIRO_PDF_METADATA_AUTHOR, document.seller.name);
  set(CAIRO_PDF_METADATA_CREATOR, "Satchel");
  set(CAIRO_PDF_METADATA_CREATE_DATE, day);
  set(CAIRO_PDF_METADATA_MOD_DATE, day);
  return surface;
}

/// The fonts of the machine, read once; the caller makes sure that one thread prints at a time.
PangoContext* open_context() {
  static PangoFontMap* const fonts = pango_cairo_font_map_new();
  PangoContext* context = pango_font_map_create_context(fonts);
  pango_cairo_context_set_resolution(context, 72);
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context, options);
  cairo_font_options_destroy(options);
  pango_context_set_round_glyph_positions(context, FALSE);
  return context;
}

double points(int pango_units) { return static_cast<double>(pango_units) / PANGO_SCALE; }

int pango_units(double points) { return static_cast<int>(points * PANGO_SCALE); }

}  // namespace

PdfSheet::PdfSheet(const Document& document, std::string* to)
    : paper_(document.paper),
      painting_(to != nullptr),
      surface_(open_surface(document, to)),
      cairo_(cairo_create(surface_)),
      context_(open_context()),
      y_(top_margin) {}

PdfSheet::~PdfSheet() {
  cairo_destroy(cairo_);
  cairo_surface_destroy(surface_);
}

double PdfSheet::left() const { return side_margin; }

double PdfSheet::right() const { return points_of(paper_).width - side_margin; }

double PdfSheet::foot() const { return points_of(paper_).height - foot_height; }

PdfSheet::Layout PdfSheet::layout_of(std::string_view text, const TextStyle& style, double width) {
  Layout layout(pango_layout_new(context_.get()));
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  PangoFontDescription* font = pango_font_description_new();
  pango_font_description_set_family_static(font, font_families);
  pango_font_description_set_absolute_size(font, style.size * PANGO_SCALE);
  if (style.strong) pango_font_description_set_weight(font, PANGO_WEIGHT_SEMIBOLD);
  pango_layout_set_font_description(layout.get(), font);
  pango_font_description_free(font);
  if (width > 0) pango_layout_set_width(layout.get(), pango_units(width));
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  // Pango means left and right by the text's own direction; a column has one edge for all texts.
  const bool from_right = pango_layout_get_direction(layout.get(), 0) == PANGO_DIRECTION_RTL;
  pango_layout_set_alignment(layout.get(),
                             style.figures != from_right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  if (style.figures) {
    PangoAttrList* attributes = pango_attr_list_new();
    pango_attr_list_insert(attributes, pango_attr_font_features_new("tnum=1"));
    pango_layout_set_attributes(layout.get(), attributes);
    pango_attr_list_unref(attributes);
  }
  return layout;
}

void PdfSheet::set_colour(const TextStyle& style) {
  const double grey = style.quiet ? 0.36 : 0.05;
  cairo_set_source_rgb(cairo_, grey, grey, grey);
}

double PdfSheet::height_of(std::string_view text, const TextStyle& style, double width) {
  int height = 0;
  pango_layout_get_size(layout_of(text, style, width).get(), nullptr, &height);
  return points(height);
}

double PdfSheet::width_of(std::string_view text, const TextStyle& style) {
  int width = 0;
  pango_layout_get_size(layout_of(text, style, 0).get(), &width, nullptr);
  return points(width);
}

void PdfSheet::put(std::string_view text, const TextStyle& style, const TextBox& box) {
  if (!painting_ || text.empty()) return;
  const Layout layout = layout_of(text, style, box.width);
  set_colour(style);
  cairo_move_to(cairo_, box.left, box.top);
  pango_cairo_show_layout(cairo_, layout.get());
}

void PdfSheet::flow(std::string_view text, const TextStyle& style, const TextBox& box) {
  const Layout layout = layout_of(text, style, box.width);
  PangoLayoutIter* lines = pango_layout_get_iter(layout.get());
  do {
    PangoRectangle place{};
    pango_layout_iter_get_line_extents(lines, nullptr, &place);
    need(points(place.height));
    if (painting_) {
      const double baseline = points(pango_layout_iter_get_baseline(lines) - place.y);
      set_colour(style);
      cairo_move_to(cairo_, box.left + points(place.x), y_ + baseline);
      pango_cairo_show_layout_line(cairo_, pango_layout_iter_get_line_readonly(lines));
    }
    y_ += points(place.height);
  } while (pango_layout_iter_next_line(lines));
  pango_layout_iter_free(lines);
}

void PdfSheet::rule(double thickness) {
  if (!painting_) return;
  cairo_set_source_rgb(cairo_, 0.72, 0.74, 0.77);
  cairo_set_line_width(cairo_, thickness);
  cairo_move_to(cairo_, left(), y_);
  cairo_line_to(cairo_, right(), y_);
  cairo_stroke(cairo_);
}

void PdfSheet::need(double height) {
  const double bottom = points_of(paper_).height - bottom_margin;
  if (y_ + height <= bottom) return;
  end_page();
  ++page_;
  y_ = top_margin;
  if (on_page_begin) on_page_begin();
}

void PdfSheet::end_page() {
  if (on_page_end) on_page_end(page_);
  if (painting_) cairo_show_page(cairo_);
}

Result<int> PdfSheet::finish() {
  end_page();
  cairo_surface_finish(surface_);
  const cairo_status_t status = cairo_surface_status(surface_);
  if (status != CAIRO_STATUS_SUCCESS) {
    return fail(ErrorCode::unavailable,
                std::string("the PDF could not be made: ") + cairo_status_to_string(status));
  }
  return page_;
}

}  // namespace satchel::server
