// satchel payment: money that came in, from the command line.
#include <ostream>

#include "server/main/commands.h"
#include "server/main/people.h"
#include "server/sync/command_act.h"
#include "server/sync/perform.h"
#include "shared/store/account_store.h"
#include "shared/store/order_store.h"
#include "shared/store/payment_store.h"

namespace satchel::server {
namespace {

/// Finds the order by its id or number.
Result<OrderRow> find_named_order(Transaction& tx, const std::string& name) {
  if (const auto id = OrderId::parse(name)) {
    if (const auto order = SATCHEL_TRY(find_order(tx, *id))) {
      return OrderRow{.id = *id, .account_id = order->document.account_id, .head = *order};
    }
  }
  for (OrderRow& row : SATCHEL_TRY(list_orders(tx, {.text = name}))) {
    if (std::to_string(row.head.number) == name) return std::move(row);
  }
  return fail(ErrorCode::not_found, "There is no order " + name + ".");
}

/// Fills in whose payment it is; exactly one of order and account has to be named.
Result<void> add_payer(const CommandRun& run, const PaymentArguments& arguments,
                       TakenPayment& taken) {
  if (arguments.order.empty() == arguments.account.empty()) {
    return fail(ErrorCode::invalid, "Name either --order or --account.");
  }
  const auto tx = SATCHEL_TRY(run.context.database.begin(Access::read));
  if (arguments.order.empty()) {
    taken.account_id = SATCHEL_TRY(find_named_account(*tx, arguments.account));
  } else {
    const OrderRow order = SATCHEL_TRY(find_named_order(*tx, arguments.order));
    taken.order_id = order.id;
    taken.account_id = order.account_id;
  }
  const auto account = SATCHEL_TRY(find_account(*tx, taken.account_id));
  if (!account) return fail(ErrorCode::not_found, "There is no such account.");
  const auto amount = parse_money(arguments.amount, account->currency);
  if (!amount) return fail(ErrorCode::invalid, "--amount needs an amount such as 47.67.");
  taken.amount = *amount;
  return {};
}

Result<void> perform_and_print(const CommandRun& run, const Command& command) {
  const auto decided = SATCHEL_TRY(perform(run.context, command_line_actor(), command));
  if (!decided) {
    return fail(ErrorCode::conflict, std::string(describe(decided.error().reason)));
  }
  const auto tx = SATCHEL_TRY(run.context.database.begin(Access::read));
  const auto id = PaymentId::parse(decided->front().id).value_or(PaymentId());
  const auto payment = SATCHEL_TRY(find_payment(*tx, id));
  if (!payment) return fail(ErrorCode::corrupt, "a payment is gone that was just written");
  run.out << "Payment " << payment->id.text() << " of " << satchel::to_text(payment->amount) << ": "
          << satchel::to_text(payment->standing) << ", " << satchel::to_text(payment->allocated)
          << " to an invoice, " << satchel::to_text(payment->credited) << " to the credit.\n";
  return {};
}

}  // namespace

Result<AccountId> find_named_account(Transaction& tx, const std::string& name) {
  if (auto id = AccountId::parse(name)) return *std::move(id);
  for (const Account& account : SATCHEL_TRY(search_accounts(tx, name, 1))) {
    if (std::to_string(account.number) == name) return account.id;
  }
  return fail(ErrorCode::not_found, "There is no account " + name + ".");
}

Result<void> run_payment_record(const CommandRun& run, const PaymentArguments& arguments) {
  TakenPayment taken;
  const auto method = parse_enum<PaymentMethod>(arguments.method);
  if (!method) return fail(ErrorCode::invalid, "--method is not a known method of payment.");
  taken.method = *method;
  taken.reference = arguments.reference;
  SATCHEL_TRY(add_payer(run, arguments, taken));
  taken.id = PaymentId::make(run.context.now, run.context.random);
  const auto day = parse_date(arguments.taken_on);
  if (!day && !arguments.taken_on.empty()) {
    return fail(ErrorCode::invalid, "--on needs a date: YYYY-MM-DD.");
  }
  {
    const auto tx = SATCHEL_TRY(run.context.database.begin());
    const Date today = SATCHEL_TRY(today_in(write_in(run.context, *tx)));
    taken.taken_on = day.value_or(today);
  }
  return perform_and_print(run, RecordPayment{taken});
}

Result<void> run_payment_refund(const CommandRun& run, const std::string& payment,
                                const std::string& reason) {
  const auto id = PaymentId::parse(payment);
  if (!id)
    return fail(ErrorCode::invalid, "A payment is named by its id; see satchel payment list.");
  return perform_and_print(run, RefundPayment{*id, reason});
}

}  // namespace satchel::server
