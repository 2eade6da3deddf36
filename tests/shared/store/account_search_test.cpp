// Customer search agrees with a full ranking, text by text.
#include <doctest/doctest.h>

#include "shared/store/account_store.h"
#include "tests/bench/search/customers.h"
#include "tests/bench/search/full_ranking.h"
#include "tests/support/builders.h"

namespace satchel::account_search_test {

TEST_SUITE("customer search") {
  TEST_CASE("C14: the first three of 1,000 typed texts are those of a full ranking") {
    constexpr std::int64_t customers = 5'000;
    const auto database = a_database();
    const auto tx = need(database->begin());
    bench::FullRanking ranking;
    for (std::int64_t index = 0; index < customers; ++index) {
      const Account account = bench::make_customer(index);
      need(save_account(*tx, account));
      ranking.add(account);
    }

    std::size_t found = 0;
    for (const std::string& text : bench::make_texts(1000, customers)) {
      CAPTURE(text);
      const auto ids = need(rank_accounts(*tx, text, 3));
      CHECK(ids == ranking.first(text, 3));
      found += ids.size();
    }
    CHECK(found > 1500);
  }

  TEST_CASE("an index that was made anew is filled again, once") {
    const auto database = a_database();
    const auto tx = need(database->begin());
    for (int number = 1; number <= 3; ++number) need(save_account(*tx, a_company_account(number)));
    const auto before = need(rank_accounts(*tx, "futterkiste", 10));
    need(tx->run("DELETE FROM account_fts"));
    CHECK(need(rank_accounts(*tx, "rkiste berlin", 10)).empty());

    need(index_accounts(*tx));
    CHECK(before.size() == 3);
    CHECK(need(rank_accounts(*tx, "futterkiste", 10)) == before);
    CHECK(need(rank_accounts(*tx, "berlin", 10)).size() == 3);
    need(index_accounts(*tx));
    CHECK(need(rank_accounts(*tx, "berlin", 10)).size() == 3);
  }
}

}  // namespace satchel::account_search_test
