// Reads order, account, price books and what the account did before.
#include "shared/execute/order_facts.h"

#include "shared/domain/order/price_promise.h"
#include "shared/store/account_store.h"
#include "shared/store/catalog_store.h"
#include "shared/store/coupon_store.h"
#include "shared/store/order_history.h"
#include "shared/store/order_store.h"
#include "shared/store/organisation_store.h"

namespace satchel {
namespace {

constexpr std::int64_t day_ms = 86'400'000;

Result<void> load_price_books(Transaction& tx, const OrderDocument& document, OrderFacts& facts,
                              PriceBooks& books) {
  std::vector<ProductId> products;
  for (const OrderItem& item : document.items) products.push_back(item.product_id);
  books.pinned = SATCHEL_TRY(find_price_book_of(tx, document.price_book_version, products));
  if (!books.pinned) return {};
  facts.price_book = &*books.pinned;
  const bool honoured = is_honoured(*books.pinned, facts.organisation, facts.today);
  if (!facts.on_server || honoured) return {};
  const auto current = SATCHEL_TRY(find_price_book_version(tx, facts.today));
  if (!current) return {};
  books.current = SATCHEL_TRY(find_price_book_of(tx, *current, products));
  if (books.current) facts.current_book = &*books.current;
  return {};
}

/// What the account did before, for the rules on approval and fraud.
Result<void> load_account_history(Transaction& tx, const OrderSubject& subject, OrderFacts& facts) {
  const AccountId& account = facts.account->id;
  facts.orders_before = SATCHEL_TRY(count_placed_orders(tx, account, subject.order_id));
  if (facts.on_server) {
    facts.orders_last_day =
        SATCHEL_TRY(count_recent_orders(tx, account, subject.order_id, {facts.at.ms - day_ms}));
    facts.email_barred = SATCHEL_TRY(is_email_barred(tx, account));
  }
  const Money asked = SATCHEL_TRY(load_outstanding(tx, *facts.account));
  const Money unbilled = SATCHEL_TRY(load_unbilled(tx, *facts.account, subject.order_id));
  facts.outstanding = asked + unbilled;
  return {};
}

}  // namespace

Result<OrderFacts> load_order_facts(Transaction& tx, const ExecuteContext& context,
                                    const OrderSubject& subject, PriceBooks& books) {
  OrderFacts facts;
  facts.actor = context.actor;
  facts.at = context.at;
  facts.today = context.today;
  facts.on_server = context.side == Side::server;
  facts.site_code = context.site_code;
  facts.site_number = context.site_number;
  facts.of_reseller = context.of_reseller;
  facts.organisation = SATCHEL_TRY(find_organisation(tx)).value_or(Organisation());
  if (facts.on_server) {
    facts.closed_through = context.knew_cycles_at.ms == 0
                               ? facts.organisation.closed_through
                               : SATCHEL_TRY(find_closed_through(tx, context.knew_cycles_at));
  }
  facts.order = SATCHEL_TRY(find_order(tx, subject.order_id));
  facts.deleted = SATCHEL_TRY(find_tombstone(tx, subject.order_id)).has_value();
  const OrderDocument* document = subject.document;
  if (document == nullptr && facts.order) document = &facts.order->document;
  if (document == nullptr) return facts;
  facts.account = SATCHEL_TRY(find_account(tx, document->account_id));
  SATCHEL_TRY(load_price_books(tx, *document, facts, books));
  if (facts.on_server) {
    facts.coupon_uses = SATCHEL_TRY(count_coupon_uses(tx, document->coupons, subject.order_id));
  }
  if (facts.account) SATCHEL_TRY(load_account_history(tx, subject, facts));
  if (facts.on_server && facts.order) {
    facts.invoice_paid = SATCHEL_TRY(has_paid_invoice(tx, subject.order_id));
  }
  return facts;
}

}  // namespace satchel
