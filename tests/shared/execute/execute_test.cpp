// execute: the same lines on both sides; a rejection writes nothing.
#include "shared/execute/execute.h"
#include "shared/execute/order_facts.h"

#include <doctest/doctest.h>

#include "shared/domain/subscription/subscription.h"
#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/catalog_store.h"
#include "shared/store/order_store.h"
#include "shared/store/organisation_store.h"
#include "tests/support/dump.h"

namespace satchel::execute_test {
namespace {

struct Fixture {
  std::unique_ptr<Database> database = a_database();
  std::unique_ptr<Transaction> tx = need(database->begin());
  ExecuteContext rep{Side::server, a_rep(), test_now, test_today};
  ExecuteContext admin{Side::server, an_admin(), test_now, test_today};
  ExecuteContext device{Side::device, a_rep(), test_now, test_today};

  Fixture() {
    need(save_organisation(*tx, an_organisation()));
    need(save_price_book(*tx, a_price_book()));
  }

  Touched accept(const ExecuteContext& context, const Command& command) {
    const auto decided = need(execute(*tx, context, command));
    REQUIRE(decided);
    return *decided;
  }

  /// Executes a command that must be refused and must leave every table as it was.
  Reason refuse(const ExecuteContext& context, const Command& command) {
    const std::string before = dump(*tx);
    const auto decided = need(execute(*tx, context, command));
    REQUIRE_FALSE(decided);
    CHECK(dump(*tx) == before);
    return decided.error().reason;
  }

  Account account(int number = 1) {
    return *need(find_account(*tx, id_of<AccountId>(100 + number)));
  }
  Order order(int number = 1) { return *need(find_order(*tx, an_order_id(number))); }
};

}  // namespace

TEST_SUITE("execute on the server") {
  TEST_CASE_FIXTURE(Fixture, "accounts and placed orders get numbers from 1001; versions grow") {
    const Touched touched = accept(rep, CreateAccount{a_company_account(1)});
    accept(rep, CreateAccount{a_company_account(2)});

    CHECK(touched == Touched{{AggregateKind::account, a_company_account(1).id.text()}});
    CHECK(account(1).number == 1001);
    CHECK(account(2).number == 1002);
    CHECK(account(1).version == 1);
    accept(rep, EditAccount{account(1).id, {{AccountField::phone, "030-0074321", "1"}}});
    CHECK(account(1).version == 2);
    CHECK(account(1).number == 1001);
    CHECK(account(1).phone == "1");

    accept(rep, a_save_draft(1));
    CHECK(order(1).number == 0);
    CHECK(order(1).version == 1);
    accept(rep, a_place_order(2));
    accept(rep, a_place_order(1));
    CHECK(order(2).number == 1001);
    CHECK(order(1).number == 1002);
    CHECK(order(1).version == 2);
    accept(admin, AcceptOrder{an_order_id(1)});
    CHECK(order(1).number == 1002);
    CHECK(order(1).version == 3);
  }

  TEST_CASE_FIXTURE(Fixture, "completing an order writes its subscriptions and billable charges") {
    accept(rep, CreateAccount{a_company_account()});
    accept(rep, a_place_order());
    accept(admin, AcceptOrder{an_order_id()});
    CHECK(need(list_subscriptions(*tx, {})).empty());

    const Touched touched = accept(admin, CompleteOrder{an_order_id()});

    const auto subscriptions = need(list_subscriptions(*tx, {}));
    REQUIRE(subscriptions.size() == 1);
    CHECK(subscriptions[0].version == 1);
    CHECK(touched == Touched{{AggregateKind::order, an_order_id().text()},
                             {AggregateKind::subscription, subscriptions[0].id.text()}});
    const BillFacts facts = need(load_bill_facts(*tx, account(), date(2026, 12, 1)));
    CHECK(facts.charges == billable_charges_of(order()));
    CHECK(facts.charges[0].order_number == 1001);
    CHECK(refuse(admin, CompleteOrder{an_order_id()}) == Reason::order_not_in_progress);
  }

  TEST_CASE_FIXTURE(Fixture, "P3: an add-on without its base is refused on both sides") {
    PriceBook book = a_price_book();
    book.version = 2;
    book.products[1].kind = ProductKind::add_on;
    book.products[1].base_product_id = coffee;
    need(save_price_book(*tx, book));
    accept(rep, CreateAccount{a_company_account()});
    OrderDocument document = a_document(an_order_id());
    document.price_book_version = 2;
    OrderDocument bound = document;
    bound.items[1].base_item_id = bound.items[0].id;

    for (const ExecuteContext& side : {device, rep}) {
      CHECK(refuse(side, place_order_of(an_order_id(), document)) == Reason::base_missing);
    }
    accept(device, place_order_of(an_order_id(1), bound));
    accept(rep, place_order_of(an_order_id(2), bound));
    CHECK(order(1).document.items[1].base_item_id == bound.items[0].id);
    CHECK(order(2).lifecycle == OrderLifecycle::pending);
  }

  TEST_CASE_FIXTURE(Fixture, "a refused command writes nothing, and takes no number") {
    CHECK(refuse(rep, a_place_order()) == Reason::account_not_found);
    CHECK(refuse(rep, EditAccount{a_company_account().id, {}}) == Reason::account_not_found);
    CHECK(refuse(rep, CancelDraft{an_order_id()}) == Reason::order_not_found);
    CHECK(refuse(admin, AcceptOrder{an_order_id()}) == Reason::order_not_found);
    Account incomplete = a_company_account();
    incomplete.last_name = "";
    CHECK(refuse(rep, CreateAccount{incomplete}) == Reason::field_required);

    accept(rep, CreateAccount{a_company_account()});
    PlaceOrder unknown_book = a_place_order();
    unknown_book.document.price_book_version = 2;
    CHECK(refuse(rep, unknown_book) == Reason::price_book_unknown);
    PlaceOrder wrong_total = a_place_order();
    wrong_total.quoted_one_time = usd(1);
    CHECK(refuse(rep, wrong_total) == Reason::totals_differ);
    CHECK(refuse(rep, CreateAccount{a_company_account()}) == Reason::account_exists);

    accept(rep, a_place_order());
    CHECK(order().number == 1001);
    CHECK(refuse(rep, AcceptOrder{an_order_id()}) == Reason::role_not_allowed);
    CHECK(refuse(admin, CompleteOrder{an_order_id()}) == Reason::order_not_in_progress);
    CHECK(refuse(admin, CancelOrder{an_order_id(), ""}) == Reason::field_required);
    CHECK(refuse(rep, a_place_order()) == Reason::order_not_draft);
  }

  TEST_CASE_FIXTURE(
      Fixture, "C7: a login that is taken is cleared at creation and stays as it was in an edit") {
    accept(rep, CreateAccount{a_company_account(1)});
    Account second = a_company_account(2);
    second.login = "MARIA1@alfreds.example";
    accept(rep, CreateAccount{second});
    CHECK(account(2).login.empty());

    accept(rep, EditAccount{second.id, {{AccountField::login, "", "maria1@ALFREDS.example"}}});
    CHECK(account(2).login.empty());
    accept(rep, EditAccount{second.id, {{AccountField::login, "", "maria2@alfreds.example"}}});
    CHECK(account(2).login == "maria2@alfreds.example");
    accept(rep, EditAccount{second.id, {{AccountField::phone, "030-0074321", "2"}}});
  }

  TEST_CASE_FIXTURE(Fixture, "an order of an account out of scope does not exist for the actor") {
    Account eastern = a_company_account(2);
    eastern.territories = {east};
    accept(admin, CreateAccount{eastern});
    accept(rep, CreateAccount{a_company_account(1)});
    ExecuteContext other = rep;
    other.actor = another_rep();
    accept(other, a_save_draft(1, eastern));

    CHECK(refuse(rep, a_save_draft(1, a_company_account(1))) == Reason::order_not_found);
    CHECK(refuse(rep, a_place_order(1, a_company_account(1))) == Reason::order_not_found);
    CHECK(refuse(rep, CancelDraft{an_order_id(1)}) == Reason::order_not_found);
    CHECK(refuse(rep, a_save_draft(1, eastern)) == Reason::account_not_found);
    accept(other, CancelDraft{an_order_id(1)});
  }

  TEST_CASE_FIXTURE(Fixture, "a draft never moves to another account") {
    accept(rep, CreateAccount{a_company_account(1)});
    accept(rep, CreateAccount{a_company_account(2)});
    accept(rep, a_save_draft(1, a_company_account(1)));
    CHECK(refuse(rep, a_save_draft(1, a_company_account(2))) == Reason::field_invalid);
    CHECK(order(1).document.account_id == a_company_account(1).id);
  }

  TEST_CASE_FIXTURE(Fixture, "the organisation's verification delay is part of the facts") {
    Organisation organisation = an_organisation();
    organisation.verification_delay_minutes = 30;
    need(save_organisation(*tx, organisation));
    accept(rep, CreateAccount{a_company_account()});
    accept(rep, a_place_order());
    accept(admin, AcceptOrder{an_order_id()});
    accept(admin, CompleteOrder{an_order_id()});
    CHECK(order().review == Review::accepted);
  }
}

TEST_SUITE("execute on a device") {
  TEST_CASE_FIXTURE(Fixture, "numbers and versions stay as the last truth said") {
    accept(device, CreateAccount{a_company_account()});
    accept(device, a_save_draft());
    accept(device, a_place_order());
    CHECK(account().number == 0);
    CHECK(account().version == 0);
    CHECK(order().number == 0);
    CHECK(order().version == 0);
    CHECK(order().provisional_number == "N1-1");
    CHECK(need(tx->query("SELECT COUNT(*) FROM number_series"))[0].number(0) == 0);

    Account truth = account();
    truth.number = 1007;
    truth.version = 3;
    need(save_account(*tx, truth));
    accept(device, EditAccount{truth.id, {{AccountField::phone, truth.phone, "1"}}});
    CHECK(account().number == 1007);
    CHECK(account().version == 3);
  }

  TEST_CASE_FIXTURE(Fixture, "acts of the back office are refused on a device, even an admin's") {
    accept(device, CreateAccount{a_company_account()});
    accept(device, a_place_order());
    ExecuteContext office = device;
    office.actor = an_admin();
    CHECK(refuse(office, AcceptOrder{an_order_id()}) == Reason::role_not_allowed);
    CHECK(refuse(office, CompleteOrder{an_order_id()}) == Reason::role_not_allowed);
    CHECK(refuse(office, CancelOrder{an_order_id(), "why"}) == Reason::role_not_allowed);
  }

  TEST_CASE_FIXTURE(Fixture, "the same commands give the same documents on both sides") {
    const auto server = a_database();
    const auto server_tx = need(server->begin());
    need(save_organisation(*server_tx, an_organisation()));
    need(save_price_book(*server_tx, a_price_book()));
    for (const Command& command : {Command(CreateAccount{a_company_account()}),
                                   Command(a_save_draft()), Command(a_place_order())}) {
      accept(device, command);
      REQUIRE(need(execute(*server_tx, rep, command)));
    }
    Order there = *need(find_order(*server_tx, an_order_id()));
    CHECK(there.number == 1001);
    there.number = there.version = 0;
    CHECK(order() == there);
  }
}

TEST_SUITE("load_order_facts") {
  TEST_CASE_FIXTURE(Fixture, "the wizard sees the problems of a document that was never saved") {
    accept(device, CreateAccount{a_company_account()});
    OrderDocument document = a_document(an_order_id());
    document.items[0].quantity = 0;
    PriceBooks book;

    const OrderFacts facts = need(load_order_facts(*tx, device, {an_order_id(), &document}, book));

    CHECK(facts.account == account());
    CHECK_FALSE(facts.order);
    CHECK(problems_of(document, facts, std::nullopt) ==
          std::vector<FieldProblem>{{"items[0]", Reason::quantity_out_of_range}});
  }

  TEST_CASE_FIXTURE(Fixture, "without a document the account is that of the stored order") {
    accept(device, CreateAccount{a_company_account()});
    accept(device, a_save_draft());
    PriceBooks book;
    const OrderFacts facts = need(load_order_facts(*tx, device, {an_order_id()}, book));
    CHECK(facts.account == account());
    CHECK(facts.order == order());
    REQUIRE(facts.price_book != nullptr);
    CHECK(facts.price_book->version == 1);
  }
}

}  // namespace satchel::execute_test
