// Price books: availability, and what keeps one from being published.
#include <doctest/doctest.h>

#include "tests/support/builders.h"

namespace satchel::price_book_test {
namespace {

/// Returns the fields that are wrong in a book that `change` spoilt.
template <class Change>
std::vector<std::string> wrong_fields(Change change) {
  PriceBook book = a_price_book();
  change(book);
  std::vector<std::string> fields;
  for (const FieldProblem& problem : problems_of(book)) fields.push_back(problem.field);
  return fields;
}

using Fields = std::vector<std::string>;

}  // namespace

TEST_SUITE("price book") {
  TEST_CASE("P1: a product is available once it was made so, within its days") {
    Product product = a_price_book().products[0];
    CHECK(is_available(product, test_today));
    product.available_from = date(2026, 11, 23);
    CHECK_FALSE(is_available(product, test_today));
    product.available_from = test_today;
    product.available_until = test_today;
    CHECK(is_available(product, test_today));
    product.available = false;
    CHECK_FALSE(is_available(product, test_today));
  }

  TEST_CASE("P3: products, services, add-ons with their base and bundles are published") {
    PriceBook book = a_price_book();
    CHECK(problems_of(book).empty());
    book.products[1].kind = ProductKind::add_on;
    book.products[1].base_product_id = coffee;
    Product bundle = a_product(id_of<ProductId>(19), 29, "Package", {});
    bundle.kind = ProductKind::bundle;
    bundle.plans.clear();
    bundle.members = {{coffee, id_of<PlanId>(21), 4}};
    book.products.push_back(bundle);
    CHECK(problems_of(book).empty());
  }

  TEST_CASE("P3: an add-on without its base and a bundle of what is not sold are refused") {
    CHECK(wrong_fields([](PriceBook& book) { book.products[1].kind = ProductKind::add_on; }) ==
          Fields{"products[1].base_product_id"});
    CHECK(wrong_fields([](PriceBook& book) { book.products[1].base_product_id = coffee; }) ==
          Fields{"products[1].base_product_id"});
    CHECK(wrong_fields([](PriceBook& book) {
            book.products[1].kind = ProductKind::bundle;
            book.products[1].plans.clear();
            book.products[1].members = {{coffee, id_of<PlanId>(99), 1}};
          }) == Fields{"products[1].members[0]"});
    CHECK(wrong_fields([](PriceBook& book) { book.products[1].kind = ProductKind::bundle; }) ==
          Fields{"products[1].plans", "products[1].members"});
  }

  TEST_CASE("P4: plans and charges need names, prices, and ids of their own") {
    CHECK(wrong_fields([](PriceBook& book) { book.products[0].plans.clear(); }) ==
          Fields{"products[0].plans"});
    CHECK(wrong_fields([](PriceBook& book) {
            book.products[0].plans.push_back(book.products[0].plans[0]);
          }) == Fields{"products[0].plans[1].id"});
    CHECK(wrong_fields([](PriceBook& book) {
            Charge& charge = book.products[0].plans[0].charges[0];
            charge.name = "";
            charge.prices[1] = {Currency::usd, dec("-1")};
          }) == Fields{"products[0].plans[0].charges[0].name",
                       "products[0].plans[0].charges[0].prices[1]",
                       "products[0].plans[0].charges[0].prices[1].currency"});
  }

  TEST_CASE("P7: what has to be entered has to be editable") {
    CHECK(wrong_fields([](PriceBook& book) {
            book.products[0].price_editable = false;
            book.products[0].price_required = true;
            book.products[0].quantity_editable = false;
            book.products[0].quantity_required = true;
          }) == Fields{"products[0].price_required", "products[0].quantity_required"});
  }

  TEST_CASE("A4: fulfilment names its module and what there is to choose from") {
    CHECK(wrong_fields([](PriceBook& book) {
            book.products[0].fulfilment.kind = FulfilmentKind::provisioning;
          }) == Fields{"products[0].fulfilment.module", "products[0].fulfilment.offered"});
    CHECK(wrong_fields([](PriceBook& book) {
            book.products[0].fulfilment.auto_setup = AutoSetup::on_payment;
          }) == Fields{"products[0].fulfilment.auto_setup"});
    CHECK(wrong_fields([](PriceBook& book) {
            book.products[0].fulfilment = {
                FulfilmentKind::registrar, "", {"Northgate"}, AutoSetup::on_order};
          }).empty());
  }

  TEST_CASE("codes are unique, whatever their case, and a book sells something") {
    CHECK(wrong_fields([](PriceBook& book) { book.products[1].code = "p-21"; }) ==
          Fields{"products[1].code"});
    CHECK(wrong_fields([](PriceBook& book) { book.products.clear(); }) == Fields{"products"});
    CHECK(wrong_fields([](PriceBook& book) { book.valid_until = date(2025, 12, 31); }) ==
          Fields{"valid_until"});
  }
}

}  // namespace satchel::price_book_test
