// Accounts in JSON.
#include "shared/domain/limits.h"
#include "shared/wire/aggregate_wire.h"

namespace satchel {
namespace {

constexpr std::int64_t days_max = 36'500;

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

}  // namespace

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
  return account;
}

}  // namespace satchel
