// Plans an account's invoice from its charges and the slots already used.
#include "shared/domain/billing/plan_bill.h"

#include <algorithm>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>

#include "shared/domain/billing/coupon_lines.h"
#include "shared/domain/limits.h"
#include "shared/domain/subscription/subscription.h"

namespace satchel {
namespace {

/// Slots and usage by charge, so that thousands of them are found quickly.
class Histories {
 public:
  explicit Histories(const BillFacts& facts) {
    for (const ChargeSlot& slot : facts.slots) slots_[slot.charge_id.text()].push_back(slot);
    for (const ChargeUsage& used : facts.usage) usage_[used.charge_id.text()].push_back(used);
  }
  ChargeHistory of(const BillableCharge& charge) const {
    ChargeHistory history;
    const auto slots = slots_.find(charge.id.text());
    if (slots != slots_.end()) history.slots = slots->second;
    const auto usage = usage_.find(charge.id.text());
    if (usage != usage_.end()) history.usage = usage->second;
    return history;
  }

 private:
  std::unordered_map<std::string, std::vector<ChargeSlot>> slots_;
  std::unordered_map<std::string, std::vector<ChargeUsage>> usage_;
};

InvoiceLine line_of(const BillableCharge& charge, const ChargeLine& planned) {
  InvoiceLine line;
  line.charge_id = charge.id;
  line.order_id = charge.order_id;
  line.order_number = charge.order_number;
  line.order_item_id = charge.order_item_id;
  line.name = charge.name;
  line.period = planned.period;
  line.quantity = charge.quantity;
  line.unit_price = charge.unit_price;
  line.discount_ppm = charge.discount_ppm;
  line.days_billed = planned.share.days;
  line.days_in_period = planned.share.whole;
  line.price_book_version = charge.price_book_version;
  line.amount = planned.amount;
  line.kind = planned.kind;
  line.model = charge.model;
  line.terms = charge.terms;
  line.usage = planned.usage;
  return line;
}

Invoice empty_invoice(const Account& account, Date through, const InvoiceId& id) {
  Invoice invoice;
  invoice.id = id;
  invoice.account_id = account.id;
  invoice.account_number = account.number;
  invoice.bill_to_name = display_name(account);
  for (const std::string* part :
       {&account.address.street, &account.address.postal_code, &account.address.city,
        &account.address.region, &account.address.country}) {
    if (part->empty()) continue;
    if (!invoice.bill_to_address.empty()) invoice.bill_to_address += ", ";
    invoice.bill_to_address += *part;
  }
  invoice.tax_exemption = account.tax_exemption;
  invoice.through = through;
  invoice.invoice_date = through;
  invoice.due_date = add_days(through, account.payment_terms_days);
  const Money zero{0, account.currency};
  invoice.net = invoice.tax = invoice.total = invoice.paid = invoice.credited = zero;
  return invoice;
}

void add_line(Invoice& invoice, InvoiceLine line) {
  line.id = InvoiceLineId::derive(invoice.id.text(), std::to_string(invoice.lines.size()));
  invoice.total = invoice.total + line.amount;
  invoice.lines.push_back(std::move(line));
}

/// Takes coupons off the lines, which come from these charges.
void take_coupons(Invoice& invoice, const std::vector<const BillableCharge*>& charges,
                  const BillFacts& facts) {
  std::vector<CouponedLine> lines;
  for (std::size_t index = 0; index < charges.size(); ++index) {
    if (!charges[index]->coupons.empty()) lines.push_back({&invoice.lines[index], charges[index]});
  }
  apply_coupons(lines, facts.slots, facts.account.bill_cycle_day);
}

/// Taxes the lines and sums them; false for a total out of range.
bool finish(Invoice& invoice, Rounding rounding) {
  tax_lines(invoice.lines, rounding);
  for (const InvoiceLine& line : invoice.lines) {
    invoice.net = invoice.net + line.amount;
    invoice.tax = invoice.tax + line.tax;
  }
  invoice.total = invoice.net + invoice.tax;
  return invoice.total.minor <= total_minor_max;
}

std::vector<BillableCharge> in_line_order(std::vector<BillableCharge> charges) {
  std::sort(charges.begin(), charges.end(), [](const BillableCharge& a, const BillableCharge& b) {
    return std::tie(a.start, a.order_number, a.order_id, a.position) <
           std::tie(b.start, b.order_number, b.order_id, b.position);
  });
  return charges;
}

/// A copy of the order's charges and the account, as a bill of this order alone would see them.
BillFacts facts_of(const BilledTo& to, const Order& order) {
  return {to.account, billable_charges_of(order), {}, {}, {}, &to.taxes};
}

/// Whether the charge takes over from one that ends on its first day, by a change or as the next
/// phase: the service was there before, so the period that begins on `through` is on this bill.
bool takes_over(const BillFacts& facts, const BillableCharge& charge) {
  return std::any_of(facts.charges.begin(), facts.charges.end(), [&](const BillableCharge& other) {
    return other.end == charge.start && other.subscription_id == charge.subscription_id &&
           other.id != charge.id && other.start < charge.start;
  });
}

Date first_through(const Account& account, const Order& order) {
  const Date from = std::max(order.document.ordered_on, start_of(order.document));
  return next_anchor(from, account.bill_cycle_day);
}

}  // namespace

Decision<std::optional<Invoice>> plan_bill(const BillFacts& facts, Date through,
                                           const InvoiceId& invoice_id) {
  Invoice invoice = empty_invoice(facts.account, through, invoice_id);
  const Histories histories(facts);
  const BillingTerms terms{facts.account.bill_cycle_day, facts.policy};
  const TaxTerms taxes = tax_terms_of(facts.account, facts.taxes);
  const std::vector<BillableCharge> charges = in_line_order(facts.charges);
  std::vector<const BillableCharge*> sources;  // Of each line.
  for (const BillableCharge& charge : charges) {
    if (charge.currency != invoice.total.currency) {
      return reject(Reason::currency_differs, charge.name);
    }
    if (through < charge.start) continue;
    if (charge.start == through && !takes_over(facts, charge)) continue;
    const auto planned = plan_charge(charge, histories.of(charge), through, terms);
    if (!planned) return tl::unexpected<Rejection>(planned.error());
    for (const ChargeLine& line : *planned) {
      InvoiceLine drawn = line_of(charge, line);
      if (line.credits) mirror_coupons(drawn, *line.credits);
      rate_line(drawn, charge, line, taxes);
      sources.push_back(&charge);
      add_line(invoice, std::move(drawn));
      if (invoice.total.minor > total_minor_max) {
        return reject(Reason::amount_out_of_range, charge.name);
      }
    }
  }
  if (invoice.lines.empty()) return std::optional<Invoice>();
  take_coupons(invoice, sources, facts);
  if (!finish(invoice, facts.policy.rounding)) return reject(Reason::amount_out_of_range, "total");
  // What gives back more than it asks for goes to the account's credit.
  if (invoice.total.minor < 0) {
    invoice.kind = InvoiceKind::credit_note;
    invoice.credited = invoice.total;
  }
  return std::optional<Invoice>(std::move(invoice));
}

Decision<std::optional<Invoice>> plan_first_invoice(const BilledTo& to, const Order& order) {
  return plan_bill(facts_of(to, order), first_through(to.account, order),
                   InvoiceId::derive(order.id.text(), "preview"));
}

Decision<std::optional<Invoice>> plan_order_invoice(const BilledTo& to, const Order& order,
                                                    const InvoiceId& invoice_id) {
  using Planned = std::optional<Invoice>;
  if (order.document.payment_method == PaymentMethod::on_account) return Planned();
  const Date ordered_on = order.document.ordered_on;
  auto planned = plan_bill(facts_of(to, order), add_days(ordered_on, 1), invoice_id);
  if (!planned || !*planned) return planned;
  Invoice& invoice = **planned;
  if (invoice.total.minor == 0) return Planned();
  invoice.order_id = order.id;
  invoice.invoice_date = ordered_on;
  invoice.due_date = ordered_on;
  return planned;
}

Decision<Money> plan_due_now(const BilledTo& to, const Order& order) {
  const auto id = InvoiceId::derive(order.id.text(), "due now");
  const auto planned = plan_order_invoice(to, order, id);
  if (!planned) return tl::unexpected<Rejection>(planned.error());
  return *planned ? (*planned)->total : Money{0, to.account.currency};
}

Decision<std::vector<Money>> plan_schedule(const BilledTo& to, const Order& order, int months) {
  BillFacts facts = facts_of(to, order);
  std::vector<Money> amounts;
  Date through = first_through(to.account, order);
  for (int month = 0; month < months; ++month) {
    const auto invoice =
        plan_bill(facts, through, InvoiceId::derive(order.id.text(), std::to_string(month)));
    if (!invoice) return tl::unexpected<Rejection>(invoice.error());
    amounts.push_back({0, to.account.currency});
    if (*invoice) {
      amounts.back() = (*invoice)->total;
      for (const InvoiceLine& line : (*invoice)->lines) {
        facts.slots.push_back(slot_of(line));
      }
    }
    through = next_anchor(through, to.account.bill_cycle_day);
  }
  return amounts;
}

}  // namespace satchel
