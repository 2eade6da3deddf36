// Reads, writes and counts coupons.
#include "shared/store/coupon_store.h"

#include <charconv>

#include "shared/base/text.h"
#include "shared/store/text_lines.h"

namespace satchel {
namespace {

std::string amounts_text(const std::vector<Money>& amounts) {
  std::vector<std::string> lines;
  for (const Money& amount : amounts) {
    lines.push_back(std::string(to_text(amount.currency)) + " " + std::to_string(amount.minor));
  }
  return join_lines(lines);
}

std::vector<Money> amounts_in(std::string_view text) {
  std::vector<Money> amounts;
  for (const std::string& line : split_lines(text)) {
    const std::size_t space = line.find(' ');
    const auto currency = parse_enum<Currency>(std::string_view(line).substr(0, space));
    if (!currency || space == line.npos) continue;
    Money amount{0, *currency};
    std::from_chars(line.data() + space + 1, line.data() + line.size(), amount.minor);
    amounts.push_back(amount);
  }
  return amounts;
}

std::string products_text(const std::vector<ProductId>& products) {
  std::vector<std::string> lines;
  for (const ProductId& product : products) lines.push_back(product.text());
  return join_lines(lines);
}

std::vector<ProductId> products_in(std::string_view text) {
  std::vector<ProductId> products;
  for (const std::string& line : split_lines(text)) {
    if (const auto id = ProductId::parse(line)) products.push_back(*id);
  }
  return products;
}

}  // namespace

Result<Coupons> load_coupons(Transaction& tx) {
  Coupons coupons;
  for (const Row& row : SATCHEL_TRY(tx.query(R"sql(
    SELECT code, name, percent_ppm, amounts, duration, periods, products, valid_from, valid_until,
           redemptions_max
    FROM coupon ORDER BY position
  )sql"))) {
    coupons.push_back({row.text(0), row.text(1), row.number(2), amounts_in(row.text(3)),
                       row.word<CouponDuration>(4), row.number(5), products_in(row.text(6)),
                       row.day(7), row.optional_day(8),
                       row.is_null(9) ? std::nullopt : std::optional(row.number(9))});
  }
  return coupons;
}

Result<void> save_coupons(Transaction& tx, const Coupons& coupons) {
  if (SATCHEL_TRY(load_coupons(tx)) == coupons) return {};
  SATCHEL_TRY(tx.run("DELETE FROM coupon"));
  for (std::size_t index = 0; index < coupons.size(); ++index) {
    const Coupon& coupon = coupons[index];
    SATCHEL_TRY(tx.run(R"sql(
      INSERT INTO coupon (position, code, name, percent_ppm, amounts, duration, periods, products,
        valid_from, valid_until, redemptions_max)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    )sql",
                       static_cast<std::int64_t>(index), coupon.code, coupon.name,
                       coupon.percent_ppm, amounts_text(coupon.amounts), coupon.duration,
                       coupon.periods, products_text(coupon.products), coupon.valid_from,
                       coupon.valid_until, coupon.redemptions_max));
  }
  return {};
}

Result<std::vector<std::int64_t>> count_coupon_uses(Transaction& tx,
                                                    const std::vector<CouponTerms>& coupons,
                                                    const OrderId& except) {
  std::vector<std::int64_t> uses;
  for (const CouponTerms& terms : coupons) {
    const Rows rows = SATCHEL_TRY(tx.query(R"sql(
      SELECT COUNT(*) FROM sales_order_coupon c JOIN sales_order o ON o.id = c.order_id
      WHERE c.code = $1 AND o.id <> $2
        AND o.lifecycle IN ('pending', 'in_progress', 'completed')
    )sql",
                                           fold(terms.code), except));
    uses.push_back(rows.front().number(0));
  }
  return uses;
}

Result<void> load_order_coupons(Transaction& tx, Order& order) {
  for (const Row& row : SATCHEL_TRY(
           tx.query("SELECT terms FROM sales_order_coupon WHERE order_id = $1 ORDER BY position",
                    order.id))) {
    for (CouponTerms& terms : parse_coupons(row.text(0), order.document.currency)) {
      order.document.coupons.push_back(std::move(terms));
    }
  }
  return {};
}

Result<void> save_order_coupons(Transaction& tx, const Order& order) {
  const std::vector<CouponTerms>& coupons = order.document.coupons;
  for (std::size_t index = 0; index < coupons.size(); ++index) {
    SATCHEL_TRY(tx.run(R"sql(
      INSERT INTO sales_order_coupon (order_id, position, code, terms) VALUES ($1, $2, $3, $4)
    )sql",
                       order.id, static_cast<std::int64_t>(index), fold(coupons[index].code),
                       to_text(std::vector<CouponTerms>{coupons[index]})));
  }
  return {};
}

}  // namespace satchel
