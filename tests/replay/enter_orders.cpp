// Turns entries into documents by what the device itself holds.
#include "tests/replay/enter_orders.h"

#include <algorithm>
#include <map>

#include "shared/base/text.h"
#include "shared/store/account_store.h"
#include "shared/store/catalog_store.h"
#include "shared/store/organisation_store.h"
#include "tests/driver/csv_table.h"
#include "web/sync/device.h"

namespace satchel::driver {
namespace {

constexpr std::size_t draft_every = 3;

using ProductNames = std::map<std::string, std::string>;  // By the key of the product's row.

/// An order in the making on one device.
struct Wizard {
  FieldDevice& device;
  const ProductNames& names;
  OrderId order_id;
};

Result<ProductNames> load_product_names(const std::string& folder) {
  const CsvTable products = SATCHEL_TRY(CsvTable::read(folder + "/products.csv"));
  ProductNames names;
  for (std::size_t row = 0; row < products.row_count(); ++row) {
    const std::string key = SATCHEL_TRY(products.field(row, "productID"));
    names[key] = SATCHEL_TRY(products.field(row, "productName"));
  }
  return names;
}

Result<AccountId> find_customer(Transaction& tx, const std::string& customer) {
  const std::string email = fold(customer + "@northwind.example");
  const auto found = SATCHEL_TRY(search_accounts(tx, email, 1));
  if (found.empty() || fold(found.front().email) != email) {
    return fail(ErrorCode::not_found, "the device does not know the customer " + customer);
  }
  return found.front().id;
}

Result<OrderItem> item_of(const Wizard& wizard, const PriceBook& book, const EntryLine& line,
                          std::size_t position) {
  const auto name = wizard.names.find(line.product);
  const auto product = std::find_if(
      book.products.begin(), book.products.end(),
      [&](const Product& each) { return name != wizard.names.end() && each.name == name->second; });
  if (product == book.products.end()) {
    return fail(ErrorCode::not_found, "the device does not know the product " + line.product);
  }
  auto item = make_item(wizard.order_id, position, *product, Currency::usd);
  if (!item || item->charges.size() != 1) {
    return fail(ErrorCode::invalid, "the product " + product->name + " has not one price");
  }
  item->quantity = line.quantity;
  item->discount_ppm = line.discount_ppm;
  if (item->charges.front().list_price != line.unit_price) {
    item->charges.front().unit_price = line.unit_price;
  }
  return *item;
}

Result<PlaceOrder> command_for(const Wizard& wizard, const OrderEntry& entry) {
  PlaceOrder place;
  place.order_id = wizard.order_id;
  place.provisional_number = SATCHEL_TRY(web::take_provisional_number(wizard.device.database()));
  const auto tx = SATCHEL_TRY(wizard.device.database().begin(Access::read));
  const auto version = SATCHEL_TRY(find_price_book_version(*tx, entry.ordered_on));
  const auto book = SATCHEL_TRY(find_price_book(*tx, version.value_or(0)));
  const auto organisation = SATCHEL_TRY(find_organisation(*tx));
  if (!book || !organisation) {
    return fail(ErrorCode::not_found, "the device has no price book for order " + entry.order);
  }
  OrderDocument& document = place.document;
  document.account_id = SATCHEL_TRY(find_customer(*tx, entry.customer));
  document.ordered_on = entry.ordered_on;
  document.price_book_version = *version;
  document.purchase_order = entry.order;
  for (const EntryLine& line : entry.lines) {
    const std::size_t position = document.items.size();
    document.items.push_back(SATCHEL_TRY(item_of(wizard, *book, line, position)));
  }
  if (entry.freight.minor != 0) {
    document.charges.push_back(make_order_charge(place.order_id, 0, "Freight", entry.freight));
  }
  const auto totals = totals_of(document);
  if (!totals) return fail(ErrorCode::invalid, "order " + entry.order + " is too large");
  place.quoted_one_time = totals->one_time;
  place.quoted_recurring = totals->recurring;
  place.document_digest = digest_of(document);
  place.closed_through = organisation->closed_through;
  return place;
}

Result<void> must_be_accepted(Result<Decision<Touched>> given, const OrderEntry& entry) {
  const Decision<Touched> decided = SATCHEL_TRY(std::move(given));
  if (decided) return {};
  std::string fields;
  for (const FieldProblem& problem : decided.error().fields) {
    fields += " " + problem.field + ": " + std::string(to_text(problem.reason));
  }
  return fail(ErrorCode::invalid, "order " + entry.order + " was rejected: " +
                                      std::string(to_text(decided.error().reason)) + fields);
}

Result<void> enter(ReplayRun& run, FieldDevice& device, const ProductNames& names,
                   const OrderEntry& entry) {
  const Wizard wizard{device, names, OrderId::make(device.now(), device.random())};
  const PlaceOrder place = SATCHEL_TRY(command_for(wizard, entry));
  if (run.random.below(draft_every) == 0) {
    SaveDraft draft;
    draft.order_id = place.order_id;
    draft.provisional_number = place.provisional_number;
    draft.document = place.document;
    SATCHEL_TRY(must_be_accepted(device.give(draft), entry));
    ++run.counts.drafts_saved;
  }
  return must_be_accepted(device.give(place), entry);
}

}  // namespace

Result<void> enter_orders(ReplayRun& run, const std::vector<OrderEntry>& entries) {
  const ProductNames names = SATCHEL_TRY(load_product_names(run.options.input));
  for (const OrderEntry& entry : entries) {
    const auto rep = std::find_if(run.reps.begin(), run.reps.end(),
                                  [&](const Rep& each) { return each.employee == entry.employee; });
    if (rep == run.reps.end()) {
      return fail(ErrorCode::invalid, "order " + entry.order + " was taken by nobody known");
    }
    SATCHEL_TRY(enter(run, *rep->device, names, entry));
  }
  return {};
}

}  // namespace satchel::driver
