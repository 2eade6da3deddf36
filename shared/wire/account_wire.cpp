// Accounts in JSON.
#include "shared/domain/limits.h"
#include "shared/wire/aggregate_wire.h"
#include "shared/wire/tax_wire.h"

namespace satchel {
namespace {

constexpr std::int64_t days_max = 36'500;
constexpr std::size_t account_events_max = 100'000;

unsigned read_cycle_day(ObjectReader& in) {
  const std::int64_t day = in.number("bill_cycle_day");
  if (day < 1 || day > 31) in.report("bill_cycle_day", "must lie between 1 and 31");
  return day < 1 || day > 31 ? 1 : static_cast<unsigned>(day);
}

void encode_address(JsonWriter& out, const Address& address) {
  out.key("address");
  out.begin_object();
  out.field("street", address.street);
  out.field("city", address.city);
  out.field("region", address.region);
  out.field("postal_code", address.postal_code);
  out.field("country", address.country);
  out.end_object();
}

void read_territories(ObjectReader& in, std::vector<TerritoryId>& territories) {
  for (const std::string& text : in.texts("territories", territories_max)) {
    if (auto id = TerritoryId::parse(text)) {
      territories.push_back(*id);
    } else {
      in.report("territories", "must hold UUIDs in lower case");
    }
  }
}

void encode_standing(JsonWriter& out, const AccountStanding& standing) {
  out.key("standing");
  out.begin_object();
  out.field("flagged_for_fraud", standing.flagged_for_fraud);
  out.field("hold_new_orders", standing.hold_new_orders);
  out.field("credit_limit_minor", standing.credit_limit_minor);
  out.end_object();
}

void encode_history(JsonWriter& out, const std::vector<AccountEvent>& history) {
  out.key("history");
  out.begin_array();
  for (const AccountEvent& event : history) {
    out.begin_object();
    out.field("at", event.at.ms);
    out.field("by", event.by);
    out.field("action", event.action);
    out.field("detail", event.detail);
    out.end_object();
  }
  out.end_array();
}

std::vector<AccountEvent> read_history(ObjectReader& in) {
  std::vector<AccountEvent> history;
  in.each_object("history", account_events_max, [&](ObjectReader& each) {
    AccountEvent event;
    event.at = {each.number("at")};
    event.by = each.text("by");
    event.action = each.word<AccountAction>("action");
    event.detail = each.text("detail");
    history.push_back(std::move(event));
  });
  return history;
}

}  // namespace

void encode_contacts(JsonWriter& out, std::string_view name, const std::vector<Contact>& contacts) {
  out.key(name);
  out.begin_array();
  for (const Contact& contact : contacts) {
    out.begin_object();
    out.field("name", contact.name);
    out.field("email", contact.email);
    out.field("phone", contact.phone);
    out.field("role", contact.role);
    out.end_object();
  }
  out.end_array();
}

std::vector<Contact> read_contacts(ObjectReader& in, std::string_view name) {
  std::vector<Contact> contacts;
  in.each_object(name, contacts_max, [&](ObjectReader& each) {
    Contact contact;
    contact.name = each.text("name");
    contact.email = each.text("email");
    contact.phone = each.text("phone");
    contact.role = each.text("role");
    contacts.push_back(std::move(contact));
  });
  return contacts;
}

AccountStanding read_standing(ObjectReader& in) {
  AccountStanding standing;
  standing.flagged_for_fraud = in.flag("flagged_for_fraud");
  standing.hold_new_orders = in.flag("hold_new_orders");
  standing.credit_limit_minor = in.number("credit_limit_minor");
  return standing;
}

void encode(JsonWriter& out, const Account& account) {
  out.begin_object();
  out.field("id", account.id);
  out.field("version", account.version);
  out.field("number", account.number);
  out.field("kind", account.kind);
  out.field("company_name", account.company_name);
  out.field("first_name", account.first_name);
  out.field("last_name", account.last_name);
  out.field("email", account.email);
  out.field("login", account.login);
  out.field("phone", account.phone);
  out.field("billing_email", account.billing_email);
  out.field("notes", account.notes);
  encode_address(out, account.address);
  out.field("currency", account.currency);
  out.field("created_on", account.created_on);
  out.field("bill_cycle_day", account.bill_cycle_day);
  out.field("payment_terms_days", account.payment_terms_days);
  out.field("credit", account.credit);
  out.key("territories");
  out.begin_array();
  for (const TerritoryId& territory : account.territories) out.text(territory.text());
  out.end_array();
  encode_standing(out, account.standing);
  encode_exemption(out, "tax_exemption", account.tax_exemption);
  encode_contacts(out, "contacts", account.contacts);
  encode_history(out, account.history);
  out.end_object();
}

Account read_account(ObjectReader& in) {
  Account account;
  account.id = in.id<AccountId>("id");
  account.version = in.number("version");
  account.number = in.number("number");
  account.kind = in.word<AccountKind>("kind");
  account.company_name = in.text("company_name");
  account.first_name = in.text("first_name");
  account.last_name = in.text("last_name");
  account.email = in.text("email");
  account.login = in.text("login");
  account.phone = in.text("phone");
  account.billing_email = in.text("billing_email");
  account.notes = in.text("notes");
  in.object("address", [&](ObjectReader& address) {
    account.address.street = address.text("street");
    account.address.city = address.text("city");
    account.address.region = address.text("region");
    account.address.postal_code = address.text("postal_code");
    account.address.country = address.text("country");
  });
  account.currency = in.word<Currency>("currency");
  account.created_on = in.day("created_on");
  account.bill_cycle_day = read_cycle_day(in);
  account.payment_terms_days = in.bounded_number("payment_terms_days", days_max);
  account.credit = in.money("credit");
  read_territories(in, account.territories);
  in.object("standing", [&](ObjectReader& each) { account.standing = read_standing(each); });
  if (in.has("tax_exemption")) {
    in.object("tax_exemption",
              [&](ObjectReader& each) { account.tax_exemption = read_exemption(each); });
  }
  account.contacts = read_contacts(in, "contacts");
  account.history = read_history(in);
  return account;
}

}  // namespace satchel
