// Loads payments and says what became of each.
#include "web/model/payment_model.h"

#include "shared/domain/access/permission.h"
#include "shared/store/payment_store.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

PaymentListRow row_of(const PaymentRow& listed, const ModelContext& context) {
  const Payment& payment = listed.payment;
  PaymentListRow row;
  row.id = payment.id;
  row.account_id = payment.account_id;
  row.order_id = payment.order_id;
  row.customer = listed.account_name;
  if (listed.order_number != 0) row.order = std::to_string(listed.order_number);
  row.method = method_words(payment.method);
  row.reference = payment.reference;
  row.taken_by = payment.taken_by_name;
  row.taken_on = payment.taken_on;
  row.amount = payment.amount;
  row.outcome = outcome_of(payment);
  row.refunded = payment.standing == PaymentStanding::refunded;
  row.mark = mark_of(context, payment.id);
  return row;
}

/// Adds what we still have of the payment; nothing once the currencies differ.
void add_to_sum(const Payment& payment, std::optional<Money>& sum, bool& mixed) {
  if (payment.standing == PaymentStanding::refunded) return;
  mixed = mixed || (sum && sum->currency != payment.amount.currency);
  if (mixed) {
    sum.reset();
  } else {
    const Money kept = payment.amount - payment.refunded;
    sum = sum ? *sum + kept : kept;
  }
}

}  // namespace

Result<PaymentListModel> load_payment_list(Transaction& tx, const ModelContext& context,
                                           const PaymentListQuery& query) {
  PaymentListModel model;
  model.may_refund = may(context.actor.role, Permission::payment_refund);
  model.may_allocate = may(context.actor.role, Permission::payment_allocate);
  model.why_off = why_offline(context);
  const auto listed = SATCHEL_TRY(list_payments(tx, {.account_id = query.account_id,
                                                     .order_id = query.order_id,
                                                     .text = query.text,
                                                     .count_max = list_rows_max}));
  bool mixed = false;
  for (const PaymentRow& row : listed) {
    model.rows.push_back(row_of(row, context));
    add_to_sum(row.payment, model.sum, mixed);
  }
  model.more = static_cast<std::int64_t>(listed.size()) == list_rows_max;
  return model;
}

Result<PaymentDetailsModel> load_payment_details(Transaction& tx, const PaymentId& id,
                                                 const CreditLog& log) {
  PaymentDetailsModel model;
  const auto payment = SATCHEL_TRY(find_payment(tx, id));
  if (!payment) return model;
  model.id = id;
  model.allocations = SATCHEL_TRY(load_allocations(tx, *payment, log));
  model.left = payment->amount - payment->refunded;
  model.free = free_of(*payment, log);
  model.open = SATCHEL_TRY(load_proposal(tx, payment->account_id, model.free));
  return model;
}

std::string outcome_of(const Payment& payment) {
  if (payment.standing == PaymentStanding::refunded) return "refunded";
  if (payment.refunded.minor != 0) return grouped_amount(payment.refunded) + " refunded";
  if (payment.credited.minor == 0) return "paid";
  if (payment.allocated.minor == 0) return "credit";
  return grouped_amount(payment.allocated) + " paid, " + grouped_amount(payment.credited) +
         " credit";
}

}  // namespace satchel::web
