// Customer screens: the form, the profile with its acts, the list.
#include <doctest/doctest.h>

#include "tests/support/builders.h"
#include "tests/web/ui.h"
#include "web/screens/customer_form.h"
#include "web/screens/customer_page.h"
#include "web/screens/customers.h"
#include "web/screens/sync_screen.h"

namespace satchel::web::customer_screens_test {
namespace {

TEST_SUITE_BEGIN("customer screens");

/// The form of an organisation that has seal keys.
struct FormScreen {
  FormScreen() {
    draft.account.id = id_of<AccountId>(7);
    model.organisation.seal_key = std::string(64, 'a');
  }
  Ui::Draw draw() {
    return [this] { draw_customer_form(model, draft, out); };
  }
  void fill() {
    ui.type("Company name", "Blauer See", draw());
    ui.type("First name", "Hanna", draw());
    ui.type("Last name", "Moos", draw());
    ui.type("Primary email", "hanna@blauer.example", draw());
  }

  Ui ui{1280, 1600};
  CustomerFormModel model;
  CustomerFormDraft draft;
  Commands out;
};

struct PageScreen {
  PageScreen() {
    model.found = true;
    model.account = a_company_account();
    model.account.history = {{test_now, "Nancy", AccountAction::created, ""},
                             {test_now, "Ada", AccountAction::edited, "billing_email, phone"}};
    model.history_days = {"21 Nov 2026", "22 Nov 2026"};
    model.may_edit = true;
    model.may_set_standing = true;
    model.may_assign = true;
    model.territories = {{id_of<TerritoryId>(1), "coast", "Coast"},
                         {id_of<TerritoryId>(2), "inland", "Inland"}};
    model.account.territories = {id_of<TerritoryId>(1)};
  }
  Ui::Draw draw() {
    return [this] { draw_customer_page(model, draft, out); };
  }
  template <class Wish>
  const Wish& last() {
    REQUIRE_FALSE(out.empty());
    const auto* wish = std::get_if<Wish>(&out.back());
    REQUIRE(wish != nullptr);
    return *wish;
  }

  Ui ui;
  CustomerPageModel model;
  CustomerPageDraft draft;
  Commands out;
};

TEST_CASE("C9: password and confirmation are compulsory, checked and must match") {
  FormScreen form;
  form.fill();
  form.ui.press("Save customer", form.draw());
  CHECK(form.out.empty());
  CHECK(form.ui.field("Password")->required);
  CHECK(form.ui.field("Password")->invalid);

  form.ui.type("Password", "weakpass", form.draw());
  form.ui.type("Confirm password", "weakpass", form.draw());
  form.ui.press("Save customer", form.draw());
  CHECK(form.out.empty());
  CHECK(form.ui.shows("a capital letter and a digit."));

  form.ui.type("Password", "Strong123", form.draw());
  form.ui.press("Save customer", form.draw());
  CHECK(form.out.empty());
  CHECK(form.ui.shows("The two passwords differ."));

  form.ui.type("Confirm password", "Strong123", form.draw());
  form.ui.press("Save customer", form.draw());
  REQUIRE(form.out.size() == 2);
  CHECK(std::get<CreateAccount>(form.out[0]).sealed_password.empty());
}

TEST_CASE("C9: an edit asks for a password only when it shall change") {
  FormScreen form;
  form.draft.account = form.draft.base = a_company_account();
  form.draft.editing = true;
  form.ui.frame(form.draw());
  CHECK(form.ui.field("Password") == nullptr);
  form.ui.press("Set a new password", form.draw());
  CHECK(form.ui.field("Password") != nullptr);
}

TEST_CASE("C7: the login follows the e-mail; one that is taken is told while it is typed") {
  FormScreen form;
  form.fill();
  CHECK(form.ui.field("Login")->value == "hanna@blauer.example");
  CHECK(form.ui.field("Login")->required);
  form.model.login_taken = true;
  form.ui.frame(form.draw());
  CHECK(form.ui.shows("Another customer has this login."));
}

TEST_CASE("C11: the address is hidden until Show Address is pressed") {
  FormScreen form;
  form.ui.frame(form.draw());
  CHECK(form.ui.field("Street") == nullptr);
  form.ui.press("Show Address", form.draw());
  CHECK(form.ui.field("Street") != nullptr);
}

TEST_CASE("C12: with the B2C setting the company name carries no mark") {
  FormScreen form;
  form.ui.frame(form.draw());
  CHECK(form.ui.field("Company name")->required);
  form.model.organisation.settings.b2c = true;
  form.ui.frame(form.draw());
  CHECK_FALSE(form.ui.field("Company name")->required);
}

TEST_CASE("C10: the customer is saved with the compulsory fields alone, or with a new order next") {
  FormScreen form;
  form.fill();
  form.ui.type("Password", "Strong123", form.draw());
  form.ui.type("Confirm password", "Strong123", form.draw());
  form.ui.press("Save and new order", form.draw());
  REQUIRE(form.out.size() == 2);
  CHECK(std::get<AfterCustomer>(form.out[1]).new_order);
}

TEST_CASE("C2: contacts are added, checked and removed") {
  FormScreen form;
  form.draft.account = form.draft.base = a_company_account();
  form.draft.editing = true;
  form.ui.press("Add contact", form.draw());
  form.ui.press("Save customer", form.draw());
  CHECK(form.out.empty());
  CHECK(form.ui.field("Name of contact 1")->invalid);
  form.ui.type("Name of contact 1", "Rene Phillips", form.draw());
  form.ui.type("Role of contact 1", "Bookkeeping", form.draw());
  form.ui.press("Save customer", form.draw());
  const auto& edit = std::get<EditAccount>(form.out.at(0));
  REQUIRE(edit.contacts);
  CHECK(edit.contacts->base.empty());
  CHECK(edit.contacts->value == std::vector<Contact>{{"Rene Phillips", "", "", "Bookkeeping"}});
  form.ui.press("Remove contact 1", form.draw());
  CHECK(form.draft.account.contacts.empty());
}

TEST_CASE("C17: Account Actions has Create an Order, with the customer preselected") {
  PageScreen page;
  page.ui.press("Account Actions", page.draw());
  page.ui.press("Create an Order", page.draw());
  CHECK(page.last<GoTo>().route == "/orders/new/" + page.model.account.id.text() + "/one-plan");
}

TEST_CASE("C17: a customer is edited and copied from Account Actions") {
  PageScreen page;
  page.ui.press("Account Actions", page.draw());
  page.ui.press("Edit", page.draw());
  CHECK(page.last<StartEdit>().account_id == page.model.account.id);
  page.ui.press("Account Actions", page.draw());
  page.ui.press("Copy as a new customer", page.draw());
  CHECK(page.last<CopyCustomer>().account_id == page.model.account.id);
}

TEST_CASE("C13: the profile has New order and tabs with notes and history") {
  PageScreen page;
  page.ui.press("History", page.draw());
  CHECK(page.ui.shows("Changed billing email, phone"));
  page.ui.press("Notes", page.draw());
  page.ui.press("Edit notes", page.draw());
  page.ui.type("Notes", "Rings twice", page.draw());
  page.ui.press("Save notes", page.draw());
  const auto& edit = page.last<EditAccount>();
  CHECK(edit.changes == std::vector<FieldChange>{{AccountField::notes, "", "Rings twice"}});
  page.ui.press("New order", page.draw());
  CHECK(page.last<GoTo>().route == "/orders/new/" + page.model.account.id.text() + "/one-plan");
}

TEST_CASE("the office sets the standing; an amount that is none is told") {
  PageScreen page;
  page.ui.press("Account Actions", page.draw());
  page.ui.press("Set the standing", page.draw());
  page.ui.check("Hold new orders", true, page.draw());
  page.ui.type("Credit limit, USD", "5.001", page.draw());
  page.ui.press("Save standing", page.draw());
  CHECK(page.out.empty());
  CHECK(page.ui.shows("Enter an amount, or nothing for no limit."));
  page.ui.type("Credit limit, USD", "2500.5", page.draw());
  page.ui.press("Save standing", page.draw());
  CHECK(page.last<SetStanding>().standing == AccountStanding{false, true, 250'050});
}

TEST_CASE("an administrator gives the customer to another territory") {
  PageScreen page;
  page.ui.frame(page.draw());
  CHECK(page.ui.shows("Coast"));
  CHECK_FALSE(page.ui.shows("Inland"));
  page.ui.press("Account Actions", page.draw());
  page.ui.press("Assign to territories", page.draw());
  page.ui.check("Coast", false, page.draw());
  page.ui.check("Inland", true, page.draw());
  page.ui.press("Save territories", page.draw());

  const auto& wish = page.last<AssignTerritories>();
  CHECK(wish.account_id == page.model.account.id);
  CHECK(wish.territories == std::vector<TerritoryId>{id_of<TerritoryId>(2)});
}

TEST_CASE("a flagged customer, a hold and a missing login are said on the page") {
  PageScreen page;
  page.model.account.standing = {true, true, 0};
  page.model.account.login.clear();
  page.ui.frame(page.draw());
  CHECK(page.ui.shows("flagged for fraud"));
  CHECK(page.ui.shows("on hold"));
  CHECK(page.ui.shows("The login wished for is another customer's."));
}

TEST_CASE("an amended entry is a task until it is done") {
  Ui ui;
  SyncModel model;
  model.amended = {{3, "New customer Blauer See", {"The login x is taken."}, "/customers/y"}};
  Commands out;
  const auto draw = [&] { draw_sync(model, {}, out); };
  ui.press("See to it", draw);
  CHECK(std::get<GoTo>(out.back()).route == "/customers/y");
  ui.press("Done with it", draw);
  CHECK(std::get<DismissRefused>(out.back()).sequence == 3);
}

TEST_CASE("the list of customers is exported as it was searched") {
  Ui ui;
  CustomersModel model;
  model.total = 1;
  model.rows = {{id_of<AccountId>(1), "1001", "Blauer See", "", "", "", std::nullopt}};
  CustomersDraft draft;
  draft.search = "blau";
  Commands out;
  ui.press("Export CSV", [&] { draw_customers(model, CustomersPurpose::open_page, draft, out); });
  CHECK(std::get<ExportCustomers>(out.back()).search == "blau");
}

TEST_SUITE_END();

}  // namespace
}  // namespace satchel::web::customer_screens_test
