// Tests of the command line's acts on a data folder.
#include <sys/stat.h>

#include <filesystem>
#include <sstream>

#include "server/http/route.h"
#include "server/main/access_commands.h"
#include "server/main/commands.h"
#include "server/main/founding.h"
#include "server/main/northwind_ids.h"
#include "server/main/people.h"
#include "server/store/password.h"
#include "server/store/token_store.h"
#include "tests/server/main/command_fixture.h"

namespace satchel::server::commands_test {
namespace {

/// Writes a tiny set of Northwind's files: two employees, three customers, two products.
void write_northwind(const TemporaryFolder& folder) {
  folder.write("categories.csv", "categoryID,categoryName,description\n1,Beverages,Drinks\n");
  folder.write("products.csv",
               "productID,productName,supplierID,categoryID,quantityPerUnit,unitPrice,"
               "unitsInStock,unitsOnOrder,reorderLevel,discontinued\n"
               "1,Chai,1,1,10 boxes x 20 bags,18.00,39,0,10,0\n"
               "5,Gumbo Mix,2,1,36 boxes,21.35,0,0,0,1\n");
  folder.write("employees.csv",
               "employeeID,lastName,firstName,title,reportsTo\n"
               "1,Davolio,Nancy,Rep,NULL\n2,Fuller,Andrew,Rep,1\n");
  folder.write("territories.csv",
               "territoryID,territoryDescription,regionID\n06897,Wilton,1\n01581,Westboro,1\n");
  folder.write("employee_territories.csv", "employeeID,territoryID\n1,06897\n2,01581\n");
  const char* columns =
      "customerID,companyName,contactName,contactTitle,address,city,region,postalCode,country,"
      "phone,fax\n";
  folder.write("customers.csv",
               std::string(columns) +
                   "ANATR,Ana Trujillo,Ana Maria Trujillo,Owner,Avda. 2222,México D.F.,NULL,05021,"
                   "Mexico,(5) 555-4729,NULL\n"
                   "BERGS,Berglunds,Christina Berglund,Admin,Väg 8,Luleå,NULL,S-958 22,Sweden,"
                   "0921-12 34 65,NULL\n"
                   "FISSA,FISSA,Diego Roel,Manager,C/ 86,Madrid,NULL,28034,Spain,91,NULL\n");
  folder.write("orders.csv",
               "orderID,customerID,employeeID,orderDate\n"
               "1,ANATR,1,1996-07-04\n2,ANATR,2,1996-07-05\n3,BERGS,2,1996-07-05\n");
}

TEST_SUITE("satchel init") {
  TEST_CASE("creates an empty real organisation and a link for its first administrator") {
    TestFolder data;

    need(run_init(data.run(), a_real_company()));

    const std::string printed = data.take_printed();
    const std::size_t at = printed.find("/invite/");
    REQUIRE(at != std::string::npos);
    const std::string link = printed.substr(at + 8, 64);
    data.read([&](Transaction& tx) {
      const auto user = need(find_user_by_login(tx, "ada@real.example"));
      REQUIRE(user);
      CHECK(user->role == Role::admin);
      CHECK(user->password_hash.empty());
      CHECK(need(find_link(tx, link, test_now)) == user->id);
      CHECK_FALSE(need(find_organisation(tx))->demo);
    });
    CHECK(data.count("SELECT COUNT(*) FROM account") == 0);
  }

  TEST_CASE(
      "the first administrator and his link are in the audit log, without the link's secret") {
    TestFolder data;

    need(run_init(data.run(), a_real_company()));

    const std::string row =
        "SELECT COUNT(*) FROM audit_log JOIN app_user ON subject = 'user:' || app_user.id "
        "WHERE detail = 'ada@real.example' AND action = ";
    CHECK(data.count(row + "'add_user'") == 1);
    CHECK(data.count(row + "'issue_password_link'") == 1);
  }

  TEST_CASE("refuses an organisation that exists, a bad login, zone or name, and leaves no trace") {
    TestFolder data;
    InitArguments bad_login = a_real_company();
    bad_login.admin_login = "ada";
    InitArguments bad_zone = a_real_company();
    bad_zone.organisation.time_zone = "Europe/Atlantis";
    InitArguments nameless = a_real_company();
    nameless.organisation.legal_name = " ";

    CHECK_FALSE(run_init(data.run(), bad_login));
    CHECK_FALSE(run_init(data.run(), bad_zone));
    CHECK_FALSE(run_init(data.run(), nameless));
    CHECK(data.count("SELECT COUNT(*) FROM organisation") == 0);
    need(run_init(data.run(), a_real_company()));
    const auto again = run_init(data.run(), a_real_company());

    REQUIRE_FALSE(again);
    CHECK(again.error().message.find("Real Trading GmbH") != std::string::npos);
    CHECK(data.count("SELECT COUNT(*) FROM app_user") == 1);
  }
}

TEST_SUITE("satchel demo") {
  TEST_CASE("creates the demo once; its passwords are kept for their owner alone") {
    TestFolder data;

    need(run_demo(data.run()));
    const std::string first = data.take_printed();
    need(run_demo(data.run()));
    const std::string second = data.take_printed();

    const std::string kept = data.folder.read_text(logins_file);
    CHECK(first.find(kept) != std::string::npos);
    CHECK(second.find(kept) != std::string::npos);
    struct stat status {};
    REQUIRE(::stat((data.folder.path() + "/demo-logins.txt").c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
    CHECK(data.count("SELECT COUNT(*) FROM app_user") == 6);
    CHECK(data.count("SELECT COUNT(DISTINCT role) FROM app_user") == 5);
    CHECK(data.count("SELECT COUNT(*) FROM account") >= 12);
    CHECK(data.count("SELECT MIN(number) FROM account") == 1001);
    std::istringstream line(kept);
    std::string login;
    std::string password;
    std::string role;
    line >> login >> password >> role;
    CHECK(role == "admin");
    data.read([&](Transaction& tx) {
      const auto user = need(find_user_by_login(tx, login));
      REQUIRE(user);
      CHECK(verify_password(password, user->password_hash));
      const auto book = need(find_price_book(tx, 1));
      REQUIRE(book);
      CHECK(book->products.size() >= 20);
    });
  }

  TEST_CASE("two demos have different passwords") {
    SeededRandom one(1);
    SeededRandom two(2);
    const std::string password = make_password(one);

    CHECK(password.size() == 19);
    CHECK(password != make_password(two));
    CHECK(password != make_password(one));
  }

  TEST_CASE("a real organisation is never turned into a demo, nor its clock moved") {
    TestFolder data;
    need(run_init(data.run(), a_real_company()));

    CHECK_FALSE(run_demo(data.run()));
    CHECK_FALSE(run_clock(data.run(), "1996-08-01"));
    CHECK_FALSE(run_import_northwind(data.run(), "/no/such/folder"));
  }

  TEST_CASE("the demo's clock is moved, tells devices, and goes back to real time") {
    TestFolder data;
    need(run_demo(data.run()));
    data.take_printed();
    const std::string version = "SELECT version FROM organisation";

    need(run_clock(data.run(), "1996-08-01"));
    CHECK(data.take_printed() == "1996-08-01 (moved)\n");
    CHECK(data.count(version) == 2);
    need(run_clock(data.run(), "off"));
    CHECK(data.take_printed().find("moved") == std::string::npos);
    CHECK(data.count(version) == 3);
    CHECK_FALSE(run_clock(data.run(), "soon"));
  }
}

TEST_SUITE("satchel import northwind") {
  TEST_CASE("brings customers, reps, territories and products in, once") {
    TestFolder data;
    TemporaryFolder source;
    write_northwind(source);

    need(run_import_northwind(data.run(), source.path()));
    const std::string printed = data.take_printed();
    need(run_import_northwind(data.run(), source.path()));

    CHECK(printed.find("3 customers (1 without a territory), 2 products in 1 categories (1 "
                       "discontinued), 2 reps with 4 territories") != std::string::npos);
    CHECK(data.take_printed().find("nothing was changed") != std::string::npos);
    data.read([&](Transaction& tx) {
      const auto ana = need(find_account(tx, northwind_account_id("ANATR")));
      REQUIRE(ana);
      CHECK(ana->first_name == "Ana Maria");
      CHECK(ana->last_name == "Trujillo");
      CHECK(ana->email == "anatr@northwind.example");
      CHECK(ana->login == ana->email);
      CHECK(ana->address.city == "México D.F.");
      CHECK(ana->address.region.empty());
      CHECK(ana->created_on == date(1996, 7, 1));
      CHECK(ana->territories ==
            std::vector<TerritoryId>{northwind_customers_of("1"), northwind_customers_of("2")});
      CHECK(need(find_account(tx, northwind_account_id("FISSA")))->territories.empty());
      const auto nancy = need(find_user(tx, northwind_user_id("1")));
      REQUIRE(nancy);
      CHECK(nancy->login == "nancy.davolio@northwind.example");
      CHECK(nancy->territories.size() == 2);
      const auto book = need(find_price_book(tx, 1));
      const Product* gumbo = find_product(*book, northwind_product_id("5"));
      REQUIRE(gumbo != nullptr);
      CHECK(gumbo->available_until == date(1998, 5, 6));
      CHECK(gumbo->detail == "36 boxes");
      CHECK(find_price(gumbo->plans[0].charges[0], Currency::usd)->amount == dec("21.35"));
      CHECK(need(find_organisation(tx))->demo);
    });
  }

  TEST_CASE("a missing or broken file leaves nothing behind") {
    TestFolder data;
    TemporaryFolder source;
    write_northwind(source);
    source.write("customers.csv", "customerID,companyName\nANATR\n");

    const auto broken = run_import_northwind(data.run(), source.path());
    const auto missing = run_import_northwind(data.run(), source.path() + "/nowhere");

    REQUIRE_FALSE(broken);
    CHECK(broken.error().message.find("customers.csv, row 2") != std::string::npos);
    REQUIRE_FALSE(missing);
    CHECK(data.count("SELECT COUNT(*) FROM organisation") == 0);
    CHECK(data.count("SELECT COUNT(*) FROM app_user") == 0);
  }
}

TEST_SUITE("satchel user") {
  TEST_CASE("users are added, listed, given territories and a new password link") {
    TestFolder data;
    need(run_init(data.run(), a_real_company()));
    UserArguments rep{.login = "rob@real.example", .name = "Rob", .territories = {"north"}};

    CHECK_FALSE(run_user_add(data.run(), rep));
    need(run_territory_add(data.run(), {.code = "north", .name = "The North"}));
    CHECK(data.count("SELECT COUNT(*) FROM audit_log JOIN territory "
                     "ON subject = 'territory:' || territory.id "
                     "WHERE action = 'add_territory' AND detail = 'north'") == 1);
    data.take_printed();
    need(run_user_add(data.run(), rep));
    CHECK(data.take_printed().find("/invite/") != std::string::npos);
    CHECK_FALSE(run_user_add(data.run(), rep));
    need(run_user_list(data.run()));
    CHECK(data.take_printed().find("rob@real.example  rep  active  Rob  [north]") !=
          std::string::npos);
    rep.territories.clear();
    need(run_user_territory(data.run(), rep));
    CHECK(data.count("SELECT COUNT(*) FROM user_territory") == 0);
    need(run_user_password(data.run(), rep));
    CHECK(data.count("SELECT COUNT(*) FROM one_time_link") == 2);
    rep.login = "nobody@real.example";
    CHECK_FALSE(run_user_password(data.run(), rep));
  }
}

TEST_SUITE("satchel on orders") {
  TEST_CASE("orders are accepted, completed, billed and exported") {
    TestFolder data;
    TestServer server(data.folder.database_address());
    TestDevice device(server, a_rep(), 1);
    device.add(CreateAccount{a_company_account(1)}).add(a_place_order(1)).push(1, 2);

    need(run_order_act(data.run(), OrderAct::accept, {"1001"}, false));
    CHECK_FALSE(run_order_act(data.run(), OrderAct::accept, {"1001"}, false));
    CHECK_FALSE(run_order_act(data.run(), OrderAct::accept, {"4711"}, false));
    need(run_order_act(data.run(), OrderAct::complete, {}, true));
    CHECK(data.take_printed().find("Completed 1 orders.") != std::string::npos);
    need(run_bill(data.run(), {.through = "2026-12-01", .dry = true}));
    CHECK(data.take_printed().find("dry, 1 invoices") != std::string::npos);
    need(run_bill(data.run(), {.through = "2026-12-01", .post = true}));
    CHECK(data.take_printed().find("posted, 1 invoices") != std::string::npos);
    CHECK_FALSE(run_bill(data.run(), {.through = "tomorrow"}));

    need(run_export(data.run(), "invoices", "csv"));
    CHECK(data.take_printed().starts_with("id,number,kind,state,"));
    need(run_export(data.run(), "orders", "json"));
    CHECK(need(parse_json(data.take_printed())).value.index() != 0);
  }
}

TEST_SUITE("data folder") {
  TEST_CASE("one satcheld serves a folder; the lock goes with its owner") {
    TemporaryFolder temporary;
    const DataFolder folder = need(DataFolder::open(temporary.path()));
    {
      const FolderLock lock = need(FolderLock::take(folder));
      const auto second = FolderLock::take(folder);
      REQUIRE_FALSE(second);
      CHECK(second.error().message.find(folder.path()) != std::string::npos);
    }
    CHECK(FolderLock::take(folder));
  }

  TEST_CASE("a folder that cannot be made, or is a file, is an error that says so") {
    TemporaryFolder temporary;
    temporary.write("file", "x");

    CHECK_FALSE(DataFolder::open(temporary.path() + "/file"));
    CHECK_FALSE(DataFolder::open(temporary.path() + "/file/below"));
  }
}

}  // namespace
}  // namespace satchel::server::commands_test
