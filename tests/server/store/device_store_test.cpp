// Tests of the device store.
#include "tests/server/server_fixture.h"

namespace satchel::server::device_store_test {
namespace {

Device registered(TestServer& server, int number, const Actor& actor) {
  std::optional<Device> device;
  server.write([&](const ServerWrite& in) {
    device =
        need(register_device(in.tx, {id_of<DeviceId>(number), actor.user_id, "Tablet"}, in.now));
  });
  return *device;
}

TEST_SUITE("register_device") {
  TEST_CASE("devices get labels in the order of their first login") {
    TestServer server;

    CHECK(registered(server, 1, a_rep()).label == "D1");
    CHECK(registered(server, 2, another_rep()).label == "D2");
    CHECK(registered(server, 3, a_rep()).label == "D3");
  }

  TEST_CASE("a known device keeps its label and goes to the user who logs in") {
    TestServer server;
    registered(server, 1, a_rep());
    registered(server, 2, a_rep());

    const Device again = registered(server, 1, another_rep());

    CHECK(again.label == "D1");
    CHECK(again.user_id == another_rep().user_id);
    CHECK(server.count("SELECT COUNT(*) FROM device") == 2);
  }

  TEST_CASE("a revoked device stays revoked") {
    TestServer server;
    registered(server, 1, a_rep());
    server.write([](const ServerWrite& in) { need(revoke_device(in.tx, id_of<DeviceId>(1))); });

    CHECK(registered(server, 1, another_rep()).revoked);
    CHECK(registered(server, 1, another_rep()).user_id == a_rep().user_id);
  }
}

TEST_SUITE("save_contact") {
  TEST_CASE("a device with unsent work is listed until it says that it holds none") {
    TestServer server;
    registered(server, 1, a_rep());
    const Watermark watermark{3, test_now.ms - 60'000, {usd(12'345), eur(99)}};

    server.write([&](const ServerWrite& in) {
      need(save_contact(in.tx, id_of<DeviceId>(1), watermark, in.now));
    });
    const auto unsent = server.read([](Transaction& tx) { return need(list_unsent_devices(tx)); });
    REQUIRE(unsent.size() == 1);
    CHECK(unsent[0].watermark.queued == 3);
    CHECK(unsent[0].watermark.totals == std::vector<Money>{eur(99), usd(12'345)});
    CHECK(unsent[0].last_contact_at == test_now);

    server.write(
        [&](const ServerWrite& in) { need(save_contact(in.tx, id_of<DeviceId>(1), {}, in.now)); });
    CHECK(server.read([](Transaction& tx) { return need(list_unsent_devices(tx)); }).empty());
  }
}

}  // namespace
}  // namespace satchel::server::device_store_test
