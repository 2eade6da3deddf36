// ServedDesk: a server whose services, domains and webhooks are counterparts on this machine.
#pragma once

#include <algorithm>
#include <optional>
#include <string>

#include "server/main/job_handlers.h"
#include "server/store/mail_store.h"
#include "server/store/webhook_store.h"
#include "tests/server/providers/provider_desk.h"

namespace satchel::server {

/// On this server support is made elsewhere: by a provisioning system, or by a registrar.
class ServedDesk {
 public:
  explicit ServedDesk(AutoSetup auto_setup = AutoSetup::never,
                      FulfilmentKind kind = FulfilmentKind::provisioning)
      : services("signed_receiver.py", {"services", secret}) {
    PriceBook book = a_price_book();
    book.products[1].fulfilment = {kind, "cpanel", {"eu-1", "us-1"}, auto_setup};
    book.products[1].configuration = {{.key = "domain", .label = "Domain"}};
    server.write([&](const ServerWrite& in) {
      need(erase_price_book(in.tx, book.version));
      need(save_price_book(in.tx, book));
    });
    for (const Provider provider : {Provider::provisioning, Provider::registrar}) {
      set(provider, "url", address_of(services));
      set(provider, "secret", secret);
      set(provider, "timeout_ms", "2000");
    }
  }

  void set(Provider provider, const std::string& name, const std::string& value) {
    server.write([&](const ServerWrite& in) { need(save_setting(in, {provider, name, value})); });
  }

  /// A device of the rep brings the customer and the order.
  void place(const PlaceOrder& command = a_place_order(),
             const Account& account = a_company_account()) {
    TestDevice device(server, a_rep(), 1);
    device.add(CreateAccount{account}).add(command);
    REQUIRE(device.push(1, 2).verdicts.back().verdict.kind == VerdictKind::accepted);
  }

  /// Accepts the order, with the support to be made on `target`.
  void accept(const std::string& target = "us-1", bool welcome = true) {
    AcceptOrder command{an_order_id(), {}};
    command.items.push_back({.item_id = support_id(),
                             .target = target,
                             .username = "maria",
                             .password = "Secret42",
                             .create = true,
                             .welcome = welcome});
    server.accept(command);
  }

  /// Works off every job of this kind that is due; returns the last one.
  std::optional<Job> work(JobKind kind = JobKind::provisioning) {
    std::optional<Job> last;
    ++server.now.ms;
    postpone_others(kind);
    while (true) {
      auto job = need(work_once(server.context(), ServerClock(server), job_handlers()));
      if (!job) return last;
      if (job->kind == kind) last = std::move(job);
    }
  }

  Order order() {
    return server.read([](Transaction& tx) { return *need(find_order(tx, an_order_id())); });
  }
  OrderItemId support_id() { return order().document.items.at(1).id; }
  ItemFulfilment support_item() { return order().fulfilments.at(1); }
  bool happened(OrderAction action) {
    const std::vector<OrderEvent> history = order().history;
    return std::any_of(history.begin(), history.end(),
                       [&](const OrderEvent& event) { return event.action == action; });
  }
  /// Returns what the services were asked to do, one act a line.
  std::string acts() {
    return server.lines(
        "SELECT substr(idempotency_key, 1, instr(idempotency_key, ':') - 1) FROM job "
        "WHERE kind IN ('provisioning', 'registrar') AND state = 'done' ORDER BY id");
  }

  static constexpr const char* secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  TestServer server;
  Counterpart services;

 private:
  /// Jobs of other kinds lie far ahead: their turn comes when the test asks for it.
  void postpone_others(JobKind kind) {
    constexpr std::int64_t far = 1'000'000'000'000'000;
    server.write([&](const ServerWrite& in) {
      need(
          in.tx.run("UPDATE job SET next_at_ms = next_at_ms + $2 "
                    "WHERE kind <> $1 AND next_at_ms < $2",
                    kind, far));
      need(
          in.tx.run("UPDATE job SET next_at_ms = next_at_ms - $2 "
                    "WHERE kind = $1 AND next_at_ms >= $2",
                    kind, far));
    });
  }
};

}  // namespace satchel::server
