// Compares what a command wished with what is stored.
#include "server/sync/amendments.h"

#include "shared/base/text.h"
#include "shared/store/account_store.h"
#include "shared/store/order_store.h"

namespace satchel::server {
namespace {

using Amendments = std::vector<Amendment>;

void add_number(Amendments& amendments, std::int64_t wished, std::int64_t given) {
  if (wished == 0 || wished == given) return;
  amendments.push_back({"number", std::to_string(wished), std::to_string(given)});
}

void add_login(Amendments& amendments, const std::string& wished, const std::string& given) {
  if (wished.empty() || fold(trim(wished)) == fold(trim(given))) return;
  amendments.push_back({"login", wished, given});
}

Result<Amendments> find(Transaction& tx, const CreateAccount& command) {
  Amendments amendments;
  const auto account = SATCHEL_TRY(find_account(tx, command.account.id));
  if (!account) return amendments;
  add_number(amendments, command.account.number, account->number);
  add_login(amendments, wished_login(command), account->login);
  return amendments;
}

Result<Amendments> find(Transaction& tx, const EditAccount& command) {
  Amendments amendments;
  const auto account = SATCHEL_TRY(find_account(tx, command.account_id));
  if (account) add_login(amendments, wished_login(command), account->login);
  return amendments;
}

Result<Amendments> find(Transaction& tx, const PlaceOrder& command) {
  Amendments amendments;
  const auto order = SATCHEL_TRY(find_order(tx, command.order_id));
  if (!order) return amendments;
  add_number(amendments, command.number, order->number);
  for (const OrderAmendment& each : order->amendments) {
    amendments.push_back({each.field, each.signed_value, each.amended_value});
  }
  return amendments;
}

template <class Other>
Result<Amendments> find(Transaction&, const Other&) {
  return Amendments();
}

}  // namespace

Result<std::vector<Amendment>> amendments_of(Transaction& tx, const Command& command) {
  return std::visit([&](const auto& each) { return find(tx, each); }, command);
}

}  // namespace satchel::server
