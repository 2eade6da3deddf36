// Customers' logins and passwords on their way from a device to the server.
#include <doctest/doctest.h>

#include "server/store/customer_login_store.h"
#include "server/store/password.h"
#include "server/store/seal_key_store.h"
#include "tests/server/server_fixture.h"

namespace satchel::server::customer_password_test {
namespace {

/// A server whose organisation has seal keys.
struct Fixture : TestServer {
  Fixture() {
    write([&](const ServerWrite& in) {
      Organisation organisation = an_organisation();
      organisation.seal_key = key = need(ensure_seal_keys(in));
      need(save_organisation(in.tx, organisation));
    });
  }

  CreateAccount creation(int number, std::string_view password) {
    return {a_company_account(number), *seal(password, key, random)};
  }

  CustomerLogin login(std::string_view name) {
    return read([&](Transaction& tx) { return need(find_customer_login(tx, name)); })
        .value_or(CustomerLogin());
  }

  std::string key;
};

}  // namespace

TEST_SUITE("customers' logins and passwords") {
  TEST_CASE_FIXTURE(Fixture, "C9: the server opens a sealed password and keeps its digest only") {
    TestDevice device(*this, a_rep(), 1);
    const SyncResponse response = device.add(creation(1, "Abcdefg1")).push(1, 1);

    CHECK(response.verdicts.front().verdict.kind == VerdictKind::accepted);
    const CustomerLogin kept = login("MARIA1@alfreds.example");
    CHECK(kept.account_id == a_company_account(1).id);
    CHECK(verify_password("Abcdefg1", kept.password_hash));
    for (const char* sql : {"SELECT detail FROM audit_log", "SELECT rejection FROM command_log",
                            "SELECT password_hash FROM customer_login"}) {
      CHECK(lines(sql).find("Abcdefg1") == std::string::npos);
    }
    CHECK(encode(response).find("password") == std::string::npos);
  }

  TEST_CASE_FIXTURE(Fixture, "C9: a forged device's weak or unreadable password is refused") {
    TestDevice device(*this, a_rep(), 1);
    device.add(creation(1, "weakpassword"));
    CreateAccount unreadable = creation(2, "Abcdefg1");
    unreadable.sealed_password.back() = unreadable.sealed_password.back() == '0' ? '1' : '0';
    device.add(unreadable).add(CreateAccount{a_company_account(3)});

    const SyncResponse response = device.push(1, 3);

    const auto reason = [&](std::size_t index) {
      REQUIRE(response.verdicts[index].verdict.kind == VerdictKind::rejected);
      CHECK(response.verdicts[index].verdict.rejection->fields.front().field == "password");
      return response.verdicts[index].verdict.rejection->reason;
    };
    CHECK(reason(0) == Reason::password_weak);
    CHECK(reason(1) == Reason::field_invalid);
    CHECK(reason(2) == Reason::field_required);
    CHECK(count("SELECT COUNT(*) FROM account") == 0);
    CHECK(count("SELECT COUNT(*) FROM customer_login") == 0);
  }

  TEST_CASE_FIXTURE(Fixture, "C9: an edit brings a new password; without one the old stays") {
    TestDevice device(*this, a_rep(), 1);
    device.add(creation(1, "Abcdefg1"));
    EditAccount edit{a_company_account(1).id, {}, {}, *seal("Newpass22", key, random)};
    device.add(edit);
    device.add(EditAccount{a_company_account(1).id, {{AccountField::phone, "030-0074321", "1"}}});
    device.push(1, 3);

    CHECK(verify_password("Newpass22", login("maria1@alfreds.example").password_hash));
    const Account account =
        *read([&](Transaction& tx) { return need(find_account(tx, a_company_account(1).id)); });
    CHECK(account.history.size() == 3);
    CHECK(account.history[1].detail == "password");
  }

  TEST_CASE_FIXTURE(Fixture,
                    "C7: a login taken at the server is amended; customer and order stand") {
    TestDevice first(*this, a_rep(), 1);
    first.add(creation(1, "Abcdefg1")).push(1, 1);
    TestDevice second(*this, a_rep(), 2);
    CreateAccount late = creation(2, "Abcdefg1");
    late.account.login = "Maria1@ALFREDS.example";
    PlaceOrder order = a_place_order(1);
    order.document.account_id = late.account.id;
    order.document_digest = digest_of(order.document);

    const SyncResponse response = second.add(late).add(order).push(1, 2);

    REQUIRE(response.verdicts.size() == 2);
    const Verdict& verdict = response.verdicts[0].verdict;
    CHECK(verdict.kind == VerdictKind::amended);
    CHECK(verdict.amendments == std::vector<Amendment>{{"login", "Maria1@ALFREDS.example", ""}});
    CHECK(response.verdicts[1].verdict.kind == VerdictKind::accepted);
    CHECK(login("maria1@alfreds.example").account_id == a_company_account(1).id);

    const SyncResponse again = second.push(1, 2);
    CHECK(again.verdicts[0].verdict == verdict);
  }
}

}  // namespace satchel::server::customer_password_test
