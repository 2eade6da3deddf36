// Accounts: what may be created and edited, by whom, and why not.
#include "shared/domain/account/account.h"

#include <doctest/doctest.h>

#include "shared/domain/limits.h"
#include "tests/support/builders.h"

namespace satchel::account_test {
namespace {

AccountFacts facts_of(const Actor& actor, std::optional<Account> account = std::nullopt) {
  return {actor, an_organisation(), std::move(account), false, test_now};
}

Reason refusal(const Decision<Account>& decided) {
  REQUIRE_FALSE(decided);
  return decided.error().reason;
}

EditAccount an_edit(AccountField field, std::string base, std::string value) {
  return {a_company_account().id, {{field, std::move(base), std::move(value)}}};
}

}  // namespace

TEST_SUITE("decide account") {
  TEST_CASE("C1: a rep creates an account in his territory; the history begins with him") {
    Account wish = a_company_account();
    wish.number = 77;
    wish.version = 9;

    const auto decided = decide(facts_of(a_rep()), CreateAccount{wish});

    REQUIRE(decided);
    CHECK(decided->number == 77);  // Whether it may stay, the server's lease says.
    CHECK(decided->version == 0);
    CHECK(decided->company_name == "Alfreds Futterkiste");
    CHECK(decided->history ==
          std::vector<AccountEvent>{{test_now, "Nancy Davolio", AccountAction::created, ""}});
    CHECK(decided->login == wish.login);
  }

  TEST_CASE("an admin may create an account without a territory") {
    Account wish = a_company_account();
    wish.territories.clear();
    CHECK(decide(facts_of(an_admin()), CreateAccount{wish}));
  }

  TEST_CASE("an account that exists is not created again") {
    const auto decided =
        decide(facts_of(a_rep(), a_company_account()), CreateAccount{a_company_account()});
    CHECK(refusal(decided) == Reason::account_exists);
  }

  TEST_CASE("C12: a company needs its name; a consumer needs none and keeps none") {
    Account company = a_company_account();
    company.company_name = "  ";
    const auto refused = decide(facts_of(a_rep()), CreateAccount{company});
    CHECK(refusal(refused) == Reason::field_required);
    CHECK(refused.error().fields.front() == FieldProblem{"company_name", Reason::field_required});

    Account consumer = a_consumer_account();
    consumer.company_name = "Typed before choosing consumer";
    const auto decided = decide(facts_of(a_rep()), CreateAccount{consumer});
    REQUIRE(decided);
    CHECK(decided->company_name.empty());
    CHECK(display_name(*decided) == "Ana Trujillo");
  }

  TEST_CASE("C12: with the B2C setting the company name is not compulsory") {
    Account company = a_company_account();
    company.company_name = "";
    AccountFacts facts = facts_of(a_rep());
    facts.organisation.settings.b2c = true;
    const auto decided = decide(facts, CreateAccount{company});
    REQUIRE(decided);
    CHECK(display_name(*decided) == "Maria Anders");
    CHECK(problems_of(company).front() == FieldProblem{"company_name", Reason::field_required});
    CHECK(problems_of(company, true).empty());
  }

  TEST_CASE("C5: first name, last name and e-mail are compulsory, all reported at once") {
    Account wish = a_company_account();
    wish.first_name = wish.last_name = wish.email = "";

    const auto decided = decide(facts_of(a_rep()), CreateAccount{wish});

    CHECK(refusal(decided) == Reason::field_required);
    CHECK(decided.error().fields ==
          std::vector<FieldProblem>{{"first_name", Reason::field_required},
                                    {"last_name", Reason::field_required},
                                    {"email", Reason::field_required}});
  }

  TEST_CASE("texts are refused when too long, malformed or a card number") {
    const auto refused = [](std::string Account::*field, std::string text) {
      Account wish = a_company_account();
      wish.*field = std::move(text);
      return refusal(decide(facts_of(a_rep()), CreateAccount{wish}));
    };
    CHECK(refused(&Account::company_name, std::string(name_length_max + 1, 'a')) ==
          Reason::field_too_long);
    CHECK(refused(&Account::phone, std::string(short_text_length_max + 1, '1')) ==
          Reason::field_too_long);
    CHECK(refused(&Account::last_name, "\xff") == Reason::field_invalid);
    CHECK(refused(&Account::email, "maria at alfreds") == Reason::field_invalid);
    CHECK(refused(&Account::phone, "4111 1111 1111 1111") == Reason::card_number_refused);
  }

  TEST_CASE("a name of the greatest length is taken, counted in letters and not in bytes") {
    Account wish = a_company_account();
    wish.company_name.clear();
    for (std::size_t index = 0; index < name_length_max; ++index) wish.company_name += "é";
    CHECK(decide(facts_of(a_rep()), CreateAccount{wish}));
  }

  TEST_CASE("a rep names at least one territory, and only his own") {
    Account wish = a_company_account();
    wish.territories = {};
    CHECK(refusal(decide(facts_of(a_rep()), CreateAccount{wish})) == Reason::field_required);
    wish.territories = {west, east};
    CHECK(refusal(decide(facts_of(a_rep()), CreateAccount{wish})) == Reason::territory_not_yours);
    wish.territories = {west, west};
    const auto decided = decide(facts_of(a_rep()), CreateAccount{wish});
    REQUIRE(decided);
    CHECK(decided->territories == std::vector<TerritoryId>{west});
  }

  TEST_CASE("bill cycle day, payment terms and the number of territories have bounds") {
    Account wish = a_company_account();
    wish.bill_cycle_day = 0;
    CHECK(refusal(decide(facts_of(a_rep()), CreateAccount{wish})) == Reason::field_invalid);
    wish.bill_cycle_day = 32;
    CHECK(refusal(decide(facts_of(a_rep()), CreateAccount{wish})) == Reason::field_invalid);
    wish.bill_cycle_day = 31;
    wish.payment_terms_days = -1;
    CHECK(refusal(decide(facts_of(a_rep()), CreateAccount{wish})) == Reason::field_invalid);
    wish.payment_terms_days = 366;
    CHECK(refusal(decide(facts_of(a_rep()), CreateAccount{wish})) == Reason::field_invalid);
    wish.payment_terms_days = 0;
    CHECK(decide(facts_of(a_rep()), CreateAccount{wish}));
    wish.territories.assign(territories_max + 1, west);
    CHECK(refusal(decide(facts_of(a_rep()), CreateAccount{wish})) == Reason::field_too_long);
  }

  TEST_CASE("C4: the compulsory fields alone make a customer") {
    Account wish;
    wish.id = id_of<AccountId>(1);
    wish.company_name = "Alfreds Futterkiste";
    wish.first_name = "Maria";
    wish.last_name = "Anders";
    wish.email = "maria@alfreds.example";
    wish.territories = {west};
    AccountFacts facts = facts_of(a_rep());
    facts.organisation.seal_key = std::string(64, 'a');
    CHECK(refusal(decide(facts, CreateAccount{wish})) == Reason::field_required);

    const auto decided = decide(facts, CreateAccount{wish, std::string(120, 'b')});

    REQUIRE(decided);
    CHECK(decided->login == "maria@alfreds.example");
    CHECK(invoice_email(*decided) == "maria@alfreds.example");
  }

  TEST_CASE("C9: a person gives a password; what is no seal is refused; an import has none") {
    AccountFacts facts = facts_of(a_rep());
    facts.organisation.seal_key = std::string(64, 'a');
    const auto refused = decide(facts, CreateAccount{a_company_account()});
    CHECK(refusal(refused) == Reason::field_required);
    CHECK(refused.error().fields.front().field == "password");
    CHECK(refusal(decide(facts, CreateAccount{a_company_account(), "Secret123"})) ==
          Reason::field_invalid);
    facts.actor = {.role = Role::admin};
    CHECK(decide(facts, CreateAccount{a_company_account()}));
  }

  TEST_CASE("C7: the login is the primary e-mail unless another value is given") {
    Account wish = a_company_account();
    wish.login = "";
    CHECK(decide(facts_of(a_rep()), CreateAccount{wish})->login == wish.email);
    wish.login = "Futterkiste";
    CHECK(decide(facts_of(a_rep()), CreateAccount{wish})->login == "Futterkiste");
    CHECK(refusal(decide(facts_of(a_rep(), wish), an_edit(AccountField::login, "Futterkiste",
                                                          " "))) == Reason::field_required);
  }

  TEST_CASE("C6: invoices go to the billing e-mail, or to the primary one without it") {
    Account account = a_company_account();
    CHECK(invoice_email(account) == account.email);
    account.billing_email = "bills@alfreds.example";
    CHECK(invoice_email(account) == "bills@alfreds.example");
    account.billing_email = "bills";
    CHECK(problems_of(account) ==
          std::vector<FieldProblem>{{"billing_email", Reason::field_invalid}});
  }

  TEST_CASE("C2: a company has further contacts, each with a name") {
    Account account = a_company_account();
    account.contacts = {{"Hanna Moos", "hanna@alfreds.example", "0621-08460", "Bookkeeping"},
                        {"", "x@alfreds.example", "", ""},
                        {"Ann", "no e-mail", "", ""}};
    CHECK(problems_of(account) ==
          std::vector<FieldProblem>{{"contacts[1].name", Reason::field_required},
                                    {"contacts[2].email", Reason::field_invalid}});
    account.contacts.assign(contacts_max + 1, {"Hanna Moos", "", "", ""});
    CHECK(problems_of(account) == std::vector<FieldProblem>{{"contacts", Reason::field_too_long}});
  }

  TEST_CASE("C2: contacts change as a list; a list changed elsewhere is a conflict") {
    Account stored = a_company_account();
    const std::vector<Contact> contacts{{"Hanna Moos", "", "", "Bookkeeping"}};
    EditAccount edit{stored.id, {}, ContactsChange{{}, contacts}};

    const auto decided = decide(facts_of(a_rep(), stored), edit);
    REQUIRE(decided);
    CHECK(decided->contacts == contacts);
    CHECK(decided->history.back().detail == "contacts");

    stored.contacts = {{"Somebody else", "", "", ""}};
    CHECK(refusal(decide(facts_of(a_rep(), stored), edit)) == Reason::field_conflict);
  }

  TEST_CASE("standing is the office's to give: flag, hold and credit limit, each in the history") {
    const Account stored = a_company_account();
    const AccountStanding standing{true, false, 500'000};
    CHECK(refusal(decide(facts_of(a_rep(), stored), standing)) == Reason::role_not_allowed);
    CHECK(refusal(decide(facts_of(an_admin()), standing)) == Reason::account_not_found);
    CHECK(refusal(decide(facts_of(an_admin(), stored), AccountStanding{false, false, -1})) ==
          Reason::amount_out_of_range);

    const auto decided = decide(facts_of(an_admin(), stored), standing);
    REQUIRE(decided);
    CHECK(decided->standing == standing);
    CHECK(decided->history.back() == AccountEvent{test_now, "Ada Admin",
                                                  AccountAction::standing_changed,
                                                  "flagged_for_fraud, credit_limit_minor"});
  }

  TEST_CASE("nobody creates an account with a standing or a history of his own making") {
    Account wish = a_company_account();
    wish.standing = {true, true, 1};
    wish.history = {{test_now, "Nobody", AccountAction::edited, "email"}};
    const auto decided = decide(facts_of(a_rep()), CreateAccount{wish});
    REQUIRE(decided);
    CHECK(decided->standing == AccountStanding{});
    CHECK(decided->history.size() == 1);
  }

  TEST_CASE("terms and bill cycle are the organisation's, unless the role decides on standing") {
    Account wish = a_company_account();
    wish.payment_terms_days = 365;
    wish.bill_cycle_day = 28;
    const auto by_rep = decide(facts_of(a_rep()), CreateAccount{wish});
    REQUIRE(by_rep);
    CHECK(by_rep->payment_terms_days == an_organisation().payment_terms_days);
    CHECK(by_rep->bill_cycle_day == an_organisation().bill_cycle_day);

    const auto by_office = decide(facts_of(an_admin()), CreateAccount{wish});
    REQUIRE(by_office);
    CHECK(by_office->payment_terms_days == 365);
    CHECK(by_office->bill_cycle_day == 28);
  }

  TEST_CASE("C7: a login that another account has is left empty at creation") {
    AccountFacts facts = facts_of(a_rep());
    facts.login_taken = true;
    const auto decided = decide(facts, CreateAccount{a_company_account()});
    REQUIRE(decided);
    CHECK(decided->login.empty());
  }

  TEST_CASE("an edit changes the named fields and leaves all others") {
    Account stored = a_company_account();
    stored.version = 4;
    stored.number = 1001;

    const auto decided =
        decide(facts_of(a_rep(), stored), an_edit(AccountField::phone, stored.phone, "030-1"));

    REQUIRE(decided);
    Account expected = stored;
    expected.phone = "030-1";
    expected.history = {{test_now, "Nancy Davolio", AccountAction::edited, "phone"}};
    CHECK(*decided == expected);
  }

  TEST_CASE("edits of different fields merge; the same field changed elsewhere is a conflict") {
    Account stored = a_company_account();
    stored.address.city = "Potsdam";
    const Actor rep = a_rep();

    CHECK(decide(facts_of(rep, stored), an_edit(AccountField::phone, stored.phone, "1")));
    const auto refused =
        decide(facts_of(rep, stored), an_edit(AccountField::city, "Berlin", "Bremen"));
    CHECK(refusal(refused) == Reason::field_conflict);
    CHECK(refused.error().fields.front().field == "city");
    CHECK(decide(facts_of(rep, stored), an_edit(AccountField::city, "Berlin", "Potsdam")));
  }

  TEST_CASE("an edit of a missing or foreign account is not found, both alike") {
    const EditAccount edit = an_edit(AccountField::phone, "", "1");
    CHECK(refusal(decide(facts_of(a_rep()), edit)) == Reason::account_not_found);
    CHECK(refusal(decide(facts_of(another_rep(), a_company_account()), edit)) ==
          Reason::account_not_found);
  }

  TEST_CASE("an edit must leave the account complete; a taken login stays as it was") {
    const Account stored = a_company_account();
    CHECK(refusal(decide(facts_of(a_rep(), stored),
                         an_edit(AccountField::last_name, stored.last_name, ""))) ==
          Reason::field_required);
    AccountFacts facts = facts_of(a_rep(), stored);
    facts.login_taken = true;
    EditAccount edit = an_edit(AccountField::login, stored.login, "taken");
    edit.changes.push_back({AccountField::phone, stored.phone, "030-1"});
    const auto decided = decide(facts, edit);
    REQUIRE(decided);
    CHECK(decided->login == stored.login);
    CHECK(decided->phone == "030-1");
  }

  TEST_CASE("every field is read by its name") {
    const Account account = a_company_account();
    CHECK(field_of(account, AccountField::company_name) == "Alfreds Futterkiste");
    CHECK(field_of(account, AccountField::first_name) == "Maria");
    CHECK(field_of(account, AccountField::last_name) == "Anders");
    CHECK(field_of(account, AccountField::email) == account.email);
    CHECK(field_of(account, AccountField::login) == account.login);
    CHECK(field_of(account, AccountField::phone) == account.phone);
    CHECK(field_of(account, AccountField::street) == "Obere Str. 57");
    CHECK(field_of(account, AccountField::city) == "Berlin");
    CHECK(field_of(account, AccountField::region).empty());
    CHECK(field_of(account, AccountField::postal_code) == "12209");
    CHECK(field_of(account, AccountField::country) == "Germany");
    CHECK(field_of(account, AccountField::billing_email).empty());
    CHECK(field_of(account, AccountField::notes).empty());
  }
}

TEST_SUITE("in_scope") {
  TEST_CASE("a rep sees his territories; an admin sees all; no territory is the office's alone") {
    CHECK(in_scope(a_rep(), {east, west}));
    CHECK_FALSE(in_scope(a_rep(), {east}));
    CHECK_FALSE(in_scope(a_rep(), {}));
    CHECK(in_scope(an_admin(), {}));
  }
}

}  // namespace satchel::account_test
