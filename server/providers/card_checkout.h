// CardCheckout: payments on the gateway's own page (Stripe Checkout), and the events about them.
#pragma once

#include "server/store/checkout_store.h"
#include "server/store/provider_store.h"

namespace satchel::server {

/// An event that the gateway sent.
struct CheckoutEvent {
  CheckoutId checkout_id;  // Empty for an event about something else.
  CheckoutNews news;
};

/// The customer types his card into the gateway's page: no number ever comes here.
class CardCheckout {
 public:
  explicit CardCheckout(Settings settings) : settings_(std::move(settings)) {}

  /// Has a page made for the checkout; a repetition gives the same one.
  Result<CheckoutNews> open(const Checkout& checkout);
  /// Asks how it stands.
  Result<CheckoutNews> look(const Checkout& checkout);

 private:
  Settings settings_;
};

/// A request that says it comes from the gateway.
struct SignedEvent {
  std::string_view signature;  // The header Stripe-Signature.
  std::string_view body;
  Timestamp at;  // When it came.
};

/// Returns the event. ErrorCode::unauthorized for a signature that is not by the settings'
/// `event_secret`, or was made more than five minutes before or after; ErrorCode::invalid for a
/// body that cannot be read.
Result<CheckoutEvent> open_event(const Settings& settings, const SignedEvent& event);

}  // namespace satchel::server
