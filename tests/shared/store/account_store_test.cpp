// The account store: round trips, logins and search.
#include "shared/store/account_store.h"

#include <doctest/doctest.h>

#include "tests/support/dump.h"

namespace satchel::account_store_test {
namespace {

Account named(int number, std::string company) {
  Account account = a_company_account(number);
  account.company_name = std::move(company);
  account.number = 1000 + number;
  return account;
}

/// A database with a few accounts, and a transaction on it.
struct Fixture {
  std::unique_ptr<Database> database = a_database();
  std::unique_ptr<Transaction> tx = need(database->begin());

  std::vector<std::string> search(std::string_view text, std::int64_t count_max = 10) {
    std::vector<std::string> names;
    for (const Account& account : need(search_accounts(*tx, text, count_max))) {
      names.push_back(display_name(account));
    }
    return names;
  }
};

using Names = std::vector<std::string>;

}  // namespace

TEST_SUITE("account store") {
  TEST_CASE_FIXTURE(Fixture, "an account comes back as it was saved, and again after a change") {
    Account account = a_company_account();
    account.version = 3;
    account.number = 1001;
    account.currency = Currency::eur;
    account.credit = eur(500);
    account.bill_cycle_day = 31;
    account.territories = {west, east};
    account.billing_email = "bills@alfreds.example";
    account.notes = "Rings twice";
    account.standing = {true, true, 250'000};
    account.contacts = {{"Hanna Moos", "hanna@alfreds.example", "0621-08460", "Bookkeeping"},
                        {"Ann Devon", "", "", ""}};
    account.history = {{test_now, "Nancy", AccountAction::created, ""},
                       {{test_now.ms + 1}, "Ada", AccountAction::standing_changed, "hold"}};
    need(save_account(*tx, account));
    CHECK(need(find_account(*tx, account.id)) == account);

    account.kind = AccountKind::consumer;
    account.company_name = "";
    account.login = "";
    account.territories = {east};
    account.contacts.pop_back();
    need(save_account(*tx, account));
    CHECK(need(find_account(*tx, account.id)) == account);

    account.territories = {};
    need(save_account(*tx, account));
    CHECK(need(find_account(*tx, account.id)) == account);
    CHECK_FALSE(need(find_account(*tx, id_of<AccountId>(999))));
  }

  TEST_CASE_FIXTURE(Fixture, "an erased account leaves nothing behind") {
    const std::string before = dump(*tx);
    need(save_account(*tx, a_company_account()));
    need(erase_account(*tx, a_company_account().id));
    CHECK(dump(*tx) == before);
    CHECK(need(tx->query("SELECT rowid FROM account_fts('maria')")).empty());
    need(erase_account(*tx, a_company_account().id));
  }

  TEST_CASE_FIXTURE(Fixture, "a login is taken by another account, whatever its case") {
    const Account account = a_company_account();
    need(save_account(*tx, account));
    const AccountId other = id_of<AccountId>(999);

    CHECK(need(is_login_taken(*tx, account.login, other)));
    CHECK(need(is_login_taken(*tx, "  MARIA1@Alfreds.EXAMPLE ", other)));
    CHECK_FALSE(need(is_login_taken(*tx, account.login, account.id)));
    CHECK_FALSE(need(is_login_taken(*tx, "free@alfreds.example", other)));
    CHECK_FALSE(need(is_login_taken(*tx, "", other)));
  }

  TEST_CASE_FIXTURE(Fixture, "an empty text lists all by name, ignoring case and accents") {
    need(save_account(*tx, named(1, "bravo")));
    need(save_account(*tx, named(2, "Älfa")));
    need(save_account(*tx, named(3, "Charlie")));
    CHECK(search("") == Names{"Älfa", "bravo", "Charlie"});
    CHECK(search("  ", 2) == Names{"Älfa", "bravo"});
  }

  TEST_CASE_FIXTURE(Fixture, "C14: every word begins a word of name, number, e-mail or address") {
    need(save_account(*tx, named(1, "Alfreds Futterkiste")));
    Account mexican = named(2, "Antonio Moreno Taquería");
    mexican.address = {"Mataderos 2312", "México D.F.", "", "05023", "Mexico"};
    need(save_account(*tx, mexican));

    CHECK(search("alf fut") == Names{"Alfreds Futterkiste"});
    CHECK(search("MEXICO") == Names{"Antonio Moreno Taquería"});
    CHECK(search("taqueri") == Names{"Antonio Moreno Taquería"});
    CHECK(search("mataderos 23") == Names{"Antonio Moreno Taquería"});
    CHECK(search("maria").size() == 2);
    CHECK(search("futter mexico").empty());
    CHECK(search("utterkiste").empty());
    CHECK(search("030").size() == 2);
  }

  TEST_CASE_FIXTURE(
      Fixture, "C14: an exact number, login or e-mail comes first, then the name's beginning") {
    need(save_account(*tx, named(1, "1002 Nights")));
    need(save_account(*tx, named(2, "Zebra")));
    need(save_account(*tx, named(3, "Street of 1002")));
    CHECK(search("1002") == Names{"Zebra", "1002 Nights", "Street of 1002"});

    Account other = named(4, "Alpha");
    other.first_name = "maria2@alfreds.example";
    need(save_account(*tx, other));
    CHECK(search("Maria2@alfreds.example") == Names{"Zebra", "Alpha"});

    Account contact = named(5, "Aardvark");
    contact.last_name = "Zebrowski";
    need(save_account(*tx, contact));
    CHECK(search("zeb") == Names{"Zebra", "Aardvark"});
  }

  TEST_CASE_FIXTURE(Fixture, "an account of several territories is listed once") {
    Account account = named(1, "Alfreds Futterkiste");
    account.territories = {east, west};
    need(save_account(*tx, account));
    const auto found = need(search_accounts(*tx, "alfreds", 10));
    REQUIRE(found.size() == 1);
    CHECK(found[0] == account);
    CHECK(need(search_accounts(*tx, "alfreds", 0)).empty());
  }

  TEST_CASE_FIXTURE(Fixture, "texts that mean something in SQL mean nothing here") {
    need(save_account(*tx, named(1, "Robert'); DROP TABLE account;--")));
    CHECK(search("robert'); drop").size() == 1);
    CHECK(search("%").empty());
    CHECK(search("rob%rt").empty());
    CHECK(need(count_accounts(*tx)) == 1);
  }

  TEST_CASE_FIXTURE(Fixture, "ids come in order, and accounts are counted") {
    need(save_account(*tx, named(2, "B")));
    need(save_account(*tx, named(1, "A")));
    CHECK(need(load_account_ids(*tx)) == std::vector{id_of<AccountId>(101), id_of<AccountId>(102)});
    CHECK(need(count_accounts(*tx)) == 2);
  }

  TEST_CASE_FIXTURE(Fixture, "territories are kept by id and listed by code") {
    need(save_territory(*tx, {west, "W", "West"}));
    need(save_territory(*tx, {east, "E", "East"}));
    need(save_territory(*tx, {west, "A", "Atlantic"}));
    CHECK(need(load_territories(*tx)) ==
          std::vector<Territory>{{west, "A", "Atlantic"}, {east, "E", "East"}});
  }
}

}  // namespace satchel::account_store_test
