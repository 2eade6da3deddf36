// The models of orders: list, details, wizard, first invoice.
#include <doctest/doctest.h>

#include "shared/store/account_store.h"
#include "shared/store/catalog_store.h"
#include "shared/store/order_store.h"
#include "shared/store/organisation_store.h"
#include "tests/support/builders.h"
#include "web/model/order_details_model.h"
#include "web/model/order_list_model.h"
#include "web/model/wizard_model.h"

namespace satchel::web::order_models_test {
namespace {

TEST_SUITE_BEGIN("order models");

/// A database with the organisation, price book 1, a company and a consumer.
struct Desk {
  Desk() {
    const auto tx = need(database->begin());
    need(save_organisation(*tx, an_organisation()));
    need(save_price_book(*tx, a_price_book()));
    need(save_account(*tx, a_company_account()));
    need(save_account(*tx, a_consumer_account()));
    need(tx->commit());
    context.actor = a_rep();
    context.today = test_today;
    context.now = test_now;
    context.online = true;
  }

  void keep(const Order& order) {
    const auto tx = need(database->begin());
    need(save_order(*tx, order));
    need(tx->commit());
  }
  std::unique_ptr<Transaction> read() { return need(database->begin(Access::read)); }

  std::unique_ptr<Database> database = a_database();
  ModelContext context;
};

Order a_draft_for(const OrderDocument& document) {
  Order order = a_draft_order();
  order.document = document;
  return order;
}

TEST_CASE("the list counts every archive and shows the chosen one") {
  Desk desk;
  desk.keep(a_draft_order(1));
  desk.keep(a_placed_order(2));
  desk.keep(a_completed_order(3));

  OrderListQuery query;
  const auto all = need(load_order_list(*desk.read(), desk.context, query));
  query.archive = Archive::handled;
  const auto handled = need(load_order_list(*desk.read(), desk.context, query));

  CHECK(all.counts.all == 3);
  CHECK(all.counts.incomplete == 1);
  CHECK(all.counts.awaiting_approval == 1);
  CHECK(all.counts.handled == 1);
  CHECK(all.rows.size() == 3);
  CHECK(all.sum == usd(3 * 3297));
  REQUIRE(handled.rows.size() == 1);
  CHECK(handled.rows[0].number == "1003");
  CHECK(handled.rows[0].chip.words == "Paid and approved");
}

TEST_CASE("the list sorts by what was asked for and marks what is not sent") {
  Desk desk;
  Order small = a_placed_order(1);
  small.document.items.pop_back();
  small.document.items[0].quantity = 1;
  desk.keep(small);
  desk.keep(a_placed_order(2));
  desk.context.marks[small.id.text()] = SyncMark::queued;

  OrderListQuery query;
  query.sort = OrderSort::total;
  const auto model = need(load_order_list(*desk.read(), desk.context, query));

  REQUIRE(model.rows.size() == 2);
  CHECK(model.rows[0].total == usd(1099));
  CHECK(words_of(model.rows[0].mark) == "not sent");
  CHECK(words_of(model.rows[1].mark).empty());
}

TEST_CASE("an admin may accept a pending order, a rep may not") {
  Desk desk;
  desk.keep(a_placed_order());
  const auto as_rep = need(load_order_details(*desk.read(), desk.context, an_order_id()));
  desk.context.actor = an_admin();
  const auto as_admin = need(load_order_details(*desk.read(), desk.context, an_order_id()));
  desk.context.online = false;
  const auto offline = need(load_order_details(*desk.read(), desk.context, an_order_id()));

  CHECK_FALSE(as_rep.acts.has(CommandKind::accept_order));
  CHECK(as_admin.acts.has(CommandKind::accept_order));
  CHECK_FALSE(as_admin.acts.has(CommandKind::complete_order));
  CHECK(as_rep.acts.possible == std::vector<CommandKind>{CommandKind::withdraw_order});
  CHECK(as_admin.acts.possible ==
        std::vector<CommandKind>{CommandKind::accept_order, CommandKind::screen_order,
                                 CommandKind::edit_order, CommandKind::deny_order,
                                 CommandKind::cancel_order, CommandKind::mark_fraud});
  CHECK(as_admin.acts.why_off.empty());
  CHECK(offline.acts.why_off == "You are offline. This needs the server.");
}

TEST_CASE("the details show the exact first invoice until there is a real one") {
  Desk desk;
  desk.keep(a_placed_order());

  const auto model = need(load_order_details(*desk.read(), desk.context, an_order_id()));

  REQUIRE(model.preview);
  CHECK(model.preview->invoice.total == usd(3297 + 1470 + 4900));
  CHECK(model.items[0].derivation == "3 × 10.99");
  CHECK(model.history.front().what == "Placed by Nancy Davolio");
}

TEST_CASE("an unknown order is not found instead of an error") {
  Desk desk;

  CHECK_FALSE(need(load_order_details(*desk.read(), desk.context, an_order_id(7))).found);
}

TEST_CASE("support ordered on 22 November costs 14.70 for nine days and 49.00 for December") {
  Desk desk;
  const auto draft =
      need(new_draft(*desk.read(), desk.context, a_company_account().id, an_order_id()));
  REQUIRE(draft);
  Order order = *draft;
  order.document.items = {an_item(order.id, 0, support)};
  const auto known = need(load_wizard_facts(*desk.read(), desk.context, order));

  const WizardModel model = plan_wizard(known, {order, "", false});

  CHECK(model.problems.empty());
  REQUIRE(model.first);
  REQUIRE(model.first->rows.size() == 2);
  CHECK(model.first->rows[0].label == "Support");
  CHECK(model.first->rows[0].detail == "22 Nov to 30 Nov (9/30)");
  CHECK(model.first->rows[0].amount == "14.70");
  CHECK(model.first->rows[1].amount == "49.00");
  CHECK(model.first->invoice.invoice_date == date(2026, 12, 1));
  REQUIRE(model.first->schedule.size() == 12);
  CHECK(model.first->schedule[0].amount == usd(6370));
  CHECK(model.first->schedule[11].on == date(2027, 11, 1));
  CHECK(model.first->outlook == "49.00 USD a month from Jan 2027");
}

TEST_CASE("several goods stand together on the first invoice, freight stands alone") {
  Desk desk;
  OrderDocument document = a_document(an_order_id());
  document.items[1] = an_item(an_order_id(), 1, coffee, 2);
  document.charges = {make_order_charge(an_order_id(), 0, "Freight", usd(853))};
  const Order order = a_draft_for(document);

  const auto first = plan_first({a_company_account(), TaxTable()}, order);

  REQUIRE(first);
  REQUIRE(first->rows.size() == 2);
  CHECK(first->rows[0].label == "Goods, 2 lines");
  CHECK(first->rows[0].amount == "54.95");
  CHECK(first->rows[1].label == "Freight");
  CHECK(first->outlook == "Nothing more after the first invoice");
}

TEST_CASE("O6: the type-ahead finds names before other words and hides what is not sold any more") {
  PriceBook book = a_price_book();
  book.products[1].detail = "coffee machines";
  book.products[2].available_until = date(2026, 10, 1);

  OrderDocument document = a_document(an_order_id());

  const auto found = match_products(book, document, "cof");
  const auto all = match_products(book, document, "");

  REQUIRE(found.size() == 2);
  CHECK(found[0].product.name == "Coffee");
  CHECK(found[0].price == "10.99");
  CHECK(found[1].price == "49.00 / month");
  CHECK(all.size() == 2);
  document.currency = Currency::jpy;
  CHECK(match_products(book, document, "").empty());
}

TEST_CASE("a date in a closed cycle is a problem of the date") {
  Desk desk;
  Order order = a_draft_order();
  order.document.ordered_on = date(2026, 10, 31);
  auto known = need(load_wizard_facts(*desk.read(), desk.context, order));
  known.facts.organisation.closed_through = date(2026, 11, 1);

  const WizardModel model = plan_wizard(known, {order, "", false});

  REQUIRE(model.problems.size() == 1);
  CHECK(model.problems[0] == FieldProblem{"ordered_on", Reason::date_in_closed_cycle});
}

TEST_SUITE_END();

}  // namespace
}  // namespace satchel::web::order_models_test
