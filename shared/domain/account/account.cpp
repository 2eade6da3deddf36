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
    case AccountField::billing_email:
      return account.billing_email;
    case AccountField::notes:
      return account.notes;
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
    case AccountField::billing_email:
      return email_length_max;
    case AccountField::phone:
      return short_text_length_max;
    case AccountField::street:
    case AccountField::city:
    case AccountField::region:
    case AccountField::postal_code:
    case AccountField::country:
      return address_length_max;
    case AccountField::notes:
      return notes_length_max;
  }
  return 0;
}

bool is_required(const Account& account, AccountField field, bool b2c) {
  switch (field) {
    case AccountField::company_name:
      return account.kind == AccountKind::company && !b2c;
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
    case AccountField::billing_email:
    case AccountField::notes:
      return false;
  }
  return false;
}

std::optional<Reason> problem_of_entry(const std::string& text, std::size_t length_max) {
  if (!is_clean_utf8(text)) return Reason::field_invalid;
  if (length_of(text) > length_max) return Reason::field_too_long;
  if (!card_number_in(text).empty()) return Reason::card_number_refused;
  return std::nullopt;
}

std::optional<Reason> problem_of(const Account& account, AccountField field, bool b2c) {
  const std::string& text = field_of(account, field);
  if (trim(text).empty()) {
    if (is_required(account, field, b2c)) return Reason::field_required;
    return std::nullopt;
  }
  if (const auto problem = problem_of_entry(text, length_max_of(field))) return problem;
  const bool email = field == AccountField::email || field == AccountField::billing_email;
  if (email && !is_email(text)) return Reason::field_invalid;
  return std::nullopt;
}

std::optional<FieldProblem> problem_of(const Contact& contact, const std::string& path) {
  if (trim(contact.name).empty()) return FieldProblem{path + ".name", Reason::field_required};
  if (const auto reason = problem_of_entry(contact.name, name_length_max)) {
    return FieldProblem{path + ".name", *reason};
  }
  if (const auto reason = problem_of_entry(contact.email, email_length_max)) {
    return FieldProblem{path + ".email", *reason};
  }
  if (!contact.email.empty() && !is_email(contact.email)) {
    return FieldProblem{path + ".email", Reason::field_invalid};
  }
  if (const auto reason = problem_of_entry(contact.phone, short_text_length_max)) {
    return FieldProblem{path + ".phone", *reason};
  }
  if (const auto reason = problem_of_entry(contact.role, short_text_length_max)) {
    return FieldProblem{path + ".role", *reason};
  }
  return std::nullopt;
}

/// Whether the text can be a sealed password of any length that C9 allows.
bool is_sealed(const std::string& text) {
  return text.size() <= sealed_password_size_max &&
         text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

tl::unexpected<Rejection> reject_all(std::vector<FieldProblem> problems) {
  const Reason first = problems.front().reason;
  return tl::unexpected<Rejection>(Rejection{first, std::move(problems)});
}

void note(Account& account, const AccountFacts& facts, AccountAction action,
          const std::vector<std::string>& fields = {}) {
  std::string detail;
  for (const std::string& field : fields) detail += (detail.empty() ? "" : ", ") + field;
  account.history.push_back({facts.at, facts.actor.name, action, std::move(detail)});
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

TaxTerms tax_terms_of(const Account& account, const TaxTable* table) {
  const Address& address = account.address;
  return {table,
          {address.country, address.region, address.postal_code},
          !account.tax_exemption.certificate.empty()};
}

const std::string& invoice_email(const Account& account) {
  return account.billing_email.empty() ? account.email : account.billing_email;
}

std::string wished_login(const CreateAccount& command) {
  const Account& account = command.account;
  return trim(account.login).empty() ? account.email : account.login;
}

std::string wished_login(const EditAccount& command) {
  std::string login;
  for (const FieldChange& change : command.changes) {
    if (change.field == AccountField::login) login = change.value;
  }
  return login;
}

std::vector<FieldProblem> problems_of(const Account& account, bool b2c) {
  std::vector<FieldProblem> problems;
  for (std::size_t index = 0; index < EnumWords<AccountField>::words.size(); ++index) {
    const auto field = static_cast<AccountField>(index);
    if (const auto reason = problem_of(account, field, b2c)) {
      problems.push_back({std::string(to_text(field)), *reason});
    }
  }
  if (account.contacts.size() > contacts_max) {
    problems.push_back({"contacts", Reason::field_too_long});
    return problems;
  }
  for (std::size_t index = 0; index < account.contacts.size(); ++index) {
    const std::string path = "contacts[" + std::to_string(index) + "]";
    if (auto problem = problem_of(account.contacts[index], path)) problems.push_back(*problem);
  }
  return problems;
}

Decision<Account> decide(const AccountFacts& facts, const CreateAccount& command) {
  const Account& wish = command.account;
  if (!may(facts.actor.role, Permission::account_create)) return reject(Reason::role_not_allowed);
  if (facts.account) return reject(Reason::account_exists);
  if (auto problems = problems_of(wish, facts.organisation.settings.b2c); !problems.empty()) {
    return reject_all(std::move(problems));
  }
  // What is imported by the machine's own command line has no password yet.
  const bool by_person = !facts.actor.user_id.empty();
  if (by_person && !facts.organisation.seal_key.empty() && command.sealed_password.empty()) {
    return reject(Reason::field_required, "password");
  }
  if (!is_sealed(command.sealed_password)) return reject(Reason::field_invalid, "password");
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
  next.credit = {0, next.currency};
  next.standing = {};
  next.tax_exemption = {};
  next.history.clear();
  // When and on which terms he is billed is the organisation's to say, not a rep's.
  if (!may(facts.actor.role, Permission::account_standing)) {
    next.bill_cycle_day = facts.organisation.bill_cycle_day;
    next.payment_terms_days = facts.organisation.payment_terms_days;
  }
  // How far back orders may be dated is not a rep's word.
  if (reach_of(facts.actor.role) == Reach::territories) {
    const Date given_on = utc_date(facts.at);
    next.created_on = std::clamp(next.created_on, add_days(given_on, -1), add_days(given_on, 1));
  }
  next.login = facts.login_taken ? std::string() : wished_login(command);
  tidy(next);
  note(next, facts, AccountAction::created);
  return next;
}

Decision<Account> decide(const AccountFacts& facts, const EditAccount& command) {
  if (!facts.account || !in_scope(facts.actor, facts.account->territories)) {
    return reject(Reason::account_not_found);
  }
  if (!may(facts.actor.role, Permission::account_edit)) return reject(Reason::role_not_allowed);
  Account next = *facts.account;
  std::vector<std::string> changed;
  for (const FieldChange& change : command.changes) {
    std::string& value = mutable_field(next, change.field);
    if (value != change.base && value != change.value) {
      return reject(Reason::field_conflict, std::string(to_text(change.field)));
    }
    if (change.field == AccountField::login) {
      if (trim(change.value).empty()) return reject(Reason::field_required, "login");
      if (facts.login_taken) continue;
    }
    if (value != change.value) changed.emplace_back(to_text(change.field));
    value = change.value;
  }
  if (command.contacts) {
    const auto& [base, value] = *command.contacts;
    if (next.contacts != base && next.contacts != value) {
      return reject(Reason::field_conflict, "contacts");
    }
    if (next.contacts != value) changed.emplace_back("contacts");
    next.contacts = value;
  }
  if (auto problems = problems_of(next, facts.organisation.settings.b2c); !problems.empty()) {
    return reject_all(std::move(problems));
  }
  if (!is_sealed(command.sealed_password)) return reject(Reason::field_invalid, "password");
  if (!command.sealed_password.empty()) changed.emplace_back("password");
  tidy(next);
  if (!changed.empty()) note(next, facts, AccountAction::edited, changed);
  return next;
}

Decision<Account> decide(const AccountFacts& facts, const AccountStanding& standing) {
  if (!may(facts.actor.role, Permission::account_standing)) {
    return reject(Reason::role_not_allowed);
  }
  if (!facts.account) return reject(Reason::account_not_found);
  if (standing.credit_limit_minor < 0 || standing.credit_limit_minor > amount_minor_max) {
    return reject(Reason::amount_out_of_range, "credit_limit_minor");
  }
  Account next = *facts.account;
  std::vector<std::string> changed;
  if (next.standing.flagged_for_fraud != standing.flagged_for_fraud) {
    changed.emplace_back("flagged_for_fraud");
  }
  if (next.standing.hold_new_orders != standing.hold_new_orders) {
    changed.emplace_back("hold_new_orders");
  }
  if (next.standing.credit_limit_minor != standing.credit_limit_minor) {
    changed.emplace_back("credit_limit_minor");
  }
  next.standing = standing;
  if (!changed.empty()) note(next, facts, AccountAction::standing_changed, changed);
  return next;
}

Decision<Account> decide(const AccountFacts& facts, const TaxExemption& exemption) {
  if (!may(facts.actor.role, Permission::account_standing)) {
    return reject(Reason::role_not_allowed);
  }
  if (!facts.account) return reject(Reason::account_not_found);
  for (const auto& [field, text] :
       {std::pair("certificate", &exemption.certificate), std::pair("reason", &exemption.reason)}) {
    if (!is_clean_utf8(*text) || text->find('\n') != text->npos) {
      return reject(Reason::field_invalid, field);
    }
    if (length_of(*text) > name_length_max) return reject(Reason::field_too_long, field);
    const bool other = !exemption.certificate.empty() || !exemption.reason.empty();
    if (other && trim(*text).empty()) return reject(Reason::field_required, field);
  }
  Account next = *facts.account;
  if (next.tax_exemption == exemption) return next;
  next.tax_exemption = exemption;
  note(next, facts, AccountAction::standing_changed, {"tax_exemption"});
  return next;
}

}  // namespace satchel
