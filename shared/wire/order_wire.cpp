// Orders in JSON: the signed document, and the order around it.
#include "shared/domain/limits.h"
#include "shared/wire/aggregate_wire.h"

namespace satchel {
namespace {

constexpr std::size_t item_charges_max = 50;
constexpr std::size_t history_max = 10'000;

void encode_item(JsonWriter& out, const OrderItem& item) {
  out.begin_object();
  out.field("id", item.id);
  out.field("product_id", item.product_id);
  out.field("plan_id", item.plan_id);
  out.field("name", item.name);
  out.field("detail", item.detail);
  out.field("quantity", item.quantity);
  out.field("discount_ppm", item.discount_ppm);
  out.key("charges");
  out.begin_array();
  for (const ItemCharge& charge : item.charges) {
    out.begin_object();
    out.field("charge_id", charge.charge_id);
    out.field("name", charge.name);
    out.field("kind", charge.kind);
    out.field("model", charge.model);
    out.field("timing", charge.timing);
    out.field("list_price", charge.list_price);
    out.field("unit_price", charge.unit_price);
    out.end_object();
  }
  out.end_array();
  out.end_object();
}

OrderItem read_item(ObjectReader& in) {
  OrderItem item;
  item.id = in.id<OrderItemId>("id");
  item.product_id = in.id<ProductId>("product_id");
  item.plan_id = in.id<PlanId>("plan_id");
  item.name = in.text("name");
  item.detail = in.text("detail");
  item.quantity = in.bounded_number("quantity", quantity_max * 1000);
  item.discount_ppm = in.bounded_number("discount_ppm", discount_ppm_max);
  in.each_object("charges", item_charges_max, [&](ObjectReader& charge) {
    ItemCharge sold;
    sold.charge_id = charge.id<ChargeId>("charge_id");
    sold.name = charge.text("name");
    sold.kind = charge.word<ChargeKind>("kind");
    sold.model = charge.word<ChargeModel>("model");
    sold.timing = charge.word<ChargeTiming>("timing");
    sold.list_price = charge.decimal("list_price");
    sold.unit_price = charge.decimal("unit_price");
    item.charges.push_back(sold);
  });
  return item;
}

OrderCharge read_order_charge(ObjectReader& in) {
  OrderCharge charge;
  charge.id = in.id<OrderChargeId>("id");
  charge.name = in.text("name");
  charge.amount = in.money("amount");
  return charge;
}

void encode_history(JsonWriter& out, const std::vector<OrderEvent>& history) {
  out.key("history");
  out.begin_array();
  for (const OrderEvent& event : history) {
    out.begin_object();
    out.field("at", event.at.ms);
    out.field("by", event.by);
    out.field("action", event.action);
    out.field("reason", event.reason);
    out.end_object();
  }
  out.end_array();
}

void read_states(ObjectReader& in, Order& order) {
  order.lifecycle = in.word<OrderLifecycle>("lifecycle");
  order.saved = in.flag("saved");
  order.approval = in.word<Approval>("approval");
  order.review = in.word<Review>("review");
  order.payment = in.word<PaymentState>("payment");
  for (const std::string& text : in.texts("item_states", order_items_max)) {
    const auto state = parse_enum<ItemState>(text);
    if (!state) in.report("item_states", "has an unknown word: " + text);
    order.item_states.push_back(state.value_or(ItemState::pending));
  }
}

}  // namespace

void encode(JsonWriter& out, const OrderDocument& document) {
  out.begin_object();
  out.field("account_id", document.account_id);
  out.field("ordered_on", document.ordered_on);
  out.field("currency", document.currency);
  out.field("price_book_version", document.price_book_version);
  out.field("payment_method", document.payment_method);
  out.field("purchase_order", document.purchase_order);
  out.field("signed_by", document.signed_by);
  out.key("items");
  out.begin_array();
  for (const OrderItem& item : document.items) encode_item(out, item);
  out.end_array();
  out.key("charges");
  out.begin_array();
  for (const OrderCharge& charge : document.charges) {
    out.begin_object();
    out.field("id", charge.id);
    out.field("name", charge.name);
    out.field("amount", charge.amount);
    out.end_object();
  }
  out.end_array();
  out.end_object();
}

OrderDocument read_document(ObjectReader& in) {
  OrderDocument document;
  document.account_id = in.id<AccountId>("account_id");
  document.ordered_on = in.day("ordered_on");
  document.currency = in.word<Currency>("currency");
  document.price_book_version = in.number("price_book_version");
  document.payment_method = in.word<PaymentMethod>("payment_method");
  document.purchase_order = in.text("purchase_order");
  document.signed_by = in.text("signed_by");
  in.each_object("items", order_items_max,
                 [&](ObjectReader& item) { document.items.push_back(read_item(item)); });
  in.each_object("charges", order_charges_max, [&](ObjectReader& charge) {
    document.charges.push_back(read_order_charge(charge));
    if (document.charges.back().amount.currency != document.currency) {
      charge.report("amount", "must be in the currency of the document");
    }
  });
  return document;
}

void encode(JsonWriter& out, const Order& order) {
  out.begin_object();
  out.field("id", order.id);
  out.field("version", order.version);
  out.field("number", order.number);
  out.field("provisional_number", order.provisional_number);
  out.field("taken_by", order.taken_by);
  out.field("taken_by_name", order.taken_by_name);
  out.field("lifecycle", order.lifecycle);
  out.field("saved", order.saved);
  out.field("approval", order.approval);
  out.field("review", order.review);
  out.field("payment", order.payment);
  out.key("item_states");
  out.begin_array();
  for (const ItemState state : order.item_states) out.text(to_text(state));
  out.end_array();
  out.key("document");
  encode(out, order.document);
  out.field("document_digest", order.document_digest);
  out.field("notes", order.notes);
  encode_history(out, order.history);
  out.end_object();
}

Order read_order(ObjectReader& in) {
  Order order;
  order.id = in.id<OrderId>("id");
  order.version = in.number("version");
  order.number = in.number("number");
  order.provisional_number = in.text("provisional_number");
  order.taken_by = in.id<UserId>("taken_by");
  order.taken_by_name = in.text("taken_by_name");
  read_states(in, order);
  in.object("document", [&](ObjectReader& document) { order.document = read_document(document); });
  order.document_digest = in.text("document_digest");
  order.notes = in.text("notes");
  in.each_object("history", history_max, [&](ObjectReader& event) {
    order.history.push_back({Timestamp{event.number("at")}, event.text("by"),
                             event.word<OrderAction>("action"), event.text("reason")});
  });
  return order;
}

}  // namespace satchel
