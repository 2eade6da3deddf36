// Every act on an order by its name, and every actor: for what is tested over all of them.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <variant>

#include "shared/domain/access/permission.h"
#include "shared/domain/command.h"
#include "tests/support/builders.h"

namespace satchel {

/// The price book of `facts_for`.
inline const PriceBook& book_of_acts() {
  static const PriceBook made = a_price_book();
  return made;
}

/// Somebody else of this role, in the territory of the test accounts.
inline Actor staff(int number, Role role) {
  return {id_of<UserId>(700 + number),
          std::string(to_text(role)) + std::to_string(number),
          role,
          {west}};
}

/// The author of the test orders, others in reach and out of it, of every role.
inline const std::array<Actor, 8>& all_actors() {
  static const std::array<Actor, 8> all{a_rep(),
                                        staff(1, Role::rep),
                                        another_rep(),
                                        staff(2, Role::manager),
                                        staff(3, Role::clerk),
                                        staff(4, Role::accountant),
                                        staff(5, Role::admin),
                                        staff(6, Role::customer)};
  return all;
}

/// The names that `command_named` knows.
constexpr auto order_act_names = std::to_array<std::string_view>(
    {"save_draft",        "cancel_draft",    "place_order",   "save_quote",     "withdraw_order",
     "amend_order",       "consent_order",   "decline_order", "accept_order",   "deny_order",
     "approve_order",     "reject_approval", "settle_order",  "complete_order", "cancel_order",
     "mark_fraud",        "reset_order",     "delete_order",  "edit_order",     "follow_up_order",
     "activate_item",     "fail_item",       "retry_item",    "screen_order",   "verify_order",
     "record_fraud_check"});

/// What `actor` knows on the server when he acts on the order.
inline OrderFacts facts_for(const Actor& actor, const Order& order) {
  OrderFacts facts = order_facts(book_of_acts());
  facts.actor = actor;
  facts.order = order;
  facts.on_server = true;
  return facts;
}

inline OrderItemId second_item(const Order& order) { return order.document.items.at(1).id; }

/// The act of this name on the order, as one would do it.
inline Command command_named(std::string_view name, const Order& order) {
  const OrderId id = order.id;
  if (name == "save_draft") return a_save_draft();
  if (name == "cancel_draft") return CancelDraft{id};
  if (name == "place_order") return a_place_order();
  if (name == "save_quote") return a_save_quote();
  if (name == "withdraw_order") return WithdrawOrder{id};
  if (name == "amend_order") return AmendOrder{id};
  if (name == "consent_order") return ConsentOrder{id, order.document_digest, "Maria", ""};
  if (name == "decline_order") return DeclineOrder{id, "Too dear"};
  if (name == "accept_order") return AcceptOrder{id, {}};
  if (name == "deny_order") return DenyOrder{id, "Not now"};
  if (name == "approve_order") return ApproveOrder{id, "Fine"};
  if (name == "reject_approval") return RejectApproval{id, "Too much discount"};
  if (name == "settle_order") return SettleOrder{id, usd(100), test_today, "R-1"};
  if (name == "complete_order") return CompleteOrder{id};
  if (name == "cancel_order") return CancelOrder{id, "Customer withdrew"};
  if (name == "mark_fraud") return MarkFraud{id, "Stolen card"};
  if (name == "reset_order") return ResetOrder{id, "It was no fraud"};
  if (name == "delete_order") return DeleteOrder{id, "1001", "Test order"};
  if (name == "edit_order") return EditOrder{id, "Ring thrice", {}, {}, {}};
  if (name == "follow_up_order") return FollowUpOrder{id, "Forgot the card"};
  if (name == "activate_item") return ActivateItem{id, second_item(order), "remote-1"};
  if (name == "fail_item") return FailItem{id, second_item(order), "No answer"};
  if (name == "retry_item") return RetryItem{id, second_item(order)};
  if (name == "screen_order") return ScreenOrder{id};
  if (name == "verify_order") return VerifyOrder{id};
  return RecordFraudCheck{id, {"checker", 10, false, {}}};
}

inline Decision<Order> decide_any(const OrderFacts& facts, const Command& command) {
  return std::visit(
      [&](const auto& each) -> Decision<Order> {
        if constexpr (requires { each.order_id; }) {
          return decide(facts, each);
        } else {
          return reject(Reason::command_unknown);
        }
      },
      command);
}

}  // namespace satchel
