// Draws the parts that several screens share.
#include "web/screens/parts.h"

#include "web/kit/button.h"
#include "web/kit/chart.h"
#include "web/kit/signature.h"
#include "web/kit/text.h"
#include "web/model/words.h"

namespace satchel::web {

Tone tone_of(StateColour colour) {
  switch (colour) {
    case StateColour::black:
      return Tone::black;
    case StateColour::red:
      return Tone::red;
    case StateColour::yellow:
      return Tone::yellow;
    case StateColour::green:
      return Tone::green;
    case StateColour::violet:
      return Tone::violet;
    case StateColour::grey:
      return Tone::grey;
  }
  return Tone::grey;
}

Tone tone_of(SyncMark mark) { return mark == SyncMark::refused ? Tone::red : Tone::yellow; }

Tone tone_of(SyncMood mood) {
  switch (mood) {
    case SyncMood::safe:
      return Tone::green;
    case SyncMood::busy:
    case SyncMood::attention:
      return Tone::yellow;
    case SyncMood::trouble:
      return Tone::red;
  }
  return Tone::grey;
}

std::string_view problem_with(const std::vector<FieldProblem>& problems, std::string_view field) {
  for (const FieldProblem& problem : problems) {
    if (problem.field == field) return describe(problem.reason);
  }
  return {};
}

void draw_signature_pad(std::string& path) {
  heading("Signature", 3);
  signature_pad("Signature pad", path);
  muted("Draw with a finger, a pen or the mouse. The typed name alone is a signature, too.");
  if (path.empty()) return;
  if (button({.label = "Clear signature", .kind = ButtonKind::link})) path.clear();
}

void draw_schedule(const FirstInvoice& first, float height) {
  std::vector<Bar> bars;
  for (const ScheduleMonth& month : first.schedule) {
    bars.push_back({month_letter(month.on), month.amount.minor,
                    month_name(month.on) + " " + to_text(month.amount)});
  }
  bar_chart({.name = "Next 12 months", .bars = bars, .height = height});
}

void draw_first_invoice(const FirstInvoice& first, float chart_height) {
  for (const FirstInvoiceRow& row : first.rows) {
    money_row(row.label, row.amount, MoneyRow::normal, row.detail);
  }
  divider();
  money_row("Total", to_text(first.invoice.total), MoneyRow::total);
  gap(4);
  heading("Next 12 months", 3);
  draw_schedule(first, chart_height);
  if (!first.outlook.empty()) muted(first.outlook);
}

}  // namespace satchel::web
