// Draws the acts on several orders.
#include "web/screens/order_bulk.h"

#include <algorithm>

#include "shared/base/text.h"
#include "web/kit/button.h"
#include "web/kit/choice.h"
#include "web/kit/feedback.h"
#include "web/kit/field.h"
#include "web/kit/kit.h"
#include "web/kit/layout.h"
#include "web/kit/text.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

struct BulkWords {
  std::string_view label;
  std::string_view done;
  std::string_view question;
  std::string_view effect;
  std::string_view confirm;
};

BulkWords bulk_words(CommandKind act) {
  if (act == CommandKind::deny_order) {
    return {"Deny", "denied", "Deny these orders?",
            "They and their items end here. Money that was received is given back.", "Deny them"};
  }
  if (act == CommandKind::cancel_order) {
    return {"Cancel orders", "cancelled", "Cancel these orders?",
            "They and all their items are cancelled for good. Nobody will be invoiced for them.",
            "Cancel them"};
  }
  return {"Accept", "accepted", "Accept these orders?",
          "Items without anything to set up are active at once.", "Accept them"};
}

bool asks_reason(CommandKind act) { return act != CommandKind::accept_order; }

std::vector<const OrderListRow*> rows_among(const OrderListModel& model,
                                            const std::set<OrderId>& orders) {
  std::vector<const OrderListRow*> rows;
  for (const OrderListRow& row : model.rows) {
    if (orders.count(row.id) != 0) rows.push_back(&row);
  }
  return rows;
}

/// How many are marked and, where they are of one currency, what they come to.
std::string sum_in_words(const std::vector<const OrderListRow*>& rows) {
  std::string words = count_of(static_cast<std::int64_t>(rows.size()), "order", "orders");
  std::optional<Money> sum;
  for (const OrderListRow* row : rows) {
    if (sum && sum->currency != row->total.currency) return words;
    sum = sum ? *sum + row->total : row->total;
  }
  return sum ? words + ", " + to_text(*sum) : words;
}

std::string item_count(std::size_t count) {
  return count_of(static_cast<std::int64_t>(count), "item", "items");
}

/// Sets the items up on the first server or registrar that the catalogue offers.
std::vector<ItemAcceptance> chosen_items(const BulkSetup& setup, bool now) {
  std::vector<ItemAcceptance> items;
  for (const ItemToAccept& item : setup.items) {
    const std::string target = item.offered.empty() ? std::string() : item.offered.front();
    items.push_back({item.id, target, {}, {}, now, now && !item.is_domain});
  }
  return items;
}

std::string setup_note(std::size_t items, bool now) {
  const std::string words = ". " + item_count(items);
  if (now) return words + (items == 1 ? " is" : " are") + " being set up";
  return words + (items == 1 ? " waits" : " wait") + ": activate in the order";
}

void start_bulk(const OrderListModel& model, BulkDraft& draft, Commands& out) {
  BulkAct wish{draft.act, trim(draft.reason), {}, {}};
  draft.results.clear();
  for (const OrderListRow* row : rows_among(model, model.choice->able)) {
    wish.orders.push_back(row->id);
    draft.results.push_back(
        {row->id, row->number + ", " + row->customer, BulkResult::State::waiting, "Waiting …", {}});
  }
  const bool now = draft.set_up == 0;
  for (const BulkSetup& setup : model.choice->setups) {
    wish.items[setup.order_id] = chosen_items(setup, now);
    for (BulkResult& result : draft.results) {
      if (result.order_id == setup.order_id) result.note = setup_note(setup.items.size(), now);
    }
  }
  draft.asking = false;
  draft.shown = true;
  out.push_back(std::move(wish));
}

/// What is set up by a module is asked for, so that nothing waits in silence.
void draw_setup_choice(const std::vector<BulkSetup>& setups, BulkDraft& draft) {
  if (setups.empty()) return;
  static const std::vector<std::string> choices{"Set up now", "Leave waiting"};
  std::size_t items = 0;
  for (const BulkSetup& setup : setups) items += setup.items.size();
  const auto orders = static_cast<std::int64_t>(setups.size());
  gap(2);
  strong(item_count(items) + " of " + count_of(orders, "order", "orders") +
         " to set up on a server or with a registrar");
  segmented("Items to set up", choices, draft.set_up);
  muted(draft.set_up == 0
            ? "Each on the first server or registrar that its product offers, with a welcome "
              "e-mail. To choose another one, accept that order alone."
            : "Each waits until somebody presses Activate in its order.");
}

/// Which of the marked orders stay as they are, and why.
void draw_left_out(const BulkChoice& choice, std::string_view done) {
  if (choice.left_out.empty()) return;
  gap(2);
  std::int64_t count = 0;
  for (const auto& [why, orders] : choice.left_out) count += orders;
  strong(count_of(count, "order is", "orders are") + " left out and cannot be " +
         std::string(done));
  std::size_t index = 0;
  for (const auto& [why, orders] : choice.left_out) {
    const IdScope scope{index++};
    muted(grouped(orders) + ": " + why);
  }
}

/// Nothing can be done: only the reasons, and the way back.
void draw_none_able(const BulkChoice& choice, const BulkWords& words, BulkDraft& draft) {
  body("None of the marked orders can be " + std::string(words.done) + ".");
  draw_left_out(choice, words.done);
  gap(3);
  if (button({.label = "Close", .kind = ButtonKind::primary, .width = -1})) draft.asking = false;
}

void draw_bulk_question(const OrderListModel& model, BulkDraft& draft, Commands& out) {
  if (draft.asking && !model.choice) return;  // Loaded before the next frame.
  const BulkWords words = bulk_words(draft.act);
  Dialog dialog(words.question, draft.asking);
  if (!dialog.shown()) return;
  const BulkChoice& choice = *model.choice;
  if (choice.able.empty()) return draw_none_able(choice, words, draft);
  strong(sum_in_words(rows_among(model, choice.able)));
  body(words.effect);
  draw_setup_choice(choice.setups, draft);
  draw_left_out(choice, words.done);
  gap(2);
  muted("Each order is decided alone; the answer for each stands in a list afterwards.");
  gap(2);
  const bool missing = draft.tried && trim(draft.reason).empty();
  if (asks_reason(draft.act)) {
    text_field({.label = "Reason for all",
                .error = missing ? "Say why; it stands in each order's history." : "",
                .required = true},
               draft.reason);
    gap(3);
  }
  Columns columns({1, 1}, true);
  if (button({.label = "Back", .width = -1})) draft.asking = false;
  columns.next();
  const ButtonKind kind = asks_reason(draft.act) ? ButtonKind::danger : ButtonKind::primary;
  if (!button({.label = words.confirm, .kind = kind, .width = -1})) return;
  draft.tried = true;
  if (asks_reason(draft.act) && trim(draft.reason).empty()) return;
  start_bulk(model, draft, out);
}

Tone result_tone(BulkResult::State state) {
  if (state == BulkResult::State::done) return Tone::green;
  return state == BulkResult::State::refused ? Tone::red : Tone::grey;
}

std::string progress_in_words(const BulkDraft& draft) {
  const auto count = [&](BulkResult::State state) {
    return std::count_if(draft.results.begin(), draft.results.end(),
                         [&](const BulkResult& each) { return each.state == state; });
  };
  const std::int64_t waiting = count(BulkResult::State::waiting);
  std::string words = grouped(count(BulkResult::State::done)) + " done, " +
                      grouped(count(BulkResult::State::refused)) + " refused";
  return waiting == 0 ? words : words + ", " + grouped(waiting) + " to go";
}

void draw_bulk_results(BulkDraft& draft) {
  Dialog dialog("What became of each order", draft.shown, 560);
  if (!dialog.shown()) return;
  status_text(progress_in_words(draft));
  gap(2);
  {
    const ScrollArea area("Results", 70);
    std::size_t index = 0;
    for (const BulkResult& each : draft.results) {
      const IdScope scope{index++};
      strong(each.name);
      toned(each.outcome, result_tone(each.state));
      gap(1);
    }
  }
  gap(2);
  muted("What was refused stays marked in the list.");
  if (button({.label = "Close", .kind = ButtonKind::primary, .width = -1})) draft.shown = false;
}

}  // namespace

void draw_bulk_bar(const OrderListModel& model, BulkDraft& draft) {
  const auto rows = rows_among(model, draft.marked);
  strong(sum_in_words(rows) + " marked");
  for (const CommandKind act : model.bulk_acts) {
    if (act != model.bulk_acts.front()) same_line(2);
    const ButtonKind kind = asks_reason(act) ? ButtonKind::secondary : ButtonKind::primary;
    if (button({.label = bulk_words(act).label, .kind = kind, .why_disabled = model.why_off})) {
      draft.act = act;
      draft.asking = true;
      draft.tried = false;
      draft.set_up = 0;
      draft.reason.clear();
    }
  }
  if (!model.bulk_acts.empty()) same_line(2);
  if (button({.label = "Clear", .kind = ButtonKind::quiet})) draft.marked.clear();
}

void draw_bulk_dialogs(const OrderListModel& model, BulkDraft& draft, Commands& out) {
  draw_bulk_question(model, draft, out);
  draw_bulk_results(draft);
}

}  // namespace satchel::web
