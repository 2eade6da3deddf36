// Orders in JSON: the signed document, and the order around it.
#include "shared/domain/limits.h"
#include "shared/wire/aggregate_wire.h"
#include "shared/wire/configuration_wire.h"
#include "shared/wire/coupon_wire.h"
#include "shared/wire/recurrence_wire.h"

namespace satchel {
namespace {

constexpr std::size_t history_max = 10'000;
constexpr std::size_t approval_rules_max = 20;
constexpr std::size_t order_amendments_max = order_items_max * item_charges_max;
constexpr std::size_t fraud_findings_max = 100;
constexpr std::int64_t fraud_score_max = 100;

void encode_item(JsonWriter& out, const OrderItem& item) {
  out.begin_object();
  out.field("id", item.id);
  out.field("product_id", item.product_id);
  out.field("plan_id", item.plan_id);
  out.field("name", item.name);
  out.field("detail", item.detail);
  out.field("quantity", item.quantity);
  out.field("discount_ppm", item.discount_ppm);
  if (item.tax_ppm != 0) out.field("tax_ppm", item.tax_ppm);
  if (!item.tax_category.empty()) out.field("tax_category", item.tax_category);
  if (!item.base_item_id.empty()) out.field("base_item_id", item.base_item_id);
  if (!item.configuration.empty()) encode_values(out, "configuration", item.configuration);
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
    encode_recurrence(out, "every", charge.every);
    encode_price_terms(out, "terms", charge.terms);
    if (charge.alignment != ChargeAlignment{}) out.field("alignment", charge.alignment);
    out.end_object();
  }
  out.end_array();
  encode_plan_phases(out, "phases", item.phases);
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
  if (in.has("tax_ppm")) item.tax_ppm = in.bounded_number("tax_ppm", discount_ppm_max);
  item.tax_category = in.optional_text("tax_category");
  item.base_item_id = in.optional_id<OrderItemId>("base_item_id");
  item.configuration = read_values(in, "configuration");
  in.each_object("charges", item_charges_max, [&](ObjectReader& charge) {
    ItemCharge sold;
    sold.charge_id = charge.id<ChargeId>("charge_id");
    sold.name = charge.text("name");
    sold.kind = charge.word<ChargeKind>("kind");
    sold.model = charge.word<ChargeModel>("model");
    sold.timing = charge.word<ChargeTiming>("timing");
    sold.list_price = charge.decimal("list_price");
    sold.unit_price = charge.decimal("unit_price");
    sold.every = read_recurrence(charge, "every");
    sold.terms = read_price_terms(charge, "terms");
    if (charge.has("alignment")) sold.alignment = charge.word<ChargeAlignment>("alignment");
    item.charges.push_back(sold);
  });
  item.phases = read_plan_phases(in, "phases");
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

void encode_fulfilments(JsonWriter& out, const std::vector<ItemFulfilment>& fulfilments) {
  out.key("fulfilments");
  out.begin_array();
  for (const ItemFulfilment& each : fulfilments) {
    out.begin_object();
    out.field("state", each.state);
    out.field("target", each.target);
    out.field("username", each.username);
    out.field("remote_id", each.remote_id);
    out.field("error", each.error);
    out.end_object();
  }
  out.end_array();
}

void encode_states(JsonWriter& out, const Order& order) {
  out.field("lifecycle", order.lifecycle);
  out.field("saved", order.saved);
  out.field("approval", order.approval);
  out.key("approval_rules");
  out.begin_array();
  for (const ApprovalRule rule : order.approval_rules) out.text(to_text(rule));
  out.end_array();
  out.field("review", order.review);
  out.field("consent", order.consent);
  out.key("amendments");
  out.begin_array();
  for (const OrderAmendment& amendment : order.amendments) {
    out.begin_object();
    out.field("field", amendment.field);
    out.field("signed_value", amendment.signed_value);
    out.field("amended_value", amendment.amended_value);
    out.end_object();
  }
  out.end_array();
  out.field("payment", order.payment);
  out.field("due", order.due);
  out.field("paid", order.paid);
  out.field("settlement", order.settlement);
  out.field("settlement_note", order.settlement_note);
  out.field("quoted_until", order.quoted_until);
  if (!order.copied_from.empty()) out.field("copied_from", order.copied_from);
  out.field("accepted_at", order.accepted_at.ms);
  out.field("incomplete_reason", order.incomplete_reason);
  out.key("fraud_check");
  encode(out, order.fraud_check);
  encode_fulfilments(out, order.fulfilments);
}

void read_money_states(ObjectReader& in, Order& order) {
  order.payment = in.word<PaymentState>("payment");
  order.due = in.money("due");
  order.paid = in.money("paid");
  order.settlement = in.word<Settlement>("settlement");
  order.settlement_note = in.text("settlement_note");
}

void read_states(ObjectReader& in, Order& order) {
  order.lifecycle = in.word<OrderLifecycle>("lifecycle");
  order.saved = in.flag("saved");
  order.approval = in.word<Approval>("approval");
  for (const std::string& text : in.texts("approval_rules", approval_rules_max)) {
    const auto rule = parse_enum<ApprovalRule>(text);
    if (!rule) in.report("approval_rules", "has an unknown word: " + text);
    if (rule) order.approval_rules.push_back(*rule);
  }
  order.review = in.word<Review>("review");
  order.consent = in.word<Consent>("consent");
  in.each_object("amendments", order_amendments_max, [&](ObjectReader& each) {
    order.amendments.push_back(
        {each.text("field"), each.text("signed_value"), each.text("amended_value")});
  });
  read_money_states(in, order);
  order.quoted_until = in.optional_day("quoted_until");
  order.copied_from = in.optional_id<OrderId>("copied_from");
  order.accepted_at = Timestamp{in.number("accepted_at")};
  order.incomplete_reason = in.text("incomplete_reason");
  in.object("fraud_check", [&](ObjectReader& each) { order.fraud_check = read_fraud_check(each); });
  in.each_object("fulfilments", order_items_max, [&](ObjectReader& each) {
    order.fulfilments.push_back({each.word<ItemState>("state"), each.text("target"),
                                 each.text("username"), each.text("remote_id"),
                                 each.text("error")});
  });
}

/// Most orders have no other author; the field is left out then.
void encode_authors(JsonWriter& out, const Order& order) {
  if (order.authors.empty()) return;
  out.key("authors");
  out.begin_array();
  for (const UserId& author : order.authors) out.text(author.text());
  out.end_array();
}

void read_authors(ObjectReader& in, Order& order) {
  for (const std::string& text : in.texts("authors", history_max)) {
    if (const auto author = UserId::parse(text)) {
      order.authors.push_back(*author);
    } else {
      in.report("authors", "must hold UUIDs in lower case");
    }
  }
}

}  // namespace

void encode(JsonWriter& out, const FraudCheck& check) {
  out.begin_object();
  out.field("source", check.source);
  out.field("score", check.score);
  out.field("pending", check.pending);
  out.key("findings");
  out.begin_array();
  for (const FraudFinding& finding : check.findings) {
    out.begin_object();
    out.field("rule", finding.rule);
    out.field("points", finding.points);
    out.field("detail", finding.detail);
    out.end_object();
  }
  out.end_array();
  out.end_object();
}

FraudCheck read_fraud_check(ObjectReader& in) {
  FraudCheck check;
  check.source = in.text("source");
  check.score = in.bounded_number("score", fraud_score_max);
  check.pending = in.flag("pending");
  in.each_object("findings", fraud_findings_max, [&](ObjectReader& finding) {
    check.findings.push_back(
        {finding.text("rule"), finding.number("points"), finding.text("detail")});
  });
  return check;
}

void encode(JsonWriter& out, const OrderDocument& document) {
  out.begin_object();
  out.field("account_id", document.account_id);
  out.field("ordered_on", document.ordered_on);
  out.field("currency", document.currency);
  out.field("price_book_version", document.price_book_version);
  out.field("payment_method", document.payment_method);
  if (document.starts_on) out.field("starts_on", document.starts_on);
  if (document.ends_on) out.field("ends_on", document.ends_on);
  out.field("purchase_order", document.purchase_order);
  if (!document.referral.empty()) out.field("referral", document.referral);
  if (!document.bill_to_email.empty()) out.field("bill_to_email", document.bill_to_email);
  if (!document.contact_email.empty()) out.field("contact_email", document.contact_email);
  out.field("signed_by", document.signed_by);
  if (document.one_plan) out.field("one_plan", true);
  if (!document.configuration.empty()) {
    encode_values(out, "configuration", document.configuration);
  }
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
  encode_promised_coupons(out, document.coupons);
  out.end_object();
}

OrderDocument read_document(ObjectReader& in) {
  OrderDocument document;
  document.account_id = in.id<AccountId>("account_id");
  document.ordered_on = in.day("ordered_on");
  document.currency = in.word<Currency>("currency");
  document.price_book_version = in.number("price_book_version");
  document.payment_method = in.word<PaymentMethod>("payment_method");
  document.starts_on = in.optional_day("starts_on");
  document.ends_on = in.optional_day("ends_on");
  document.purchase_order = in.text("purchase_order");
  document.referral = in.optional_text("referral");
  document.bill_to_email = in.optional_text("bill_to_email");
  document.contact_email = in.optional_text("contact_email");
  document.signed_by = in.text("signed_by");
  document.one_plan = in.optional_flag("one_plan");
  document.configuration = read_values(in, "configuration");
  in.each_object("items", order_items_max,
                 [&](ObjectReader& item) { document.items.push_back(read_item(item)); });
  in.each_object("charges", order_charges_max, [&](ObjectReader& charge) {
    document.charges.push_back(read_order_charge(charge));
    if (document.charges.back().amount.currency != document.currency) {
      charge.report("amount", "must be in the currency of the document");
    }
  });
  document.coupons = read_promised_coupons(in, document.currency);
  return document;
}

void encode(JsonWriter& out, const Order& order) {
  out.begin_object();
  out.field("id", order.id);
  out.field("version", order.version);
  out.field("number", order.number);
  out.field("provisional_number", order.provisional_number);
  out.field("site_code", order.site_code);
  if (order.site_number != 0) out.field("site_number", order.site_number);
  out.field("taken_by", order.taken_by);
  out.field("taken_by_name", order.taken_by_name);
  encode_authors(out, order);
  encode_states(out, order);
  out.key("document");
  encode(out, order.document);
  out.field("document_digest", order.document_digest);
  out.field("signature", order.signature);
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
  order.site_code = in.text("site_code");
  order.site_number = in.optional_number("site_number", 0);
  order.taken_by = in.optional_id<UserId>("taken_by");  // Nobody took what a site sent.
  order.taken_by_name = in.text("taken_by_name");
  read_authors(in, order);
  read_states(in, order);
  in.object("document", [&](ObjectReader& document) { order.document = read_document(document); });
  order.document_digest = in.text("document_digest");
  order.signature = in.text("signature");
  order.notes = in.text("notes");
  in.each_object("history", history_max, [&](ObjectReader& event) {
    order.history.push_back({Timestamp{event.number("at")}, event.text("by"),
                             event.word<OrderAction>("action"), event.text("reason")});
  });
  return order;
}

}  // namespace satchel
