// Tests of the audit log's route: filters, pages, CSV.
#include "server/store/audit_log.h"
#include "tests/server/http/http_fixture.h"

namespace satchel::server::audit_test {
namespace {

constexpr std::int64_t day_ms = 24LL * 3600 * 1000;

/// One row a day from 22 Nov 2026 on, Nancy's and Ada's in turn.
void add_rows(TestHttp& http, int count) {
  http.store.write([&](const ServerWrite& in) {
    for (int number = 0; number < count; ++number) {
      const ServerWrite at{in.database, in.tx, in.random, {in.now.ms + number * day_ms}};
      AuditRow row;
      row.user_id = number % 2 == 0 ? a_rep().user_id : an_admin().user_id;
      row.action = number % 2 == 0 ? "place_order" : "accept_order";
      row.subject = "order:" + an_order_id(number).text();
      row.detail = "row " + std::to_string(number);
      need(append_audit(at, row));
    }
  });
}

std::size_t rows_in(const std::string& json) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = json.find("\"detail\"", at)) != std::string::npos; ++at) ++count;
  return count;
}

TEST_SUITE("audit log") {
  TEST_CASE("A16: the log is read newest first, in pages without gap or repetition") {
    TestHttp http;
    add_rows(http, 5);
    auto ada = http.client_of("ada");

    std::string all;
    std::string path = "/v1/audit?limit=2";
    int pages = 0;
    while (!path.empty()) {
      const auto page = ada.Get(path);
      REQUIRE(page->status == 200);
      all += page->body;
      ++pages;
      const std::string link = page->get_header_value("Link");
      path = link.empty() ? "" : link.substr(1, link.find('>') - 1);
    }

    CHECK(pages == 3);
    CHECK(rows_in(all) == 5);
    for (int number = 0; number + 1 < 5; ++number) {
      CHECK(all.find("row " + std::to_string(number + 1)) <
            all.find("row " + std::to_string(number)));
    }
  }

  TEST_CASE("A16: the log is filtered by user, action, subject and day") {
    TestHttp http;
    add_rows(http, 6);
    auto ada = http.client_of("ada");
    const auto count = [&](const std::string& filter) {
      return rows_in(text_of(ada.Get("/v1/audit?" + filter)));
    };

    CHECK(count("user=" + a_rep().user_id.text()) == 3);
    CHECK(count("action=accept_order") == 3);
    CHECK(count("subject=order:") == 6);
    CHECK(count("subject=order:" + an_order_id(2).text()) == 1);
    CHECK(count("subject=user:") == 0);
    CHECK(count("from=2026-11-24") == 4);
    CHECK(count("to=2026-11-23") == 2);
    CHECK(count("from=2026-11-23&to=2026-11-24&action=place_order") == 1);
    check_problem(ada.Get("/v1/audit?from=yesterday"), 400);
    check_problem(ada.Get("/v1/audit?text=a"), 400);
  }

  TEST_CASE("A16: the log is CSV for a spreadsheet, with the time in words") {
    TestHttp http;
    add_rows(http, 1);
    auto ada = http.client_of("ada");

    const auto list = ada.Get("/v1/audit", {{"Accept", "text/csv"}});

    CHECK(list->body.find("id,at,at_ms,user_id,user_name,action,subject,detail") == 0);
    CHECK(list->body.find(",2026-11-22 00:00:00 UTC,") != std::string::npos);
    CHECK(text_of(ada.Get("/v1/audit?format=csv")) == list->body);
    check_problem(ada.Get("/v1/audit?format=xml"), 400);
    CHECK(list->body.find(",Nancy Davolio,place_order,order:") != std::string::npos);
  }
}

}  // namespace
}  // namespace satchel::server::audit_test
