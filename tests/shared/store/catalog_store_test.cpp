// The catalogue store: versions come back whole, in order, and never change.
#include "shared/store/catalog_store.h"

#include <doctest/doctest.h>

#include "tests/support/dump.h"

namespace satchel::catalog_store_test {
namespace {

struct Fixture {
  std::unique_ptr<Database> database = a_database();
  std::unique_ptr<Transaction> tx = need(database->begin());
};

Product a_hosting_product() {
  Product product = a_product(id_of<ProductId>(15), 25, "Hosting", {});
  product.kind = ProductKind::service;
  product.available = false;
  product.price_editable = false;
  product.price_required = true;
  product.quantity_editable = false;
  product.quantity_required = true;
  product.tax_rate_ppm = 190'000;
  product.fulfilment = {
      FulfilmentKind::provisioning, "panel", {"web-1", "web-2"}, AutoSetup::on_payment};
  product.configuration = {
      {"domain", "Domain", FieldKind::text, true, "As in DNS", {}, "4", "253", "*.@@*"},
      {"language", "Language", FieldKind::choice, false, "", {"English", "Français"}, "", "", ""}};
  return product;
}

Product a_bundle() {
  Product product = a_product(id_of<ProductId>(16), 26, "Package", {});
  product.kind = ProductKind::bundle;
  product.plans = {};
  product.members = {{coffee, id_of<PlanId>(21), 4}, {support, id_of<PlanId>(22), 1}};
  return product;
}

PriceBook a_rich_price_book() {
  PriceBook book = a_price_book();
  book.valid_until = date(2026, 12, 31);
  book.products.push_back(a_hosting_product());
  book.products.push_back(a_bundle());
  book.products[0].available_from = date(2026, 1, 1);
  book.products[0].available_until = date(2026, 12, 31);
  book.products[1].kind = ProductKind::add_on;
  book.products[1].base_product_id = coffee;
  book.products[2].plans.push_back({id_of<PlanId>(29), "Bare", {}});
  book.products[2].plans[0].charges[1].every = {1, PeriodUnit::year};
  book.products[2].plans[0].charges[1].prices = {{Currency::kwd, dec("12.345678901234")}};
  book.products.push_back({});
  book.products.back().id = id_of<ProductId>(14);
  return book;
}

}  // namespace

TEST_SUITE("catalog store") {
  TEST_CASE_FIXTURE(Fixture, "a version comes back as it was saved") {
    const PriceBook book = a_rich_price_book();
    need(save_price_book(*tx, book));
    CHECK(need(find_price_book(*tx, 1)) == book);
    CHECK_FALSE(need(find_price_book(*tx, 2)));
  }

  TEST_CASE_FIXTURE(Fixture, "an excerpt holds the products asked for, whole, each once") {
    const PriceBook book = a_rich_price_book();
    need(save_price_book(*tx, book));

    const std::vector<ProductId> wanted{metered, coffee, metered, id_of<ProductId>(99)};
    const auto excerpt = need(find_price_book_of(*tx, 1, wanted));

    REQUIRE(excerpt);
    CHECK(excerpt->name == book.name);
    REQUIRE(excerpt->products.size() == 2);
    CHECK(excerpt->products[0] == book.products[2]);
    CHECK(excerpt->products[1] == book.products[0]);
    CHECK_FALSE(need(find_price_book_of(*tx, 2, wanted)));
    CHECK(need(find_price_book_of(*tx, 1, {}))->products.empty());
  }

  TEST_CASE_FIXTURE(Fixture, "a version never changes: saving it again is refused unless equal") {
    PriceBook book = a_price_book();
    need(save_price_book(*tx, book));
    const std::string before = dump(*tx);
    need(save_price_book(*tx, book));

    book.products[0].plans[0].charges[0].prices[0].amount = dec("11.99");
    const auto refused = save_price_book(*tx, book);

    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::conflict);
    CHECK(dump(*tx) == before);
  }

  TEST_CASE_FIXTURE(Fixture, "a version's validity can end, and it sells no more from then on") {
    PriceBook book = a_price_book();
    need(save_price_book(*tx, book));
    book.version = 2;
    need(save_price_book(*tx, book));

    book.valid_until = date(2026, 3, 31);
    need(save_price_book(*tx, book));
    CHECK(need(find_price_book(*tx, 2)) == book);
    CHECK(need(find_price_book_version(*tx, date(2026, 3, 31))) == 2);
    CHECK(need(find_price_book_version(*tx, date(2026, 4, 1))) == 1);
    CHECK(is_valid(book, date(2026, 3, 31)));
    CHECK_FALSE(is_valid(book, date(2026, 4, 1)));

    book.withdrawn = true;
    need(save_price_book(*tx, book));
    CHECK(need(find_price_book(*tx, 2)) == book);
    CHECK(need(find_price_book_version(*tx, date(2026, 3, 31))) == 1);
    CHECK_FALSE(is_valid(book, date(2026, 3, 31)));
  }

  TEST_CASE_FIXTURE(Fixture, "the valid version is the highest that began by the day") {
    PriceBook book = a_price_book();
    need(save_price_book(*tx, book));
    book.version = 2;
    book.valid_from = date(2026, 6, 1);
    need(save_price_book(*tx, book));

    CHECK_FALSE(need(find_price_book_version(*tx, date(2025, 12, 31))));
    CHECK(need(find_price_book_version(*tx, date(2026, 1, 1))) == 1);
    CHECK(need(find_price_book_version(*tx, date(2026, 5, 31))) == 1);
    CHECK(need(find_price_book_version(*tx, date(2026, 6, 1))) == 2);
  }

  TEST_CASE_FIXTURE(Fixture, "an erased version leaves nothing behind and spares the others") {
    PriceBook book = a_rich_price_book();
    need(save_price_book(*tx, book));
    const std::string before = dump(*tx);
    book.version = 2;
    need(save_price_book(*tx, book));
    need(erase_price_book(*tx, 2));
    CHECK(dump(*tx) == before);
  }
}

}  // namespace satchel::catalog_store_test
