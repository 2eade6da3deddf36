// The list of orders in the back office: acts on several of them, and filters.
#include <doctest/doctest.h>

#include "tests/web/app/test_office.h"

namespace satchel::web::office_list_test {
namespace {

TEST_SUITE_BEGIN("office list");

bool holds_part(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// A second price book, whose coffee is set up on a server.
PriceBook a_served_book() {
  PriceBook book = a_price_book();
  book.version += 1;
  for (Product& product : book.products) {
    if (product.name == "Coffee") {
      product.fulfilment = {
          FulfilmentKind::provisioning, "panel", {"web-1", "web-2"}, AutoSetup::never};
    }
  }
  return book;
}

TEST_CASE("A1: several orders are marked by boxes and keys, and the bar says how many and what") {
  TestOffice office;
  const auto draw = [&] { office.app.program->draw(); };
  office.app.open("/orders/list/pending");
  office.app.ui.check("Mark order 1002", true, draw);
  CHECK(office.app.ui.shows("1 order, 32.97 USD marked"));

  office.app.ui.focus("1002", draw);
  office.app.key("Ctrl+a");
  CHECK(office.app.ui.shows("2 orders, 65.94 USD marked"));
  office.app.key(" ");
  CHECK(office.app.ui.shows("1 order, 32.97 USD marked"));
  office.app.press("Clear");
  CHECK(office.app.ui.find(Role::button, "Deny") == nullptr);
  office.app.ui.focus("1002", draw);
  office.app.key("Shift+ArrowDown");
  CHECK(office.app.ui.shows("2 orders, 65.94 USD marked"));
}

TEST_CASE(
    "A1: each order is denied alone with one reason, and the second clerk is told who did it") {
  TestOffice office;
  const auto draw = [&] { office.app.program->draw(); };
  office.app.open("/orders/list/pending");
  office.app.ui.check("Mark order 1002", true, draw);
  office.app.ui.check("Mark order 1001", true, draw);
  office.app.press("Deny");
  office.app.press("Deny them");
  CHECK(office.app.ui.find(Role::alert, "Say why; it stands in each order's history.") != nullptr);
  office.app.type("Reason for all", "No such address");
  const Problem taken{.type = "order-not-pending",
                      .title = "Refused",
                      .status = 409,
                      .detail = "The order is not pending. Last change: accepted by Clara."};
  office.app.replies["/v1/orders/" + an_order_id(1).text() + "/deny"] = {409, encode(taken)};
  office.app.acts.clear();
  office.app.press("Deny them");
  office.app.answer_all();

  REQUIRE(office.app.acts.size() == 2);
  CHECK(office.app.acts[0].path == "/v1/orders/" + an_order_id(2).text() + "/deny");
  CHECK(office.app.acts[0].body == R"({"reason":"No such address"})");
  CHECK(office.app.acts[0].idempotency_key != office.app.acts[1].idempotency_key);
  CHECK(office.app.ui.shows("1 done, 1 refused"));
  CHECK(office.app.ui.shows("Order denied"));
  CHECK(office.app.ui.shows("Last change: accepted by Clara."));
  office.app.press("Close");
  CHECK(office.app.ui.find(Role::checkbox, "Mark order 1001")->checked == true);
  CHECK(office.app.ui.find(Role::checkbox, "Mark order 1002")->checked == false);
}

TEST_CASE("A1: accepting several asks what becomes of items that have to be set up") {
  for (const bool now : {true, false}) {
    CAPTURE(now);
    TestOffice office;
    const auto draw = [&] { office.app.program->draw(); };
    office.app.server.save(a_served_book());
    Order hosted = a_placed_order(4);
    hosted.document.price_book_version = a_served_book().version;
    office.app.server.save(hosted);
    office.app.go_online();
    office.app.open("/orders/list/pending");
    office.app.ui.check("Mark order 1002", true, draw);
    office.app.ui.check("Mark order 1004", true, draw);
    office.app.press("Accept");
    CHECK(office.app.ui.shows("1 item of 1 order to set up on a server or with a registrar"));
    if (!now) office.app.press("Leave waiting");
    office.app.acts.clear();
    office.app.press("Accept them");
    office.app.answer_all();

    REQUIRE(office.app.acts.size() == 2);
    const bool first = holds_part(office.app.acts[0].path, hosted.id.text());
    const FetchRequest& asked = office.app.acts[first ? 0 : 1];
    const FetchRequest& plain = office.app.acts[first ? 1 : 0];
    CHECK(holds_part(asked.path, hosted.id.text()));
    CHECK(holds_part(asked.body, now ? R"("target":"web-1")" : R"("create":false)"));
    CHECK(holds_part(asked.body, R"("create":true)") == now);
    CHECK_FALSE(holds_part(plain.body, "target"));
    CHECK(office.app.ui.shows(now ? "1 item is being set up"
                                  : "1 item waits: activate in the order"));
  }
}

TEST_CASE(
    "A1: only what can be accepted is asked for, and the others are counted with the reason") {
  TestOffice office;
  Order quote = a_draft_order(7);
  quote.quoted_until = date(2026, 12, 22);
  Order accepted = a_placed_order(8);
  accepted.lifecycle = OrderLifecycle::in_progress;
  office.app.server.save(quote);
  office.app.server.save(accepted);
  office.app.go_online();
  office.app.open("/orders");
  office.app.press("All 5");
  office.app.ui.focus("1001", [&] { office.app.program->draw(); });
  office.app.key("Ctrl+a");
  office.app.press("Accept");

  CHECK(office.app.ui.shows("2 orders, 65.94 USD"));
  CHECK(office.app.ui.shows("3 orders are left out and cannot be accepted"));
  CHECK(office.app.ui.shows("1: Drafts and quotes have to be placed first."));
  CHECK(office.app.ui.shows("2: Only a pending order can be accepted. Look at its state."));
  office.app.acts.clear();
  office.app.press("Accept them");
  office.app.answer_all();
  CHECK(office.app.acts.size() == 2);
}

TEST_CASE("A1: where none of the marked orders can be accepted, nothing is asked of the server") {
  TestOffice office;
  office.app.open("/orders");
  office.app.press("All 3");
  office.app.ui.check("Mark order 1003", true, [&] { office.app.program->draw(); });
  office.app.press("Accept");
  CHECK(office.app.ui.shows("None of the marked orders can be accepted."));
  CHECK(office.app.ui.find(Role::button, "Accept them") == nullptr);
  office.app.acts.clear();
  office.app.press("Close");
  CHECK(office.app.acts.empty());
  CHECK(office.app.ui.find_containing(Role::dialog, "Accept these") == nullptr);
}

TEST_CASE("a closed order is copied as a new draft with what is still sold, at today's prices") {
  TestOffice office;
  Order closed = a_placed_order(9);
  closed.lifecycle = OrderLifecycle::cancelled;
  closed.document.items[0].quantity = 7;
  closed.document.items[1].product_id = id_of<ProductId>(77);
  closed.document.purchase_order = "PO-OLD";
  office.app.server.save(closed);
  office.app.go_online();
  office.app.open("/orders/" + closed.id.text());
  office.app.press("Copy as new draft");

  CHECK(office.app.host.route.ends_with("/edit"));
  CHECK(office.app.ui.shows("Copied at today's prices. Not sold any more: Support."));
  CHECK(office.app.ui.find_containing(Role::row, "Coffee") != nullptr);
  CHECK_FALSE(office.app.ui.shows("PO-OLD"));
}

TEST_CASE("S10: a quote is called one in lists, with its last day") {
  TestOffice office;
  Order quote = a_draft_order(7);
  quote.quoted_until = date(2026, 12, 22);
  Order ended = a_draft_order(8);
  ended.quoted_until = date(2026, 11, 21);
  office.app.server.save(quote);
  office.app.server.save(ended);
  office.app.go_online();
  office.app.open("/orders");
  office.app.press("All 5");
  CHECK(says(office.row(quote.provisional_number), "Quote"));
  CHECK(says(office.row(quote.provisional_number), "valid until 22 Dec 2026"));
  CHECK(says(office.row(ended.provisional_number), "ended 21 Nov 2026"));
  office.app.open("/orders/" + quote.id.text());
  CHECK(office.app.ui.shows("valid until 22 Dec 2026"));
}

TEST_CASE("S16: the site of a filter is chosen by its name, and kept with the filter") {
  TestApp app;
  app.session.role = app.server.actor.role = satchel::Role::clerk;
  app.session.sites = {{"shop-7", "Harbour Shop"}, {"shop-8", "Mountain Shop"}};
  Order own = a_placed_order(1);
  Order shop = a_placed_order(2);
  shop.site_code = "shop-7";
  app.server.save(own);
  app.server.save(shop);
  app.log_in();
  app.open("/orders");
  const auto has = [&](std::string_view number) {
    return app.ui.find_containing(Role::row, number) != nullptr;
  };
  CHECK(app.ui.shows("Harbour Shop"));
  CHECK(app.ui.shows("2 orders"));
  app.choose("Site", "Harbour Shop");
  CHECK(app.ui.shows("1 order, 32.97 USD"));
  CHECK(has("1002"));
  CHECK_FALSE(has("1001"));
  app.press("Save filter");
  app.type("Name", "From the harbour");
  app.press("Save it");

  app.choose("Site", "Own desk");
  CHECK(has("1001"));
  CHECK_FALSE(has("1002"));
  app.choose("Site", "Mountain Shop");
  CHECK(app.ui.shows("No order of this site here"));
  app.start("/orders");
  app.choose("Site", "All sites");
  CHECK(has("1001"));
  app.press("From the harbour");
  CHECK(app.ui.field("Site")->value == "Harbour Shop");
  CHECK(has("1002"));
  CHECK_FALSE(has("1001"));
}

TEST_CASE("A1: a rep marks nothing") {
  TestApp rep;
  rep.server.save(a_placed_order(1));
  rep.log_in();
  CHECK_FALSE(rep.ui.find_containing(Role::row, "1001") == nullptr);
  CHECK(rep.ui.find_containing(Role::checkbox, "Mark order") == nullptr);
}

TEST_CASE("A1: offline the acts on several orders say why they are off") {
  TestOffice office;
  office.app.open("/orders/list/pending");
  office.app.ui.check("Mark order 1002", true, [&] { office.app.program->draw(); });
  office.app.go_offline();
  const Node* accept = office.app.ui.find(Role::button, "Accept");
  REQUIRE(accept != nullptr);
  CHECK(accept->disabled);
  CHECK(accept->description == "You are offline. This needs the server.");
}

TEST_CASE("S16: a filter is saved under a name, survives a reload, and is a person's own") {
  TestOffice office;
  office.app.open("/orders");
  CHECK(office.app.ui.find(Role::button, "Save filter") == nullptr);
  office.app.press("Awaiting payment 2");
  office.app.type("Search customers, orders, items", "shop-7");
  office.app.press("Total");
  CHECK(office.row("1001").empty());
  office.app.press("Save filter");
  office.app.press("Save it");
  CHECK(office.app.ui.find(Role::alert, "Enter a name.") != nullptr);
  office.app.type("Name", "Shop 7 owes");
  office.app.press("Save it");
  CHECK(office.app.ui.find(Role::button, "Shop 7 owes")->pressed == true);

  office.app.start("/orders");
  CHECK(office.app.ui.find(Role::button, "Shop 7 owes")->pressed == false);
  CHECK_FALSE(office.row("1001").empty());
  office.app.press("Shop 7 owes");
  CHECK(office.row("1001").empty());
  CHECK_FALSE(office.row("1002").empty());
  CHECK(office.app.ui.field("Search customers, orders, items")->value == "shop-7");
  CHECK(office.app.ui.find(Role::columnheader, "Total")->sort == Sort::ascending);

  office.app.press("Forget filter");
  CHECK(office.app.ui.find(Role::button, "Shop 7 owes") == nullptr);
}

TEST_SUITE_END();

}  // namespace
}  // namespace satchel::web::office_list_test
