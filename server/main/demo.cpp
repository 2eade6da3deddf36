// Reading the demo's assets.
#include "server/main/demo.h"

#include <map>
#include <string_view>

#include "embedded/demo_assets.h"
#include "server/main/founding.h"
#include "server/store/civil_date.h"
#include "shared/base/text.h"
#include "shared/store/account_store.h"
#include "shared/wire/aggregate_wire.h"

namespace satchel::server {
namespace {

constexpr std::string_view demo_root = "0d3a0c55-2e4f-8a61-b7c2-5f9d1e80a233";
constexpr std::size_t rows_max = 1000;
constexpr std::int64_t customer_since_days = 90;

using Territories = std::map<std::string, Territory>;

struct DemoUser {
  std::string login;
  std::string name;
  Role role = Role::rep;
  std::vector<std::string> territories;
};

struct DemoAccount {
  Account account;
  std::vector<std::string> territories;
};

/// The file organisation.json.
struct DemoOffice {
  Organisation organisation;
  Territories territories;
  std::vector<DemoUser> users;
};

Result<std::string_view> asset(std::string_view name) {
  for (const embedded::EmbeddedFile& file : embedded::demo_assets()) {
    if (file.name == name) return file.bytes;
  }
  return fail(ErrorCode::corrupt, "the demo asset " + std::string(name) + " is missing");
}

DemoOffice read_office(ObjectReader& in) {
  DemoOffice office;
  office.organisation = {.legal_name = in.text("legal_name"),
                         .address = in.text("address"),
                         .tax_id = in.text("tax_id"),
                         .currency = in.word<Currency>("currency"),
                         .time_zone = in.text("time_zone"),
                         .demo = true};
  auto& offered = office.organisation.settings.payment_options;
  for (const PaymentMethod method :
       {PaymentMethod::bank_transfer, PaymentMethod::check, PaymentMethod::cash}) {
    offered.push_back({method, PaymentGateway::manual, {}});
  }
  offered.push_back({PaymentMethod::card, PaymentGateway::card, {}});
  in.each_object("territories", rows_max, [&](ObjectReader& each) {
    const std::string code = each.text("code");
    office.territories[code] = {TerritoryId::derive(demo_root, "territory/" + code), code,
                                each.text("name")};
  });
  in.each_object("users", rows_max, [&](ObjectReader& each) {
    office.users.push_back({.login = each.text("login"),
                            .name = each.text("name"),
                            .role = each.word<Role>("role"),
                            .territories = each.texts("territories", rows_max)});
  });
  return office;
}

DemoAccount read_customer(ObjectReader& in) {
  DemoAccount row;
  Account& account = row.account;
  account.kind = in.word<AccountKind>("kind");
  account.company_name = in.optional_text("company_name");
  account.first_name = in.text("first_name");
  account.last_name = in.text("last_name");
  account.email = in.text("email");
  account.login = account.email;
  account.phone = in.text("phone");
  account.address = {.street = in.text("street"),
                     .city = in.text("city"),
                     .region = in.text("region"),
                     .postal_code = in.text("postal_code"),
                     .country = in.text("country")};
  account.id = AccountId::derive(demo_root, "customer/" + account.email);
  row.territories = in.texts("territories", rows_max);
  return row;
}

std::vector<DemoAccount> read_customers(ObjectReader& in) {
  std::vector<DemoAccount> rows;
  in.each_object("customers", rows_max,
                 [&](ObjectReader& each) { rows.push_back(read_customer(each)); });
  return rows;
}

Result<std::vector<TerritoryId>> ids_of(const Territories& known,
                                        const std::vector<std::string>& codes) {
  std::vector<TerritoryId> ids;
  for (const std::string& code : codes) {
    const auto found = known.find(code);
    if (found == known.end()) {
      return fail(ErrorCode::corrupt, "the demo assets have no territory " + code);
    }
    ids.push_back(found->second.id);
  }
  return ids;
}

Result<std::vector<Credential>> found_users(const ServerWrite& write, const DemoOffice& office) {
  std::vector<Credential> credentials;
  for (const DemoUser& each : office.users) {
    User user{.id = UserId::derive(demo_root, "user/" + each.login),
              .login = each.login,
              .name = each.name,
              .role = each.role};
    user.territories = SATCHEL_TRY(ids_of(office.territories, each.territories));
    SATCHEL_TRY(add_person(write, std::move(user), credentials));
  }
  return credentials;
}

}  // namespace

Result<std::vector<Credential>> found_demo(const ServerWrite& write) {
  const auto office_text = SATCHEL_TRY(asset("organisation.json"));
  const auto customers_text = SATCHEL_TRY(asset("customers.json"));
  const auto book_text = SATCHEL_TRY(asset("catalogue.json"));
  const auto office = SATCHEL_TRY(read_document(office_text, Strictness::strict, read_office));
  const auto customers =
      SATCHEL_TRY(read_document(customers_text, Strictness::strict, read_customers));
  const PriceBook book = SATCHEL_TRY(parse_price_book(book_text));

  SATCHEL_TRY(found_organisation(write, office.organisation));
  SATCHEL_TRY(publish_price_book(write, book));
  for (const auto& [code, territory] : office.territories) {
    SATCHEL_TRY(save_territory(write.tx, territory));
  }
  auto credentials = SATCHEL_TRY(found_users(write, office));
  const Date today = SATCHEL_TRY(today_of(office.organisation, write.now));
  for (DemoAccount each : customers) {
    each.account.currency = office.organisation.currency;
    each.account.created_on = add_days(today, -customer_since_days);
    each.account.territories = SATCHEL_TRY(ids_of(office.territories, each.territories));
    SATCHEL_TRY(create_account(write, each.account));
  }
  return credentials;
}

}  // namespace satchel::server
