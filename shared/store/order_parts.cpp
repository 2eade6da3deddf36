// Reads and writes the rows that hang on an order's head.
#include "shared/store/order_parts.h"

#include <cstddef>

#include "shared/domain/billing/price_terms.h"
#include "shared/store/coupon_store.h"

namespace satchel {
namespace {

constexpr std::int64_t order_itself = -1;  // Instead of an item's position.

Result<void> load_items(Transaction& tx, Order& order) {
  const Rows items = SATCHEL_TRY(tx.query(R"sql(
    SELECT item_id, product_id, plan_id, name, detail, quantity, discount_ppm, tax_ppm,
           base_item_id, state, target, username, remote_id, error, phases, tax_category
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
    item.tax_ppm = row.number(7);
    item.base_item_id = row.id<OrderItemId>(8);
    item.phases = parse_plan_phases(row.text(14)).value_or(std::vector<PlanPhase>());
    item.tax_category = row.text(15);
    order.document.items.push_back(std::move(item));
    order.fulfilments.push_back(
        {row.word<ItemState>(9), row.text(10), row.text(11), row.text(12), row.text(13)});
  }
  const Rows charges = SATCHEL_TRY(tx.query(R"sql(
    SELECT item_position, charge_id, name, kind, model, timing, list_price, unit_price, every,
           terms, alignment
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
         row.word<ChargeTiming>(5), row.decimal(6), row.decimal(7),
         parse_recurrence(row.text(8)).value_or(Recurrence{}),
         parse_price_terms(row.text(9)).value_or(PriceTerms{}), row.word<ChargeAlignment>(10)});
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

Result<void> load_configuration(Transaction& tx, Order& order) {
  const Rows values = SATCHEL_TRY(tx.query(R"sql(
    SELECT item_position, key, value
    FROM sales_order_configuration WHERE order_id = $1 ORDER BY item_position, position
  )sql",
                                           order.id));
  for (const Row& row : values) {
    const ConfigurationValue value{row.text(1), row.text(2)};
    if (row.number(0) == order_itself) {
      order.document.configuration.push_back(value);
      continue;
    }
    const auto index = static_cast<std::size_t>(row.number(0));
    if (index >= order.document.items.size()) {
      return fail(ErrorCode::corrupt, "Order " + order.id.text() + " configures no item.");
    }
    order.document.items[index].configuration.push_back(value);
  }
  return {};
}

Result<void> load_amendments(Transaction& tx, Order& order) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT field, signed_value, amended_value
    FROM sales_order_amendment WHERE order_id = $1 ORDER BY position
  )sql",
                                         order.id));
  for (const Row& row : rows) order.amendments.push_back({row.text(0), row.text(1), row.text(2)});
  return {};
}

Result<void> load_findings(Transaction& tx, Order& order) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT rule, points, detail FROM sales_order_finding WHERE order_id = $1 ORDER BY position
  )sql",
                                         order.id));
  for (const Row& row : rows) {
    order.fraud_check.findings.push_back({row.text(0), row.number(1), row.text(2)});
  }
  return {};
}

Result<void> save_configuration(Transaction& tx, const OrderId& order, std::int64_t item_position,
                                const std::vector<ConfigurationValue>& values) {
  for (std::size_t index = 0; index < values.size(); ++index) {
    SATCHEL_TRY(tx.run(R"sql(
      INSERT INTO sales_order_configuration (order_id, item_position, position, key, value)
      VALUES ($1, $2, $3, $4, $5)
    )sql",
                       order, item_position, static_cast<std::int64_t>(index), values[index].key,
                       values[index].value));
  }
  return {};
}

Result<void> save_item(Transaction& tx, const Order& order, std::size_t index) {
  const OrderItem& item = order.document.items[index];
  const ItemFulfilment fulfilment =
      index < order.fulfilments.size() ? order.fulfilments[index] : ItemFulfilment();
  const auto position = static_cast<std::int64_t>(index);
  SATCHEL_TRY(tx.run(R"sql(
    INSERT INTO sales_order_item (order_id, position, item_id, product_id, plan_id, name, detail,
      quantity, discount_ppm, tax_ppm, base_item_id, state, target, username, remote_id, error,
      phases, tax_category)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
  )sql",
                     order.id, position, item.id, item.product_id, item.plan_id, item.name,
                     item.detail, item.quantity, item.discount_ppm, item.tax_ppm, item.base_item_id,
                     fulfilment.state, fulfilment.target, fulfilment.username, fulfilment.remote_id,
                     fulfilment.error, to_text(item.phases), item.tax_category));
  SATCHEL_TRY(save_configuration(tx, order.id, position, item.configuration));
  for (std::size_t each = 0; each < item.charges.size(); ++each) {
    const ItemCharge& charge = item.charges[each];
    SATCHEL_TRY(tx.run(R"sql(
      INSERT INTO sales_order_item_charge (order_id, item_position, position, charge_id, name,
        kind, model, timing, list_price, unit_price, every, terms, alignment)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
    )sql",
                       order.id, position, static_cast<std::int64_t>(each), charge.charge_id,
                       charge.name, charge.kind, charge.model, charge.timing, charge.list_price,
                       charge.unit_price, to_text(charge.every), to_text(charge.terms),
                       charge.alignment));
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

Result<void> save_amendments(Transaction& tx, const Order& order) {
  for (std::size_t index = 0; index < order.amendments.size(); ++index) {
    const OrderAmendment& amendment = order.amendments[index];
    SATCHEL_TRY(tx.run(R"sql(
      INSERT INTO sales_order_amendment (order_id, position, field, signed_value, amended_value)
      VALUES ($1, $2, $3, $4, $5)
    )sql",
                       order.id, static_cast<std::int64_t>(index), amendment.field,
                       amendment.signed_value, amendment.amended_value));
  }
  return {};
}

Result<void> save_findings(Transaction& tx, const Order& order) {
  const std::vector<FraudFinding>& findings = order.fraud_check.findings;
  for (std::size_t index = 0; index < findings.size(); ++index) {
    SATCHEL_TRY(tx.run(R"sql(
      INSERT INTO sales_order_finding (order_id, position, rule, points, detail)
      VALUES ($1, $2, $3, $4, $5)
    )sql",
                       order.id, static_cast<std::int64_t>(index), findings[index].rule,
                       findings[index].points, findings[index].detail));
  }
  return {};
}

}  // namespace

Result<void> load_order_parts(Transaction& tx, Order& order) {
  SATCHEL_TRY(load_items(tx, order));
  SATCHEL_TRY(load_charges(tx, order));
  SATCHEL_TRY(load_order_coupons(tx, order));
  SATCHEL_TRY(load_configuration(tx, order));
  SATCHEL_TRY(load_amendments(tx, order));
  SATCHEL_TRY(load_findings(tx, order));
  return load_history(tx, order);
}

Result<void> save_order_parts(Transaction& tx, const Order& order) {
  for (std::size_t index = 0; index < order.document.items.size(); ++index) {
    SATCHEL_TRY(save_item(tx, order, index));
  }
  SATCHEL_TRY(save_charges(tx, order));
  SATCHEL_TRY(save_order_coupons(tx, order));
  SATCHEL_TRY(save_configuration(tx, order.id, order_itself, order.document.configuration));
  SATCHEL_TRY(save_amendments(tx, order));
  SATCHEL_TRY(save_findings(tx, order));
  return save_history(tx, order);
}

Result<void> erase_order_parts(Transaction& tx, const OrderId& id) {
  SATCHEL_TRY(tx.run("DELETE FROM sales_order_item WHERE order_id = $1", id));
  SATCHEL_TRY(tx.run("DELETE FROM sales_order_item_charge WHERE order_id = $1", id));
  SATCHEL_TRY(tx.run("DELETE FROM sales_order_charge WHERE order_id = $1", id));
  SATCHEL_TRY(tx.run("DELETE FROM sales_order_coupon WHERE order_id = $1", id));
  SATCHEL_TRY(tx.run("DELETE FROM sales_order_configuration WHERE order_id = $1", id));
  SATCHEL_TRY(tx.run("DELETE FROM sales_order_amendment WHERE order_id = $1", id));
  SATCHEL_TRY(tx.run("DELETE FROM sales_order_finding WHERE order_id = $1", id));
  return tx.run("DELETE FROM sales_order_event WHERE order_id = $1", id);
}

}  // namespace satchel
