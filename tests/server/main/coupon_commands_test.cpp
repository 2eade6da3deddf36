// Tests of satchel coupon: the list as a file, and codes that stand twice.
#include "server/main/coupon_commands.h"

#include "tests/server/main/command_fixture.h"

namespace satchel::server::coupon_commands_test {
TEST_SUITE("satchel coupon") {
  TEST_CASE("coupons are imported, told to the devices and exported again") {
    TestFolder data;
    need(run_demo(data.run()));
    data.take_printed();
    const std::string one =
        R"({"code":"TEN","name":"Ten","percent":"10","amounts":[],"duration":"once",)"
        R"("valid_from":"2026-01-01"})";
    const std::string text = R"({"coupons":[)" + one + "]}";
    const std::string path = data.temporary.path() + "/coupons.json";
    data.temporary.write("coupons.json", text);
    need(run_coupon_import(data.run(), path));
    CHECK(data.take_printed().find("1 coupons") != std::string::npos);
    CHECK(data.count("SELECT COUNT(*) FROM audit_log WHERE action = 'edit_coupons'") == 1);
    need(run_coupon_export(data.run()));
    CHECK(data.take_printed() == text + "\n");

    data.temporary.write("coupons.json", R"({"coupons":[)" + one + "," + one + "]}");
    const auto refused = run_coupon_import(data.run(), path);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.find("coupons[1].code") != std::string::npos);
    CHECK(data.count("SELECT COUNT(*) FROM coupon") == 1);
  }
}

}  // namespace satchel::server::coupon_commands_test
