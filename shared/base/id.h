// Id<Tag>: a UUID that only fits where its kind fits. An id that is not empty is well-formed.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "shared/base/clock.h"
#include "shared/base/random.h"

namespace satchel {

/// Returns whether `text` is a UUID in lower-case 8-4-4-4-12 form.
bool is_uuid(std::string_view text);

/// Returns a new time-ordered UUID (version 7, RFC 9562) for `now`.
std::string make_uuid(Timestamp now, Random& random);

/// Returns the UUID (version 8) that `parent` and `label` always give, on every machine.
std::string derive_uuid(std::string_view parent, std::string_view label);

template <class Tag>
class Id {
 public:
  /// The empty id: stands for "none" where an id is optional.
  Id() = default;

  /// Returns the id written as `text`, or nothing unless it is a UUID.
  static std::optional<Id> parse(std::string_view text) {
    if (!is_uuid(text)) return std::nullopt;
    return Id(std::string(text));
  }

  /// Returns a new id, time-ordered so that rows made together lie together.
  static Id make(Timestamp now, Random& random) { return Id(make_uuid(now, random)); }

  /// Returns the id that `parent` and `label` always give (ids of lines, charges, commands).
  static Id derive(std::string_view parent, std::string_view label) {
    return Id(derive_uuid(parent, label));
  }

  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }

  bool operator==(const Id&) const = default;
  std::strong_ordering operator<=>(const Id& other) const {
    const int order = text_.compare(other.text_);
    return order < 0   ? std::strong_ordering::less
           : order > 0 ? std::strong_ordering::greater
                       : std::strong_ordering::equal;
  }

 private:
  explicit Id(std::string text) : text_(std::move(text)) {}

  std::string text_;
};

using AccountId = Id<struct AccountTag>;
using TerritoryId = Id<struct TerritoryTag>;
using UserId = Id<struct UserTag>;
using DeviceId = Id<struct DeviceTag>;
using JournalId = Id<struct JournalTag>;
using CommandId = Id<struct CommandTag>;
using ExchangeId = Id<struct ExchangeTag>;
using ProductId = Id<struct ProductTag>;
using PlanId = Id<struct PlanTag>;
using ChargeId = Id<struct ChargeTag>;
using OrderId = Id<struct OrderTag>;
using OrderItemId = Id<struct OrderItemTag>;
using OrderChargeId = Id<struct OrderChargeTag>;
using SubscriptionId = Id<struct SubscriptionTag>;
using BillableChargeId = Id<struct BillableChargeTag>;
using UsageRecordId = Id<struct UsageRecordTag>;
using InvoiceId = Id<struct InvoiceTag>;
using InvoiceLineId = Id<struct InvoiceLineTag>;
using BillRunId = Id<struct BillRunTag>;
using PaymentId = Id<struct PaymentTag>;

}  // namespace satchel
