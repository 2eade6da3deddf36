// An account that is charged for what it used.
#pragma once

#include <string>

#include "shared/execute/order_money.h"
#include "tests/server/server_fixture.h"

namespace satchel::server {

/// Stores account 1001 with a subscription from 1 November, two of support and the minutes that are
/// used, at 0.10 each.
inline void add_metered_account(TestServer& server) {
  Account account = a_company_account(1);
  account.number = 1001;
  server.add_account(account);
  Order order = a_completed_order(1, account);
  order.document.starts_on = date(2026, 11, 1);
  order.document.items = {an_item(order.id, 0, support, 2)};
  ItemCharge minutes = order.document.items[0].charges[0];
  minutes.charge_id = id_of<ChargeId>(95);
  minutes.name = "Minutes";
  minutes.kind = ChargeKind::usage;
  minutes.timing = ChargeTiming::in_arrears;
  minutes.unit_price = minutes.list_price = dec("0.10");
  order.document.items[0].charges.push_back(minutes);
  server.write([&](const ServerWrite& in) {
    need(save_order(in.tx, order));
    need(begin_order_billing(in.tx, order, date(2026, 11, 1)));
  });
}

}  // namespace satchel::server
