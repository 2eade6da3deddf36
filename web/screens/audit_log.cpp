// Draws the audit log.
#include "web/screens/audit_log.h"

#include <array>
#include <vector>

#include "web/kit/button.h"
#include "web/kit/choice.h"
#include "web/kit/feedback.h"
#include "web/kit/field.h"
#include "web/kit/layout.h"
#include "web/kit/shell.h"
#include "web/kit/text.h"
#include "web/model/words.h"
#include "web/screens/settings_parts.h"

namespace satchel::web {
namespace {

constexpr auto audit_columns =
    std::to_array<Column>({{.title = "When", .width = 190},
                           {.title = "Who", .width = 150, .hide_on_phone = true},
                           {.title = "What", .width = 190},
                           {.title = "To what", .hide_below = 700},
                           {.title = "Outcome", .hide_below = 700}});

/// Returns whether Enter was pressed in one of the fields.
bool draw_filter_fields(const AuditModel& model, AuditDraft& draft) {
  std::vector<std::string> users{"Everyone"};
  for (const AuditView& row : model.users) users.push_back(row.user);
  Columns fields({2, 2, 3, 2, 2});
  select({.label = "Who"}, users, draft.user);
  fields.next();
  const bool action = text_field({.label = "What", .hint = "place_order"}, draft.action).submitted;
  fields.next();
  const bool subject =
      text_field({.label = "To what", .hint = "order: or user:"}, draft.subject).submitted;
  fields.next();
  date_field({.label = "From"}, draft.from);
  fields.next();
  date_field({.label = "To"}, draft.to);
  return action || subject;
}

void draw_filters(const AuditModel& model, AuditDraft& draft, Commands& out) {
  const Card card({.name = "Filters", .height = -1});
  bool wanted = draw_filter_fields(model, draft);
  gap(2);
  Columns acts({1, 1, 3}, true);
  if (button({.label = "Show",
              .kind = ButtonKind::primary,
              .why_disabled = why_off(model.online),
              .width = -1})) {
    wanted = true;
  }
  acts.next();
  if (button({.label = "Save as CSV", .why_disabled = why_off(model.online), .width = -1})) {
    out.push_back(AccessWish{SaveAuditCsv{}});
  }
  if (wanted) out.push_back(AccessWish{LoadAudit{}});
}

void draw_audit_rows(const AuditModel& model, AuditDraft& draft, Commands& out) {
  const Card card({.name = "Audit log rows"});
  const auto& rows = model.page.rows;
  if (rows.empty()) {
    empty_state({.title = model.online.loading ? "Asking the server …" : "Nothing to show",
                 .text = "Nothing was done that passes these filters. Every change leaves a row "
                         "here, and none is ever removed."});
    return;
  }
  if (!model.page.next.empty()) {
    if (button({.label = "Load older rows", .why_disabled = why_off(model.online)})) {
      out.push_back(AccessWish{LoadAudit{true}});
    }
    gap(2);
  }
  const TableSpec spec{
      .name = "Audit log", .columns = audit_columns, .row_count = rows.size(), .selectable = false};
  table(spec, draft.table, [&](std::size_t index, Cells& cells) {
    const AuditView& row = rows[index];
    cells.muted(row.at);
    cells.text(row.user);
    cells.strong(row.action);
    cells.muted(row.subject);
    cells.text(row.detail);
  });
}

}  // namespace

void draw_audit_log(const AuditModel& model, AuditDraft& draft, Commands& out) {
  const auto count = static_cast<std::int64_t>(model.page.rows.size());
  const std::string shown = count_of(count, "row", "rows");
  page_header(
      {.title = "Audit log", .subtitle = model.page.next.empty() ? shown : "The newest " + shown});
  draw_online_state(model.online);
  draw_filters(model, draft, out);
  gap(2);
  draw_audit_rows(model, draft, out);
}

}  // namespace satchel::web
