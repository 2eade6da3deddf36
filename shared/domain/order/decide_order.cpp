// The order's transitions: draft, pending, in progress, completed, cancelled.
#include "shared/domain/order/decide_order.h"

#include <algorithm>

#include "shared/base/text.h"
#include "shared/domain/access/permission.h"
#include "shared/domain/limits.h"

namespace satchel {
namespace {

void note(Order& order, const OrderFacts& facts, OrderAction action, std::string reason = {}) {
  order.history.push_back({facts.at, facts.actor.name, action, std::move(reason)});
}

bool may_see(const OrderFacts& facts) {
  return facts.account && in_scope(facts.actor, facts.account->territories);
}

Order opened(const OrderFacts& facts, const OrderId& id, const std::string& provisional_number) {
  Order order;
  order.id = id;
  order.provisional_number = provisional_number;
  order.taken_by = facts.actor.user_id;
  order.taken_by_name = facts.actor.name;
  note(order, facts, OrderAction::opened);
  return order;
}

/// The rules that every change of a draft obeys; the current or a newly opened order.
Decision<Order> draft_of(const OrderFacts& facts, const OrderId& id,
                         const std::string& provisional_number) {
  if (!may_see(facts)) return reject(Reason::account_not_found, "account_id");
  if (!may(facts.actor.role, Permission::order_draft)) return reject(Reason::role_not_allowed);
  if (!is_clean_utf8(provisional_number) || length_of(provisional_number) > short_text_length_max) {
    return reject(Reason::field_too_long, "provisional_number");
  }
  if (!facts.order) return opened(facts, id, provisional_number);
  if (facts.order->lifecycle != OrderLifecycle::draft) return reject(Reason::order_not_draft);
  const bool own = facts.order->taken_by == facts.actor.user_id;
  if (!own && reach_of(facts.actor.role) != Reach::everything)
    return reject(Reason::order_not_yours);
  // Devices of other territories hold the draft with its customer; it never changes hands.
  if (facts.account->id != facts.order->document.account_id) {
    return reject(Reason::field_invalid, "account_id");
  }
  return *facts.order;
}

std::optional<Rejection> problem_of_notes(const std::string& notes) {
  if (!is_clean_utf8(notes)) return reject(Reason::field_invalid, "notes").value();
  if (length_of(notes) > notes_length_max) return reject(Reason::field_too_long, "notes").value();
  if (!card_number_in(notes).empty()) {
    return reject(Reason::card_number_refused, "notes").value();
  }
  return std::nullopt;
}

/// The current order, for acts of the back office.
Decision<Order> order_for_office(const OrderFacts& facts, Permission permission) {
  if (!may(facts.actor.role, permission)) return reject(Reason::role_not_allowed);
  if (!facts.order) return reject(Reason::order_not_found);
  return *facts.order;
}

}  // namespace

Decision<Order> decide(const OrderFacts& facts, const SaveDraft& command) {
  Decision<Order> next = draft_of(facts, command.order_id, command.provisional_number);
  if (!next) return next;
  if (auto problem = problem_of_notes(command.notes)) return tl::unexpected<Rejection>(*problem);
  auto problems = draft_problems_of(command.document);
  if (!problems.empty()) {
    const Reason first = problems.front().reason;
    return tl::unexpected<Rejection>(Rejection{first, std::move(problems)});
  }
  next->document = command.document;
  next->item_states.assign(command.document.items.size(), ItemState::pending);
  next->notes = command.notes;
  if (command.saved && !next->saved) note(*next, facts, OrderAction::saved);
  next->saved = next->saved || command.saved;
  return next;
}

Decision<Order> decide(const OrderFacts& facts, const CancelDraft& command) {
  if (!facts.order || !may_see(facts)) return reject(Reason::order_not_found);
  Decision<Order> next = draft_of(facts, command.order_id, {});
  if (!next) return next;
  next->lifecycle = OrderLifecycle::cancelled;
  next->item_states.assign(next->document.items.size(), ItemState::cancelled);
  note(*next, facts, OrderAction::cancelled);
  return next;
}

Decision<Order> decide(const OrderFacts& facts, const PlaceOrder& command) {
  Decision<Order> next = draft_of(facts, command.order_id, command.provisional_number);
  if (!next) return next;
  if (auto problem = problem_of_notes(command.notes)) return tl::unexpected<Rejection>(*problem);
  auto problems = problems_of(command.document, facts, command.closed_through);
  if (!problems.empty()) {
    const Reason first = problems.front().reason;
    return tl::unexpected<Rejection>(Rejection{first, std::move(problems)});
  }
  const auto totals = totals_of(command.document);
  if (!totals) return reject(Reason::amount_out_of_range, "items");
  if (totals->one_time != command.quoted_one_time) {
    return reject(Reason::totals_differ, "quoted_one_time");
  }
  if (totals->recurring != command.quoted_recurring) {
    return reject(Reason::totals_differ, "quoted_recurring");
  }
  if (digest_of(command.document) != command.document_digest) {
    return reject(Reason::document_differs, "document_digest");
  }

  next->document = command.document;
  next->document_digest = command.document_digest;
  next->notes = command.notes;
  next->lifecycle = OrderLifecycle::pending;
  next->payment = PaymentState::not_due;
  next->item_states.assign(command.document.items.size(), ItemState::pending);
  note(*next, facts, OrderAction::placed);
  return next;
}

Decision<Order> decide(const OrderFacts& facts, const AcceptOrder&) {
  Decision<Order> next = order_for_office(facts, Permission::order_accept);
  if (!next) return next;
  if (next->lifecycle != OrderLifecycle::pending) return reject(Reason::order_not_pending);
  if (next->approval != Approval::none && next->approval != Approval::approved) {
    return reject(Reason::approval_missing);
  }
  next->lifecycle = OrderLifecycle::in_progress;
  next->review = Review::accepted;
  // Nothing here needs provisioning yet, so accepted items are active at once.
  next->item_states.assign(next->document.items.size(), ItemState::active);
  note(*next, facts, OrderAction::accepted);
  return next;
}

Decision<Order> decide(const OrderFacts& facts, const CompleteOrder&) {
  Decision<Order> next = order_for_office(facts, Permission::order_complete);
  if (!next) return next;
  if (next->lifecycle != OrderLifecycle::in_progress) return reject(Reason::order_not_in_progress);
  const bool active = std::all_of(next->item_states.begin(), next->item_states.end(),
                                  [](ItemState state) { return state == ItemState::active; });
  if (!active) return reject(Reason::items_not_active);
  next->lifecycle = OrderLifecycle::completed;
  note(*next, facts, OrderAction::completed);
  if (facts.organisation.verification_delay_minutes == 0) {
    next->review = Review::verified;
    note(*next, facts, OrderAction::verified);
  }
  return next;
}

Decision<Order> decide(const OrderFacts& facts, const CancelOrder& command) {
  Decision<Order> next = order_for_office(facts, Permission::order_cancel);
  if (!next) return next;
  if (trim(command.reason).empty()) return reject(Reason::field_required, "reason");
  if (auto problem = problem_of_notes(command.reason)) return tl::unexpected<Rejection>(*problem);
  const bool open =
      next->lifecycle == OrderLifecycle::pending || next->lifecycle == OrderLifecycle::in_progress;
  if (!open) return reject(Reason::order_final);
  next->lifecycle = OrderLifecycle::cancelled;
  next->item_states.assign(next->document.items.size(), ItemState::cancelled);
  note(*next, facts, OrderAction::cancelled, command.reason);
  return next;
}

}  // namespace satchel
