// Loads subscriptions with the names of their customers.
#include "web/model/subscription_model.h"

#include <algorithm>
#include <array>
#include <map>

#include "shared/base/text.h"
#include "shared/domain/access/permission.h"
#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/catalog_store.h"
#include "shared/store/order_store.h"
#include "shared/store/usage_store.h"

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

constexpr std::int64_t usage_rows_max = 100;

SubscriptionRow row_of(const Subscription& stored, std::string customer, Date today) {
  return {stored.id,           stored.account_id,      stored.order_id, stored.name,
          std::move(customer), stored.quantity,        stored.monthly,  stored.start,
          stored.end,          state_on(stored, today)};
}

/// The plans among which it can be changed.
Result<void> load_plans(Transaction& tx, const ModelContext& context, const Subscription& stored,
                        SubscriptionDetails& details) {
  const auto version = SATCHEL_TRY(find_price_book_version(tx, context.today));
  if (!version) return {};
  const auto book = SATCHEL_TRY(find_price_book_of(tx, *version, std::array{stored.product_id}));
  const Product* product = book ? find_product(*book, stored.product_id) : nullptr;
  if (product == nullptr) return {};
  for (const Plan& plan : product->plans) details.plans.push_back({plan.id, plan.name});
  return {};
}

/// A device knows no charges, but the order that was sold.
Result<void> load_metered(Transaction& tx, const Subscription& stored,
                          SubscriptionDetails& details) {
  const auto order = SATCHEL_TRY(find_order(tx, stored.order_id));
  if (!order) return {};
  for (const OrderItem& item : order->document.items) {
    if (item.id != stored.order_item_id) continue;
    for (const ItemCharge& charge : item.charges) {
      if (charge.kind != ChargeKind::usage) continue;
      details.metered.push_back({charge.charge_id, charge.name});
    }
  }
  return {};
}

}  // namespace

Result<SubscriptionsModel> load_subscriptions(Transaction& tx, std::string_view text, Date today) {
  SubscriptionsModel model;
  const auto words = folded_words(text);
  CustomerNames names(tx);
  bool mixed = false;
  for (const Subscription& stored : SATCHEL_TRY(list_subscriptions(tx, {}))) {
    const std::string customer = SATCHEL_TRY(names.name_of(stored.account_id));
    if (!holds_all(fold(stored.name + " " + customer), words)) continue;
    SubscriptionRow row = row_of(stored, customer, today);
    if (row.state == SubscriptionState::active) {
      mixed = mixed || (model.monthly && model.monthly->currency != row.monthly.currency);
      if (!mixed) model.monthly = model.monthly ? *model.monthly + row.monthly : row.monthly;
    }
    model.rows.push_back(std::move(row));
  }
  if (mixed) model.monthly.reset();
  return model;
}

Result<std::optional<SubscriptionDetails>> load_subscription_details(Transaction& tx,
                                                                     const ModelContext& context,
                                                                     const SubscriptionId& id) {
  using Details = std::optional<SubscriptionDetails>;
  const auto stored = SATCHEL_TRY(find_subscription(tx, id));
  if (!stored) return Details();
  SubscriptionDetails details;
  CustomerNames names(tx);
  details.row = row_of(*stored, SATCHEL_TRY(names.name_of(stored->account_id)), context.today);
  details.plan_id = stored->plan_id;
  SATCHEL_TRY(load_plans(tx, context, *stored, details));
  SATCHEL_TRY(load_metered(tx, *stored, details));
  details.usage = SATCHEL_TRY(list_usage(tx, id, usage_rows_max));
  const bool ended = details.row.state == SubscriptionState::ended;
  details.may_change = !ended && may(context.actor.role, Permission::subscription_change);
  details.may_record =
      !details.metered.empty() && may(context.actor.role, Permission::usage_record);
  return Details(std::move(details));
}

}  // namespace satchel::web
