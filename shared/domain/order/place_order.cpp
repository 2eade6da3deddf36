// Placing an order and keeping it as a quote: the whole document, decided alone.
#include <algorithm>

#include "shared/base/text.h"
#include "shared/domain/billing/plan_bill.h"
#include "shared/domain/limits.h"
#include "shared/domain/order/approval_rules.h"
#include "shared/domain/order/author_rules.h"
#include "shared/domain/order/fraud_rules.h"
#include "shared/domain/order/price_promise.h"

namespace satchel {
namespace {

std::optional<Rejection> problem_of_offer(const OrderFacts& facts, const OfferedDocument& offer) {
  if (auto problem = problem_of_notes(offer.notes, "notes")) return problem;
  // A device that says less than it knew does not open a cycle again.
  const auto closed_through = std::max(offer.closed_through, facts.closed_through);
  auto problems = problems_of(offer.document, facts, closed_through);
  if (!problems.empty()) {
    const Reason first = problems.front().reason;
    return Rejection{first, std::move(problems)};
  }
  const auto totals = totals_of(offer.document);
  if (!totals) return reject(Reason::amount_out_of_range, "items").value();
  if (totals->one_time != offer.quoted_one_time) {
    return reject(Reason::totals_differ, "quoted_one_time").value();
  }
  if (totals->recurring != offer.quoted_recurring) {
    return reject(Reason::totals_differ, "quoted_recurring").value();
  }
  if (digest_of(offer.document) != offer.document_digest) {
    return reject(Reason::document_differs, "document_digest").value();
  }
  return std::nullopt;
}

/// The day of the signature. A device decides at once, by its own calendar.
void take_over(Order& order, const OfferedDocument& offer, const OrderFacts& facts) {
  note_author(order, facts);
  order.document = offer.document;
  order.document_digest = offer.document_digest;
  order.notes = offer.notes;
  order.fulfilments.clear();
  set_items(order, ItemState::pending);
}

/// The prices that are honoured no more are replaced; the customer has to agree.
std::optional<Rejection> keep_promise(Order& order, const OrderFacts& facts) {
  if (!facts.on_server || facts.price_book == nullptr || facts.current_book == nullptr) return {};
  if (is_honoured(*facts.price_book, facts.organisation, facts.today)) return {};
  Decision<RepricedDocument> repriced = reprice(order.document, *facts.current_book);
  if (!repriced) return repriced.error();
  if (repriced->amendments.empty()) return {};
  order.document = std::move(repriced->document);
  order.document_digest = digest_of(order.document);
  order.amendments = std::move(repriced->amendments);
  order.consent = Consent::required;
  return std::nullopt;
}

/// What is due now, by the same plan as the order's invoice.
std::optional<Rejection> set_due(Order& order, const OrderFacts& facts) {
  const auto due = plan_due_now({*facts.account, facts.organisation.taxes}, order);
  if (!due) return due.error();
  order.due = *due;
  order.payment = due->minor > 0 ? PaymentState::unpaid : PaymentState::not_due;
  return std::nullopt;
}

/// Over the threshold the order never is pending (S9).
void screen(Order& order, const OrderFacts& facts) {
  if (!facts.on_server || !facts.organisation.settings.fraud.threshold) return;
  order.fraud_check = fraud_check_of(order.document, facts);
  if (!is_over_threshold(order.fraud_check, facts.organisation)) return;
  order.lifecycle = OrderLifecycle::fraud;
  set_items(order, ItemState::fraud);
  note(order, facts, OrderAction::marked_fraud,
       "Score " + std::to_string(order.fraud_check.score) + " of " + order.fraud_check.source);
}

}  // namespace

Date signed_on(const OrderFacts& facts) {
  return facts.on_server ? std::min(utc_date(facts.at), facts.today) : facts.today;
}

bool is_signature(std::string_view text) {
  if (text.size() > signature_length_max) return false;
  return std::all_of(text.begin(), text.end(), [](char letter) {
    return (letter >= '0' && letter <= '9') || letter == 'M' || letter == 'L' || letter == ' ' ||
           letter == '.';
  });
}

void start_auto_setup(Order& order, const PriceBook* book, AutoSetup moment) {
  if (book == nullptr) return;
  for (std::size_t index = 0; index < order.document.items.size(); ++index) {
    const Product* product = find_product(*book, order.document.items[index].product_id);
    ItemFulfilment& fulfilment = order.fulfilments[index];
    if (product == nullptr || fulfilment.state != ItemState::pending) continue;
    const Fulfilment& wanted = product->fulfilment;
    if (wanted.kind == FulfilmentKind::none || wanted.auto_setup != moment) continue;
    fulfilment.state = ItemState::activating;
    if (!wanted.offered.empty()) fulfilment.target = wanted.offered.front();
  }
}

void start_free_items(Order& order, const OrderFacts& facts) {
  const bool free = order.consent != Consent::required && !order.fraud_check.pending;
  if (!facts.on_server || order.lifecycle != OrderLifecycle::pending || !free) return;
  start_auto_setup(order, facts.price_book, AutoSetup::on_order);
  if (order.payment != PaymentState::paid) return;
  start_auto_setup(order, facts.price_book, AutoSetup::on_payment);
}

Decision<Order> decide(const OrderFacts& facts, const PlaceOrder& command) {
  Decision<Order> next = draft_of(facts, command.order_id, command.provisional_number);
  if (!next) return next;
  const bool is_quote = next->quoted_until && is_same_offer(next->document, command.document);
  if (is_quote &&
      !is_quote_open(*next->quoted_until, signed_on(facts), facts.organisation, facts.today)) {
    return reject(Reason::quote_expired);
  }
  if (facts.account->standing.hold_new_orders) return reject(Reason::account_on_hold);
  if (auto problem = problem_of_offer(facts, command)) return tl::unexpected<Rejection>(*problem);
  // A quote becomes an order by whoever accepts it.
  if (is_quote && trim(command.document.signed_by).empty()) {
    return reject(Reason::field_required, "signed_by");
  }
  if (!is_signature(command.signature)) return reject(Reason::field_invalid, "signature");

  take_over(*next, command, facts);
  if (next->number == 0) next->number = command.number;
  next->signature = command.signature;
  next->incomplete_reason.clear();
  next->lifecycle = OrderLifecycle::pending;
  if (!is_quote) {
    if (auto problem = keep_promise(*next, facts)) return tl::unexpected<Rejection>(*problem);
  }
  if (auto problem = set_due(*next, facts)) return tl::unexpected<Rejection>(*problem);
  next->approval_rules = approval_rules_of(next->document, facts);
  next->approval = next->approval_rules.empty() ? Approval::none : Approval::required;
  next->review = Review::unreviewed;
  note(*next, facts, OrderAction::placed);
  screen(*next, facts);
  start_free_items(*next, facts);
  return next;
}

Decision<Order> decide(const OrderFacts& facts, const SaveQuote& command) {
  Decision<Order> next = draft_of(facts, command.order_id, command.provisional_number);
  if (!next) return next;
  if (auto problem = problem_of_offer(facts, command)) return tl::unexpected<Rejection>(*problem);
  if (facts.on_server && facts.price_book != nullptr &&
      !is_honoured(*facts.price_book, facts.organisation, facts.today)) {
    return reject(Reason::quote_expired, "price_book_version");
  }
  if (command.valid_until < facts.today) return reject(Reason::quote_expired, "valid_until");
  if (command.valid_until > add_days(facts.today, quote_days_max)) {
    return reject(Reason::field_invalid, "valid_until");
  }
  take_over(*next, command, facts);
  next->document_digest.clear();
  next->saved = true;
  next->quoted_until = command.valid_until;
  note(*next, facts, OrderAction::quoted, to_text(command.valid_until));
  return next;
}

}  // namespace satchel
