// Northwind's tables become ours.
#include "server/main/import_northwind.h"

#include <map>
#include <set>

#include "server/catalogue/csv_file.h"
#include "server/main/founding.h"
#include "server/main/northwind_ids.h"
#include "shared/base/text.h"
#include "shared/store/account_store.h"

namespace satchel::server {
namespace {

const Date first_day = date(1996, 7, 1);
const Date last_day = date(1998, 5, 6);

/// The employees who took an order from each customer.
using Takers = std::map<std::string, std::set<std::string>>;
using Names = std::map<std::string, std::string>;

Result<CsvFile> read_table(const std::string& folder, const char* name) {
  return CsvFile::read(folder + "/" + name + ".csv");
}

/// Returns column `value` of every row by its column `key`.
Result<Names> names_of(const CsvFile& table, std::string_view key, std::string_view value) {
  Names names;
  for (std::size_t row = 0; row < table.size(); ++row) {
    names[SATCHEL_TRY(table.text(row, key))] = SATCHEL_TRY(table.text(row, value));
  }
  return names;
}

Organisation northwind_traders() {
  return {.legal_name = "Northwind Traders",
          .address = "One Portals Way, Twin Points WA 98156, USA",
          .currency = Currency::usd,
          .time_zone = "America/Los_Angeles",
          .demo = true};
}

Result<Plan> plan_of(const CsvFile& table, std::size_t row, const ProductId& product) {
  const std::string text = SATCHEL_TRY(table.text(row, "unitPrice"));
  const auto price = parse_decimal(text);
  if (!price) return fail(ErrorCode::invalid, "products.csv: the price " + text + " is none.");
  Charge charge{.id = ChargeId::derive(product.text(), "price"), .name = "Price"};
  charge.prices = {{Currency::usd, *price}};
  return Plan{
      .id = PlanId::derive(product.text(), "plan"), .name = "Purchase", .charges = {charge}};
}

Result<Product> product_of(const CsvFile& table, std::size_t row, const Names& categories) {
  const std::string key = SATCHEL_TRY(table.text(row, "productID"));
  const std::string category = SATCHEL_TRY(table.text(row, "categoryID"));
  if (!categories.contains(category)) {
    return fail(ErrorCode::invalid, "products.csv: product " + key + " has no known category.");
  }
  Product product{.id = northwind_product_id(key),
                  .code = "NW-" + key,
                  .name = SATCHEL_TRY(table.text(row, "productName")),
                  .category = categories.at(category),
                  .detail = SATCHEL_TRY(table.text(row, "quantityPerUnit"))};
  const bool discontinued = SATCHEL_TRY(table.number(row, "discontinued")) != 0;
  if (discontinued) product.available_until = last_day;
  product.plans = {SATCHEL_TRY(plan_of(table, row, product.id))};
  return product;
}

Result<void> import_products(const ServerWrite& write, const std::string& folder,
                             NorthwindImport& done) {
  const CsvFile table = SATCHEL_TRY(read_table(folder, "products"));
  const CsvFile groups = SATCHEL_TRY(read_table(folder, "categories"));
  const Names categories = SATCHEL_TRY(names_of(groups, "categoryID", "categoryName"));
  PriceBook book{.version = 1, .name = "Northwind price list", .valid_from = first_day};
  for (std::size_t row = 0; row < table.size(); ++row) {
    book.products.push_back(SATCHEL_TRY(product_of(table, row, categories)));
    if (book.products.back().available_until) ++done.discontinued;
  }
  done.categories = categories.size();
  done.products = book.products.size();
  return publish_price_book(write, book);
}

/// Writes the territory of an employee's customers and those of his own; returns them all.
Result<std::vector<TerritoryId>> import_territories(const ServerWrite& write,
                                                    const std::string& folder,
                                                    const Territory& customers,
                                                    const std::string& employee) {
  const CsvFile table = SATCHEL_TRY(read_table(folder, "territories"));
  const CsvFile covered = SATCHEL_TRY(read_table(folder, "employee_territories"));
  const Names names = SATCHEL_TRY(names_of(table, "territoryID", "territoryDescription"));
  SATCHEL_TRY(save_territory(write.tx, customers));
  std::vector<TerritoryId> all{customers.id};
  for (std::size_t row = 0; row < covered.size(); ++row) {
    const std::string by = SATCHEL_TRY(covered.text(row, "employeeID"));
    if (by != employee) continue;
    const std::string key = SATCHEL_TRY(covered.text(row, "territoryID"));
    if (!names.contains(key)) {
      return fail(ErrorCode::invalid, "territories.csv has no territory " + key + ".");
    }
    all.push_back(northwind_territory_id(key));
    SATCHEL_TRY(save_territory(write.tx, {all.back(), key, trim(names.at(key))}));
  }
  return all;
}

std::string login_of(const std::string& name) {
  std::string login;
  for (const std::string& word : folded_words(name)) login += (login.empty() ? "" : ".") + word;
  return login + "@northwind.example";
}

Result<void> import_reps(const ServerWrite& write, const std::string& folder,
                         NorthwindImport& done) {
  const CsvFile table = SATCHEL_TRY(read_table(folder, "employees"));
  for (std::size_t row = 0; row < table.size(); ++row) {
    const std::string key = SATCHEL_TRY(table.text(row, "employeeID"));
    const std::string first = SATCHEL_TRY(table.text(row, "firstName"));
    const std::string name = first + " " + SATCHEL_TRY(table.text(row, "lastName"));
    User user{.id = northwind_user_id(key), .login = login_of(name), .name = name};
    const Territory customers{northwind_customers_of(key), "employee-" + key, name};
    user.territories = SATCHEL_TRY(import_territories(write, folder, customers, key));
    done.territories += user.territories.size();
    SATCHEL_TRY(add_person(write, std::move(user), done.credentials));
    ++done.reps;
  }
  return {};
}

Result<Takers> takers_of(const std::string& folder) {
  const CsvFile orders = SATCHEL_TRY(read_table(folder, "orders"));
  Takers takers;
  for (std::size_t row = 0; row < orders.size(); ++row) {
    const std::string customer = SATCHEL_TRY(orders.text(row, "customerID"));
    takers[customer].insert(SATCHEL_TRY(orders.text(row, "employeeID")));
  }
  return takers;
}

Result<Account> account_of(const CsvFile& table, std::size_t row) {
  const std::string key = SATCHEL_TRY(table.text(row, "customerID"));
  const std::string contact = trim(SATCHEL_TRY(table.text(row, "contactName")));
  const std::size_t space = contact.rfind(' ');
  Account account{.id = northwind_account_id(key), .kind = AccountKind::company};
  account.company_name = SATCHEL_TRY(table.text(row, "companyName"));
  account.first_name = space == contact.npos ? contact : trim(contact.substr(0, space));
  account.last_name = space == contact.npos ? contact : contact.substr(space + 1);
  account.email = fold(key) + "@northwind.example";
  account.login = account.email;
  account.phone = SATCHEL_TRY(table.text(row, "phone"));
  account.address = {.street = SATCHEL_TRY(table.text(row, "address")),
                     .city = SATCHEL_TRY(table.text(row, "city")),
                     .region = SATCHEL_TRY(table.text(row, "region")),
                     .postal_code = SATCHEL_TRY(table.text(row, "postalCode")),
                     .country = SATCHEL_TRY(table.text(row, "country"))};
  account.currency = Currency::usd;
  account.created_on = first_day;
  return account;
}

Result<void> import_accounts(const ServerWrite& write, const std::string& folder,
                             NorthwindImport& done) {
  const CsvFile table = SATCHEL_TRY(read_table(folder, "customers"));
  const Takers takers = SATCHEL_TRY(takers_of(folder));
  for (std::size_t row = 0; row < table.size(); ++row) {
    Account account = SATCHEL_TRY(account_of(table, row));
    const auto theirs = takers.find(SATCHEL_TRY(table.text(row, "customerID")));
    if (theirs != takers.end()) {
      for (const std::string& employee : theirs->second) {
        account.territories.push_back(northwind_customers_of(employee));
      }
    }
    if (account.territories.empty()) ++done.accounts_without_territory;
    SATCHEL_TRY(create_account(write, account));
    ++done.accounts;
  }
  return {};
}

}  // namespace

Result<NorthwindImport> import_northwind(const ServerWrite& write, const std::string& folder) {
  NorthwindImport done;
  SATCHEL_TRY(found_organisation(write, northwind_traders()));
  SATCHEL_TRY(import_products(write, folder, done));
  User admin{.id = UserId::derive(northwind_root, "admin"),
             .login = "admin@northwind.example",
             .name = "Northwind Office",
             .role = Role::admin};
  SATCHEL_TRY(add_person(write, std::move(admin), done.credentials));
  SATCHEL_TRY(import_reps(write, folder, done));
  SATCHEL_TRY(import_accounts(write, folder, done));
  return done;
}

}  // namespace satchel::server
