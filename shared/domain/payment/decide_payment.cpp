// Rules on taking and refunding money.
#include "shared/domain/payment/decide_payment.h"

#include <algorithm>

#include "shared/base/text.h"
#include "shared/domain/access/permission.h"
#include "shared/domain/limits.h"

namespace satchel {
namespace {

bool may_pay(const PaymentFacts& facts) {
  return facts.account && in_scope(facts.actor, facts.account->territories);
}

std::optional<Reason> problem_of_words(const std::string& text, std::size_t length_max) {
  if (!is_clean_utf8(text)) return Reason::field_invalid;
  if (length_of(text) > length_max) return Reason::field_too_long;
  if (!card_number_in(text).empty()) return Reason::card_number_refused;
  return std::nullopt;
}

std::optional<FieldProblem> problem_of(const PaymentFacts& facts, const TakenPayment& taken) {
  if (taken.method == PaymentMethod::on_account) {
    return FieldProblem{"method", Reason::field_invalid};
  }
  if (taken.amount.currency != facts.account->currency) {
    return FieldProblem{"amount", Reason::currency_differs};
  }
  if (taken.amount.minor <= 0 || taken.amount.minor > amount_minor_max) {
    return FieldProblem{"amount", Reason::amount_out_of_range};
  }
  // A device's calendar may be a day ahead of the organisation's.
  if (taken.taken_on > add_days(facts.today, 1)) {
    return FieldProblem{"taken_on", Reason::date_in_future};
  }
  if (const auto reason = problem_of_words(taken.reference, short_text_length_max)) {
    return FieldProblem{"reference", *reason};
  }
  if (const auto reason = problem_of_words(taken.gateway_reference, short_text_length_max)) {
    return FieldProblem{"gateway_reference", *reason};
  }
  return std::nullopt;
}

}  // namespace

Decision<Payment> decide(const PaymentFacts& facts, const RecordPayment& command) {
  const TakenPayment& taken = command.payment;
  if (!may(facts.actor.role, Permission::payment_record)) return reject(Reason::role_not_allowed);
  if (!may_pay(facts)) return reject(Reason::account_not_found, "account_id");
  if (facts.payment) {
    const TakenPayment& recorded = *facts.payment;
    if (recorded == taken) return *facts.payment;
    return reject(Reason::payment_exists, "id");
  }
  if (auto problem = problem_of(facts, taken)) {
    return reject(problem->reason, std::move(problem->field));
  }

  if (!command.allocations.empty()) {
    const bool named = !taken.order_id.empty() || !taken.invoice_id.empty();
    if (named) return reject(Reason::field_invalid, "allocations");
    const auto fits = plan_allocations(taken.amount, facts.open, command.allocations);
    if (!fits) return tl::unexpected<Rejection>(fits.error());
  }

  Payment payment;
  static_cast<TakenPayment&>(payment) = taken;
  payment.taken_by = facts.actor.user_id;
  payment.taken_by_name = facts.actor.name;
  payment.recorded_at = facts.at;
  const std::int64_t open_minor = std::max<std::int64_t>(0, facts.target.open.minor);
  payment.allocated = {std::min(taken.amount.minor, open_minor), taken.amount.currency};
  payment.credited = taken.amount - payment.allocated;
  payment.refunded = {0, taken.amount.currency};
  if (payment.allocated.minor > 0) payment.allocated_to = facts.target.invoice_id;
  return payment;
}

Decision<Payment> decide(const PaymentFacts& facts, const RefundPayment& command) {
  if (!may(facts.actor.role, Permission::payment_refund)) return reject(Reason::role_not_allowed);
  if (!facts.payment || !may_pay(facts)) return reject(Reason::payment_not_found);
  if (facts.payment->standing == PaymentStanding::refunded) {
    return reject(Reason::payment_refunded);
  }
  if (trim(command.reason).empty()) return reject(Reason::field_required, "reason");
  if (const auto reason = problem_of_words(command.reason, notes_length_max)) {
    return reject(*reason, "reason");
  }
  if (facts.credit_left_minor < facts.payment->credited.minor) {
    return reject(Reason::credit_used);
  }
  Payment refunded = *facts.payment;
  const Money left = refunded.allocated + refunded.credited;
  const Money back = command.amount.value_or(left);
  if (back.currency != left.currency || back.minor <= 0 || back.minor > left.minor) {
    return reject(Reason::refund_out_of_range, "amount");
  }
  if (back == left) refunded.standing = PaymentStanding::refunded;
  refunded.refunded_on = facts.today;
  refunded.refund_reason = command.reason;
  const std::int64_t of_credit = std::min(back.minor, refunded.credited.minor);
  refunded.credited.minor -= of_credit;
  refunded.allocated.minor -= back.minor - of_credit;
  refunded.refunded = refunded.refunded + back;
  return refunded;
}

Decision<Invoice> decide(const PaymentFacts& facts, const UseCredit& command) {
  if (!may(facts.actor.role, Permission::payment_refund)) return reject(Reason::role_not_allowed);
  const auto& invoice = facts.invoice;
  const bool posted = invoice && invoice->account_id == command.account_id &&
                      invoice->state == InvoiceState::posted &&
                      invoice->kind == InvoiceKind::invoice;
  if (!may_pay(facts) || !posted) return reject(Reason::invoice_not_found, "invoice_id");
  if (invoice->on_hold || facts.payable.minor <= 0) return reject(Reason::credit_missing);
  return *invoice;
}

}  // namespace satchel
