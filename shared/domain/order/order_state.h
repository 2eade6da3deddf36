// The words and colours that people see for an order's state, derived and never stored.
#pragma once

#include <string_view>
#include <vector>

#include "shared/domain/order/order.h"

namespace satchel {

enum class StateColour { black, red, yellow, green, violet, grey };

/// The colour with its words; a colour is never shown alone.
struct StateChip {
  StateColour colour;
  std::string_view words;

  bool operator==(const StateChip&) const = default;
};

/// Returns the chip of section 2 of the feature list: black "Incomplete", "Draft" or "Quote", red
/// "Awaiting payment", yellow "Awaiting approval", green "Paid and approved"; grey and violet are
/// ours.
StateChip chip_of(const Order& order);

/// Returns the order desk's status word: Draft, In Progress, Approved, Completed, Canceled, ...
std::string_view status_of(const Order& order);

/// Returns the back office's status word: Pending until accepted, whatever the items do; then
/// Active; Cancelled (also for a denied order), Fraud; empty for a draft, which it does not list.
std::string_view office_status_of(const Order& order);

/// What somebody still has to do before the order is handled.
enum class OpenAction {
  approve,
  consent,
  wait_for_fraud_check,
  accept,
  activate,
  complete,
  pay,
  settle,
  verify
};

/// Returns the open actions of a pending, accepted or completed order, in the order in which they
/// are usually done; none for a draft or a closed order.
std::vector<OpenAction> open_actions_of(const Order& order);

/// Returns the action in words: "Approval", "Consent of the customer", ...
std::string_view words_of(OpenAction action);

/// The archives that every order lies in, by the same predicates as the colours. The store keeps
/// their places here.
enum class Archive { incomplete, awaiting_payment, awaiting_approval, handled, closed };

/// Returns the chip that the customer sees: what was found out about him is not told (S9).
StateChip customer_chip_of(const Order& order);

/// Returns the archive an order is listed in.
Archive archive_of(const Order& order);

}  // namespace satchel
