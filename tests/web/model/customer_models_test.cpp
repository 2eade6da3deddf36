// The models of customers: pages, search, duplicates, the profile and the CSV file.
#include <doctest/doctest.h>

#include "shared/store/account_store.h"
#include "shared/store/organisation_store.h"
#include "tests/support/builders.h"
#include "web/model/csv.h"
#include "web/model/customer_model.h"

namespace satchel::web::customer_models_test {
namespace {

Account named(int number, const std::string& company) {
  Account account = a_company_account(number);
  account.company_name = company;
  account.number = 1000 + number;
  account.phone = "030-" + std::to_string(7'000'000 + number);
  return account;
}

struct Desk {
  Desk() {
    context.actor = a_rep();
    context.today = test_today;
    context.now = test_now;
    context.online = true;
    keep([&](Transaction& tx) { return save_organisation(tx, an_organisation()); });
  }

  template <class Act>
  void keep(Act act) {
    const auto tx = need(database->begin());
    need(act(*tx));
    need(tx->commit());
  }
  void keep(const Account& account) {
    keep([&](Transaction& tx) { return save_account(tx, account); });
  }
  std::unique_ptr<Transaction> read() { return need(database->begin(Access::read)); }

  std::vector<std::string> duplicates(const Account& typed) {
    std::vector<std::string> names;
    for (const auto& row : need(load_customer_form(*read(), context, typed)).duplicates) {
      names.push_back(row.name);
    }
    return names;
  }

  std::unique_ptr<Database> database = a_database();
  ModelContext context;
};

using Names = std::vector<std::string>;

}  // namespace

TEST_SUITE_BEGIN("customer models");

TEST_CASE("C14: every customer is reached page by page, by name or by number, either way round") {
  Desk desk;
  constexpr int customers = static_cast<int>(customer_page_rows) + 20;
  desk.keep([](Transaction& tx) -> Result<void> {
    for (int number = 1; number <= customers; ++number) {
      SATCHEL_TRY(save_account(tx, named(number, "Shop " + std::to_string(9000 - number))));
    }
    return {};
  });
  for (const bool descending : {false, true}) {
    const CustomerListQuery query{"", AccountSort::number, descending};
    CustomersModel model = need(load_customers(*desk.read(), desk.context, query));
    CHECK(model.rows.size() == customer_page_rows);
    CHECK(model.more);
    need(load_more_customers(*desk.read(), desk.context, query, model));
    REQUIRE(model.rows.size() == customers);
    CHECK_FALSE(model.more);
    CHECK(model.rows.front().number == std::to_string(descending ? 1000 + customers : 1001));
    CHECK(model.rows.back().number == std::to_string(descending ? 1001 : 1000 + customers));
  }
  CustomersModel by_name = need(load_customers(*desk.read(), desk.context, {}));
  need(load_more_customers(*desk.read(), desk.context, {}, by_name));
  CHECK(by_name.rows.front().number == std::to_string(1000 + customers));
  CHECK(by_name.rows.back().number == "1001");
  const CustomersModel found = need(load_customers(*desk.read(), desk.context, {"shop"}));
  CHECK(found.cut);
  CHECK(static_cast<std::int64_t>(found.rows.size()) == customer_matches_max);
}

TEST_CASE("C14: the form shows whom it might already be: e-mail, phone, name, person and code") {
  Desk desk;
  desk.keep(named(1, "Alfreds Futterkiste"));
  desk.keep(named(2, "Blauer See Delikatessen"));
  Account person = a_consumer_account(3);
  person.address.postal_code = "05021";
  person.phone = "(5) 555-4729";
  desk.keep(person);

  Account typed;
  typed.id = id_of<AccountId>(999);
  CHECK(desk.duplicates(typed).empty());
  typed.email = "MARIA1@alfreds.example";
  CHECK(desk.duplicates(typed) == Names{"Alfreds Futterkiste"});
  typed = {};
  typed.phone = "+5 5554729";
  CHECK(desk.duplicates(typed) == Names{"Ana Trujillo"});
  typed = {};
  typed.company_name = "Alfréds";
  CHECK(desk.duplicates(typed) == Names{"Alfreds Futterkiste"});
  typed.company_name = "Delikatessen blauer";
  CHECK(desk.duplicates(typed) == Names{"Blauer See Delikatessen"});
  typed = {};
  typed.last_name = "trujillo";
  typed.address.postal_code = "05021";
  CHECK(desk.duplicates(typed) == Names{"Ana Trujillo"});
  typed.address.postal_code = "99999";
  CHECK(desk.duplicates(typed).empty());
}

TEST_CASE("C14: a customer is no duplicate of himself") {
  Desk desk;
  desk.keep(named(1, "Alfreds Futterkiste"));
  CHECK(desk.duplicates(named(1, "Alfreds Futterkiste")).empty());
}

TEST_CASE("C7: the form knows that a login is another customer's, whatever its case") {
  Desk desk;
  desk.keep(named(1, "Alfreds Futterkiste"));
  Account typed = named(2, "Blauer See");
  typed.login = "Maria1@ALFREDS.example";
  CHECK(need(load_customer_form(*desk.read(), desk.context, typed)).login_taken);
  typed.login = "blauer";
  CHECK_FALSE(need(load_customer_form(*desk.read(), desk.context, typed)).login_taken);
}

TEST_CASE("C13: the profile knows what the person may do, and when things happened") {
  Desk desk;
  Account account = named(1, "Alfreds Futterkiste");
  account.history = {{test_now, "Nancy", AccountAction::created, ""}};
  desk.keep(account);
  const auto as_rep = need(load_customer_page(*desk.read(), desk.context, account.id));
  CHECK(as_rep.may_edit);
  CHECK_FALSE(as_rep.may_set_standing);
  CHECK(as_rep.why_no_order.empty());
  CHECK(as_rep.history_days == Names{"22 Nov 2026"});
  desk.context.actor.role = satchel::Role::accountant;
  desk.context.online = false;
  const auto as_accountant = need(load_customer_page(*desk.read(), desk.context, account.id));
  CHECK_FALSE(as_accountant.may_edit);
  CHECK(as_accountant.may_set_standing);
  CHECK_FALSE(as_accountant.why_no_order.empty());
  CHECK_FALSE(as_accountant.why_offline.empty());
}

TEST_CASE("the CSV file holds what was searched for, and no formula") {
  Desk desk;
  desk.keep(named(1, "Alfreds \"Futterkiste\""));
  desk.keep(named(2, "=SUM(A1)"));
  const std::string all = need(export_customers(*desk.read(), ""));
  CHECK(all.find("\"Account\",\"Customer\"") == 3);  // After the byte order mark.
  CHECK(all.find("\"1001\",\"Alfreds \"\"Futterkiste\"\"\"") != std::string::npos);
  CHECK(all.find("\"'=SUM(A1)\"") != std::string::npos);
  const std::string one = need(export_customers(*desk.read(), "futterkiste"));
  CHECK(one.find("1001") != std::string::npos);
  CHECK(one.find("1002") == std::string::npos);
}

TEST_SUITE_END();

}  // namespace satchel::web::customer_models_test
