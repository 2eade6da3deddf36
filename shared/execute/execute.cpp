// Loads what a command is decided on, decides it, and saves the outcome.
#include "shared/execute/execute.h"

#include <type_traits>
#include <utility>

#include "shared/domain/subscription/subscription.h"
#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/catalog_store.h"
#include "shared/store/order_store.h"
#include "shared/store/organisation_store.h"

namespace satchel {
namespace {

using Outcome = Decision<Touched>;

Result<Organisation> load_organisation(Transaction& tx) {
  return SATCHEL_TRY(find_organisation(tx)).value_or(Organisation());
}

std::string wished_login(const CreateAccount& command) { return command.account.login; }

std::string wished_login(const EditAccount& command) {
  std::string login;
  for (const FieldChange& change : command.changes) {
    if (change.field == AccountField::login) login = change.value;
  }
  return login;
}

AccountId account_id_of(const CreateAccount& command) { return command.account.id; }
AccountId account_id_of(const EditAccount& command) { return command.account_id; }

template <class AccountCommand>
Result<Outcome> execute_account(Transaction& tx, const ExecuteContext& context,
                                const AccountCommand& command) {
  const AccountId id = account_id_of(command);
  AccountFacts facts;
  facts.actor = context.actor;
  facts.organisation = SATCHEL_TRY(load_organisation(tx));
  facts.account = SATCHEL_TRY(find_account(tx, id));
  facts.login_taken = SATCHEL_TRY(is_login_taken(tx, wished_login(command), id));

  Decision<Account> decided = decide(facts, command);
  if (!decided) return Outcome(tl::unexpected<Rejection>(decided.error()));
  if (context.side == Side::server) {
    ++decided->version;
    if (decided->number == 0) decided->number = SATCHEL_TRY(take_numbers(tx, "account", 1));
  }
  SATCHEL_TRY(save_account(tx, *decided));
  return Outcome(Touched{{AggregateKind::account, id.text()}});
}

/// What a completed order leaves behind: subscriptions, and charges for the bill cycles.
Result<void> subscribe(Transaction& tx, const Order& order, Touched& touched) {
  for (Subscription& subscription : subscriptions_of(order)) {
    subscription.version = 1;
    SATCHEL_TRY(save_subscription(tx, subscription));
    touched.push_back({AggregateKind::subscription, subscription.id.text()});
  }
  for (const BillableCharge& charge : billable_charges_of(order)) {
    SATCHEL_TRY(save_billable_charge(tx, charge));
  }
  return {};
}

/// Whether the stored order belongs to another account than the document, one that the actor may
/// not see: to him such an order does not exist.
Result<bool> is_foreign(Transaction& tx, const OrderFacts& facts, const OrderDocument& document) {
  if (!facts.order || facts.order->document.account_id == document.account_id) return false;
  const auto owner = SATCHEL_TRY(find_account(tx, facts.order->document.account_id));
  return !owner || !in_scope(facts.actor, owner->territories);
}

template <class OrderCommand>
const OrderDocument* document_of(const OrderCommand& command) {
  if constexpr (requires { command.document; }) return &command.document;
  return nullptr;
}

template <class OrderCommand>
Result<Outcome> execute_order(Transaction& tx, const ExecuteContext& context,
                              const OrderCommand& command) {
  const OrderDocument* document = document_of(command);
  std::optional<PriceBook> price_book;
  const OrderFacts facts =
      SATCHEL_TRY(load_order_facts(tx, context, {command.order_id, document}, price_book));
  if (document != nullptr && SATCHEL_TRY(is_foreign(tx, facts, *document))) {
    return Outcome(reject(Reason::order_not_found));
  }

  Decision<Order> decided = decide(facts, command);
  if (!decided) return Outcome(tl::unexpected<Rejection>(decided.error()));
  if (context.side == Side::server) {
    ++decided->version;
    const bool placed = std::is_same_v<OrderCommand, PlaceOrder>;
    if (placed && decided->number == 0) {
      decided->number = SATCHEL_TRY(take_numbers(tx, "order", 1));
    }
  }
  SATCHEL_TRY(save_order(tx, *decided));
  Touched touched{{AggregateKind::order, command.order_id.text()}};
  if (std::is_same_v<OrderCommand, CompleteOrder>) {
    SATCHEL_TRY(subscribe(tx, *decided, touched));
  }
  return Outcome(std::move(touched));
}

}  // namespace

Result<Decision<Touched>> execute(Transaction& tx, const ExecuteContext& context,
                                  const Command& command) {
  if (context.side == Side::device && is_online_only(command)) {
    return Outcome(reject(Reason::role_not_allowed));
  }
  return std::visit(
      [&](const auto& each) -> Result<Outcome> {
        if constexpr (requires { each.order_id; }) {
          return execute_order(tx, context, each);
        } else {
          return execute_account(tx, context, each);
        }
      },
      command);
}

Result<OrderFacts> load_order_facts(Transaction& tx, const ExecuteContext& context,
                                    const OrderSubject& subject,
                                    std::optional<PriceBook>& price_book) {
  const OrderDocument* document = subject.document;
  OrderFacts facts;
  facts.actor = context.actor;
  facts.at = context.at;
  facts.today = context.today;
  facts.organisation = SATCHEL_TRY(load_organisation(tx));
  facts.order = SATCHEL_TRY(find_order(tx, subject.order_id));
  if (document == nullptr) {
    if (facts.order) {
      facts.account = SATCHEL_TRY(find_account(tx, facts.order->document.account_id));
    }
    return facts;
  }
  facts.account = SATCHEL_TRY(find_account(tx, document->account_id));
  std::vector<ProductId> products;
  for (const OrderItem& item : document->items) products.push_back(item.product_id);
  price_book = SATCHEL_TRY(find_price_book_of(tx, document->price_book_version, products));
  if (price_book) facts.price_book = &*price_book;
  return facts;
}

}  // namespace satchel
