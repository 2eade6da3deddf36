// decide: the author's commands on an order, and the facts that all decisions on orders need.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/domain/access/actor.h"
#include "shared/domain/access/organisation.h"
#include "shared/domain/account/account.h"
#include "shared/domain/order/order_commands.h"
#include "shared/domain/rejection.h"

namespace satchel {

/// What a decision on an order needs to know. Absent things do not exist.
struct OrderFacts {
  Actor actor;
  Timestamp at;                   // When the command was given, as far as it can be believed.
  Date today = date(1970, 1, 1);  // Civil date in the organisation's time zone.
  Organisation organisation;
  std::optional<Account> account;  // Of the command's document, else of the order.
  std::optional<Order> order;
  bool deleted = false;                     // There was one, and it never comes back.
  const PriceBook* price_book = nullptr;    // The version the document pins.
  const PriceBook* current_book = nullptr;  // Server: when the pinned one is honoured no more.
  bool on_server = false;
  std::optional<Date> closed_through;  // Server: the bill cycles as the sender can have known them.
  std::string site_code;               // The site that brings it; empty for our own desk.
  std::int64_t site_number = 0;        // Of the site.
  bool of_reseller = false;            // The site's reseller owes for it.
  std::int64_t orders_before = 0;      // Placed orders of the account, without this one.
  std::int64_t orders_last_day = 0;    // Placed within 24 hours for the account's e-mail.
  bool email_barred = false;           // Another account with its e-mail is on hold or flagged.
  Money outstanding;                   // What the account owes, billed or not, without this order.
  bool invoice_paid = false;           // A posted invoice of the order has a payment.
  std::vector<std::int64_t> coupon_uses = {};  // Server: other placed orders naming each coupon.
};

/// Returns the day the command was given on, as far as it can be believed: what was entered in time
/// and arrived late was in time.
Date signed_on(const OrderFacts& facts);

Decision<Order> decide(const OrderFacts& facts, const SaveDraft& command);
Decision<Order> decide(const OrderFacts& facts, const CancelDraft& command);

/// Returns the pending order; on the server it may be fraud at once, or amended with consent
/// required when its price book version is honoured no more. Refuses: an account out of scope, no
/// items, products not sold or not available on the order's date, charges that differ from the
/// plan, quantities, prices and discounts out of range, a date outside the backdate bound (O4),
/// totals or a digest that differ, a quote past its last day, and a customer on hold.
Decision<Order> decide(const OrderFacts& facts, const PlaceOrder& command);

/// Returns the draft as a quote. Refuses what PlaceOrder refuses, and a last day in the past.
Decision<Order> decide(const OrderFacts& facts, const SaveQuote& command);

/// Refuses an order of somebody else, or one that is reviewed, paid or approved.
Decision<Order> decide(const OrderFacts& facts, const WithdrawOrder& command);
Decision<Order> decide(const OrderFacts& facts, const AmendOrder& command);
Decision<Order> decide(const OrderFacts& facts, const ConsentOrder& command);
Decision<Order> decide(const OrderFacts& facts, const DeclineOrder& command);

/// Returns what not even a draft may hold: too many items or charges, texts that are malformed, too
/// long or hold a card number, and amounts out of range.
std::vector<FieldProblem> draft_problems_of(const OrderDocument& document);

/// Returns every problem that keeps the document from being placed; empty when it may be. The
/// wizard shows these beside their fields.
std::vector<FieldProblem> problems_of(const OrderDocument& document, const OrderFacts& facts,
                                      std::optional<Date> closed_through);

/// Returns the problem with notes or a reason: malformed, too long, or with a card number.
std::optional<Rejection> problem_of_notes(const std::string& notes, const std::string& field);

/// Notes that the actor wrote on the order; whoever did never approves it.
void note_author(Order& order, const OrderFacts& facts);

/// Returns whether the user took the order or wrote on it.
bool is_author(const Order& order, const UserId& user);

/// Appends what the actor did to the order's history.
void note(Order& order, const OrderFacts& facts, OrderAction action, std::string reason = {});

}  // namespace satchel
