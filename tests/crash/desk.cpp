// Customers and orders with random items of the organisation's own price book.
#include "tests/crash/desk.h"

#include <algorithm>

#include "shared/base/seal.h"
#include "shared/store/catalog_store.h"
#include "shared/store/organisation_store.h"
#include "web/sync/device.h"

namespace satchel::driver {
namespace {

constexpr std::size_t commands_per_exchange = 10;
constexpr std::size_t items_max = 4;
constexpr std::size_t quantity_max_here = 50;

/// What the device knows when it makes an order.
struct Shelf {
  Organisation organisation;
  PriceBook book;
  Date today = date(1970, 1, 1);
};

Result<Shelf> look_at_shelf(FieldDevice& device) {
  const Date today = SATCHEL_TRY(device.today());
  const auto tx = SATCHEL_TRY(device.database().begin(Access::read));
  const auto organisation = SATCHEL_TRY(find_organisation(*tx));
  if (!organisation) return fail(ErrorCode::not_found, "the device has no organisation");
  Shelf shelf;
  shelf.organisation = *organisation;
  shelf.today = today;
  const auto version = SATCHEL_TRY(find_price_book_version(*tx, shelf.today));
  const auto book = SATCHEL_TRY(find_price_book(*tx, version.value_or(0)));
  if (!book) return fail(ErrorCode::not_found, "the device has no price book");
  shelf.book = *book;
  return shelf;
}

CreateAccount customer_of(const Desk& desk, const Shelf& shelf) {
  const std::string number = std::to_string(desk.customers);
  CreateAccount create;
  Account& account = create.account;
  account.id = AccountId::make(desk.device->now(), desk.device->random());
  account.company_name = "Crash Test " + number;
  account.first_name = "Karin";
  account.last_name = "Holm";
  account.email = "customer-" + number + "@crash.example";
  account.login = account.email;
  account.address.city = "Göteborg";
  account.currency = shelf.organisation.currency;
  account.created_on = shelf.today;
  account.bill_cycle_day = shelf.organisation.bill_cycle_day;
  account.payment_terms_days = shelf.organisation.payment_terms_days;
  account.territories = {desk.device->session().territories.front().id};
  create.sealed_password =
      seal("Crash-Test-1", shelf.organisation.seal_key, desk.device->random()).value_or("");
  return create;
}

/// Whether the product can be ordered in any quantity without answering anything.
bool is_plain(const Product& product) {
  const bool asks = std::any_of(product.configuration.begin(), product.configuration.end(),
                                [](const ConfigurationField& field) { return field.required; });
  const bool alone = product.kind != ProductKind::add_on && product.kind != ProductKind::bundle;
  return alone && !asks && !product.price_required && product.quantity_editable;
}

/// Adds random items that can be ordered today until there are enough.
void add_items(FieldDevice& device, const Shelf& shelf, PlaceOrder& place) {
  const std::size_t wanted = 1 + device.random().below(items_max);
  while (place.document.items.size() < wanted) {
    const Product& product = shelf.book.products[device.random().below(shelf.book.products.size())];
    if (!is_plain(product) || !is_available(product, shelf.today)) continue;
    // These need answers, or take no other quantity and discount.
    const bool plain = product.configuration.empty() && !product.price_required &&
                       product.price_editable && product.quantity_editable;
    if (!plain) continue;
    auto item =
        make_item(place.order_id, place.document.items.size(), product, place.document.currency);
    if (!item) continue;
    item->quantity = 1 + static_cast<std::int64_t>(device.random().below(quantity_max_here));
    item->discount_ppm = static_cast<std::int64_t>(device.random().below(20)) * 10'000;
    place.document.items.push_back(*std::move(item));
  }
}

Result<PlaceOrder> order_of(FieldDevice& device, const Shelf& shelf, const AccountId& account) {
  PlaceOrder place;
  place.order_id = OrderId::make(device.now(), device.random());
  place.provisional_number = SATCHEL_TRY(web::take_provisional_number(device.database()));
  OrderDocument& document = place.document;
  document.account_id = account;
  document.ordered_on = shelf.today;
  document.currency = shelf.organisation.currency;
  document.price_book_version = shelf.book.version;
  add_items(device, shelf, place);
  document.charges.push_back(
      make_order_charge(place.order_id, 0, "Freight", {1'250, document.currency}));
  const auto totals = totals_of(document);
  if (!totals) return fail(ErrorCode::invalid, "an order is too large");
  place.quoted_one_time = totals->one_time;
  place.quoted_recurring = totals->recurring;
  place.document_digest = digest_of(document);
  place.closed_through = shelf.organisation.closed_through;
  return place;
}

Result<void> give(FieldDevice& device, const Command& command) {
  const auto decided = SATCHEL_TRY(device.give(command));
  if (decided) return {};
  return fail(ErrorCode::invalid,
              "a command was rejected: " + std::string(to_text(decided.error().reason)));
}

}  // namespace

Result<Desk> open_desk(const std::string& data, int port, std::uint64_t seed) {
  Desk desk{nullptr, HttpSession(port), 0};
  bool has_office = false;
  for (const Login& login : SATCHEL_TRY(load_logins(data))) {
    if (login.role == "admin") {
      SATCHEL_TRY(desk.office.login(request_of(login)));
      has_office = true;
    } else if (!desk.device) {
      DeviceOptions options;
      options.path = data + "/device.db";
      options.name = "Device under fire";
      options.port = port;
      options.seed = seed;
      options.bounds.commands_max = commands_per_exchange;
      desk.device = SATCHEL_TRY(FieldDevice::open(options));
      SATCHEL_TRY(desk.device->login(login.login, login.password));
      SATCHEL_TRY(desk.device->exchange_until_idle());
    }
  }
  if (!desk.device || !has_office) {
    return fail(ErrorCode::not_found, "the logins of " + data + " lack a rep or an admin");
  }
  return desk;
}

Result<void> enter_customer_with_order(Desk& desk) {
  ++desk.customers;
  const Shelf shelf = SATCHEL_TRY(look_at_shelf(*desk.device));
  const CreateAccount create = customer_of(desk, shelf);
  SATCHEL_TRY(give(*desk.device, create));
  const PlaceOrder place = SATCHEL_TRY(order_of(*desk.device, shelf, create.account.id));
  return give(*desk.device, place);
}

}  // namespace satchel::driver
