// Reads and writes price book versions; rows keep the order of the book.
#include "shared/store/catalog_store.h"

#include <limits>
#include <string>
#include <vector>

#include "shared/domain/billing/price_terms.h"
#include "shared/store/settings_store.h"
#include "shared/store/text_lines.h"

namespace satchel {
namespace {

/// Which products of a version to read, by their places in the book; both ends are included.
struct Places {
  std::int64_t version;
  std::int64_t first;
  std::int64_t last;
};

Result<Rows> products_of(Transaction& tx, const Places& places) {
  return tx.query(R"sql(
    SELECT product_id, code, name, category, detail, kind, base_product_id, available_from,
           available_until, available, price_editable, price_required, quantity_editable,
           quantity_required, tax_rate_ppm, fulfilment, fulfilment_module, fulfilment_offered,
           auto_setup, tax_category
    FROM price_book_product WHERE price_book_version = $1 AND position BETWEEN $2 AND $3
    ORDER BY position
  )sql",
                  places.version, places.first, places.last);
}

Result<Rows> fields_of(Transaction& tx, const Places& places) {
  return tx.query(R"sql(
    SELECT product_position, key, label, kind, required, help, choices, minimum, maximum, pattern
    FROM price_book_field WHERE price_book_version = $1 AND product_position BETWEEN $2 AND $3
    ORDER BY product_position, position
  )sql",
                  places.version, places.first, places.last);
}

Result<Rows> members_of(Transaction& tx, const Places& places) {
  return tx.query(R"sql(
    SELECT product_position, product_id, plan_id, quantity
    FROM price_book_member WHERE price_book_version = $1 AND product_position BETWEEN $2 AND $3
    ORDER BY product_position, position
  )sql",
                  places.version, places.first, places.last);
}

Result<Rows> plans_of(Transaction& tx, const Places& places) {
  return tx.query(R"sql(
    SELECT product_position, plan_id, name, phases
    FROM price_book_plan WHERE price_book_version = $1 AND product_position BETWEEN $2 AND $3
    ORDER BY product_position, position
  )sql",
                  places.version, places.first, places.last);
}

Result<Rows> charges_of(Transaction& tx, const Places& places) {
  return tx.query(R"sql(
    SELECT product_position, plan_position, charge_id, name, kind, model, timing, every, alignment
    FROM price_book_charge WHERE price_book_version = $1 AND product_position BETWEEN $2 AND $3
    ORDER BY product_position, plan_position, position
  )sql",
                  places.version, places.first, places.last);
}

Result<Rows> prices_of(Transaction& tx, const Places& places) {
  return tx.query(R"sql(
    SELECT product_position, plan_position, charge_position, currency, amount, terms
    FROM price_book_price WHERE price_book_version = $1 AND product_position BETWEEN $2 AND $3
    ORDER BY product_position, plan_position, charge_position, position
  )sql",
                  places.version, places.first, places.last);
}

Product product_of(const Row& row) {
  Product product;
  product.id = row.id<ProductId>(0);
  product.code = row.text(1);
  product.name = row.text(2);
  product.category = row.text(3);
  product.detail = row.text(4);
  product.kind = row.word<ProductKind>(5);
  product.base_product_id = row.id<ProductId>(6);
  product.available_from = row.optional_day(7);
  product.available_until = row.optional_day(8);
  product.available = row.number(9) != 0;
  product.price_editable = row.number(10) != 0;
  product.price_required = row.number(11) != 0;
  product.quantity_editable = row.number(12) != 0;
  product.quantity_required = row.number(13) != 0;
  product.tax_rate_ppm = row.number(14);
  product.fulfilment = {row.word<FulfilmentKind>(15), row.text(16), split_lines(row.text(17)),
                        row.word<AutoSetup>(18)};
  product.tax_category = row.text(19);
  return product;
}

/// Finds what a row belongs to among the products just read; `base` is the first one's index.
struct Found {
  PriceBook& book;
  std::size_t base;
  std::int64_t first;

  Result<Product*> product(const Row& row) const {
    const std::size_t index = base + static_cast<std::size_t>(row.number(0) - first);
    if (index < book.products.size()) return &book.products[index];
    return fail(ErrorCode::corrupt, "A price book row has no product.");
  }
  Result<Plan*> plan(const Row& row) const {
    Product* owner = SATCHEL_TRY(product(row));
    const auto index = static_cast<std::size_t>(row.number(1));
    if (index < owner->plans.size()) return &owner->plans[index];
    return fail(ErrorCode::corrupt, "A price book row has no plan.");
  }
  Result<Charge*> charge(const Row& row) const {
    Plan* owner = SATCHEL_TRY(plan(row));
    const auto index = static_cast<std::size_t>(row.number(2));
    if (index < owner->charges.size()) return &owner->charges[index];
    return fail(ErrorCode::corrupt, "A price book row has no charge.");
  }
};

/// Appends the products at these places, whole.
Result<void> append_products(Transaction& tx, const Places& places, PriceBook& book) {
  const Found found{book, book.products.size(), places.first};
  for (const Row& row : SATCHEL_TRY(products_of(tx, places))) {
    book.products.push_back(product_of(row));
  }
  for (const Row& row : SATCHEL_TRY(fields_of(tx, places))) {
    Product* product = SATCHEL_TRY(found.product(row));
    product->configuration.push_back(field_of(row, 1));
  }
  for (const Row& row : SATCHEL_TRY(members_of(tx, places))) {
    Product* product = SATCHEL_TRY(found.product(row));
    product->members.push_back({row.id<ProductId>(1), row.id<PlanId>(2), row.number(3)});
  }
  for (const Row& row : SATCHEL_TRY(plans_of(tx, places))) {
    Product* product = SATCHEL_TRY(found.product(row));
    product->plans.push_back({row.id<PlanId>(1),
                              row.text(2),
                              {},
                              parse_plan_phases(row.text(3)).value_or(std::vector<PlanPhase>())});
  }
  for (const Row& row : SATCHEL_TRY(charges_of(tx, places))) {
    Plan* plan = SATCHEL_TRY(found.plan(row));
    plan->charges.push_back({row.id<ChargeId>(2),
                             row.text(3),
                             row.word<ChargeKind>(4),
                             row.word<ChargeModel>(5),
                             row.word<ChargeTiming>(6),
                             {},
                             parse_recurrence(row.text(7)).value_or(Recurrence{}),
                             row.word<ChargeAlignment>(8)});
  }
  for (const Row& row : SATCHEL_TRY(prices_of(tx, places))) {
    Charge* charge = SATCHEL_TRY(found.charge(row));
    charge->prices.push_back({row.word<Currency>(3), row.decimal(4),
                              parse_price_terms(row.text(5)).value_or(PriceTerms{})});
  }
  return {};
}

Result<std::optional<PriceBook>> find_head(Transaction& tx, std::int64_t version) {
  const Rows heads = SATCHEL_TRY(
      tx.query("SELECT version, name, valid_from, valid_until, withdrawn FROM price_book "
               "WHERE version = $1",
               version));
  if (heads.empty()) return std::optional<PriceBook>();
  PriceBook book;
  book.version = heads.front().number(0);
  book.name = heads.front().text(1);
  book.valid_from = heads.front().day(2);
  book.valid_until = heads.front().optional_day(3);
  book.withdrawn = heads.front().number(4) != 0;
  return std::optional<PriceBook>(std::move(book));
}

Result<void> save_charge(Transaction& tx, std::int64_t version, const std::vector<std::size_t>& at,
                         const Charge& charge) {
  const auto product = static_cast<std::int64_t>(at[0]);
  const auto plan = static_cast<std::int64_t>(at[1]);
  const auto position = static_cast<std::int64_t>(at[2]);
  SATCHEL_TRY(tx.run(R"sql(
    INSERT INTO price_book_charge (price_book_version, product_position, plan_position, position,
      charge_id, name, kind, model, timing, every, alignment)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  )sql",
                     version, product, plan, position, charge.id, charge.name, charge.kind,
                     charge.model, charge.timing, to_text(charge.every), charge.alignment));
  for (std::size_t index = 0; index < charge.prices.size(); ++index) {
    SATCHEL_TRY(tx.run(R"sql(
      INSERT INTO price_book_price (price_book_version, product_position, plan_position,
        charge_position, position, currency, amount, terms)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    )sql",
                       version, product, plan, position, static_cast<std::int64_t>(index),
                       charge.prices[index].currency, charge.prices[index].amount,
                       to_text(charge.prices[index].terms)));
  }
  return {};
}

Result<void> save_product_row(Transaction& tx, std::int64_t version, std::size_t position,
                              const Product& product) {
  return tx.run(
      R"sql(
    INSERT INTO price_book_product (price_book_version, position, product_id, code, name, category,
      detail, kind, base_product_id, available_from, available_until, available, price_editable,
      price_required, quantity_editable, quantity_required, tax_rate_ppm, fulfilment,
      fulfilment_module, fulfilment_offered, auto_setup, tax_category)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
      $20, $21, $22)
  )sql",
      version, static_cast<std::int64_t>(position), product.id, product.code, product.name,
      product.category, product.detail, product.kind, product.base_product_id,
      product.available_from, product.available_until, product.available, product.price_editable,
      product.price_required, product.quantity_editable, product.quantity_required,
      product.tax_rate_ppm, product.fulfilment.kind, product.fulfilment.module,
      join_lines(product.fulfilment.offered), product.fulfilment.auto_setup, product.tax_category);
}

Result<void> save_questions(Transaction& tx, std::int64_t version, std::size_t product,
                            const std::vector<ConfigurationField>& fields) {
  for (std::size_t index = 0; index < fields.size(); ++index) {
    const ConfigurationField& field = fields[index];
    SATCHEL_TRY(tx.run(R"sql(
      INSERT INTO price_book_field (price_book_version, product_position, position, key, label,
        kind, required, help, choices, minimum, maximum, pattern)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
    )sql",
                       version, static_cast<std::int64_t>(product),
                       static_cast<std::int64_t>(index), field.key, field.label, field.kind,
                       field.required, field.help, join_lines(field.choices), field.minimum,
                       field.maximum, field.pattern));
  }
  return {};
}

Result<void> save_members(Transaction& tx, std::int64_t version, std::size_t product,
                          const std::vector<BundleMember>& members) {
  for (std::size_t index = 0; index < members.size(); ++index) {
    const BundleMember& member = members[index];
    SATCHEL_TRY(tx.run(R"sql(
      INSERT INTO price_book_member (price_book_version, product_position, position, product_id,
        plan_id, quantity)
      VALUES ($1, $2, $3, $4, $5, $6)
    )sql",
                       version, static_cast<std::int64_t>(product),
                       static_cast<std::int64_t>(index), member.product_id, member.plan_id,
                       member.quantity));
  }
  return {};
}

Result<void> save_product(Transaction& tx, std::int64_t version, std::size_t position,
                          const Product& product) {
  SATCHEL_TRY(save_product_row(tx, version, position, product));
  SATCHEL_TRY(save_questions(tx, version, position, product.configuration));
  SATCHEL_TRY(save_members(tx, version, position, product.members));
  for (std::size_t plan = 0; plan < product.plans.size(); ++plan) {
    SATCHEL_TRY(tx.run(R"sql(
      INSERT INTO price_book_plan (price_book_version, product_position, position, plan_id, name,
        phases)
      VALUES ($1, $2, $3, $4, $5, $6)
    )sql",
                       version, static_cast<std::int64_t>(position),
                       static_cast<std::int64_t>(plan), product.plans[plan].id,
                       product.plans[plan].name, to_text(product.plans[plan].phases)));
    const std::vector<Charge>& charges = product.plans[plan].charges;
    for (std::size_t index = 0; index < charges.size(); ++index) {
      SATCHEL_TRY(save_charge(tx, version, {position, plan, index}, charges[index]));
    }
  }
  return {};
}

Result<void> end_validity(Transaction& tx, const PriceBook& book) {
  return tx.run("UPDATE price_book SET valid_until = $1, withdrawn = $2 WHERE version = $3",
                book.valid_until, book.withdrawn, book.version);
}

}  // namespace

Result<std::optional<PriceBook>> find_price_book(Transaction& tx, std::int64_t version) {
  auto book = SATCHEL_TRY(find_head(tx, version));
  if (!book) return book;
  constexpr auto position_max = std::numeric_limits<std::int64_t>::max();
  SATCHEL_TRY(append_products(tx, {version, 0, position_max}, *book));
  return book;
}

Result<std::optional<PriceBook>> find_price_book_of(Transaction& tx, std::int64_t version,
                                                    std::span<const ProductId> products) {
  auto book = SATCHEL_TRY(find_head(tx, version));
  if (!book) return book;
  for (const ProductId& product : products) {
    if (find_product(*book, product) != nullptr) continue;
    const Rows rows = SATCHEL_TRY(tx.query(R"sql(
      SELECT position FROM price_book_product WHERE price_book_version = $1 AND product_id = $2
      ORDER BY position LIMIT 1
    )sql",
                                           version, product));
    if (rows.empty()) continue;
    const std::int64_t place = rows.front().number(0);
    SATCHEL_TRY(append_products(tx, {version, place, place}, *book));
  }
  return book;
}

Result<std::optional<std::int64_t>> find_price_book_version(Transaction& tx, Date on) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT MAX(version) FROM price_book
    WHERE valid_from <= $1 AND withdrawn = 0 AND (valid_until IS NULL OR valid_until >= $1)
  )sql",
                                         on));
  if (rows.empty() || rows.front().is_null(0)) return std::optional<std::int64_t>();
  return std::optional<std::int64_t>(rows.front().number(0));
}

Result<void> save_price_book(Transaction& tx, const PriceBook& book) {
  if (auto existing = SATCHEL_TRY(find_price_book(tx, book.version))) {
    existing->valid_until = book.valid_until;
    existing->withdrawn = book.withdrawn;
    if (*existing == book) return end_validity(tx, book);
    return fail(ErrorCode::conflict, "Price book version " + std::to_string(book.version) +
                                         " exists and differs; make a new version instead.");
  }
  SATCHEL_TRY(tx.run(R"sql(
    INSERT INTO price_book (version, name, valid_from, valid_until, withdrawn)
    VALUES ($1, $2, $3, $4, $5)
  )sql",
                     book.version, book.name, book.valid_from, book.valid_until, book.withdrawn));
  for (std::size_t position = 0; position < book.products.size(); ++position) {
    SATCHEL_TRY(save_product(tx, book.version, position, book.products[position]));
  }
  return {};
}

Result<void> erase_price_book(Transaction& tx, std::int64_t version) {
  SATCHEL_TRY(tx.run("DELETE FROM price_book_field WHERE price_book_version = $1", version));
  SATCHEL_TRY(tx.run("DELETE FROM price_book_member WHERE price_book_version = $1", version));
  SATCHEL_TRY(tx.run("DELETE FROM price_book_price WHERE price_book_version = $1", version));
  SATCHEL_TRY(tx.run("DELETE FROM price_book_charge WHERE price_book_version = $1", version));
  SATCHEL_TRY(tx.run("DELETE FROM price_book_plan WHERE price_book_version = $1", version));
  SATCHEL_TRY(tx.run("DELETE FROM price_book_product WHERE price_book_version = $1", version));
  return tx.run("DELETE FROM price_book WHERE version = $1", version);
}

}  // namespace satchel
