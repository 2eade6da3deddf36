// Loads subscriptions with the names of their customers.
#include "web/model/subscription_model.h"

#include <algorithm>
#include <map>

#include "shared/base/text.h"
#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"

namespace satchel::web {
namespace {

bool holds_all(const std::string& folded, const std::vector<std::string>& words) {
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    return folded.find(word) != std::string::npos;
  });
}

/// Names of customers, each looked up once.
class CustomerNames {
 public:
  explicit CustomerNames(Transaction& tx) : tx_(tx) {}

  Result<std::string> name_of(const AccountId& id) {
    const auto known = names_.find(id);
    if (known != names_.end()) return known->second;
    const auto account = SATCHEL_TRY(find_account(tx_, id));
    return names_[id] = account ? display_name(*account) : std::string();
  }

 private:
  Transaction& tx_;
  std::map<AccountId, std::string> names_;
};

}  // namespace

Result<SubscriptionsModel> load_subscriptions(Transaction& tx, std::string_view text) {
  SubscriptionsModel model;
  const auto words = folded_words(text);
  CustomerNames names(tx);
  bool mixed = false;
  for (const Subscription& stored : SATCHEL_TRY(list_subscriptions(tx, {}))) {
    const std::string customer = SATCHEL_TRY(names.name_of(stored.account_id));
    if (!holds_all(fold(stored.name + " " + customer), words)) continue;
    SubscriptionRow row{stored.id,  stored.account_id, stored.order_id, stored.name,
                        customer,   stored.quantity,   stored.monthly,  stored.start,
                        stored.end, stored.state};
    if (row.state == SubscriptionState::active) {
      mixed = mixed || (model.monthly && model.monthly->currency != row.monthly.currency);
      if (!mixed) model.monthly = model.monthly ? *model.monthly + row.monthly : row.monthly;
    }
    model.rows.push_back(std::move(row));
  }
  if (mixed) model.monthly.reset();
  return model;
}

}  // namespace satchel::web
