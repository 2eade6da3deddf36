// satchel payment: recorded for an order or an account, listed, refunded.
#include <doctest/doctest.h>

#include <sstream>

#include "server/main/commands.h"
#include "tests/server/http/http_fixture.h"

namespace satchel::server::payment_commands_test {
namespace {

/// A data folder where order 1001 of account 1001 was placed on account.
class TestTill {
 public:
  TestTill() : folder_(need(DataFolder::open(temporary_.path() + "/data"))) {
    need(open_database(folder_, random_, test_now));
    TestServer server(folder_.database_address());
    TestDevice device(server, a_rep(), 1);
    device.add(CreateAccount{a_company_account(1)}).add(a_place_order(1)).push(1, 2);
    database_ = need(open_database(folder_, random_, test_now));
  }

  CommandRun run() { return {folder_, {*database_, random_, test_now}, printed_}; }

  std::string take_printed() {
    std::string text = printed_.str();
    printed_.str("");
    return text;
  }

 private:
  TemporaryFolder temporary_;
  SeededRandom random_{7};  // Not the seed of TestServer: they share a database.
  std::ostringstream printed_;
  DataFolder folder_;
  std::unique_ptr<Database> database_;
};

TEST_CASE("a payment is recorded for an order or an account, listed and refunded once") {
  TestTill till;
  need(run_payment_record(till.run(), {.order = "1001", .amount = "12.50"}));
  CHECK(till.take_printed().find("12.50 USD to the credit") != std::string::npos);
  need(run_payment_record(
      till.run(), {.account = "1001", .method = "check", .amount = "7", .reference = "17"}));
  till.take_printed();

  need(run_export(till.run(), "payments", "csv"));
  const std::string listed = till.take_printed();
  CHECK(listed.find("check,7.00,USD") != std::string::npos);
  const std::string payment = listed.substr(listed.find("\r\n") + 2, 36);

  need(run_payment_refund(till.run(), payment, "Paid twice"));
  CHECK(till.take_printed().find("refunded") != std::string::npos);
  CHECK_FALSE(run_payment_refund(till.run(), payment, "Paid twice"));
}

TEST_CASE("whose payment it is, its method, amount and day have to be known") {
  TestTill till;
  CHECK_FALSE(run_payment_record(till.run(), {.amount = "1"}));
  CHECK_FALSE(run_payment_record(till.run(), {.order = "1001", .account = "1001", .amount = "1"}));
  CHECK_FALSE(run_payment_record(till.run(), {.order = "4711", .amount = "1"}));
  CHECK_FALSE(run_payment_record(till.run(), {.order = "1001", .method = "gold", .amount = "1"}));
  CHECK_FALSE(run_payment_record(till.run(), {.order = "1001", .amount = "1.234"}));
  CHECK_FALSE(
      run_payment_record(till.run(), {.order = "1001", .amount = "1", .taken_on = "today"}));
  CHECK_FALSE(run_payment_refund(till.run(), "17", "x"));
}

}  // namespace
}  // namespace satchel::server::payment_commands_test
