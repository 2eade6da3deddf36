// Rules that the decisions on orders share among themselves.
#pragma once

#include <string_view>

#include "shared/domain/order/decide_order.h"

namespace satchel {

/// Returns whether the account is there and in the actor's scope.
bool may_see_account(const OrderFacts& facts);

/// Returns the current draft or a newly opened order, by the rules that every change of a draft
/// obeys: the permission, the scope, the author.
Decision<Order> draft_of(const OrderFacts& facts, const OrderId& id,
                         const std::string& provisional_number);

/// Gives every item this state.
void set_items(Order& order, ItemState state);

/// What was active ends on the other side; what was not never begins.
void stop_items(Order& order);

/// Starts the pending items whose product is set up by itself at this moment (A4).
void start_auto_setup(Order& order, const PriceBook* book, AutoSetup moment);

/// Starts what a pending order has set up by itself, on order or because it is paid. Nothing while
/// the customer has to agree to a change or a fraud check is under way.
void start_free_items(Order& order, const OrderFacts& facts);

/// Returns whether the text is a drawn signature: an SVG path of moves and lines, or nothing.
bool is_signature(std::string_view text);

}  // namespace satchel
