// Reads and writes whole orders.
#include "shared/store/order_store.h"

#include "shared/base/text.h"
#include "shared/store/list_query.h"
#include "shared/store/search_words.h"

namespace satchel {
namespace {

Order head_of(const Row& row) {
  Order order;
  order.id = row.id<OrderId>(0);
  order.version = row.number(1);
  order.number = row.number(2);
  order.provisional_number = row.text(3);
  order.taken_by = row.id<UserId>(4);
  order.taken_by_name = row.text(5);
  order.lifecycle = row.word<OrderLifecycle>(6);
  order.saved = row.number(7) != 0;
  order.approval = row.word<Approval>(8);
  order.review = row.word<Review>(9);
  order.payment = row.word<PaymentState>(10);
  OrderDocument& document = order.document;
  document.account_id = row.id<AccountId>(11);
  document.ordered_on = row.day(12);
  document.currency = row.word<Currency>(13);
  document.price_book_version = row.number(14);
  document.payment_method = row.word<PaymentMethod>(15);
  document.purchase_order = row.text(16);
  document.signed_by = row.text(17);
  order.document_digest = row.text(18);
  order.notes = row.text(19);
  return order;
}

Result<void> load_items(Transaction& tx, Order& order) {
  const Rows items = SATCHEL_TRY(tx.query(R"sql(
    SELECT item_id, product_id, plan_id, name, detail, quantity, discount_ppm, state
    FROM sales_order_item WHERE order_id = $1 ORDER BY position
  )sql",
                                          order.id));
  for (const Row& row : items) {
    OrderItem item;
    item.id = row.id<OrderItemId>(0);
    item.product_id = row.id<ProductId>(1);
    item.plan_id = row.id<PlanId>(2);
    item.name = row.text(3);
    item.detail = row.text(4);
    item.quantity = row.number(5);
    item.discount_ppm = row.number(6);
    order.document.items.push_back(std::move(item));
    order.item_states.push_back(row.word<ItemState>(7));
  }
  const Rows charges = SATCHEL_TRY(tx.query(R"sql(
    SELECT item_position, charge_id, name, kind, model, timing, list_price, unit_price
    FROM sales_order_item_charge WHERE order_id = $1 ORDER BY item_position, position
  )sql",
                                            order.id));
  for (const Row& row : charges) {
    const auto index = static_cast<std::size_t>(row.number(0));
    if (index >= order.document.items.size()) {
      return fail(ErrorCode::corrupt, "Order " + order.id.text() + " has a charge of no item.");
    }
    order.document.items[index].charges.push_back(
        {row.id<ChargeId>(1), row.text(2), row.word<ChargeKind>(3), row.word<ChargeModel>(4),
         row.word<ChargeTiming>(5), row.decimal(6), row.decimal(7)});
  }
  return {};
}

Result<void> load_charges(Transaction& tx, Order& order) {
  const Rows charges = SATCHEL_TRY(tx.query(R"sql(
    SELECT charge_id, name, amount_minor, currency
    FROM sales_order_charge WHERE order_id = $1 ORDER BY position
  )sql",
                                            order.id));
  for (const Row& row : charges) {
    order.document.charges.push_back(
        {row.id<OrderChargeId>(0), row.text(1), {row.number(2), row.word<Currency>(3)}});
  }
  return {};
}

Result<void> load_history(Transaction& tx, Order& order) {
  const Rows events = SATCHEL_TRY(tx.query(R"sql(
    SELECT at_ms, by_name, action, reason
    FROM sales_order_event WHERE order_id = $1 ORDER BY position
  )sql",
                                           order.id));
  for (const Row& row : events) {
    order.history.push_back({{row.number(0)}, row.text(1), row.word<OrderAction>(2), row.text(3)});
  }
  return {};
}

Result<void> save_head(Transaction& tx, const Order& order) {
  const OrderDocument& document = order.document;
  const Money zero{0, document.currency};
  const OrderTotals totals =
      totals_of(document).value_or(OrderTotals{zero, zero, zero, zero, zero});
  return tx.run(R"sql(
    INSERT INTO sales_order (id, version, number, provisional_number, taken_by, taken_by_name,
      lifecycle, saved, approval, review, payment, account_id, ordered_on, currency,
      price_book_version, payment_method, purchase_order, signed_by, document_digest, notes,
      one_time_minor, recurring_minor, item_count, sort_number)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
      $20, $21, $22, $23, $24)
    ON CONFLICT (id) DO UPDATE SET version = excluded.version, number = excluded.number,
      provisional_number = excluded.provisional_number, taken_by = excluded.taken_by,
      taken_by_name = excluded.taken_by_name, lifecycle = excluded.lifecycle,
      saved = excluded.saved, approval = excluded.approval, review = excluded.review,
      payment = excluded.payment, account_id = excluded.account_id,
      ordered_on = excluded.ordered_on, currency = excluded.currency,
      price_book_version = excluded.price_book_version,
      payment_method = excluded.payment_method, purchase_order = excluded.purchase_order,
      signed_by = excluded.signed_by, document_digest = excluded.document_digest,
      notes = excluded.notes, one_time_minor = excluded.one_time_minor,
      recurring_minor = excluded.recurring_minor, item_count = excluded.item_count,
      sort_number = excluded.sort_number
  )sql",
                order.id, order.version, order.number, order.provisional_number, order.taken_by,
                order.taken_by_name, order.lifecycle, order.saved, order.approval, order.review,
                order.payment, document.account_id, document.ordered_on, document.currency,
                document.price_book_version, document.payment_method, document.purchase_order,
                document.signed_by, order.document_digest, order.notes, totals.one_time.minor,
                totals.recurring.minor, static_cast<std::int64_t>(document.items.size()),
                sort_number_of(order.number));
}

Result<void> save_item(Transaction& tx, const Order& order, std::size_t index) {
  const OrderItem& item = order.document.items[index];
  const ItemState state =
      index < order.item_states.size() ? order.item_states[index] : ItemState::pending;
  const auto position = static_cast<std::int64_t>(index);
  SATCHEL_TRY(tx.run(R"sql(
    INSERT INTO sales_order_item (order_id, position, item_id, product_id, plan_id, name, detail,
      quantity, discount_ppm, state)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  )sql",
                     order.id, position, item.id, item.product_id, item.plan_id, item.name,
                     item.detail, item.quantity, item.discount_ppm, state));
  for (std::size_t each = 0; each < item.charges.size(); ++each) {
    const ItemCharge& charge = item.charges[each];
    SATCHEL_TRY(tx.run(R"sql(
      INSERT INTO sales_order_item_charge (order_id, item_position, position, charge_id, name,
        kind, model, timing, list_price, unit_price)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    )sql",
                       order.id, position, static_cast<std::int64_t>(each), charge.charge_id,
                       charge.name, charge.kind, charge.model, charge.timing, charge.list_price,
                       charge.unit_price));
  }
  return {};
}

Result<void> save_charges(Transaction& tx, const Order& order) {
  const std::vector<OrderCharge>& charges = order.document.charges;
  for (std::size_t index = 0; index < charges.size(); ++index) {
    SATCHEL_TRY(tx.run(R"sql(
      INSERT INTO sales_order_charge (order_id, position, charge_id, name, amount_minor, currency)
      VALUES ($1, $2, $3, $4, $5, $6)
    )sql",
                       order.id, static_cast<std::int64_t>(index), charges[index].id,
                       charges[index].name, charges[index].amount.minor,
                       charges[index].amount.currency));
  }
  return {};
}

Result<void> save_history(Transaction& tx, const Order& order) {
  for (std::size_t index = 0; index < order.history.size(); ++index) {
    const OrderEvent& event = order.history[index];
    SATCHEL_TRY(tx.run(R"sql(
      INSERT INTO sales_order_event (order_id, position, at_ms, by_name, action, reason)
      VALUES ($1, $2, $3, $4, $5, $6)
    )sql",
                       order.id, static_cast<std::int64_t>(index), event.at, event.by, event.action,
                       event.reason));
  }
  return {};
}

std::vector<std::string> words_of(const Order& order) {
  std::string text = order.provisional_number + " " + order.document.purchase_order;
  if (order.number != 0) text += " " + std::to_string(order.number);
  for (const OrderItem& item : order.document.items) text += " " + item.name;
  for (const OrderCharge& charge : order.document.charges) text += " " + charge.name;
  return search_words_of(text);
}

/// Writes the words unless they are as before: most changes of an order leave them alone.
Result<void> save_words(Transaction& tx, const Order& order) {
  const std::vector<std::string> words = words_of(order);
  std::vector<std::string> before;
  for (const Row& row : SATCHEL_TRY(
           tx.query("SELECT word FROM order_word WHERE order_id = $1 ORDER BY word", order.id))) {
    before.push_back(row.text(0));
  }
  if (words == before) return {};
  SATCHEL_TRY(tx.run("DELETE FROM order_word WHERE order_id = $1", order.id));
  for (const std::string& word : words) {
    SATCHEL_TRY(tx.run("INSERT INTO order_word (order_id, word) VALUES ($1, $2)", order.id, word));
  }
  return {};
}

Result<void> erase_parts(Transaction& tx, const OrderId& id) {
  SATCHEL_TRY(tx.run("DELETE FROM sales_order_item WHERE order_id = $1", id));
  SATCHEL_TRY(tx.run("DELETE FROM sales_order_item_charge WHERE order_id = $1", id));
  SATCHEL_TRY(tx.run("DELETE FROM sales_order_charge WHERE order_id = $1", id));
  return tx.run("DELETE FROM sales_order_event WHERE order_id = $1", id);
}

}  // namespace

Result<std::optional<Order>> find_order(Transaction& tx, const OrderId& id) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT id, version, number, provisional_number, taken_by, taken_by_name, lifecycle, saved,
           approval, review, payment, account_id, ordered_on, currency, price_book_version,
           payment_method, purchase_order, signed_by, document_digest, notes
    FROM sales_order WHERE id = $1
  )sql",
                                         id));
  if (rows.empty()) return std::optional<Order>();
  Order order = head_of(rows.front());
  SATCHEL_TRY(load_items(tx, order));
  SATCHEL_TRY(load_charges(tx, order));
  SATCHEL_TRY(load_history(tx, order));
  return std::optional<Order>(std::move(order));
}

Result<void> save_order(Transaction& tx, const Order& order) {
  SATCHEL_TRY(save_head(tx, order));
  SATCHEL_TRY(erase_parts(tx, order.id));
  for (std::size_t index = 0; index < order.document.items.size(); ++index) {
    SATCHEL_TRY(save_item(tx, order, index));
  }
  SATCHEL_TRY(save_charges(tx, order));
  SATCHEL_TRY(save_history(tx, order));
  return save_words(tx, order);
}

Result<void> erase_order(Transaction& tx, const OrderId& id) {
  SATCHEL_TRY(erase_parts(tx, id));
  SATCHEL_TRY(tx.run("DELETE FROM order_word WHERE order_id = $1", id));
  return tx.run("DELETE FROM sales_order WHERE id = $1", id);
}

Result<std::vector<OrderId>> load_order_ids(Transaction& tx, const AccountId& account_id) {
  std::vector<OrderId> ids;
  for (const Row& row : SATCHEL_TRY(
           tx.query("SELECT id FROM sales_order WHERE account_id = $1 ORDER BY id", account_id))) {
    ids.push_back(row.id<OrderId>(0));
  }
  return ids;
}

}  // namespace satchel
