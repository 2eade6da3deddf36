// Tests of the tax table, of exemptions and of coupons over HTTP.
#include "shared/store/account_store.h"
#include "shared/store/tax_store.h"
#include "tests/server/http/http_fixture.h"

namespace satchel::server::tax_http_test {
namespace {

constexpr const char* json_type = "application/json";
const std::string table =
    R"({"rounding":"invoice","rows":[{"code":"NYC","name":"Sales tax","category":"standard",)"
    R"("country":"USA","region":"NY","postal_prefix":"100","rate":"8.875","inclusive":false,)"
    R"("valid_from":"2026-01-01"}]})";

}  // namespace

TEST_SUITE("taxes over HTTP") {
  TEST_CASE("an administrator sets the table, everybody reads it, and it is audited") {
    TestHttp http;
    auto admin = http.client_of("ada");
    CHECK(text_of(admin.Get("/v1/tax-table")) == R"({"rounding":"line","rows":[]})");
    CHECK(text_of(admin.Put("/v1/tax-table", table, json_type)) == table);
    CHECK(text_of(http.client_of("nancy").Get("/v1/tax-table")) == table);
    check_problem(http.client_of("nancy").Put("/v1/tax-table", table, json_type), 403);
    CHECK(http.store.count("SELECT COUNT(*) FROM audit_log WHERE action = 'edit_taxes'") == 1);
    CHECK(text_of(admin.Get("/v1/organisation")).find(table) != std::string::npos);
  }

  TEST_CASE("overlapping rows and malformed ones are refused with their names") {
    TestHttp http;
    auto admin = http.client_of("ada");
    const std::size_t at = table.find('{', 1);
    const std::string row = table.substr(at, table.size() - 2 - at);
    const auto twice = check_problem(
        admin.Put("/v1/tax-table", R"({"rounding":"line","rows":[)" + row + "," + row + "]}",
                  json_type),
        409);
    CHECK(twice.type.ends_with("taxes-overlap"));
    CHECK(twice.detail.find(
              "Rows 1 (NYC) and 2 (NYC) both tax category standard in USA, NY, 100") == 0);
    std::string nowhere = table;
    nowhere.replace(nowhere.find("USA"), 3, "");
    CHECK(check_problem(admin.Put("/v1/tax-table", nowhere, json_type), 409)
              .detail.find("rows[0].country") == 0);
    check_problem(admin.Put("/v1/tax-table", "{}", json_type), 400);
    CHECK(http.store.count("SELECT COUNT(*) FROM tax_row") == 0);
  }

  TEST_CASE("the office exempts a customer with certificate and reason") {
    TestHttp http;
    http.store.add_account(a_company_account(1));
    const std::string path = "/v1/accounts/" + a_company_account(1).id.text() + "/tax-exemption";
    const char* body = R"({"certificate":"C-17","reason":"Charity"})";
    check_problem(http.client_of("nancy").Put(path, body, json_type), 403);
    auto admin = http.client_of("ada");
    CHECK(text_of(admin.Put(path, body, json_type)).find(body) != std::string::npos);
    const auto account = http.store.read(
        [](Transaction& tx) { return need(find_account(tx, a_company_account(1).id)); });
    CHECK(account->tax_exemption == TaxExemption{"C-17", "Charity"});
    check_problem(admin.Put(path, R"({"certificate":"C-17","reason":""})", json_type), 409);
  }

  TEST_CASE("an administrator sets the coupons, everybody reads them, and it is audited") {
    TestHttp http;
    auto admin = http.client_of("ada");
    const std::string body =
        R"({"coupons":[{"code":"TEN","name":"Ten","percent":"10","amounts":[],"duration":"once",)"
        R"("valid_from":"2026-01-01"}]})";
    CHECK(text_of(admin.Get("/v1/coupons")) == R"({"coupons":[]})");
    CHECK(text_of(admin.Put("/v1/coupons", body, json_type)) == body);
    CHECK(text_of(http.client_of("nancy").Get("/v1/coupons")) == body);
    check_problem(http.client_of("nancy").Put("/v1/coupons", body, json_type), 403);
    std::string wrong = body;
    wrong.replace(wrong.find("TEN"), 3, "no code");
    CHECK(check_problem(admin.Put("/v1/coupons", wrong, json_type), 409)
              .detail.starts_with("coupons[0].code"));
    CHECK(http.store.count("SELECT COUNT(*) FROM audit_log WHERE action = 'edit_coupons'") == 1);
  }
}

}  // namespace satchel::server::tax_http_test
