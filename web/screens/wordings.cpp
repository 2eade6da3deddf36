// Draws the kinds of mails and the form that words one.
#include "web/screens/wordings.h"

#include <array>
#include <functional>
#include <map>

#include "shared/base/text.h"
#include "web/kit/button.h"
#include "web/kit/feedback.h"
#include "web/kit/field.h"
#include "web/kit/layout.h"
#include "web/kit/text.h"
#include "web/screens/settings_parts.h"

namespace satchel::web {
namespace {

constexpr int wording_rows = 14;
constexpr auto wording_columns =
    std::to_array<Column>({{.title = "Mail"}, {.title = "Wording", .width = 110}});

/// What the kind is for, as people say it; an unknown one by the server's own word.
std::string mail_words(const std::string& kind) {
  static const std::map<std::string, std::string, std::less<>> words{
      {"welcome", "Service is ready, to the customer"},
      {"order_denied", "Order denied, to the customer"},
      {"order_denied_rep", "Order denied, to the rep"},
      {"approval_refused", "Approval refused, to the rep"},
      {"late_payment", "Money for an order that takes none"},
      {"receipt", "Receipt or invoice"},
      {"first_password", "First password, after the shop"},
      {"new_password", "New password"}};
  const auto found = words.find(kind);
  return found == words.end() ? plain_words(kind) : found->second;
}

const WordingView* kept_wording(const OutgoingModel& model, const std::string& kind) {
  for (const WordingView& wording : model.wordings) {
    if (wording.kind == kind) return &wording;
  }
  return nullptr;
}

bool is_changed(const OutgoingModel& model, const WordingView& edited) {
  const WordingView* kept = kept_wording(model, edited.kind);
  return kept != nullptr && (kept->title != edited.title || kept->text != edited.text);
}

void draw_wording_list(const OutgoingModel& model, WordingsDraft& draft) {
  const Card card({.name = "Mails"});
  if (model.wordings.empty()) {
    empty_state({.title = model.online.loading ? "Asking the server …" : "Nothing to show",
                 .text = "The wording of mails lives on the server."});
    return;
  }
  draft.table.selected.reset();
  for (std::size_t index = 0; index < model.wordings.size(); ++index) {
    if (model.wordings[index].kind == draft.edited.kind) draft.table.selected = index;
  }
  const TableSpec spec{
      .name = "Mails", .columns = wording_columns, .row_count = model.wordings.size()};
  const auto result = table(spec, draft.table, [&](std::size_t index, Cells& cells) {
    const WordingView& wording = model.wordings[index];
    cells.two_lines(mail_words(wording.kind), wording.title);
    cells.chip(wording.own ? "Your own" : "Delivered", wording.own ? Tone::green : Tone::grey);
  });
  if (!result.selection_changed) return;
  draft = {.edited = model.wordings[*draft.table.selected], .table = draft.table};
}

std::string braced_names(const WordingView& wording) {
  std::string names;
  for (const std::string& name : wording.placeholders) {
    names += (names.empty() ? "{" : "  {") + name + "}";
  }
  return names;
}

void draw_wording_buttons(const OutgoingModel& model, WordingsDraft& draft, Commands& out) {
  const WordingView& edited = draft.edited;
  const std::string why =
      is_changed(model, edited) ? why_off(model.online) : "Nothing was changed.";
  Columns buttons({1, 1}, true);
  if (button({.label = "Close", .width = -1})) {
    draft = {.edited = {}, .table = draft.table};
    return;
  }
  buttons.next();
  if (!button({.label = "Save wording",
               .kind = ButtonKind::primary,
               .key = "Ctrl+Enter",
               .why_disabled = why,
               .width = -1})) {
    return;
  }
  draft.tried = true;
  if (trim(edited.title).empty() || trim(edited.text).empty()) return;
  out.push_back(OutgoingWish{SaveWording{edited.kind, edited.title, edited.text}});
}

void draw_wording_form(const OutgoingModel& model, WordingsDraft& draft, Commands& out) {
  const Card card({.name = "Wording", .height = -1});
  WordingView& edited = draft.edited;
  heading(mail_words(edited.kind), 2);
  gap(1);
  muted("Filled in when it is sent: " + braced_names(edited));
  muted("A line is left out when nothing in it can be filled in.");
  gap(2);
  const bool no_title = draft.tried && trim(edited.title).empty();
  text_field({.label = "Title", .error = no_title ? "Enter a title." : "", .required = true},
             edited.title);
  const bool no_text = draft.tried && trim(edited.text).empty();
  text_area({.label = "Text", .error = no_text ? "Enter a text." : "", .required = true},
            edited.text, wording_rows);
  gap(1);
  draw_wording_buttons(model, draft, out);
  const WordingView* kept = kept_wording(model, edited.kind);
  if (kept == nullptr || !kept->own) return;
  gap(2);
  if (button({.label = "Back to the delivered wording",
              .why_disabled = why_off(model.online),
              .width = -1})) {
    draft.resetting = true;
  }
}

void draw_reset_wording(WordingsDraft& draft, Commands& out) {
  Dialog dialog("Back to the delivered wording?", draft.resetting);
  if (!dialog.shown()) return;
  body("Your own wording of this mail is lost. Mails that went out stay as they are.");
  gap(3);
  Columns buttons({1, 1}, true);
  if (button({.label = "Keep mine", .width = -1})) draft.resetting = false;
  buttons.next();
  if (!button({.label = "Use the delivered one", .kind = ButtonKind::danger, .width = -1})) return;
  out.push_back(OutgoingWish{ResetWording{draft.edited.kind}});
  draft = {.edited = {}, .table = draft.table};
}

}  // namespace

void draw_wordings(const OutgoingModel& model, WordingsDraft& draft, Commands& out) {
  {
    const bool open = !draft.edited.kind.empty();
    TwoPane panes({.side_width = 480, .side_wanted = open});
    if (panes.main()) draw_wording_list(model, draft);
    if (panes.side()) {
      if (open) {
        draw_wording_form(model, draft, out);
      } else {
        const Card card({.name = "Wording", .height = -1});
        muted("Choose a mail to change what it says.");
      }
    }
  }
  draw_reset_wording(draft, out);
}

}  // namespace satchel::web
