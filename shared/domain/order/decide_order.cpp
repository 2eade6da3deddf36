// What the author may do with an order: draft, cancel, withdraw, amend, consent, decline.
#include "shared/domain/order/decide_order.h"

#include <algorithm>

#include "shared/base/text.h"
#include "shared/domain/access/permission.h"
#include "shared/domain/limits.h"
#include "shared/domain/order/author_rules.h"
#include "shared/domain/order/price_promise.h"

namespace satchel {
namespace {

Order opened(const OrderFacts& facts, const OrderId& id, const std::string& provisional_number) {
  Order order;
  order.id = id;
  order.provisional_number = provisional_number;
  order.site_code = facts.site_code;
  order.site_number = facts.site_number;
  if (facts.of_reseller) order.settlement = Settlement::due;
  order.taken_by = facts.actor.user_id;
  order.taken_by_name = facts.actor.name;
  note(order, facts, OrderAction::opened);
  return order;
}

/// The author's own pending order; other people's orders are the back office's matter.
Decision<Order> own_pending_order(const OrderFacts& facts) {
  if (!facts.order || !may_see_account(facts)) return reject(Reason::order_not_found);
  if (facts.order->taken_by != facts.actor.user_id) return reject(Reason::order_not_yours);
  if (facts.order->lifecycle != OrderLifecycle::pending) return reject(Reason::order_not_pending);
  return *facts.order;
}

/// Whether something of the order is set up already or about to be: the back office has to end it.
/// While the fraud check runs nothing has begun.
bool is_started(const Order& order) {
  const bool checked = !order.fraud_check.pending;
  return std::any_of(order.fulfilments.begin(), order.fulfilments.end(),
                     [checked](const ItemFulfilment& each) {
                       return (each.state == ItemState::activating && checked) ||
                              each.state == ItemState::active || each.state == ItemState::suspended;
                     });
}

/// Makes a placed order a draft again; what was signed is signed no more.
void reopen(Order& order) {
  order.lifecycle = OrderLifecycle::draft;
  order.saved = true;
  order.approval = Approval::none;
  order.approval_rules.clear();
  order.consent = Consent::none;
  order.amendments.clear();
  order.payment = PaymentState::none;
  order.due = {0, order.document.currency};
  order.document_digest.clear();
  order.signature.clear();
  order.document.signed_by.clear();
  order.fraud_check = {};
  order.quoted_until.reset();  // What was placed once is a draft like any other.
}

}  // namespace

void note(Order& order, const OrderFacts& facts, OrderAction action, std::string reason) {
  order.history.push_back({facts.at, facts.actor.name, action, std::move(reason)});
}

bool is_author(const Order& order, const UserId& user) {
  return order.taken_by == user ||
         std::find(order.authors.begin(), order.authors.end(), user) != order.authors.end();
}

void note_author(Order& order, const OrderFacts& facts) {
  const UserId& user = facts.actor.user_id;  // Empty for a site's carts and the command line.
  if (!user.empty() && !is_author(order, user)) order.authors.push_back(user);
}

bool may_see_account(const OrderFacts& facts) {
  return facts.account && in_scope(facts.actor, facts.account->territories);
}

Decision<Order> draft_of(const OrderFacts& facts, const OrderId& id,
                         const std::string& provisional_number) {
  if (!may(facts.actor.role, Permission::order_draft)) return reject(Reason::role_not_allowed);
  if (!may_see_account(facts)) return reject(Reason::account_not_found, "account_id");
  if (!is_clean_utf8(provisional_number) || length_of(provisional_number) > short_text_length_max) {
    return reject(Reason::field_too_long, "provisional_number");
  }
  if (facts.deleted) return reject(Reason::order_not_found);
  if (!facts.order) return opened(facts, id, provisional_number);
  if (facts.order->lifecycle != OrderLifecycle::draft) return reject(Reason::order_not_draft);
  const bool own = facts.order->taken_by == facts.actor.user_id;
  if (!own && reach_of(facts.actor.role) != Reach::everything) {
    return reject(Reason::order_not_yours);
  }
  // Devices of other territories hold the draft with its customer; it never changes hands.
  if (facts.account->id != facts.order->document.account_id) {
    return reject(Reason::field_invalid, "account_id");
  }
  return *facts.order;
}

std::optional<Rejection> problem_of_notes(const std::string& notes, const std::string& field) {
  if (!is_clean_utf8(notes)) return reject(Reason::field_invalid, field).value();
  if (length_of(notes) > notes_length_max) return reject(Reason::field_too_long, field).value();
  if (!card_number_in(notes).empty()) {
    return reject(Reason::card_number_refused, field).value();
  }
  return std::nullopt;
}

void set_items(Order& order, ItemState state) {
  order.fulfilments.resize(order.document.items.size());
  for (ItemFulfilment& each : order.fulfilments) each.state = state;
}

void stop_items(Order& order) {
  for (ItemFulfilment& each : order.fulfilments) {
    const bool running = each.state == ItemState::active || each.state == ItemState::suspended;
    each.state = running ? ItemState::terminated : ItemState::cancelled;
  }
}

Decision<Order> decide(const OrderFacts& facts, const SaveDraft& command) {
  Decision<Order> next = draft_of(facts, command.order_id, command.provisional_number);
  if (!next) return next;
  if (auto problem = problem_of_notes(command.notes, "notes")) {
    return tl::unexpected<Rejection>(*problem);
  }
  auto problems = draft_problems_of(command.document);
  if (!problems.empty()) {
    const Reason first = problems.front().reason;
    return tl::unexpected<Rejection>(Rejection{first, std::move(problems)});
  }
  // A quote binds what was shown; what is typed over it is a draft like any other.
  if (!is_same_offer(next->document, command.document)) next->quoted_until.reset();
  note_author(*next, facts);
  next->document = command.document;
  next->fulfilments.clear();
  set_items(*next, ItemState::pending);
  next->notes = command.notes;
  if (!facts.order) next->copied_from = command.copied_from;
  if (command.saved && !next->saved) note(*next, facts, OrderAction::saved);
  next->saved = next->saved || command.saved;
  return next;
}

Decision<Order> decide(const OrderFacts& facts, const CancelDraft& command) {
  if (!facts.order || !may_see_account(facts)) return reject(Reason::order_not_found);
  Decision<Order> next = draft_of(facts, command.order_id, {});
  if (!next) return next;
  next->lifecycle = OrderLifecycle::cancelled;
  set_items(*next, ItemState::cancelled);
  note(*next, facts, OrderAction::cancelled);
  return next;
}

Decision<Order> decide(const OrderFacts& facts, const WithdrawOrder&) {
  Decision<Order> next = own_pending_order(facts);
  if (!next) return next;
  if (next->review != Review::unreviewed || next->approval == Approval::approved) {
    return reject(Reason::order_reviewed);
  }
  if (is_started(*next)) return reject(Reason::order_reviewed);
  if (next->paid.minor != 0) return reject(Reason::order_paid);
  reopen(*next);
  set_items(*next, ItemState::pending);
  note(*next, facts, OrderAction::withdrawn);
  return next;
}

Decision<Order> decide(const OrderFacts& facts, const AmendOrder&) {
  Decision<Order> next = own_pending_order(facts);
  if (!next) return next;
  if (next->approval != Approval::rejected) return reject(Reason::approval_not_rejected);
  if (is_started(*next)) return reject(Reason::order_reviewed);
  const Money paid = next->paid;
  reopen(*next);
  next->paid = {0, paid.currency};
  set_items(*next, ItemState::pending);
  note(*next, facts, OrderAction::amended,
       paid.minor == 0 ? "" : to_text(paid) + " kept as the account's credit");
  return next;
}

Decision<Order> decide(const OrderFacts& facts, const ConsentOrder& command) {
  Decision<Order> next = own_pending_order(facts);
  if (!next) return next;
  if (next->consent != Consent::required) return reject(Reason::consent_not_required);
  if (command.document_digest != next->document_digest) {
    return reject(Reason::document_differs, "document_digest");
  }
  if (trim(command.signed_by).empty()) return reject(Reason::field_required, "signed_by");
  if (length_of(command.signed_by) > name_length_max) {
    return reject(Reason::field_too_long, "signed_by");
  }
  if (auto problem = problem_of_notes(command.signed_by, "signed_by")) {
    return tl::unexpected<Rejection>(*problem);
  }
  if (!is_signature(command.signature)) return reject(Reason::field_invalid, "signature");
  next->document.signed_by = command.signed_by;
  next->document_digest = digest_of(next->document);
  next->signature = command.signature;
  next->consent = Consent::given;
  note(*next, facts, OrderAction::consented, command.signed_by);
  start_free_items(*next, facts);
  return next;
}

Decision<Order> decide(const OrderFacts& facts, const DeclineOrder& command) {
  Decision<Order> next = own_pending_order(facts);
  if (!next) return next;
  if (next->consent != Consent::required) return reject(Reason::consent_not_required);
  if (auto problem = problem_of_notes(command.reason, "reason")) {
    return tl::unexpected<Rejection>(*problem);
  }
  next->lifecycle = OrderLifecycle::cancelled;
  stop_items(*next);
  note(*next, facts, OrderAction::declined, command.reason);
  return next;
}

}  // namespace satchel
