// The details of an order on a page of their own, with the dialogs of its acts.
#pragma once

#include <string_view>

#include "tests/support/builders.h"
#include "tests/web/ui.h"
#include "web/kit/shell.h"
#include "web/screens/order_details.h"

namespace satchel::web {

/// A placed order of the company's account that offers one act.
struct OrderPage {
  explicit OrderPage(CommandKind act) {
    model.found = true;
    model.order = a_placed_order();
    model.account = a_company_account();
    model.acts.possible = {act};
  }

  void draw() {
    const PlainPage page("Order");
    draw_order_details(model, draft, out);
    draw_order_dialogs(model, draft, out);
  }
  void press(std::string_view name) {
    ui.press(name, [this] { draw(); });
    ui.frame([this] { draw(); });
  }
  void type(std::string_view label, std::string_view text) {
    ui.type(label, text, [this] { draw(); });
  }

  Ui ui;
  OrderDetailsModel model;
  OrderDetailsDraft draft;
  Commands out;
};

}  // namespace satchel::web
