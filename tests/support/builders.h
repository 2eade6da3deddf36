// Builders: valid things for tests; a test states only what matters to it.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "shared/base/check.h"
#include "shared/domain/billing/plan_bill.h"
#include "shared/domain/command.h"
#include "shared/store/migrate.h"
#include "tests/support/engine.h"

namespace satchel {

inline Money usd(std::int64_t minor) { return {minor, Currency::usd}; }
inline Money eur(std::int64_t minor) { return {minor, Currency::eur}; }
inline Money jpy(std::int64_t minor) { return {minor, Currency::jpy}; }
inline Money kwd(std::int64_t minor) { return {minor, Currency::kwd}; }

/// Returns the decimal written as `text`; ends the test program when it is none.
inline Decimal dec(std::string_view text) {
  const auto value = parse_decimal(text);
  SATCHEL_CHECK(value);
  return *value;
}

/// Returns the same id for the same number: `id_of<AccountId>(1)`.
template <class IdType>
IdType id_of(int number) {
  char text[40];
  std::snprintf(text, sizeof text, "00000000-0000-7000-8000-%012d", number);
  return *IdType::parse(text);
}

/// Takes the value out of a result, or ends the test program with its error.
template <class T>
T need(Result<T> result) {
  if (!result) {
    std::fprintf(stderr, "unexpected error: %s\n", result.error().message.c_str());
    std::abort();
  }
  return take(std::move(result));
}

/// Repeatable bytes: the same seed gives the same ids.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed = 1) : state_(seed * 2 + 1) {}
  void fill(std::span<std::uint8_t> bytes) override {
    for (std::uint8_t& byte : bytes) {
      state_ = state_ * 6364136223846793005u + 1442695040888963407u;
      byte = static_cast<std::uint8_t>(state_ >> 56);
    }
  }

 private:
  std::uint64_t state_;
};

/// A clock that stands still until the test moves it.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(Timestamp now = {1'795'305'600'000}) : now_(now) {}  // 22 Nov 2026, 00:00.
  Timestamp now() const override { return now_; }
  void advance(std::int64_t ms) { now_.ms += ms; }

 private:
  Timestamp now_;
};

/// A database with the shared schema.
inline std::unique_ptr<Database> a_database() {
  auto database = need(test_engine().open(":memory:"));
  need(migrate_shared(*database));
  return database;
}

inline const Date test_today = date(2026, 11, 22);
inline const Timestamp test_now{1'795'305'600'000};
inline const TerritoryId west = id_of<TerritoryId>(901);
inline const TerritoryId east = id_of<TerritoryId>(902);
inline const ProductId coffee = id_of<ProductId>(11);   // Once, 10.99 a unit.
inline const ProductId support = id_of<ProductId>(12);  // 49.00 a month in advance, per unit.
inline const ProductId metered = id_of<ProductId>(13);  // 30.00 once and 12.50 a month in arrears.

/// A row that taxes a category in a country on top of the price, always.
inline TaxTableRow a_tax_row(std::string code, std::int64_t ppm, std::string country = "Germany",
                             std::string category = "standard") {
  TaxTableRow row;
  row.code = std::move(code);
  row.name = "VAT";
  row.category = std::move(category);
  row.country = std::move(country);
  row.rate_ppm = ppm;
  return row;
}

inline Organisation an_organisation() {
  Organisation organisation;
  organisation.version = 1;
  organisation.legal_name = "Satchel Trading Ltd";
  organisation.address = "1 Harbour Street, Seattle";
  organisation.tax_id = "US-123";
  organisation.settings.payment_options.clear();
  for (const PaymentMethod method : {PaymentMethod::on_account, PaymentMethod::bank_transfer,
                                     PaymentMethod::check, PaymentMethod::cash}) {
    organisation.settings.payment_options.push_back({method, PaymentGateway::manual, {}});
  }
  organisation.settings.payment_options.push_back({PaymentMethod::card, PaymentGateway::card, {}});
  return organisation;
}

inline Actor a_rep() { return {id_of<UserId>(801), "Nancy Davolio", Role::rep, {west}}; }
inline Actor another_rep() { return {id_of<UserId>(802), "Andrew Fuller", Role::rep, {east}}; }
inline Actor an_admin() { return {id_of<UserId>(800), "Ada Admin", Role::admin, {}}; }

inline Account a_company_account(int number = 1) {
  Account account;
  account.id = id_of<AccountId>(100 + number);
  account.kind = AccountKind::company;
  account.company_name = "Alfreds Futterkiste";
  account.first_name = "Maria";
  account.last_name = "Anders";
  account.email = "maria" + std::to_string(number) + "@alfreds.example";
  account.login = account.email;
  account.phone = "030-0074321";
  account.address = {"Obere Str. 57", "Berlin", "", "12209", "Germany"};
  account.created_on = date(2026, 1, 1);
  account.territories = {west};
  return account;
}

inline Account a_consumer_account(int number = 2) {
  Account account = a_company_account(number);
  account.kind = AccountKind::consumer;
  account.company_name = "";
  account.first_name = "Ana";
  account.last_name = "Trujillo";
  account.address.city = "México D.F.";
  return account;
}

inline Charge a_charge(int number, std::string name, ChargeKind kind, std::string_view price) {
  Charge charge;
  charge.id = id_of<ChargeId>(number);
  charge.name = std::move(name);
  charge.kind = kind;
  charge.prices = {{Currency::usd, dec(price)}, {Currency::eur, dec(price)}};
  return charge;
}

/// A product under one plan whose id has the number `plan`; the code is made of both.
inline Product a_product(const ProductId& id, int plan, std::string name,
                         std::vector<Charge> charges) {
  Product product;
  product.id = id;
  product.code = "P-" + std::to_string(plan);
  product.name = std::move(name);
  product.category = "Demo";
  product.detail = "1 unit";
  product.plans = {{id_of<PlanId>(plan), "Standard", std::move(charges)}};
  return product;
}

/// Version 1 with coffee (once), support (monthly in advance) and metered (once and in arrears).
inline PriceBook a_price_book() {
  PriceBook book;
  book.version = 1;
  book.name = "List prices 2026";
  book.valid_from = date(2026, 1, 1);
  const auto once = ChargeKind::one_time;
  const auto monthly = ChargeKind::recurring;
  book.products = {
      a_product(coffee, 21, "Coffee", {a_charge(31, "Coffee", once, "10.99")}),
      a_product(support, 22, "Support", {a_charge(32, "Support", monthly, "49.00")}),
      a_product(metered, 23, "Meter",
                {a_charge(33, "Set-up", once, "30.00"), a_charge(34, "Usage", monthly, "12.50")})};
  book.products[1].kind = ProductKind::service;
  book.products[2].plans[0].charges[1].timing = ChargeTiming::in_arrears;
  return book;
}

/// Returns an item of the product as the wizard makes it. Requires that `a_price_book` sells it;
/// its prices are the same in USD and EUR.
inline OrderItem an_item(const OrderId& order_id, std::size_t position, const ProductId& product,
                         std::int64_t quantity = 1) {
  const PriceBook book = a_price_book();
  const Product* found = find_product(book, product);
  SATCHEL_CHECK(found != nullptr);
  auto item = make_item(order_id, position, *found, Currency::usd);
  SATCHEL_CHECK(item);
  item->quantity = quantity;
  return *item;
}

/// A document of `account` for three coffees and one support, dated 22 Nov 2026.
inline OrderDocument a_document(const OrderId& order_id,
                                const Account& account = a_company_account()) {
  OrderDocument document;
  document.account_id = account.id;
  document.ordered_on = test_today;
  document.currency = account.currency;
  document.price_book_version = 1;
  document.purchase_order = "PO-7";
  document.signed_by = "Maria Anders";
  document.items = {an_item(order_id, 0, coffee, 3), an_item(order_id, 1, support)};
  return document;
}

inline OrderId an_order_id(int number = 1) { return id_of<OrderId>(1000 + number); }

inline SaveDraft a_save_draft(int number = 1, const Account& account = a_company_account()) {
  const OrderId id = an_order_id(number);
  return {id, "N1-" + std::to_string(number), a_document(id, account), "Ring twice", true, {}};
}

/// The document with what a customer is shown of it.
inline OfferedDocument offer_of(const OrderId& id, const OrderDocument& document) {
  const auto totals = totals_of(document);
  SATCHEL_CHECK(totals);
  return {id,
          "N1-" + id.text().substr(32),
          document,
          "Ring twice",
          totals->one_time,
          totals->recurring,
          digest_of(document),
          std::nullopt};
}

/// The command that places `document` as it stands, with matching totals and digest.
inline PlaceOrder place_order_of(const OrderId& id, const OrderDocument& document) {
  return {offer_of(id, document), {}};
}

/// The command that keeps the document as a quote for thirty days.
inline SaveQuote a_save_quote(int number = 1, const Account& account = a_company_account()) {
  const OrderId id = id_of<OrderId>(1000 + number);
  return {offer_of(id, a_document(id, account)), add_days(test_today, 30)};
}

inline PlaceOrder a_place_order(int number = 1, const Account& account = a_company_account()) {
  return place_order_of(an_order_id(number), a_document(an_order_id(number), account));
}

/// A draft taken by `a_rep()`, as `decide` makes it.
inline Order a_draft_order(int number = 1, const Account& account = a_company_account()) {
  const SaveDraft command = a_save_draft(number, account);
  Order order;
  order.id = command.order_id;
  order.provisional_number = command.provisional_number;
  order.taken_by = a_rep().user_id;
  order.taken_by_name = a_rep().name;
  order.saved = true;
  order.document = command.document;
  order.fulfilments.assign(order.document.items.size(), ItemFulfilment());
  order.notes = command.notes;
  order.history = {{test_now, a_rep().name, OrderAction::opened, ""},
                   {test_now, a_rep().name, OrderAction::saved, ""}};
  return order;
}

/// A pending order with number 1000 + `number`.
inline Order a_placed_order(int number = 1, const Account& account = a_company_account()) {
  Order order = a_draft_order(number, account);
  order.number = 1000 + number;
  order.lifecycle = OrderLifecycle::pending;
  order.payment = PaymentState::not_due;
  order.document_digest = digest_of(order.document);
  order.history.push_back({test_now, a_rep().name, OrderAction::placed, ""});
  return order;
}

/// A completed and verified order, ready to be billed.
inline Order a_completed_order(int number = 1, const Account& account = a_company_account()) {
  Order order = a_placed_order(number, account);
  order.lifecycle = OrderLifecycle::completed;
  order.review = Review::verified;
  order.fulfilments.assign(order.document.items.size(),
                           ItemFulfilment{ItemState::active, {}, {}, {}, {}});
  return order;
}

/// The states of the order's items.
inline std::vector<ItemState> item_states(const Order& order) {
  std::vector<ItemState> states;
  for (const ItemFulfilment& each : order.fulfilments) states.push_back(each.state);
  return states;
}

/// The facts of `a_rep()` on 22 Nov 2026 for the account; `book` must outlive them.
inline OrderFacts order_facts(const PriceBook& book, const Account& account = a_company_account()) {
  OrderFacts facts;
  facts.actor = a_rep();
  facts.at = test_now;
  facts.today = test_today;
  facts.organisation = an_organisation();
  facts.account = account;
  facts.price_book = &book;
  return facts;
}

}  // namespace satchel
