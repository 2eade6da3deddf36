// What waits for the office, over HTTP: figures, permission, scope, pages and CSV.
#include "tests/server/http/http_fixture.h"

namespace satchel::server::overview_test {
namespace {

/// A server where order 1 of the west waits for 47.67 by bank transfer.
class WaitingDesk : public TestHttp {
 public:
  WaitingDesk() {
    store.offer(PaymentMethod::bank_transfer);
    add_user(satchel::Role::manager, 803, "mona", {east});
    add_user(satchel::Role::clerk, 804, "clara", {});
    TestDevice device(store, a_rep(), 1);
    device.add(CreateAccount{a_company_account(1)});
    add(device, 1, 2);
  }

  /// Places order `number` on the device.
  void add(TestDevice& device, int number, std::size_t last) {
    OrderDocument document = a_document(an_order_id(number));
    document.payment_method = PaymentMethod::bank_transfer;
    device.add(place_order_of(an_order_id(number), document)).push(last == 2 ? 1 : last, last);
  }

 private:
  void add_user(satchel::Role role, int number, const std::string& login,
                std::vector<TerritoryId> territories) {
    store.write([&](const ServerWrite& in) {
      const Actor actor{id_of<UserId>(number), login, role, std::move(territories)};
      need(save_user(in.tx, a_user(actor, login)));
    });
  }
};

bool holds(const std::string& text, std::string_view part) {
  const bool found = text.find(part) != text.npos;
  if (!found) MESSAGE(text);
  return found;
}

TEST_SUITE("overview over HTTP") {
  TEST_CASE("S14: the General page's figures come with count, sum and age") {
    WaitingDesk http;
    const std::string text = text_of(http.client_of("clara").Get("/v1/overview"));

    CHECK(holds(text, R"("queue":"pending","count":1)"));
    CHECK(holds(text, R"("queue":"awaiting_payment","count":1,"sums":[{"minor":4767,)"));
    CHECK(holds(text, R"("oldest_on":"2026-11-22")"));
    CHECK(holds(text, R"("awaiting_payment_ages":[{"from_days":0,"count":1,"open":{"minor":4767)"));
    CHECK(holds(text, R"("unsent":{"devices":)"));
  }

  TEST_CASE("S14: the office sees which devices hold unsent work, of whom, and worth what") {
    WaitingDesk http;
    http.store.write([&](const ServerWrite& in) {
      const auto devices = need(list_devices(in.tx));
      REQUIRE(devices.size() == 1);
      need(save_contact(in.tx, devices[0].id, {4, test_now.ms - 1000, {usd(125000)}}, test_now));
    });
    const std::string text = text_of(http.client_of("clara").Get("/v1/overview"));

    CHECK(holds(text, R"("unsent":{"devices":1,"entries":4,"items":[{"label":"D)"));
    CHECK(holds(text, R"("user_name":"Nancy Davolio","entries":4,"oldest_at_ms":)" +
                          std::to_string(test_now.ms - 1000)));
    CHECK(holds(text, R"("sums":[{"minor":125000,"currency":"USD"}])"));
  }

  TEST_CASE("S14: a rep may not see it, and a manager sees his territories only") {
    WaitingDesk http;
    check_problem(http.client_of("nancy").Get("/v1/overview"), 403);
    check_problem(http.client_of("nancy").Get("/v1/awaiting-payment"), 403);

    const std::string text = text_of(http.client_of("mona").Get("/v1/overview"));
    CHECK(holds(text, R"("queues":[],"awaiting_payment_ages":[])"));
    CHECK(text.find("unsent") == text.npos);
  }

  TEST_CASE("S14: unpaid orders come page by page, the oldest first, and as CSV") {
    WaitingDesk http;
    TestDevice device(http.store, a_rep(), 2);
    http.add(device, 2, 1);
    auto clerk = http.client_of("clara");

    const auto first = clerk.Get("/v1/awaiting-payment?limit=1");
    REQUIRE(first);
    CHECK(holds(first->body, R"("order_number":1001)"));
    CHECK(holds(first->body, R"("open":{"minor":4767,"currency":"USD"})"));
    const std::size_t at = first->body.find(R"("next":")");
    REQUIRE(at != std::string::npos);
    const std::string next = first->body.substr(at + 8, first->body.rfind('"') - at - 8);
    const std::string second = text_of(clerk.Get("/v1/awaiting-payment?limit=1&after=" + next));
    CHECK(holds(second, R"("order_number":1002)"));
    CHECK(second.find("next") == second.npos);

    const auto csv = clerk.Get("/v1/awaiting-payment?format=csv");
    REQUIRE(csv);
    CHECK(holds(csv->body, "order_id,order_number,account_id"));
    CHECK(holds(csv->body, ",bank_transfer,2026-11-22,0,47.67,USD,0.00,USD,47.67,USD"));
  }

  TEST_CASE("S6: the list of orders is narrowed to a queue, and refuses an unknown one") {
    WaitingDesk http;
    auto clerk = http.client_of("clara");
    CHECK(holds(text_of(clerk.Get("/v1/orders?queue=pending")), R"("number":1001)"));
    CHECK(text_of(clerk.Get("/v1/orders?queue=fraud")) == R"({"items":[]})");
    check_problem(clerk.Get("/v1/orders?queue=nonsense"), 400);
  }
}

}  // namespace
}  // namespace satchel::server::overview_test
