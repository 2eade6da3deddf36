// What happens in a simulated day, and what must hold when it is over.
#include "tests/simulation/world.h"

#include <algorithm>
#include <array>
#include <set>

#include "server/sync/territory_move.h"
#include "server/sync/truth.h"
#include "web/sync/truth.h"

namespace satchel {
namespace {

constexpr int settle_rounds_max = 2000;

Account account_of_number(int number, const TerritoryId& territory) {
  Account account = a_company_account(number);
  account.territories = {territory};
  return account;
}

web::ExchangeReply reply_of(const ExchangeId& id, const server::ExchangeOutcome& outcome) {
  if (const auto* response = std::get_if<SyncResponse>(&outcome)) {
    return {id, 200, encode(*response)};
  }
  if (const auto* problem = std::get_if<Problem>(&outcome)) {
    return {id, problem->status, encode(*problem)};
  }
  return {id, 204, ""};
}

/// What a device knows that a person acts on.
struct Desk {
  std::vector<Account> accounts;
  std::optional<Order> order;
};

Desk desk_of(SimulatedDevice& device, const OrderId& order) {
  const auto tx = need(device.database().begin(Access::read));
  return {need(search_accounts(*tx, "", 100)), need(find_order(*tx, order))};
}

}  // namespace

int Dice::roll(int sides) {
  std::array<std::uint8_t, 4> bytes{};
  random_.fill(bytes);
  const std::uint32_t number = std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 |
                               std::uint32_t{bytes[2]} << 8 | bytes[3];
  return static_cast<int>(number % static_cast<std::uint32_t>(sides));
}

SimulatedDevice::SimulatedDevice(server::TestServer& server, const server::User& whose, int number)
    : user(whose),
      server_(server),
      database_(need(open_sqlite({.path = ":memory:"}))),
      random_(static_cast<std::uint64_t>(100 + number)),
      skew_ms_((number - 1) * std::int64_t{7'200'000}) {
  session_.user_id = user.id;
  session_.login = user.login;
  session_.name = user.name;
  session_.role = user.role;
  session_.device_label = "D" + std::to_string(number);
  for (const TerritoryId& territory : user.territories) {
    session_.territories.push_back({territory, "T", "Territory"});
  }
  const web::Device device = need(web::open_device(*database_, now(), random_));
  device_id = device.device_id;
  server.write([&](const server::ServerWrite& in) {
    need(server::register_device(in.tx, {device_id, user.id, "Simulated"}, in.now));
  });
  need(web::store_session(*database_, session_, now(), random_));
  start();
}

void SimulatedDevice::start() {
  plan_ = {};
  waiting.reset();
  mortal_ = std::make_unique<web::CrashingDatabase>(*database_, plan_);
  need(web::open_device(*mortal_, now(), random_));
  loop_.emplace(*mortal_, random_);
  take(loop_->on_start(now()));
}

void SimulatedDevice::crash_at(int commits, bool after_commit) {
  plan_.commits_left = commits;
  plan_.after_commit = after_commit;
}

void SimulatedDevice::give(const Command& command) {
  const auto decided = web::dispatch(*mortal_, {session_, now(), test_today}, command);
  if (!decided || !*decided) return;
  if (const auto* order = std::get_if<PlaceOrder>(&command)) placed.push_back(order->order_id);
  take(loop_->on_local_change(now()));
}

void SimulatedDevice::take(const web::SyncActions& actions) {
  if (actions.send) waiting = actions.send;
  if (actions.wake_at) wake_at = *actions.wake_at;
}

void SimulatedDevice::wake() { take(loop_->on_wake(now())); }

void SimulatedDevice::deliver(const web::ExchangeReply& reply) {
  take(loop_->on_reply(reply, now()));
}

World::World(std::uint64_t seed) : dice_(seed) {
  server_.add_account(account_of_number(1, west));
  server_.add_account(account_of_number(2, east));
  const server::User nancy = server::a_user(a_rep(), "nancy");
  const server::User andrew = server::a_user(another_rep(), "andrew");
  int number = 0;
  for (const server::User& user : {nancy, nancy, andrew}) {
    devices_.push_back(std::make_unique<SimulatedDevice>(server_, user, ++number));
  }
}

void World::step() {
  server_.now.ms += 1 + dice_.roll(20'000);
  SimulatedDevice& device = *devices_[static_cast<std::size_t>(dice_.roll(3))];
  if (dice_.one_in(faults_.crash)) device.crash_at(1 + dice_.roll(6), dice_.one_in(2));
  switch (dice_.roll(4)) {
    case 0:
    case 1:
      work(device);
      break;
    case 2:
      exchange(device);
      break;
    case 3:
      office();
      break;
  }
  if (device.crashed()) device.start();
}

void World::work(SimulatedDevice& device) {
  const int number = orders_ == 0 ? 0 : 1 + dice_.roll(orders_);
  const Desk desk = desk_of(device, an_order_id(number));
  if (desk.accounts.empty() || dice_.one_in(8)) {
    return device.give(CreateAccount{account_of_number(++accounts_, device.user.territories[0])});
  }
  const auto count = static_cast<int>(desk.accounts.size());
  const Account& account = desk.accounts[static_cast<std::size_t>(dice_.roll(count))];
  const bool draft = desk.order && desk.order->lifecycle == OrderLifecycle::draft;
  switch (dice_.roll(5)) {
    case 0:
      return edit(device, account);
    case 1:
      return device.give(a_place_order(++orders_, account));
    case 2:
      if (draft) return device.give(place_order_of(desk.order->id, desk.order->document));
      return device.give(a_save_draft(++orders_, account));
    case 3:
      if (draft && dice_.one_in(3)) return device.give(CancelDraft{desk.order->id});
      return device.give(a_save_draft(++orders_, account));
    case 4:
      if (!draft) return;
      SaveDraft again{desk.order->id, desk.order->provisional_number, desk.order->document,
                      "note " + std::to_string(dice_.roll(100)), dice_.one_in(2)};
      return device.give(again);
  }
}

void World::edit(SimulatedDevice& device, const Account& account) {
  const auto field = dice_.one_in(2) ? AccountField::phone : AccountField::city;
  const std::string value = "value " + std::to_string(dice_.roll(1000));
  device.give(EditAccount{account.id, {{field, field_of(account, field), value}}});
}

void World::office() {
  if (dice_.one_in(8)) {
    const AccountId account = id_of<AccountId>(101 + dice_.roll(accounts_));
    const bool exists =
        server_.read([&](Transaction& tx) { return need(find_account(tx, account)).has_value(); });
    if (!exists) return;
    const std::vector<TerritoryId> territories{dice_.one_in(2) ? west : east};
    return server_.write([&](const server::ServerWrite& in) {
      need(server::move_account(in, UserId(), account, territories));
    });
  }
  if (orders_ == 0) return;
  const OrderId order = an_order_id(1 + dice_.roll(orders_));
  const Command acts[] = {AcceptOrder{order}, CompleteOrder{order}, CancelOrder{order, "Refused"}};
  const Command& act = acts[dice_.roll(3)];
  (void)need(server::perform(server_.context(), an_admin(), act)).has_value();
}

web::ExchangeReply World::arrive(SimulatedDevice& device, const web::SendExchange& sent) {
  const SyncRequest request = need(parse_sync_request(sent.body));
  return reply_of(
      sent.exchange_id,
      need(server::exchange(server_.context(), {device.user.id, device.device_id}, request)));
}

void World::exchange(SimulatedDevice& device) {
  if (!late_.empty() && dice_.one_in(2)) {
    const auto [index, sent] = late_.back();
    late_.pop_back();
    (void)arrive(*devices_[index], sent).status;
  }
  if (!device.waiting) {
    if (device.now() < device.wake_at) return;
    device.wake();
  }
  if (!device.waiting) return;
  const web::SendExchange sent = *std::exchange(device.waiting, std::nullopt);
  if (dice_.one_in(faults_.request_lost)) return device.deliver({sent.exchange_id, 0, "lost"});
  web::ExchangeReply reply = arrive(device, sent);
  if (dice_.one_in(faults_.doubled)) reply = arrive(device, sent);
  if (dice_.one_in(faults_.late)) {
    const auto found = std::find_if(devices_.begin(), devices_.end(),
                                    [&](const auto& each) { return each.get() == &device; });
    late_.push_back({static_cast<std::size_t>(found - devices_.begin()), sent});
  }
  if (dice_.one_in(faults_.reply_lost)) reply = {sent.exchange_id, 0, "lost"};
  device.deliver(reply);
}

void World::settle() {
  for (const auto& [index, sent] : std::exchange(late_, {})) {
    (void)arrive(*devices_[index], sent).status;
  }
  for (const auto& device : devices_) device->start();
  int quiet = 0;
  for (int round = 0; quiet < 3; ++round) {
    REQUIRE(round < settle_rounds_max);
    bool moved = false;
    server_.now.ms += 31'000;
    for (const auto& device : devices_) {
      if (!device->waiting) device->wake();
      REQUIRE(device->waiting);
      const web::SendExchange sent = *std::exchange(device->waiting, std::nullopt);
      const web::ExchangeReply reply = arrive(*device, sent);
      moved = moved || reply.status != 204;
      device->deliver(reply);
    }
    quiet = moved ? 0 : quiet + 1;
  }
}

void World::check() {
  for (const auto& device : devices_) {
    check_device(*device);
    check_placed(*device);
  }
}

void World::check_device(SimulatedDevice& device) {
  const auto here = need(device.database().begin(Access::read));
  const auto there = need(server_.database->begin(Access::read));
  CHECK(need(web::count_pending(*here)).queued == 0);
  const Actor rep = server::actor_of(device.user);
  const Actor everything = an_admin();
  server::TruthReader in_scope(*there, rep);
  server::TruthReader held(*here, everything);

  std::set<std::string> expected;
  for (const Row& row : need(there->query("SELECT aggregate_kind, aggregate_id FROM feed"))) {
    const AggregateRef ref{row.word<AggregateKind>(0), row.text(1)};
    const Truth truth = need(in_scope.read(ref));
    const Truth copy = need(held.read(ref));
    CAPTURE(row.text(0) + " " + row.text(1));
    REQUIRE(truth.aggregate.has_value() == copy.aggregate.has_value());
    if (truth.aggregate) CHECK(to_json(*truth.aggregate) == to_json(*copy.aggregate));
    if (truth.aggregate) expected.insert(row.text(0) + " " + row.text(1));
  }
  std::set<std::string> holds;
  for (const AggregateRef& ref : need(web::load_held(*here))) {
    holds.insert(std::string(to_text(ref.kind)) + " " + ref.id);
  }
  CHECK(holds == expected);
}

void World::check_placed(SimulatedDevice& device) {
  const auto here = need(device.database().begin(Access::read));
  const auto refused = need(web::load_refused(*here));
  for (const OrderId& id : device.placed) {
    const auto order = server_.read([&](Transaction& tx) { return need(find_order(tx, id)); });
    const bool told = std::any_of(refused.begin(), refused.end(), [&](const auto& entry) {
      return entry.target.id == id.text() && entry.kind == CommandKind::place_order;
    });
    const bool done = order && !order->document_digest.empty();
    CAPTURE(id.text());
    CHECK((done || told));
  }
}

}  // namespace satchel
