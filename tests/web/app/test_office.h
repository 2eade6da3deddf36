// TestOffice: a clerk's client over a server with orders that wait for him.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "tests/web/app/test_host.h"

namespace satchel::web {

/// A clerk's app over a server with two unpaid orders, one by check from a site, and a fraud.
struct TestOffice {
  TestApp app;

  explicit TestOffice(float width = 1280, float height = 800,
                      satchel::Role role = satchel::Role::clerk)
      : app(width, height) {
    app.session.role = role;
    app.server.actor.role = role;
    Account account = *app.server.account(a_company_account().id);
    account.number = 1001;
    app.server.save(account);
    Order transfer = a_placed_order(1);
    wait_for_money(transfer, 4767, 40);
    Order check = a_placed_order(2);
    wait_for_money(check, 1000, 3);
    check.site_code = "shop-7";
    check.document.payment_method = PaymentMethod::check;
    app.server.save(transfer);
    app.server.save(check);
    Order fraud = a_placed_order(3);
    fraud.lifecycle = OrderLifecycle::fraud;
    app.server.save(fraud);
    app.log_in();
  }

  static void wait_for_money(Order& order, std::int64_t minor, int days) {
    order.payment = PaymentState::unpaid;
    order.due = usd(minor);
    order.document.payment_method = PaymentMethod::bank_transfer;
    order.document.ordered_on = add_days(test_today, -days);
  }
  std::string row(std::string_view part) {
    const Node* node = app.ui.find_containing(Role::row, part);
    return node == nullptr ? "" : app.ui.text_of(*node);
  }
  bool has_link(std::string_view name) { return app.ui.find(Role::link, name) != nullptr; }
};

/// Whether the text holds the part; a text that does not is shown.
inline bool says(const std::string& text, std::string_view part) {
  const bool found = text.find(part) != std::string::npos;
  if (!found) MESSAGE(text);
  return found;
}

}  // namespace satchel::web
