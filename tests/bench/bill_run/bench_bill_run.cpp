// The product's side of the bill run's bench: fills a store, or runs and posts a bill cycle in it.
//   bench_bill_run fill FILE ACCOUNTS
//   bench_bill_run run FILE
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "server/billing/bill_run.h"
#include "server/store/open_store.h"
#include "server/store/server_schema.h"
#include "server/store/system_random.h"
#include "shared/domain/billing/price_terms.h"
#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/organisation_store.h"
#include "tests/bench/search/customers.h"
#include "tests/support/builders.h"

namespace satchel::bench {
namespace {

constexpr std::int64_t accounts_per_commit = 20'000;
const Date service_start = date(2026, 12, 1);
const Date run_through = date(2027, 1, 1);
constexpr Timestamp run_at{1'798'718'400'000};  // 31 December 2026, noon UTC.

BillableCharge a_recurring_charge(const Account& account, std::int64_t position,
                                  std::string_view name) {
  BillableCharge charge;
  const std::string number = std::to_string(account.number);
  charge.id = BillableChargeId::derive(account.id.text(), "charge " + std::to_string(position));
  charge.account_id = account.id;
  charge.order_id = OrderId::derive(account.id.text(), "order");
  charge.order_number = account.number;
  charge.position = position;
  charge.order_item_id = OrderItemId::derive(account.id.text(), "item");
  charge.subscription_id = SubscriptionId::derive(account.id.text(), "subscription");
  charge.catalogue_id =
      ChargeId::derive(account.id.text(), "catalogue " + std::to_string(position));
  charge.name = std::string(name) + " " + number;
  charge.kind = ChargeKind::recurring;
  charge.quantity = 1 + account.number % 40;
  charge.tax_ppm = 80'000;
  charge.price_book_version = 1;
  charge.start = service_start;
  return charge;
}

/// A flat, a per-unit and a tiered charge.
Result<void> save_charges(Transaction& tx, const Account& account) {
  BillableCharge flat = a_recurring_charge(account, 0, "Line rental");
  flat.model = ChargeModel::flat;
  flat.unit_price = *parse_decimal("19.90");
  BillableCharge seats = a_recurring_charge(account, 1, "Seats");
  seats.model = ChargeModel::per_unit;
  seats.unit_price = *parse_decimal("4.75");
  BillableCharge tiered = a_recurring_charge(account, 2, "Storage");
  tiered.model = ChargeModel::tiered;
  tiered.terms = parse_price_terms("to 10: 1.20; to 100: 0.90; beyond: 0.60").value();
  for (const BillableCharge& charge : {flat, seats, tiered}) {
    SATCHEL_TRY(save_billable_charge(tx, charge));
  }
  return {};
}

void fill(server::ServerContext context, std::int64_t accounts) {
  need(server::migrate_server(context));
  for (std::int64_t index = 0; index < accounts;) {
    const auto tx = need(context.database.begin());
    if (index == 0) need(save_organisation(*tx, an_organisation()));
    for (std::int64_t row = 0; row < accounts_per_commit && index < accounts; ++row, ++index) {
      Account account = make_customer(index);
      account.version = 1;
      need(save_account(*tx, account));
      need(save_charges(*tx, account));
    }
    need(tx->commit());
  }
}

/// Returns 0 when each account has its invoice.
int run(const server::ServerContext& context, std::int64_t accounts) {
  const UserId by = id_of<UserId>(800);
  const auto ready = need(server::start_run(context, by, run_through));
  if (!ready) {
    std::printf("refused: %s\n", std::string(describe(ready.error())).c_str());
    return 1;
  }
  const auto posted = need(server::post_run(context, by, ready->id));
  const auto tx = need(context.database.begin(Access::read));
  const Rows sum = need(tx->query(
      "SELECT COUNT(*), SUM(total_minor), MIN(number), MAX(number) FROM invoice WHERE number > 0"));
  std::printf("%lld invoices, %lld minor units\n", static_cast<long long>(sum[0].number(0)),
              static_cast<long long>(sum[0].number(1)));
  const bool whole = sum[0].number(3) - sum[0].number(2) + 1 == sum[0].number(0);
  return posted && whole && sum[0].number(0) == accounts ? 0 : 1;
}

}  // namespace
}  // namespace satchel::bench

int main(int count, char** arguments) {
  using namespace satchel;
  if (count < 3) {
    std::puts("usage: bench_bill_run fill FILE ACCOUNTS | run FILE");
    return 2;
  }
  server::SystemRandom random;
  const auto database = need(server::open_store(arguments[2]));
  const server::ServerContext context{*database, random, bench::run_at};
  if (std::string_view(arguments[1]) == "fill") {
    bench::fill(context, count > 3 ? std::atoll(arguments[3]) : 10'000);
    return 0;
  }
  std::int64_t accounts = 0;
  {
    const auto tx = need(database->begin(Access::read));
    accounts = need(count_accounts(*tx));
  }
  return bench::run(context, accounts);
}
