// What all aggregates have in common on the wire: their names, and one door for any kind.
#include "shared/wire/aggregate_wire.h"

namespace satchel {

void encode(JsonWriter& out, const Aggregate& aggregate) {
  std::visit([&](const auto& each) { encode(out, each); }, aggregate);
}

Aggregate read_aggregate(ObjectReader& in, AggregateKind kind) {
  switch (kind) {
    case AggregateKind::organisation:
      return read_organisation(in);
    case AggregateKind::price_book:
      return read_price_book(in);
    case AggregateKind::account:
      return read_account(in);
    case AggregateKind::order:
      return read_order(in);
    case AggregateKind::subscription:
      return read_subscription(in);
    case AggregateKind::invoice:
      return read_invoice(in);
    case AggregateKind::payment:
      return read_payment(in);
    case AggregateKind::usage:
      return read_usage(in);
  }
  return Organisation{};
}

AggregateRef ref_of(const Aggregate& aggregate) {
  const auto kind = static_cast<AggregateKind>(aggregate.index());
  return std::visit(
      [&](const auto& each) -> AggregateRef {
        if constexpr (requires { each.id; }) {
          return {kind, each.id.text()};
        } else if constexpr (requires { each.products; }) {
          return {kind, std::to_string(each.version)};
        } else {
          return {kind, "-"};
        }
      },
      aggregate);
}

std::string to_json(const Aggregate& aggregate) {
  JsonWriter out;
  encode(out, aggregate);
  return out.take();
}

}  // namespace satchel
