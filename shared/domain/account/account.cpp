// Accounts: names, field access and the compulsory fields.
#include "shared/domain/account/account.h"

#include <algorithm>
#include <array>
#include <optional>

#include "shared/base/check.h"
#include "shared/base/text.h"
#include "shared/domain/access/permission.h"
#include "shared/domain/limits.h"

namespace satchel {
namespace {

std::string& mutable_field(Account& account, AccountField field) {
  switch (field) {
    case AccountField::company_name:
      return account.company_name;
    case AccountField::first_name:
      return account.first_name;
    case AccountField::last_name:
      return account.last_name;
    case AccountField::email:
      return account.email;
    case AccountField::login:
      return account.login;
    case AccountField::phone:
      return account.phone;
    case AccountField::street:
      return account.address.street;
    case AccountField::city:
      return account.address.city;
    case AccountField::region:
      return account.address.region;
    case AccountField::postal_code:
      return account.address.postal_code;
    case AccountField::country:
      return account.address.country;
  }
  check_failed("a known account field", __FILE__, __LINE__);
  return account.company_name;
}

std::size_t length_max_of(AccountField field) {
  switch (field) {
    case AccountField::company_name:
    case AccountField::first_name:
    case AccountField::last_name:
      return name_length_max;
    case AccountField::email:
    case AccountField::login:
      return email_length_max;
    case AccountField::phone:
      return short_text_length_max;
    case AccountField::street:
    case AccountField::city:
    case AccountField::region:
    case AccountField::postal_code:
    case AccountField::country:
      return address_length_max;
  }
  return 0;
}

bool is_required(const Account& account, AccountField field) {
  switch (field) {
    case AccountField::company_name:
      return account.kind == AccountKind::company;
    case AccountField::first_name:
    case AccountField::last_name:
    case AccountField::email:
      return true;
    case AccountField::login:
    case AccountField::phone:
    case AccountField::street:
    case AccountField::city:
    case AccountField::region:
    case AccountField::postal_code:
    case AccountField::country:
      return false;
  }
  return false;
}

std::optional<Reason> problem_of(const Account& account, AccountField field) {
  const std::string& text = field_of(account, field);
  if (trim(text).empty()) {
    if (is_required(account, field)) return Reason::field_required;
    return std::nullopt;
  }
  if (!is_clean_utf8(text)) return Reason::field_invalid;
  if (length_of(text) > length_max_of(field)) return Reason::field_too_long;
  if (!card_number_in(text).empty()) return Reason::card_number_refused;
  if (field == AccountField::email && !is_email(text)) return Reason::field_invalid;
  return std::nullopt;
}

/// Makes of a valid account what is stored: no company for a consumer, each territory once.
void tidy(Account& account) {
  if (account.kind == AccountKind::consumer) account.company_name.clear();
  std::vector<TerritoryId> once;
  for (const TerritoryId& territory : account.territories) {
    if (std::find(once.begin(), once.end(), territory) == once.end()) once.push_back(territory);
  }
  account.territories = std::move(once);
}

}  // namespace

std::string display_name(const Account& account) {
  return account.company_name.empty() ? contact_name(account) : account.company_name;
}

std::string contact_name(const Account& account) {
  return trim(account.first_name + " " + account.last_name);
}

const std::string& field_of(const Account& account, AccountField field) {
  return mutable_field(const_cast<Account&>(account), field);
}

std::vector<FieldProblem> problems_of(const Account& account) {
  std::vector<FieldProblem> problems;
  for (std::size_t index = 0; index < EnumWords<AccountField>::words.size(); ++index) {
    const auto field = static_cast<AccountField>(index);
    if (const auto reason = problem_of(account, field)) {
      problems.push_back({std::string(to_text(field)), *reason});
    }
  }
  return problems;
}

Decision<Account> decide(const AccountFacts& facts, const CreateAccount& command) {
  const Account& wish = command.account;
  if (!may(facts.actor.role, Permission::account_create)) return reject(Reason::role_not_allowed);
  if (facts.account) return reject(Reason::account_exists);
  if (auto problems = problems_of(wish); !problems.empty()) {
    const Reason first = problems.front().reason;
    return tl::unexpected<Rejection>(Rejection{first, std::move(problems)});
  }
  if (wish.territories.size() > territories_max) {
    return reject(Reason::field_too_long, "territories");
  }
  if (reach_of(facts.actor.role) == Reach::territories) {
    if (wish.territories.empty()) return reject(Reason::field_required, "territories");
    for (const TerritoryId& territory : wish.territories) {
      if (!in_scope(facts.actor, {territory})) {
        return reject(Reason::territory_not_yours, "territories");
      }
    }
  }
  if (wish.bill_cycle_day < 1 || wish.bill_cycle_day > 31) {
    return reject(Reason::field_invalid, "bill_cycle_day");
  }
  if (wish.payment_terms_days < 0 || wish.payment_terms_days > 365) {
    return reject(Reason::field_invalid, "payment_terms_days");
  }

  Account next = wish;
  next.version = 0;
  next.number = 0;
  next.credit = {0, next.currency};
  tidy(next);
  if (facts.login_taken) next.login.clear();
  return next;
}

Decision<Account> decide(const AccountFacts& facts, const EditAccount& command) {
  if (!facts.account || !in_scope(facts.actor, facts.account->territories)) {
    return reject(Reason::account_not_found);
  }
  if (!may(facts.actor.role, Permission::account_edit)) return reject(Reason::role_not_allowed);
  Account next = *facts.account;
  for (const FieldChange& change : command.changes) {
    std::string& value = mutable_field(next, change.field);
    if (value != change.base && value != change.value) {
      return reject(Reason::field_conflict, std::string(to_text(change.field)));
    }
    value = change.value;
  }
  if (auto problems = problems_of(next); !problems.empty()) {
    const Reason first = problems.front().reason;
    return tl::unexpected<Rejection>(Rejection{first, std::move(problems)});
  }
  tidy(next);
  if (facts.login_taken) return reject(Reason::field_invalid, "login");
  return next;
}

}  // namespace satchel
