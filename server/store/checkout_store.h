// The checkout store: payments by card on the gateway's own page, from the wish to the money.
#pragma once

#include <optional>
#include <string>

#include "server/store/job_store.h"
#include "shared/base/enum_words.h"
#include "shared/base/money.h"

namespace satchel::server {

using CheckoutId = Id<struct CheckoutTag>;

/// asked -> open, once the gateway has a page for it -> paid, or failed.
enum class CheckoutState { asked, open, paid, failed };

}  // namespace satchel::server

namespace satchel {
SATCHEL_ENUM_WORDS(server::CheckoutState, "asked", "open", "paid", "failed");
}  // namespace satchel

namespace satchel::server {

/// How long a gateway's page is good for; a little less than the gateway says.
inline constexpr std::int64_t checkout_lifetime_ms = 23LL * 3600 * 1000;

struct Checkout {
  CheckoutId id;  // The payment that it becomes has the same.
  AccountId account_id;
  OrderId order_id;      // What is paid: an order,
  InvoiceId invoice_id;  // or an invoice.
  Money amount;
  std::string title;           // What the gateway's page says it is for: "Invoice 1001".
  std::string return_address;  // Where the gateway sends the browser afterwards.
  CheckoutState state = CheckoutState::asked;
  std::string session_id;    // What the gateway calls it; empty until it is open.
  std::string page_address;  // The gateway's page for it; likewise.
  std::string charge_id;     // What the gateway calls the money; empty until it is paid.
  std::string error;         // Why it failed.
  Timestamp created_at;

  bool operator==(const Checkout&) const = default;
};

/// What the gateway says of a checkout.
struct CheckoutNews {
  CheckoutState state = CheckoutState::open;
  std::string session_id;
  std::string page_address;  // While it is open.
  std::string charge_id;     // Once it is paid.
  Money amount;              // What the customer paid, or is asked for.

  bool operator==(const CheckoutNews&) const = default;
};

Result<void> save_checkout(Transaction& tx, const Checkout& checkout);

/// Returns the checkout, or nothing.
Result<std::optional<Checkout>> find_checkout(Transaction& tx, const CheckoutId& id);

/// Returns the latest checkout that is asked or open for what `wanted` pays, as much and not too
/// old; nothing without one.
Result<std::optional<Checkout>> find_same_checkout(Transaction& tx, const Checkout& wanted);

/// What the gateway is asked about a checkout.
enum class CheckoutAct { open, look, refund };

}  // namespace satchel::server

namespace satchel {
SATCHEL_ENUM_WORDS(server::CheckoutAct, "open", "look", "refund");
}  // namespace satchel

namespace satchel::server {

/// Has the gateway asked, by a job: once for each checkout to open it; to look, unless that is
/// under way.
Result<void> ask_gateway(const ServerWrite& write, const CheckoutId& id, CheckoutAct act);

/// Has the gateway asked, by a job, to give back what of `refunded` it was not asked for before.
Result<void> ask_refund(const ServerWrite& write, const Checkout& checkout, Money refunded);

/// Returns how much the job gives back: what it says, or the whole checkout.
Money refund_of(const Job& job, const Checkout& checkout);

/// Returns what the job asks.
CheckoutAct checkout_act_of(const Job& job);

}  // namespace satchel::server
