// The back office's acts on an order as a whole.
#include "shared/domain/order/decide_office.h"

#include <algorithm>

#include "shared/base/text.h"
#include "shared/domain/access/permission.h"
#include "shared/domain/limits.h"
#include "shared/domain/order/author_rules.h"
#include "shared/domain/order/fraud_rules.h"
#include "shared/domain/order/office_rules.h"

namespace satchel {
namespace {

bool is_open(const Order& order) {
  return order.lifecycle == OrderLifecycle::pending ||
         order.lifecycle == OrderLifecycle::in_progress;
}

bool is_placed(const Order& order) {
  return is_open(order) || order.lifecycle == OrderLifecycle::completed;
}

bool needs_approval(const Order& order) {
  return order.approval == Approval::required || order.approval == Approval::rejected;
}

std::optional<Rejection> problem_of_reason(const std::string& reason) {
  if (trim(reason).empty()) return reject(Reason::field_required, "reason").value();
  return problem_of_notes(reason, "reason");
}

/// The order of a command that takes an order out of work, with its reason checked.
Decision<Order> order_to_stop(const OrderFacts& facts, Permission permission,
                              const std::string& reason) {
  Decision<Order> next = order_for_office(facts, permission);
  if (!next) return next;
  if (auto problem = problem_of_reason(reason)) return tl::unexpected<Rejection>(*problem);
  return next;
}

Decision<Order> approval_to_decide(const OrderFacts& facts) {
  Decision<Order> next = order_for_office(facts, Permission::order_approve);
  if (!next) return next;
  if (!is_open(*next)) return reject(Reason::order_final);
  if (next->approval != Approval::required) return reject(Reason::approval_not_required);
  if (is_author(*next, facts.actor.user_id)) return reject(Reason::approver_is_author);
  return next;
}

/// What a check that has ended means: over the threshold fraud, else what waited for it starts.
void heed_check(Order& order, const OrderFacts& facts) {
  const FraudCheck& check = order.fraud_check;
  const std::string score = "Score " + std::to_string(check.score) + " of ";
  note(order, facts, OrderAction::screened,
       check.source.empty() ? "No answer" : score + check.source);
  if (!is_over_threshold(check, facts.organisation)) return start_free_items(order, facts);
  order.lifecycle = OrderLifecycle::fraud;
  set_items(order, ItemState::fraud);
  note(order, facts, OrderAction::marked_fraud, "Score over the threshold");
}

std::string settlement_words(const SettleOrder& command) {
  std::string words = to_text(command.amount) + " on " + to_text(command.settled_on);
  return command.reference.empty() ? words : words + ", " + command.reference;
}

}  // namespace

Decision<Order> order_for_office(const OrderFacts& facts, Permission permission) {
  if (!may(facts.actor.role, permission)) return reject(Reason::role_not_allowed);
  if (!facts.order || !may_see_account(facts)) return reject(Reason::order_not_found);
  return *facts.order;
}

Decision<Order> decide(const OrderFacts& facts, const DenyOrder& command) {
  Decision<Order> next = order_to_stop(facts, Permission::order_deny, command.reason);
  if (!next) return next;
  if (next->lifecycle != OrderLifecycle::pending) return reject(Reason::order_not_pending);
  next->lifecycle = OrderLifecycle::denied;
  next->review = Review::denied;
  stop_items(*next);
  note(*next, facts, OrderAction::denied, command.reason);
  return next;
}

Decision<Order> decide(const OrderFacts& facts, const ApproveOrder& command) {
  Decision<Order> next = approval_to_decide(facts);
  if (!next) return next;
  if (auto problem = problem_of_notes(command.reason, "reason")) {
    return tl::unexpected<Rejection>(*problem);
  }
  next->approval = Approval::approved;
  note(*next, facts, OrderAction::approved, command.reason);
  return next;
}

Decision<Order> decide(const OrderFacts& facts, const RejectApproval& command) {
  Decision<Order> next = approval_to_decide(facts);
  if (!next) return next;
  if (auto problem = problem_of_reason(command.reason)) return tl::unexpected<Rejection>(*problem);
  next->approval = Approval::rejected;
  note(*next, facts, OrderAction::approval_rejected, command.reason);
  return next;
}

Decision<Order> decide(const OrderFacts& facts, const SettleOrder& command) {
  Decision<Order> next = order_for_office(facts, Permission::order_settle);
  if (!next) return next;
  if (next->lifecycle != OrderLifecycle::in_progress &&
      next->lifecycle != OrderLifecycle::completed) {
    return reject(Reason::order_not_in_progress);
  }
  if (next->settlement != Settlement::due) return reject(Reason::settlement_not_due);
  if (command.amount.minor <= 0 || command.amount.minor > total_minor_max) {
    return reject(Reason::amount_out_of_range, "amount");
  }
  if (command.amount.currency != next->document.currency) {
    return reject(Reason::currency_differs, "amount");
  }
  if (command.settled_on > facts.today) return reject(Reason::date_in_future, "settled_on");
  if (auto problem = problem_of_notes(command.reference, "reference")) {
    return tl::unexpected<Rejection>(*problem);
  }
  next->settlement = Settlement::settled;
  next->settlement_note = settlement_words(command);
  note(*next, facts, OrderAction::settled, next->settlement_note);
  verify_if_due(*next, facts);
  return next;
}

Decision<Order> decide(const OrderFacts& facts, const CompleteOrder&) {
  Decision<Order> next = order_for_office(facts, Permission::order_complete);
  if (!next) return next;
  if (next->lifecycle != OrderLifecycle::in_progress) return reject(Reason::order_not_in_progress);
  if (needs_approval(*next)) return reject(Reason::approval_missing);
  if (next->consent == Consent::required) return reject(Reason::consent_missing);
  const bool active =
      std::all_of(next->fulfilments.begin(), next->fulfilments.end(),
                  [](const ItemFulfilment& each) { return each.state == ItemState::active; });
  if (!active) return reject(Reason::items_not_active);
  next->lifecycle = OrderLifecycle::completed;
  note(*next, facts, OrderAction::completed);
  verify_if_due(*next, facts);
  return next;
}

Decision<Order> decide(const OrderFacts& facts, const CancelOrder& command) {
  Decision<Order> next = order_to_stop(facts, Permission::order_cancel, command.reason);
  if (!next) return next;
  if (!is_placed(*next)) return reject(Reason::order_final);
  next->lifecycle = OrderLifecycle::cancelled;
  stop_items(*next);
  note(*next, facts, OrderAction::cancelled, command.reason);
  return next;
}

Decision<Order> decide(const OrderFacts& facts, const MarkFraud& command) {
  Decision<Order> next = order_for_office(facts, Permission::order_fraud);
  if (!next) return next;
  if (auto problem = problem_of_notes(command.reason, "reason")) {
    return tl::unexpected<Rejection>(*problem);
  }
  if (!is_placed(*next)) return reject(Reason::order_final);
  next->lifecycle = OrderLifecycle::fraud;
  next->fraud_check.pending = false;  // What the checker says later changes nothing any more.
  set_items(*next, ItemState::fraud);
  note(*next, facts, OrderAction::marked_fraud, command.reason);
  return next;
}

Decision<Order> decide(const OrderFacts& facts, const ResetOrder& command) {
  Decision<Order> next = order_to_stop(facts, Permission::order_reset, command.reason);
  if (!next) return next;
  if (next->lifecycle != OrderLifecycle::fraud) return reject(Reason::order_not_fraud);
  next->lifecycle = OrderLifecycle::pending;
  next->review = Review::unreviewed;
  next->accepted_at = {};
  next->fraud_check.pending = false;
  // Whatever ran was terminated; it needs a fresh activation.
  next->fulfilments.assign(next->document.items.size(), ItemFulfilment());
  note(*next, facts, OrderAction::set_back, command.reason);
  return next;
}

Decision<Order> decide(const OrderFacts& facts, const DeleteOrder& command) {
  Decision<Order> next = order_to_stop(facts, Permission::order_delete, command.reason);
  if (!next) return next;
  const bool stopped = next->lifecycle == OrderLifecycle::cancelled ||
                       next->lifecycle == OrderLifecycle::denied ||
                       next->lifecycle == OrderLifecycle::fraud;
  if (!stopped) return reject(Reason::order_not_deletable);
  if (facts.invoice_paid) return reject(Reason::invoice_has_payment);
  const std::string number =
      next->number != 0 ? std::to_string(next->number) : next->provisional_number;
  if (trim(command.confirmation) != number) {
    return reject(Reason::confirmation_differs, "confirmation");
  }
  return next;
}

Decision<Order> decide(const OrderFacts& facts, const EditOrder& command) {
  Decision<Order> next = order_for_office(facts, Permission::order_edit);
  if (!next) return next;
  if (!is_placed(*next)) return reject(Reason::order_final);
  Order changed = *next;
  if (command.notes) changed.notes = *command.notes;
  if (command.purchase_order) changed.document.purchase_order = *command.purchase_order;
  if (command.referral) changed.document.referral = *command.referral;
  if (command.contact_email) {
    const std::string& address = *command.contact_email;
    if (!address.empty() && !is_email(address)) {
      return reject(Reason::field_invalid, "contact_email");
    }
    changed.document.contact_email = address;
  }
  if (auto problem = problem_of_notes(changed.notes, "notes")) {
    return tl::unexpected<Rejection>(*problem);
  }
  auto problems = draft_problems_of(changed.document);
  if (!problems.empty()) {
    const Reason first = problems.front().reason;
    return tl::unexpected<Rejection>(Rejection{first, std::move(problems)});
  }
  note_author(changed, facts);
  note(changed, facts, OrderAction::edited);
  return changed;
}

Decision<Order> decide(const OrderFacts& facts, const FollowUpOrder& command) {
  Decision<Order> next = order_to_stop(facts, Permission::order_edit, command.reason);
  if (!next) return next;
  if (next->lifecycle != OrderLifecycle::draft) return reject(Reason::order_not_draft);
  next->incomplete_reason = command.reason;
  note(*next, facts, OrderAction::followed_up, command.reason);
  return next;
}

Decision<Order> decide(const OrderFacts& facts, const RecordFraudCheck& command) {
  Decision<Order> next = order_for_office(facts, Permission::order_fraud);
  if (!next) return next;
  if (next->lifecycle != OrderLifecycle::pending) return reject(Reason::order_not_pending);
  next->fraud_check = command.check;
  if (command.check.pending) {
    note(*next, facts, OrderAction::screening);
  } else {
    heed_check(*next, facts);
  }
  return next;
}

Decision<Order> decide(const OrderFacts& facts, const ScreenOrder&) {
  Decision<Order> next = order_for_office(facts, Permission::order_fraud);
  if (!next) return next;
  if (next->lifecycle != OrderLifecycle::pending) return reject(Reason::order_not_pending);
  if (next->fraud_check.pending) return reject(Reason::fraud_check_running);
  next->fraud_check = fraud_check_of(next->document, facts);
  heed_check(*next, facts);
  return next;
}

}  // namespace satchel
