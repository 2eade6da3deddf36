// From the gateway's news to a recorded payment.
#include "server/sync/heed_checkout.h"

#include "server/sync/command_act.h"
#include "server/sync/perform.h"
#include "shared/domain/access/system_actor.h"

namespace satchel::server {
namespace {

/// Records the money under the checkout's own id.
Result<void> record_money(const ServerWrite& write, Checkout& checkout, const CheckoutNews& news) {
  TakenPayment taken;
  taken.id = PaymentId::parse(checkout.id.text()).value_or(PaymentId());
  taken.account_id = checkout.account_id;
  taken.order_id = checkout.order_id;
  taken.invoice_id = checkout.invoice_id;
  taken.method = PaymentMethod::card;
  taken.amount = checkout.amount;
  taken.gateway_reference = news.charge_id;
  taken.taken_on = SATCHEL_TRY(today_in(write));
  const auto decided = SATCHEL_TRY(perform_in(write, system_actor(), RecordPayment{taken}));
  checkout.state = decided ? CheckoutState::paid : CheckoutState::failed;
  if (decided) return {};
  checkout.error = "The card was charged, but the payment could not be recorded: " +
                   std::string(describe(decided.error().reason));
  return {};
}

}  // namespace

Result<void> heed_checkout(const ServerWrite& write, const CheckoutId& id,
                           const CheckoutNews& news) {
  const auto known = SATCHEL_TRY(find_checkout(write.tx, id));
  if (!known) return {};
  SATCHEL_TRY(write.database.lock_account(write.tx, known->account_id));
  auto checkout = SATCHEL_TRY(find_checkout(write.tx, id));
  if (!checkout || checkout->state == CheckoutState::paid) return {};
  // What was asked for before is no news.
  const bool known_open =
      news.state == CheckoutState::open && checkout->state != CheckoutState::asked;
  if (known_open) return {};
  checkout->state = news.state;
  checkout->session_id = news.session_id;
  if (!news.page_address.empty()) checkout->page_address = news.page_address;
  checkout->charge_id = news.charge_id;
  if (news.amount != checkout->amount) {
    checkout->state = CheckoutState::failed;
    checkout->error = "The gateway names another amount: " + to_text(news.amount);
  } else if (news.state == CheckoutState::paid) {
    SATCHEL_TRY(record_money(write, *checkout, news));
  } else if (news.state == CheckoutState::failed) {
    checkout->error = "The payment was not made.";
  }
  return save_checkout(write.tx, *checkout);
}

Result<void> fail_checkout(const ServerWrite& write, const CheckoutId& id,
                           const std::string& error) {
  auto checkout = SATCHEL_TRY(find_checkout(write.tx, id));
  if (!checkout || checkout->state != CheckoutState::asked) return {};
  checkout->state = CheckoutState::failed;
  checkout->error = error;
  return save_checkout(write.tx, *checkout);
}

}  // namespace satchel::server
