// Plans one account and digests what it bills.
#include "server/billing/plan_account.h"

#include "shared/base/hash.h"
#include "shared/domain/billing/plan_bill.h"
#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/dunning_store.h"

namespace satchel::server {
namespace {

AccountPlan failed(AccountPlan plan, std::string error) {
  plan.account.outcome = BillRunOutcome::failed;
  plan.account.error = std::move(error);
  plan.invoice.reset();
  return plan;
}

}  // namespace

Result<AccountPlan> plan_account(Transaction& tx, const BillRun& run, const AccountId& account_id,
                                 const TaxTable& taxes) {
  AccountPlan plan;
  plan.account.account_id = account_id;
  const auto account = SATCHEL_TRY(find_account(tx, account_id));
  if (!account) return failed(std::move(plan), "The account does not exist; restore it.");
  plan.account.account_version = account->version;
  plan.account.total.currency = account->currency;

  if (SATCHEL_TRY(load_controls(tx, account_id)).no_invoicing) {
    return failed(std::move(plan),
                  "Skipped: the account is tagged \"no invoicing\". Take the tag off "
                  "and retry to bill it.");
  }
  const BillFacts facts = SATCHEL_TRY(load_bill_facts(tx, *account, run.through, &taxes));
  const auto invoice_id = InvoiceId::derive(run.id.text(), account_id.text());
  auto planned = plan_bill(facts, run.through, invoice_id);
  if (!planned) return failed(std::move(plan), std::string(describe(planned.error().reason)));
  if (!*planned) return plan;

  Invoice invoice = **std::move(planned);
  invoice.bill_run_id = run.id;
  if (!adds_up(invoice)) {
    return failed(std::move(plan), "The lines do not add up to the total; report this account.");
  }
  plan.account.outcome = BillRunOutcome::billed;
  plan.account.invoice_id = invoice.id;
  plan.account.total = invoice.total;
  plan.account.line_count = static_cast<std::int64_t>(invoice.lines.size());
  plan.account.digest = content_digest(invoice);
  plan.invoice = std::move(invoice);
  return plan;
}

std::string content_digest(const Invoice& invoice) {
  FieldDigest digest;
  digest.add(invoice.account_id.text()).add(to_text(invoice.through));
  digest.add(to_text(invoice.invoice_date)).add(to_text(invoice.due_date));
  digest.add(to_text(invoice.total));
  for (const InvoiceLine& line : invoice.lines) {
    digest.add(line.charge_id.text()).add(line.order_id.text()).add(line.name);
    digest.add(to_text(line.period.start)).add(to_text(line.period.end));
    digest.add(line.quantity).add(to_text(line.unit_price)).add(line.discount_ppm);
    digest.add(line.days_billed).add(line.days_in_period).add(to_text(line.amount));
    digest.add(line.tax_ppm).add(to_text(line.tax));
  }
  return digest.hex();
}

std::string run_digest(const std::vector<BillRunAccount>& accounts) {
  FieldDigest digest;
  for (const BillRunAccount& account : accounts) {
    if (account.outcome == BillRunOutcome::empty) continue;
    digest.add(account.account_id.text()).add(to_text(account.outcome)).add(account.digest);
  }
  return digest.hex();
}

}  // namespace satchel::server
