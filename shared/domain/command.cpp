// What each command is about.
#include "shared/domain/command.h"

namespace satchel {

AggregateRef target_of(const Command& command) {
  return std::visit(
      [](const auto& each) -> AggregateRef {
        if constexpr (requires { each.account.id; }) {
          return {AggregateKind::account, each.account.id.text()};
        } else if constexpr (requires { each.account_id; }) {
          return {AggregateKind::account, each.account_id.text()};
        } else {
          return {AggregateKind::order, each.order_id.text()};
        }
      },
      command);
}

AccountId account_of(const Command& command) {
  return std::visit(
      [](const auto& each) -> AccountId {
        if constexpr (requires { each.account.id; }) {
          return each.account.id;
        } else if constexpr (requires { each.account_id; }) {
          return each.account_id;
        } else if constexpr (requires { each.document; }) {
          return each.document.account_id;
        } else {
          return {};
        }
      },
      command);
}

}  // namespace satchel
