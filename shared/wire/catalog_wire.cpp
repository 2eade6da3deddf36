// Price books in JSON: on the wire and as files.
#include "shared/domain/limits.h"
#include "shared/wire/aggregate_wire.h"
#include "shared/wire/configuration_wire.h"
#include "shared/wire/recurrence_wire.h"

namespace satchel {
namespace {

constexpr std::size_t products_max = 100'000;
constexpr std::size_t plans_max = 100;
constexpr std::size_t charges_max = 50;
constexpr std::size_t prices_max = 50;
constexpr std::size_t members_max = 100;
constexpr std::size_t offered_max = 200;

void encode_charge(JsonWriter& out, const Charge& charge) {
  out.begin_object();
  out.field("id", charge.id);
  out.field("name", charge.name);
  out.field("kind", charge.kind);
  out.field("model", charge.model);
  out.field("timing", charge.timing);
  encode_recurrence(out, "every", charge.every);
  if (charge.alignment != ChargeAlignment{}) out.field("alignment", charge.alignment);
  out.key("prices");
  out.begin_array();
  for (const Price& price : charge.prices) {
    out.begin_object();
    out.field("currency", price.currency);
    out.field("amount", price.amount);
    encode_price_terms(out, "terms", price.terms);
    out.end_object();
  }
  out.end_array();
  out.end_object();
}

Charge read_charge(ObjectReader& in) {
  Charge charge;
  charge.id = in.id<ChargeId>("id");
  charge.name = in.text("name");
  charge.kind = in.word<ChargeKind>("kind");
  charge.model = in.word<ChargeModel>("model");
  charge.timing = in.word<ChargeTiming>("timing");
  charge.every = read_recurrence(in, "every");
  if (in.has("alignment")) charge.alignment = in.word<ChargeAlignment>("alignment");
  in.each_object("prices", prices_max, [&](ObjectReader& price) {
    charge.prices.push_back({price.word<Currency>("currency"), price.decimal("amount"),
                             read_price_terms(price, "terms")});
  });
  return charge;
}

void encode_plan(JsonWriter& out, const Plan& plan) {
  out.begin_object();
  out.field("id", plan.id);
  out.field("name", plan.name);
  out.key("charges");
  out.begin_array();
  for (const Charge& charge : plan.charges) encode_charge(out, charge);
  out.end_array();
  encode_plan_phases(out, "phases", plan.phases);
  out.end_object();
}

Plan read_plan(ObjectReader& in) {
  Plan plan;
  plan.id = in.id<PlanId>("id");
  plan.name = in.text("name");
  in.each_object("charges", charges_max,
                 [&](ObjectReader& charge) { plan.charges.push_back(read_charge(charge)); });
  plan.phases = read_plan_phases(in, "phases");
  return plan;
}

void encode_fulfilment(JsonWriter& out, const Fulfilment& fulfilment) {
  out.key("fulfilment");
  out.begin_object();
  out.field("kind", fulfilment.kind);
  out.field("module", fulfilment.module);
  encode_texts(out, "offered", fulfilment.offered);
  out.field("auto_setup", fulfilment.auto_setup);
  out.end_object();
}

Fulfilment read_fulfilment(ObjectReader& in) {
  return {in.word<FulfilmentKind>("kind"), in.optional_text("module"),
          in.texts("offered", offered_max), in.word<AutoSetup>("auto_setup")};
}

void encode_members(JsonWriter& out, const std::vector<BundleMember>& members) {
  out.key("members");
  out.begin_array();
  for (const BundleMember& member : members) {
    out.begin_object();
    out.field("product_id", member.product_id);
    out.field("plan_id", member.plan_id);
    out.field("quantity", member.quantity);
    out.end_object();
  }
  out.end_array();
}

/// A flag that files may leave out when it is `otherwise`.
bool flag_or(ObjectReader& in, std::string_view name, bool otherwise) {
  return in.has(name) ? in.flag(name) : (in.optional_flag(name) || otherwise);
}

}  // namespace

void encode(JsonWriter& out, const Product& product) {
  out.begin_object();
  out.field("id", product.id);
  out.field("code", product.code);
  out.field("name", product.name);
  out.field("category", product.category);
  out.field("detail", product.detail);
  out.field("kind", product.kind);
  if (!product.base_product_id.empty()) out.field("base_product_id", product.base_product_id);
  out.field("available", product.available);
  out.field("available_from", product.available_from);
  out.field("available_until", product.available_until);
  out.field("price_editable", product.price_editable);
  out.field("price_required", product.price_required);
  out.field("quantity_editable", product.quantity_editable);
  out.field("quantity_required", product.quantity_required);
  out.field("tax_rate_ppm", product.tax_rate_ppm);
  if (!product.tax_category.empty()) out.field("tax_category", product.tax_category);
  encode_fulfilment(out, product.fulfilment);
  encode_fields(out, "configuration", product.configuration);
  out.key("plans");
  out.begin_array();
  for (const Plan& plan : product.plans) encode_plan(out, plan);
  out.end_array();
  encode_members(out, product.members);
  out.end_object();
}

Product read_product(ObjectReader& in) {
  Product product;
  product.id = in.id<ProductId>("id");
  product.code = in.text("code");
  product.name = in.text("name");
  product.category = in.text("category");
  product.detail = in.text("detail");
  product.kind = in.word<ProductKind>("kind");
  product.base_product_id = in.optional_id<ProductId>("base_product_id");
  product.available = flag_or(in, "available", true);
  product.available_from = in.optional_day("available_from");
  product.available_until = in.optional_day("available_until");
  product.price_editable = flag_or(in, "price_editable", true);
  product.price_required = in.optional_flag("price_required");
  product.quantity_editable = flag_or(in, "quantity_editable", true);
  product.quantity_required = in.optional_flag("quantity_required");
  product.tax_rate_ppm = in.optional_number("tax_rate_ppm", 0);
  product.tax_category = in.optional_text("tax_category");
  if (in.has("fulfilment")) {
    in.object("fulfilment",
              [&](ObjectReader& each) { product.fulfilment = read_fulfilment(each); });
  }
  product.configuration = read_fields(in, "configuration");
  in.each_object("plans", plans_max,
                 [&](ObjectReader& plan) { product.plans.push_back(read_plan(plan)); });
  in.each_object("members", members_max, [&](ObjectReader& member) {
    product.members.push_back({member.id<ProductId>("product_id"), member.id<PlanId>("plan_id"),
                               member.bounded_number("quantity", quantity_max)});
  });
  return product;
}

void encode(JsonWriter& out, const PriceBook& book) {
  out.begin_object();
  out.field("version", book.version);
  out.field("name", book.name);
  out.field("valid_from", book.valid_from);
  out.field("valid_until", book.valid_until);
  out.field("withdrawn", book.withdrawn);
  out.key("products");
  out.begin_array();
  for (const Product& product : book.products) encode(out, product);
  out.end_array();
  out.end_object();
}

PriceBook read_price_book(ObjectReader& in) {
  PriceBook book;
  book.version = in.number("version");
  book.name = in.text("name");
  book.valid_from = in.day("valid_from");
  book.valid_until = in.optional_day("valid_until");
  book.withdrawn = in.optional_flag("withdrawn");
  in.each_object("products", products_max,
                 [&](ObjectReader& product) { book.products.push_back(read_product(product)); });
  return book;
}

Result<PriceBook> parse_price_book(std::string_view text) {
  return read_document(text, Strictness::strict, read_price_book);
}

}  // namespace satchel
