// Account: the company or consumer that is invoiced, and its contact person.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/date.h"
#include "shared/base/enum_words.h"
#include "shared/base/id.h"
#include "shared/base/money.h"
#include "shared/domain/access/actor.h"
#include "shared/domain/access/organisation.h"
#include "shared/domain/billing/tax_table.h"
#include "shared/domain/rejection.h"

namespace satchel {

enum class AccountKind { company, consumer };
SATCHEL_ENUM_WORDS(AccountKind, "company", "consumer");

struct Address {
  std::string street;
  std::string city;
  std::string region;
  std::string postal_code;
  std::string country;

  bool operator==(const Address&) const = default;
};

/// A further person at the customer; the first one is in the account itself.
struct Contact {
  std::string name;
  std::string email;
  std::string phone;
  std::string role;  // What he is there, in the customer's words: "Bookkeeping".

  bool operator==(const Contact&) const = default;
};

enum class AccountAction { created, edited, standing_changed };
SATCHEL_ENUM_WORDS(AccountAction, "created", "edited", "standing_changed");

/// One line of the account's history.
struct AccountEvent {
  Timestamp at;
  std::string by;
  AccountAction action = AccountAction::created;
  std::string detail;  // The names of the fields that changed; empty at creation.

  bool operator==(const AccountEvent&) const = default;
};

/// What the office allows the customer.
struct AccountStanding {
  bool flagged_for_fraud = false;
  bool hold_new_orders = false;
  std::int64_t credit_limit_minor = 0;  // Of the account's currency; 0 for none.

  bool operator==(const AccountStanding&) const = default;
};

struct Account {
  AccountId id;
  std::int64_t version = 0;  // The server's count of writes; 0 while only this device knows it.
  std::int64_t number = 0;   // From 1001, out of a lease or given by the server; 0 before.
  AccountKind kind = AccountKind::company;
  std::string company_name;  // Required for a company, empty for a consumer.
  std::string first_name;
  std::string last_name;
  std::string email;  // All system mail goes here.
  std::string login;  // As the e-mail unless overridden; unique, ignoring case.
  std::string phone;
  std::string billing_email;  // Who is invoiced; empty: the primary e-mail.
  std::string notes;
  Address address;
  Currency currency = Currency::usd;
  Date created_on = date(1970, 1, 1);
  unsigned bill_cycle_day = 1;
  std::int64_t payment_terms_days = 30;
  Money credit;  // What payments left over; only the server changes it.
  std::vector<TerritoryId> territories;
  AccountStanding standing;
  TaxExemption tax_exemption;         // The office's word.
  std::vector<Contact> contacts;      // Who is contacted besides the account's own person.
  std::vector<AccountEvent> history;  // Oldest first.

  bool operator==(const Account&) const = default;
};

/// Returns the name on invoices: the company, or the person where there is none.
std::string display_name(const Account& account);

/// Returns first and last name with a space between.
std::string contact_name(const Account& account);

/// Returns what decides on the account's taxes by the table, which outlives the result.
TaxTerms tax_terms_of(const Account& account, const TaxTable* table);

/// Returns where invoices go: the billing e-mail, or the primary one.
const std::string& invoice_email(const Account& account);

/// Creates an account with everything the form holds. `account.number` is one of the device's own
/// or 0; version, standing and history are not the author's to give.
struct CreateAccount {
  Account account;
  std::string sealed_password = {};  // Sealed to the organisation's key, in hex; or empty.

  bool operator==(const CreateAccount&) const = default;
};

enum class AccountField {
  company_name,
  first_name,
  last_name,
  email,
  login,
  phone,
  street,
  city,
  region,
  postal_code,
  country,
  billing_email,
  notes
};
SATCHEL_ENUM_WORDS(AccountField, "company_name", "first_name", "last_name", "email", "login",
                   "phone", "street", "city", "region", "postal_code", "country", "billing_email",
                   "notes");

struct FieldChange {
  AccountField field;
  std::string base;   // What the author saw before the change.
  std::string value;  // What it shall be.

  bool operator==(const FieldChange&) const = default;
};

/// The whole list of further contacts, as it was seen and as it shall be.
struct ContactsChange {
  std::vector<Contact> base;
  std::vector<Contact> value;

  bool operator==(const ContactsChange&) const = default;
};

/// Changes the named fields and leaves all others, so that edits of different fields merge.
struct EditAccount {
  AccountId account_id;
  std::vector<FieldChange> changes;
  std::optional<ContactsChange> contacts = {};
  std::string sealed_password = {};  // A new one, sealed as at creation; empty: as it was.

  bool operator==(const EditAccount&) const = default;
};

/// The text of one editable field.
const std::string& field_of(const Account& account, AccountField field);

/// What a decision on an account needs to know.
struct AccountFacts {
  Actor actor;
  Organisation organisation;
  std::optional<Account> account;  // Present when the id exists.
  bool login_taken = false;        // Another account has the wished login.
  Timestamp at = {};               // When the command was given.
};

/// Returns the login that the command wishes for: as the e-mail unless given (C7); empty when an
/// edit leaves it alone.
std::string wished_login(const CreateAccount& command);
std::string wished_login(const EditAccount& command);

/// Returns the new account. Refuses missing compulsory fields (C4, C5, C12), a missing password
/// from a person (C9), texts beyond their limits, card numbers, foreign territories and an existing
/// id. A taken login is left empty.
Decision<Account> decide(const AccountFacts& facts, const CreateAccount& command);

/// Returns the changed account. Refuses a field whose value is neither the base nor the wish. A
/// taken login stays what it was.
Decision<Account> decide(const AccountFacts& facts, const EditAccount& command);

/// Returns the account with this standing: an act of the office. Refuses a credit limit below zero
/// or out of range.
Decision<Account> decide(const AccountFacts& facts, const AccountStanding& standing);

/// Returns the account that is exempt so, or not any more: an act of the office. Refuses a
/// certificate without a reason or the other way round, and texts that are too long.
Decision<Account> decide(const AccountFacts& facts, const TaxExemption& exemption);

/// Returns every problem of the account's own fields; empty when it may be saved. Forms show these.
/// With the organisation's setting `b2c` a company needs no company name (C12).
std::vector<FieldProblem> problems_of(const Account& account, bool b2c = false);

}  // namespace satchel
