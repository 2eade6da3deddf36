// Draws the acts on an order and asks for reasons, amounts, servers and registrars.
#include "web/screens/order_acts.h"

#include <algorithm>
#include <array>

#include "shared/base/text.h"
#include "web/kit/button.h"
#include "web/kit/choice.h"
#include "web/kit/feedback.h"
#include "web/kit/field.h"
#include "web/kit/kit.h"
#include "web/kit/layout.h"
#include "web/kit/text.h"
#include "web/screens/parts.h"

namespace satchel::web {
namespace {

constexpr float paired_from_px = 560;

/// What an act is called, and what its dialog says; an act without a question is done at once.
struct ActWords {
  CommandKind kind;
  std::string_view label;
  std::string_view question = {};
  std::string_view effect = {};
  std::string_view keep = "Back";
  std::string_view confirm = {};
};

constexpr auto all_words = std::to_array<ActWords>({
    {CommandKind::accept_order, "Accept"},
    {CommandKind::approve_order, "Approve"},
    {CommandKind::consent_order, "Sign the change", "Does the customer agree?",
     "The customer signs the order as it was changed.", "Back", "Agree"},
    {CommandKind::complete_order, "Complete"},
    {CommandKind::settle_order, "Reseller paid", "Record the reseller's payment",
     "The order counts as handled only after this.", "Back", "Record it"},
    {CommandKind::verify_order, "Verify"},
    {CommandKind::screen_order, "Check for fraud again"},
    {CommandKind::reset_order, "Set back to pending", "Set this order back to pending?",
     "The fraud check is overridden; the customer can pay the invoice again.", "Leave it",
     "Set it back"},
    {CommandKind::withdraw_order, "Withdraw"},
    {CommandKind::amend_order, "Take back to change"},
    {CommandKind::decline_order, "Customer declines", "Does the customer decline?",
     "The order is cancelled for good.", "Back", "Decline it"},
    {CommandKind::follow_up_order, "Note the reason", "Why was the order not finished?",
     "The reason stands in the list of incomplete orders and in its report.", "Back", "Note it"},
    {CommandKind::edit_order, "Edit order", "Edit this order",
     "These can be changed; what was signed stays as it is.", "Back", "Save changes"},
    {CommandKind::activate_item, "Set up by hand", "Is it set up?",
     "It counts as active from now on; no provider is asked.", "Back", "It is active"},
    {CommandKind::reject_approval, "Refuse approval", "Refuse the approval?",
     "The rep is told, and may change the order and place it again.", "Back", "Refuse it"},
    {CommandKind::deny_order, "Deny", "Deny this order?",
     "The order and its items end here. Money that was received is given back.", "Keep the order",
     "Deny it now"},
    {CommandKind::cancel_order, "Cancel order", "Cancel this order?",
     "The order and all its items are cancelled for good, and nothing more is billed for them. The "
     "order's own invoice is taken back, with what was paid of it; invoices of a bill cycle stay.",
     "Keep the order", "Cancel it now"},
    {CommandKind::mark_fraud, "Fraud", "Mark this order as fraud?",
     "All items stop, what is active is terminated, and unpaid invoices are put on hold.",
     "Keep the order", "Mark as fraud"},
    {CommandKind::delete_order, "Delete", "Delete this order for good?",
     "The order, its items and its draft invoice are removed from every device. This cannot be "
     "undone.",
     "Keep the order", "Delete it now"},
});

const ActWords& words_for(CommandKind kind) {
  for (const ActWords& words : all_words) {
    if (words.kind == kind) return words;
  }
  return all_words.front();
}

bool is_danger(CommandKind kind) {
  return kind == CommandKind::deny_order || kind == CommandKind::cancel_order ||
         kind == CommandKind::mark_fraud || kind == CommandKind::delete_order;
}

bool needs_reason(CommandKind kind) {
  return kind != CommandKind::mark_fraud && kind != CommandKind::decline_order &&
         kind != CommandKind::edit_order && kind != CommandKind::settle_order &&
         kind != CommandKind::accept_order && kind != CommandKind::activate_item;
}

std::vector<ItemAcceptance> chosen_items(const OrderActsView& view, const OrderActDraft& draft) {
  std::vector<ItemAcceptance> items;
  for (std::size_t index = 0; index < view.acts.items.size(); ++index) {
    const ItemToAccept& item = view.acts.items[index];
    const ItemAcceptanceDraft& chosen = draft.items[index];
    const std::string target =
        chosen.target < item.offered.size() ? item.offered[chosen.target] : std::string();
    items.push_back({item.id, target, chosen.username, chosen.password, chosen.create,
                     chosen.welcome && !item.is_domain});
  }
  return items;
}

/// Names only the fields that were changed.
EditOrder edit_of(const Order& order, const OrderActDraft& draft) {
  const auto changed = [](const std::string& typed, const std::string& before) {
    return typed == before ? std::nullopt : std::optional(typed);
  };
  return {order.id, changed(draft.reason, order.notes),
          changed(trim(draft.purchase_order), order.document.purchase_order),
          changed(trim(draft.referral), order.document.referral),
          changed(trim(draft.contact_email), order.document.contact_email)};
}

void push(const OrderActsView& view, const OrderActDraft& draft, Commands& out) {
  const OrderId& id = view.order.id;
  const std::string reason = trim(draft.reason);
  if (draft.kind == CommandKind::accept_order) {
    out.push_back(AcceptOrder{id, chosen_items(view, draft)});
  } else if (draft.kind == CommandKind::approve_order) {
    out.push_back(ApproveOrder{id, reason});
  } else if (draft.kind == CommandKind::consent_order) {
    out.push_back(ConsentOrder{id, view.order.document_digest, reason, draft.signature});
  } else if (draft.kind == CommandKind::complete_order) {
    out.push_back(CompleteOrder{id});
  } else if (draft.kind == CommandKind::verify_order) {
    out.push_back(VerifyOrder{id});
  } else if (draft.kind == CommandKind::screen_order) {
    out.push_back(ScreenOrder{id});
  } else if (draft.kind == CommandKind::reset_order) {
    out.push_back(ResetOrder{id, reason});
  } else if (draft.kind == CommandKind::withdraw_order) {
    out.push_back(WithdrawOrder{id});
  } else if (draft.kind == CommandKind::amend_order) {
    out.push_back(AmendOrder{id});
  } else if (draft.kind == CommandKind::decline_order) {
    out.push_back(DeclineOrder{id, reason});
  } else if (draft.kind == CommandKind::follow_up_order) {
    out.push_back(FollowUpOrder{id, reason});
  } else if (draft.kind == CommandKind::activate_item) {
    out.push_back(ActivateItem{id, draft.item, reason});
  } else if (draft.kind == CommandKind::edit_order) {
    out.push_back(edit_of(view.order, draft));
  }
}

/// The acts that stop an order; apart, so that both lists stay short.
void push_stop(const OrderActsView& view, const OrderActDraft& draft, Commands& out) {
  const OrderId& id = view.order.id;
  const std::string reason = trim(draft.reason);
  if (draft.kind == CommandKind::reject_approval) {
    out.push_back(RejectApproval{id, reason});
  } else if (draft.kind == CommandKind::deny_order) {
    out.push_back(DenyOrder{id, reason});
  } else if (draft.kind == CommandKind::cancel_order) {
    out.push_back(CancelOrder{id, reason});
  } else if (draft.kind == CommandKind::mark_fraud) {
    out.push_back(MarkFraud{id, reason});
  } else if (draft.kind == CommandKind::delete_order) {
    out.push_back(DeleteOrder{id, trim(draft.confirmation), reason});
  }
}

/// What is due at once, or what the order comes to when it is invoiced later.
std::string owed_by_reseller(const Order& order) {
  Money owed = order.due;
  const auto totals = totals_of(order.document);
  if (owed.minor == 0 && totals) owed = totals->one_time + totals->tax;
  return owed.minor == 0 ? std::string() : to_text(to_decimal(owed));
}

void start(const OrderActsView& view, CommandKind kind, OrderActDraft& draft, Commands& out) {
  draft = {};
  draft.kind = kind;
  draft.items.resize(view.acts.items.size());
  const bool asks = !words_for(kind).question.empty() ||
                    (kind == CommandKind::accept_order && !view.acts.items.empty());
  if (!asks) return push(view, draft, out);
  if (kind == CommandKind::edit_order) {
    draft.reason = view.order.notes;
    draft.purchase_order = view.order.document.purchase_order;
    draft.referral = view.order.document.referral;
    draft.contact_email = view.order.document.contact_email;
  }
  if (kind == CommandKind::settle_order) {
    draft.amount = owed_by_reseller(view.order);
    draft.on = to_text(view.acts.today);
  }
  draft.open = true;
}

void draw_retries(const OrderActsView& view, OrderActDraft& draft, Commands& out) {
  const bool works = view.order.lifecycle == OrderLifecycle::pending ||
                     view.order.lifecycle == OrderLifecycle::in_progress ||
                     view.order.lifecycle == OrderLifecycle::completed;
  for (const OrderItem& item : view.order.document.items) {
    for (const OrderItemId& id : view.acts.to_retry) {
      if (id != item.id) continue;
      const IdScope scope{id.text()};
      const std::string label = (works ? "Activate " : "Terminate ") + item.name;
      if (button({.label = label, .why_disabled = view.why_off, .width = -1})) {
        out.push_back(RetryItem{view.order.id, id});
      }
      const std::string by_hand = "Set up by hand: " + item.name;
      if (works && button({.label = by_hand, .why_disabled = view.why_off, .width = -1})) {
        start(view, CommandKind::activate_item, draft, out);
        draft.item = id;
      }
    }
  }
}

std::string_view missing_words(CommandKind kind) {
  if (kind == CommandKind::consent_order) return "Enter the name of the person who signs.";
  return "Say why; it stands in the order's history.";
}

std::string_view reason_label(CommandKind kind) {
  if (kind == CommandKind::consent_order) return "Signed by";
  if (kind == CommandKind::activate_item) return "Id at the provider";
  return kind == CommandKind::edit_order ? "Notes" : "Reason";
}

void draw_item_choice(const ItemToAccept& item, ItemAcceptanceDraft& chosen) {
  strong(item.name);
  if (!item.offered.empty()) {
    select({.label = item.is_domain ? "Registrar" : "Server"}, item.offered, chosen.target);
  }
  if (!item.is_domain) {
    Columns columns({1, 1});
    text_field({.label = "Username"}, chosen.username);
    columns.next();
    text_field({.label = "Password", .type = InputType::password}, chosen.password);
  }
  checkbox(item.is_domain ? "Send to registrar" : "Create account", chosen.create);
  if (!item.is_domain) checkbox("Send welcome e-mail", chosen.welcome);
  gap(2);
}

void draw_accept_dialog(const OrderActsView& view, OrderActDraft& draft, Commands& out) {
  Dialog dialog("Accept this order", draft.open, 520);
  if (!dialog.shown()) return;
  body(
      "Choose where each item is set up. Items without a tick wait until somebody activates them.");
  gap(2);
  draft.items.resize(view.acts.items.size());
  for (std::size_t index = 0; index < view.acts.items.size(); ++index) {
    const IdScope scope{index};
    draw_item_choice(view.acts.items[index], draft.items[index]);
  }
  Columns columns({1, 1}, true);
  if (button({.label = "Back", .width = -1})) draft.open = false;
  columns.next();
  if (!button({.label = "Accept it now", .kind = ButtonKind::primary, .width = -1})) return;
  draft.open = false;
  push(view, draft, out);
}

/// The amount that was typed; nothing when it is none, or not above zero.
std::optional<Money> settled_amount(const OrderActsView& view, const OrderActDraft& draft) {
  const auto amount = parse_money(trim(draft.amount), view.order.document.currency);
  return amount && amount->minor > 0 ? std::optional(*amount) : std::nullopt;
}

/// The day that was typed; nothing when it is none, or has not come yet.
std::optional<Date> settled_day(const OrderActsView& view, const OrderActDraft& draft) {
  const auto day = parse_date(trim(draft.on));
  return day && *day <= view.acts.today ? day : std::nullopt;
}

void draw_amount(const OrderActsView& view, OrderActDraft& draft) {
  const bool bad = draft.tried && !settled_amount(view, draft);
  const std::string label = "Amount in " + std::string(to_text(view.order.document.currency));
  decimal_field(
      {.label = label, .error = bad ? "Enter an amount such as 120.00." : "", .required = true},
      draft.amount);
  const bool no_day = draft.tried && !settled_day(view, draft);
  date_field({.label = "Paid on",
              .error = no_day ? "Enter a day that is not in the future." : "",
              .required = true},
             draft.on);
}

bool is_wrong_mail(const std::string& typed) {
  return !trim(typed).empty() && !is_email(trim(typed));
}

void draw_edit_fields(OrderActDraft& draft) {
  text_field({.label = "PO number"}, draft.purchase_order);
  text_field({.label = "Referral"}, draft.referral);
  const bool wrong = draft.tried && is_wrong_mail(draft.contact_email);
  text_field({.label = "Contact e-mail",
              .error = wrong ? describe(Reason::field_invalid) : "",
              .type = InputType::email},
             draft.contact_email);
}

/// Returns whether everything that the act needs was entered.
bool is_entered(const OrderActsView& view, const OrderActDraft& draft) {
  if (draft.kind == CommandKind::edit_order) return !is_wrong_mail(draft.contact_email);
  if (needs_reason(draft.kind) && trim(draft.reason).empty()) return false;
  if (draft.kind == CommandKind::delete_order) return !trim(draft.confirmation).empty();
  if (draft.kind != CommandKind::settle_order) return true;
  return settled_amount(view, draft).has_value() && settled_day(view, draft).has_value();
}

void confirm(const OrderActsView& view, OrderActDraft& draft, Commands& out) {
  draft.tried = true;
  if (!is_entered(view, draft)) return;
  draft.open = false;
  if (draft.kind == CommandKind::settle_order) {
    out.push_back(SettleOrder{view.order.id, *settled_amount(view, draft),
                              *settled_day(view, draft), trim(draft.reason)});
    return;
  }
  push(view, draft, out);
  push_stop(view, draft, out);
}

/// What the customer signs now instead of what was signed before.
void draw_signed_changes(const Order& order) {
  for (std::size_t index = 0; index < order.amendments.size(); ++index) {
    const IdScope scope{index};
    const OrderAmendment& each = order.amendments[index];
    key_value(each.field, each.signed_value + " became " + each.amended_value);
  }
  gap(2);
}

void draw_question(const OrderActsView& view, OrderActDraft& draft, Commands& out) {
  const ActWords& words = words_for(draft.kind);
  Dialog dialog(words.question, draft.open);
  if (!dialog.shown()) return;
  body(words.effect);
  gap(2);
  if (draft.kind == CommandKind::consent_order) draw_signed_changes(view.order);
  if (draft.kind == CommandKind::settle_order) draw_amount(view, draft);
  const bool required = needs_reason(draft.kind);
  const bool missing = draft.tried && required && trim(draft.reason).empty();
  const bool settles = draft.kind == CommandKind::settle_order;
  text_field({.label = settles ? "Reference" : reason_label(draft.kind),
              .error = missing ? missing_words(draft.kind) : "",
              .required = required},
             draft.reason);
  if (draft.kind == CommandKind::consent_order) draw_signature_pad(draft.signature);
  if (draft.kind == CommandKind::edit_order) draw_edit_fields(draft);
  if (draft.kind == CommandKind::delete_order) {
    text_field({.label = "Type the order's number to confirm", .required = true},
               draft.confirmation);
  }
  gap(3);
  Columns columns({1, 1}, true);
  if (button({.label = words.keep, .width = -1})) draft.open = false;
  columns.next();
  const ButtonKind kind = is_danger(draft.kind) ? ButtonKind::danger : ButtonKind::primary;
  if (button({.label = words.confirm, .kind = kind, .width = -1})) confirm(view, draft, out);
}

void draw_act(const OrderActsView& view, std::size_t index, OrderActDraft& draft, Commands& out) {
  const CommandKind kind = view.acts.possible[index];
  // What takes an order back is not what comes next.
  const bool primary = index == 0 && !view.acts.edit && kind != CommandKind::withdraw_order;
  ButtonKind look = primary ? ButtonKind::primary : ButtonKind::secondary;
  if (is_danger(kind)) look = ButtonKind::danger;
  const std::string_view why =
      is_online_only(kind) ? std::string_view(view.why_off) : std::string_view();
  if (button({.label = words_for(kind).label, .kind = look, .why_disabled = why, .width = -1})) {
    start(view, kind, draft, out);
  }
}

}  // namespace

void draw_order_acts(const OrderActsView& view, OrderActDraft& draft, Commands& out) {
  // Where the details have the page for themselves the acts stand in pairs, so that the order is
  // not pushed out of sight.
  const auto& possible = view.acts.possible;
  const bool paired = available_width() >= paired_from_px && possible.size() > 1;
  const std::size_t in_line = paired ? 2 : 1;
  for (std::size_t first = 0; first < possible.size(); first += in_line) {
    // A draft's own buttons stand above.
    gap(1);
    Columns columns(std::vector<float>(in_line, 1), true);
    for (std::size_t index = first; index < std::min(first + in_line, possible.size()); ++index) {
      if (index > first) columns.next();
      draw_act(view, index, draft, out);
    }
  }
  draw_retries(view, draft, out);
  if (!view.acts.copy) return;
  gap(1);
  if (button({.label = "Copy as new draft", .width = -1})) out.push_back(CopyOrder{view.order.id});
}

void draw_order_act_dialog(const OrderActsView& view, OrderActDraft& draft, Commands& out) {
  if (draft.kind == CommandKind::accept_order) return draw_accept_dialog(view, draft, out);
  draw_question(view, draft, out);
}

}  // namespace satchel::web
