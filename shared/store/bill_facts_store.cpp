// Reads what an account's bill depends on: charges, what they have billed, and what was used.
#include <algorithm>
#include <unordered_map>

#include "shared/domain/billing/coupon_lines.h"
#include "shared/store/billing_store.h"
#include "shared/store/tax_store.h"

namespace satchel {
namespace {

using ChargesById = std::unordered_map<std::string, const BillableCharge*>;

/// Takes the adjustments of one slot into it. A slot without a change that gives back, or usage,
/// never needs its amount.
Result<void> adjust(Transaction& tx, const BillableCharge& charge, const std::string& line_id,
                    ChargeSlot& slot) {
  const bool gives_back = charge.closed_on.has_value();
  if (charge.end && !gives_back) {
    slot.period.end = std::min(slot.period.end, std::max(*charge.end, slot.period.start));
  }
  if (!gives_back && charge.kind != ChargeKind::usage && charge.coupons.empty()) return {};
  const Rows lines = SATCHEL_TRY(
      tx.query("SELECT amount_minor, tax_minor, tax_ppm, taxed, coupons FROM invoice_line "
               "WHERE id = $1",
               line_id));
  if (lines.empty()) return {};
  const Row& line = lines.front();
  const Currency currency = slot.amount.currency;
  SlotTax tax{line.number(2), {line.number(1), currency}, parse_line_tax(line.text(3))};
  slot.amount.minor = line.number(0);
  slot.order_id = charge.order_id;
  slot.coupons = parse_line_coupons(line.text(4), currency);
  const Rows adjustments =
      SATCHEL_TRY(tx.query(R"sql(
    SELECT a.kind, a.period_start, a.amount_minor, a.tax_minor, l.coupons
    FROM charge_adjustment a JOIN invoice_line l ON l.id = a.line_id
    WHERE a.charge_id = $1 AND a.period_start >= $2 AND a.period_start < $3
  )sql",
                           slot.charge_id, slot.period.start, slot.period.end));
  for (const Row& row : adjustments) {
    slot.amount.minor += row.number(2);
    tax.amount.minor += row.number(3);
    for (const LineCoupon& coupon : parse_line_coupons(row.text(4), currency)) {
      add_coupon(slot.coupons, coupon);
    }
    const bool credit = row.word<LineKind>(0) == LineKind::credit;
    if (credit) slot.period.end = std::min(slot.period.end, row.day(1));
  }
  if (tax.how.inclusive) slot.amount = slot.amount + tax.amount;
  slot.amount = slot.amount + coupons_off(slot.coupons, currency);
  slot.tax = std::move(tax);
  return {};
}

Result<std::vector<ChargeSlot>> load_slots(Transaction& tx, const Account& account, Date through,
                                           const ChargesById& charges) {
  std::vector<ChargeSlot> slots;
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT s.charge_id, s.period_start, s.period_end, s.line_id
    FROM billable_charge c JOIN charge_slot s ON s.charge_id = c.id
    WHERE c.account_id = $1 AND c.starts_on < $2
    ORDER BY s.charge_id, s.period_start
  )sql",
                                         account.id, through));
  for (const Row& row : rows) {
    ChargeSlot slot{
        row.id<BillableChargeId>(0), {row.day(1), row.day(2)}, {0, account.currency}, {}};
    const auto found = charges.find(slot.charge_id.text());
    if (found != charges.end()) SATCHEL_TRY(adjust(tx, *found->second, row.text(3), slot));
    slots.push_back(slot);
  }
  return slots;
}

/// The first day of what has to be known of the usage: the first day that is not billed, or the
/// beginning of the billed period in which it lies. Nothing when all is billed.
Result<std::optional<Date>> first_usage_needed(Transaction& tx, const BillFacts& facts) {
  const Rows rows = SATCHEL_TRY(
      tx.query("SELECT MIN(used_on) FROM usage_record WHERE account_id = $1 AND line_id = ''",
               facts.account.id));
  auto first = rows.front().optional_day(0);
  if (!first) return first;
  Date needed = *first;
  for (const ChargeSlot& slot : facts.slots) {
    if (slot.period.start <= *first && *first < slot.period.end) {
      needed = std::min(needed, slot.period.start);
    }
  }
  return std::optional<Date>(needed);
}

Result<std::vector<ChargeUsage>> load_usage(Transaction& tx, const BillFacts& facts) {
  std::vector<ChargeUsage> usage;
  const auto from = SATCHEL_TRY(first_usage_needed(tx, facts));
  if (!from) return usage;
  for (const BillableCharge& charge : facts.charges) {
    if (charge.kind != ChargeKind::usage) continue;
    for (const Row& row : SATCHEL_TRY(tx.query(R"sql(
      SELECT used_on, units, line_id FROM usage_record
      WHERE charge_id = $1 AND used_on >= $2 ORDER BY used_on, id
    )sql",
                                               charge.id, *from))) {
      usage.push_back({charge.id, row.day(0), row.decimal(1), !row.text(2).empty()});
    }
  }
  return usage;
}

}  // namespace

Result<BillFacts> load_bill_facts(Transaction& tx, const Account& account, Date through,
                                  const TaxTable* taxes) {
  BillFacts facts;
  facts.taxes = taxes;
  facts.account = account;
  facts.policy.credits_unused = true;
  facts.charges = SATCHEL_TRY(load_account_charges(tx, account.id, add_days(through, 1)));
  ChargesById charges;
  bool has_usage = false;
  for (const BillableCharge& charge : facts.charges) {
    charges.emplace(charge.id.text(), &charge);
    has_usage = has_usage || charge.kind == ChargeKind::usage;
  }
  facts.slots = SATCHEL_TRY(load_slots(tx, account, add_days(through, 1), charges));
  if (has_usage) facts.usage = SATCHEL_TRY(load_usage(tx, facts));
  return facts;
}

Result<bool> is_adjusted(Transaction& tx, const InvoiceId& id) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT 1 FROM invoice_line l
    JOIN charge_slot s ON s.line_id = l.id
    JOIN charge_adjustment a ON a.charge_id = s.charge_id
      AND a.period_start >= s.period_start AND a.period_start < s.period_end
    JOIN invoice_line other ON other.id = a.line_id
    WHERE l.invoice_id = $1 AND other.invoice_id <> $1 LIMIT 1
  )sql",
                                         id));
  return !rows.empty();
}

}  // namespace satchel
