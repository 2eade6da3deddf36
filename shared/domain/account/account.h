// Account: the company or consumer that is invoiced, and its contact person.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/enum_words.h"
#include "shared/base/id.h"
#include "shared/base/money.h"
#include "shared/domain/access/actor.h"
#include "shared/domain/access/organisation.h"
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

struct Account {
  AccountId id;
  std::int64_t version = 0;  // The server's count of writes; 0 while only this device knows it.
  std::int64_t number = 0;   // Serial from 1001, given by the server; 0 while provisional.
  AccountKind kind = AccountKind::company;
  std::string company_name;  // Required for a company, empty for a consumer.
  std::string first_name;
  std::string last_name;
  std::string email;  // All system mail goes here.
  std::string login;  // As the e-mail unless overridden; unique, ignoring case.
  std::string phone;
  Address address;
  Currency currency = Currency::usd;
  Date created_on = date(1970, 1, 1);
  unsigned bill_cycle_day = 1;
  std::int64_t payment_terms_days = 30;
  Money credit;  // What payments left over; only the server changes it.
  std::vector<TerritoryId> territories;

  bool operator==(const Account&) const = default;
};

/// Returns the name on invoices: the company, or the person where there is none.
std::string display_name(const Account& account);

/// Returns first and last name with a space between.
std::string contact_name(const Account& account);

/// Creates an account with everything the form holds. `account.version` and `account.number` are 0.
struct CreateAccount {
  Account account;

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
  country
};
SATCHEL_ENUM_WORDS(AccountField, "company_name", "first_name", "last_name", "email", "login",
                   "phone", "street", "city", "region", "postal_code", "country");

struct FieldChange {
  AccountField field;
  std::string base;   // What the author saw before the change.
  std::string value;  // What it shall be.

  bool operator==(const FieldChange&) const = default;
};

/// Changes the named fields and leaves all others, so that edits of different fields merge.
struct EditAccount {
  AccountId account_id;
  std::vector<FieldChange> changes;

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
};

/// Returns the new account. Refuses missing compulsory fields (C4, C5, C12), texts beyond their
/// limits, card numbers, foreign territories and an existing id. A taken login is left empty.
Decision<Account> decide(const AccountFacts& facts, const CreateAccount& command);

/// Returns the changed account. Refuses a field whose value is neither the base nor the wish.
Decision<Account> decide(const AccountFacts& facts, const EditAccount& command);

/// Returns every problem of the account's own fields; empty when it may be saved. Forms show these.
std::vector<FieldProblem> problems_of(const Account& account);

}  // namespace satchel
