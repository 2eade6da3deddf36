// Screens: pressing things asks for exactly what was meant.
#include <doctest/doctest.h>

#include "tests/support/builders.h"
#include "tests/web/screens/order_page.h"
#include "tests/web/ui.h"
#include "web/kit/shell.h"
#include "web/screens/customer_form.h"
#include "web/screens/login.h"
#include "web/screens/sync_screen.h"
#include "web/screens/wizard.h"

namespace satchel::web::screens_test {
namespace {

TEST_SUITE_BEGIN("screens");

template <class Wish>
const Wish& only(const Commands& out) {
  REQUIRE(out.size() == 1);
  const auto* wish = std::get_if<Wish>(&out[0]);
  REQUIRE(wish != nullptr);
  return *wish;
}

WizardFacts known_facts(const Order& order) {
  WizardFacts known;
  known.found = true;
  known.price_book = std::make_shared<const PriceBook>(a_price_book());
  known.facts.actor = a_rep();
  known.facts.today = test_today;
  known.facts.organisation = an_organisation();
  known.facts.account = a_company_account();
  known.facts.order = order;
  return known;
}

/// The wizard on a draft with three coffees and one support.
struct Wizard {
  explicit Wizard(float width = 1280, float height = 800) : ui(width, height) {
    draft.order = a_draft_order();
    draft.order.document.signed_by.clear();
  }
  Ui::Draw draw() {
    return
        [this] { draw_wizard(plan_wizard(known_facts(draft.order), query_of(draft)), draft, out); };
  }

  Ui ui;
  WizardDraft draft;
  Commands out;
};

TEST_CASE("login asks for nothing until both fields are filled") {
  Ui ui;
  LoginDraft draft;
  Commands out;
  const auto draw = [&] { draw_login({}, draft, out); };

  ui.press("Log in", draw);
  CHECK(out.empty());
  CHECK(ui.find(Role::alert, "Enter your password.") != nullptr);
  ui.type("Login", "nancy@example.com", draw);
  ui.type("Password", "Secret123", draw);
  ui.press("Log in", draw);

  CHECK(only<LogIn>(out).login == "nancy@example.com");
  CHECK(only<LogIn>(out).password == "Secret123");
}

TEST_CASE("C3: the customer form marks what is required and saves only when it is there") {
  Ui ui;
  CustomerFormDraft draft;
  draft.account.id = id_of<AccountId>(7);
  Commands out;
  const auto draw = [&] { draw_customer_form({}, draft, out); };

  ui.press("Save customer", draw);
  CHECK(out.empty());
  for (const char* label : {"Company name", "First name", "Last name", "Primary email"}) {
    CHECK(ui.field(label)->required);
    CHECK(ui.field(label)->invalid);
  }
  CHECK(ui.field("Street") == nullptr);
  ui.type("Company name", "Blauer See", draw);
  ui.type("First name", "Hanna", draw);
  ui.type("Last name", "Moos", draw);
  ui.type("Primary email", "hanna@blauer.example", draw);
  ui.press("Show Address", draw);
  ui.type("City", "Mannheim", draw);
  ui.press("Save customer", draw);

  REQUIRE(out.size() == 2);
  const auto& created = std::get<CreateAccount>(out[0]).account;
  CHECK(created.company_name == "Blauer See");
  CHECK(created.login == "hanna@blauer.example");
  CHECK(created.address.city == "Mannheim");
  CHECK(std::get<AfterCustomer>(out[1]).account_id == draft.account.id);
}

TEST_CASE("a login of one's own stays when the e-mail changes") {
  Ui ui;
  CustomerFormDraft draft;
  Commands out;
  const auto draw = [&] { draw_customer_form({}, draft, out); };

  ui.type("Primary email", "hanna@blauer.example", draw);
  ui.type("Login", "hanna", draw);
  ui.type("Primary email", "moos@blauer.example", draw);

  CHECK(draft.account.login == "hanna");
}

TEST_CASE("a consumer needs no company name") {
  Ui ui;
  CustomerFormDraft draft;
  draft.account = a_consumer_account();
  Commands out;
  const auto draw = [&] { draw_customer_form({}, draft, out); };

  ui.press("Save customer", draw);

  CHECK(ui.field("Company name") == nullptr);
  CHECK(out.size() == 2);
}

TEST_CASE("an edit names only the fields that changed, with what was seen") {
  Ui ui;
  CustomerFormDraft draft;
  draft.account = draft.base = a_company_account();
  draft.editing = true;
  Commands out;
  const auto draw = [&] { draw_customer_form({}, draft, out); };

  ui.type("Phone", "030-1", draw);
  ui.press("Save customer", draw);

  const auto& edit = std::get<EditAccount>(out.at(0));
  REQUIRE(edit.changes.size() == 1);
  CHECK(edit.changes[0] == FieldChange{AccountField::phone, "030-0074321", "030-1"});
}

TEST_CASE("O7: quantity, price and discount of a line change the document and the first invoice") {
  Wizard wizard;
  const auto draw = wizard.draw();
  CHECK((wizard.ui.frame(draw), wizard.ui.shows("96.67 USD")));

  wizard.ui.type("Quantity of Coffee", "10", draw);
  wizard.ui.type("Price of Coffee", "9.5", draw);
  wizard.ui.type("Discount of Coffee", "20", draw);

  const OrderItem& item = wizard.draft.order.document.items[0];
  CHECK(item.quantity == 10);
  CHECK(item.charges[0].unit_price == dec("9.5"));
  CHECK(item.discount_ppm == 200'000);
  CHECK(wizard.ui.shows("76.00"));
  CHECK(wizard.ui.shows("139.70 USD"));
}

TEST_CASE("a price that is no number keeps the wizard where it is and says so at the line") {
  Wizard wizard;
  const auto draw = wizard.draw();

  wizard.ui.type("Price of Coffee", "", draw);
  wizard.ui.press("Next", draw);

  CHECK(wizard.draft.step == WizardStep::items);
  CHECK(wizard.ui.shows("Enter a price from 0 to 1,000,000,000."));
}

TEST_CASE("without an item there is no next step") {
  Wizard wizard;
  wizard.draft.order.document.items.clear();
  const auto draw = wizard.draw();

  wizard.ui.press("Next", draw);

  CHECK(wizard.draft.step == WizardStep::items);
  CHECK(wizard.ui.find(Role::alert, "Add at least one item.") != nullptr);
}

TEST_CASE("freight is a charge of the order, and a discount goes on all items") {
  Wizard wizard;
  wizard.draft.step = WizardStep::details;
  const auto draw = wizard.draw();

  wizard.ui.press("Add freight", draw);
  wizard.ui.type("Amount of Freight", "8.53", draw);
  wizard.ui.type("Discount on all items, %", "10", draw);

  const OrderDocument& document = wizard.draft.order.document;
  REQUIRE(document.charges.size() == 1);
  CHECK(document.charges[0].amount == usd(853));
  CHECK(document.items[0].discount_ppm == 100'000);
  CHECK(document.items[1].discount_ppm == 100'000);
}

TEST_CASE("Place Order carries the signed document with its totals and digest") {
  Wizard wizard;
  wizard.draft.step = WizardStep::confirm;
  const auto draw = wizard.draw();
  wizard.ui.type("Signed by", "Maria Anders", draw);
  wizard.out.clear();

  wizard.ui.press("Place Order", draw);

  const auto* place = std::get_if<PlaceOrder>(&wizard.out.back());
  REQUIRE(place != nullptr);
  CHECK(place->document.signed_by == "Maria Anders");
  CHECK(place->quoted_one_time == usd(3297));
  CHECK(place->quoted_recurring == usd(4900));
  CHECK(place->document_digest == digest_of(place->document));
}

TEST_CASE("Back returns from the confirmation to the details with everything typed") {
  Wizard wizard;
  wizard.draft.step = WizardStep::confirm;
  const auto draw = wizard.draw();

  wizard.ui.press("Back", wizard.draw());

  wizard.ui.frame(draw);
  CHECK(wizard.draft.step == WizardStep::details);
  CHECK(wizard.ui.field("PO number")->value == "PO-7");
}

TEST_CASE("the first invoice stays in sight at every step and size") {
  const float sizes[3][2] = {{1280, 800}, {1024, 768}, {390, 844}};
  for (const auto& size : sizes) {
    for (const WizardStep step : {WizardStep::items, WizardStep::details, WizardStep::confirm}) {
      Wizard wizard(size[0], size[1]);
      wizard.draft.step = step;
      wizard.ui.frame(wizard.draw());
      CAPTURE(size[0]);
      CHECK(wizard.ui.shows("96.67 USD"));
      const Node* chart = wizard.ui.find_containing(Role::image, "Next 12 months");
      REQUIRE(chart != nullptr);
      CHECK(chart->visible().height > 40);
    }
  }
}

TEST_CASE("S19: what a reseller owes for an order on account is its total, and never nothing") {
  OrderPage page(CommandKind::settle_order);
  page.model.order.lifecycle = OrderLifecycle::in_progress;
  const Date today = page.model.acts.today;

  page.press("Reseller paid");
  CHECK(page.ui.field("Amount in USD")->value == "32.97");
  page.type("Amount in USD", "0");
  page.press("Record it");
  CHECK(page.out.empty());
  CHECK(page.ui.shows("Enter an amount such as 120.00."));
  page.type("Amount in USD", "30.00");
  page.type("Paid on", to_text(add_days(today, 1)));
  page.press("Record it");
  CHECK(page.out.empty());
  CHECK(page.ui.shows("Enter a day that is not in the future."));
  page.type("Paid on", to_text(add_days(today, -3)));
  page.press("Record it");
  CHECK(only<SettleOrder>(page.out).amount == usd(3000));
  CHECK(only<SettleOrder>(page.out).settled_on == add_days(today, -3));
}

TEST_CASE("A2: an item that no provider makes is set up by hand, with its id there") {
  OrderPage page(CommandKind::complete_order);
  page.model.order.lifecycle = OrderLifecycle::in_progress;
  const OrderItemId item = page.model.order.document.items[1].id;
  page.model.acts.to_retry = {item};

  page.press("Set up by hand: Support");
  CHECK(page.out.empty());
  page.type("Id at the provider", "srv-7");
  page.press("It is active");

  CHECK(only<ActivateItem>(page.out).item_id == item);
  CHECK(only<ActivateItem>(page.out).remote_id == "srv-7");
}

TEST_CASE("A5: cancelling an order asks for the reason first") {
  OrderPage page(CommandKind::accept_order);
  page.model.acts.possible.push_back(CommandKind::cancel_order);

  page.press("Cancel order");
  page.press("Cancel it now");
  CHECK(page.out.empty());
  CHECK(page.ui.shows("Say why; it stands in the order's history."));
  page.type("Reason", "Customer withdrew");
  page.press("Cancel it now");

  CHECK(only<CancelOrder>(page.out).reason == "Customer withdrew");
}

TEST_CASE("a refused entry shows its reason and where to repair it") {
  Ui ui;
  SyncModel model;
  model.refused = {{4, "Order D3-0001", "The date lies in the future.", {}, "/orders/x"}};
  Commands out;
  const auto draw = [&] { draw_sync(model, {}, out); };

  ui.press("Look at it", draw);

  CHECK(ui.shows("The date lies in the future."));
  CHECK(only<GoTo>(out).route == "/orders/x");
}

TEST_SUITE_END();

}  // namespace
}  // namespace satchel::web::screens_test
