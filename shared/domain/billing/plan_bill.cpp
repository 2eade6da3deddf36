// Plans an account's invoice from its charges and the slots already used.
#include "shared/domain/billing/plan_bill.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <unordered_set>

#include "shared/domain/limits.h"
#include "shared/domain/subscription/subscription.h"

namespace satchel {
namespace {

/// The slots by charge and period start, so that thousands of them are searched quickly.
class SlotIndex {
 public:
  explicit SlotIndex(const std::vector<ChargeSlot>& slots) {
    for (const ChargeSlot& slot : slots) taken_.insert(key(slot.charge_id, slot.period.start));
  }
  bool has(const BillableCharge& charge, Date start) const {
    return taken_.count(key(charge.id, start)) != 0;
  }

 private:
  static std::string key(const BillableChargeId& charge, Date start) {
    return charge.text() + to_text(start);
  }

  std::unordered_set<std::string> taken_;
};

/// The whole cycle period that contains the first day of `part`: what a full price buys.
Period natural_period(const Period& part, unsigned bill_cycle_day) {
  const Date start = anchor_on_or_before(part.start, bill_cycle_day);
  return {start, next_anchor(part.start, bill_cycle_day)};
}

std::optional<InvoiceLine> line_of(const BillableCharge& charge, const Period& period,
                                   const Period& natural) {
  InvoiceLine line;
  line.charge_id = charge.id;
  line.order_id = charge.order_id;
  line.order_number = charge.order_number;
  line.order_item_id = charge.order_item_id;
  line.name = charge.name;
  line.period = period;
  line.quantity = charge.quantity;
  line.unit_price = charge.unit_price;
  line.discount_ppm = charge.discount_ppm;
  line.days_billed = days_between(period.start, period.end);
  line.days_in_period = days_between(natural.start, natural.end);
  line.price_book_version = charge.price_book_version;
  const std::int64_t units = charge.model == ChargeModel::flat ? 1 : charge.quantity;
  const auto amount =
      extend(charge.unit_price, units * (discount_ppm_max - charge.discount_ppm) * line.days_billed,
             discount_ppm_max * line.days_in_period, charge.currency);
  if (!amount) return std::nullopt;
  line.amount = *amount;
  line.tax_ppm = charge.tax_ppm;
  line.tax = scale(*amount, charge.tax_ppm, tax_ppm_whole);
  return line;
}

std::vector<Period> unbilled_periods(const BillableCharge& charge, unsigned bill_cycle_day,
                                     Date through, const SlotIndex& slots) {
  if (!(charge.start < through)) return {};
  std::vector<Period> periods;
  if (charge.kind == ChargeKind::one_time) {
    periods.push_back({charge.start, add_days(charge.start, 1)});
  } else {
    periods = due_periods(charge, bill_cycle_day, through);
  }
  periods.erase(std::remove_if(periods.begin(), periods.end(),
                               [&](const Period& each) { return slots.has(charge, each.start); }),
                periods.end());
  return periods;
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
  invoice.through = through;
  invoice.invoice_date = through;
  invoice.due_date = add_days(through, account.payment_terms_days);
  const Money zero{0, account.currency};
  invoice.net = invoice.tax = invoice.total = invoice.paid = invoice.credited = zero;
  return invoice;
}

void add_line(Invoice& invoice, InvoiceLine line) {
  line.id = InvoiceLineId::derive(invoice.id.text(), std::to_string(invoice.lines.size()));
  invoice.net = invoice.net + line.amount;
  invoice.tax = invoice.tax + line.tax;
  invoice.total = invoice.net + invoice.tax;
  invoice.lines.push_back(std::move(line));
}

std::vector<BillableCharge> in_line_order(std::vector<BillableCharge> charges) {
  std::sort(charges.begin(), charges.end(), [](const BillableCharge& a, const BillableCharge& b) {
    return std::tie(a.start, a.order_number, a.order_id, a.position) <
           std::tie(b.start, b.order_number, b.order_id, b.position);
  });
  return charges;
}

/// A copy of the order's charges and the account, as a bill of this order alone would see them.
BillFacts facts_of(const Account& account, const Order& order) {
  return {account, billable_charges_of(order), {}};
}

Date first_through(const Account& account, const Order& order) {
  const Date from = std::max(order.document.ordered_on, start_of(order.document));
  return next_anchor(from, account.bill_cycle_day);
}

}  // namespace

std::vector<Period> due_periods(const BillableCharge& charge, unsigned bill_cycle_day,
                                Date through) {
  std::vector<Period> periods;
  for (Date start = charge.start; !charge.end || start < *charge.end;) {
    Period period{start, next_anchor(start, bill_cycle_day)};
    if (charge.end && *charge.end < period.end) period.end = *charge.end;
    const bool due =
        charge.timing == ChargeTiming::in_advance ? period.start <= through : period.end <= through;
    if (!due) break;
    periods.push_back(period);
    start = period.end;
  }
  return periods;
}

Decision<std::optional<Invoice>> plan_bill(const BillFacts& facts, Date through,
                                           const InvoiceId& invoice_id) {
  Invoice invoice = empty_invoice(facts.account, through, invoice_id);
  const SlotIndex slots(facts.slots);
  const unsigned cycle_day = facts.account.bill_cycle_day;
  for (const BillableCharge& charge : in_line_order(facts.charges)) {
    if (charge.currency != invoice.total.currency) {
      return reject(Reason::currency_differs, charge.name);
    }
    for (const Period& period : unbilled_periods(charge, cycle_day, through, slots)) {
      const Period natural =
          charge.kind == ChargeKind::one_time ? period : natural_period(period, cycle_day);
      auto line = line_of(charge, period, natural);
      if (!line) return reject(Reason::amount_out_of_range, charge.name);
      add_line(invoice, *std::move(line));
      if (invoice.total.minor > total_minor_max) {
        return reject(Reason::amount_out_of_range, charge.name);
      }
    }
  }
  if (invoice.lines.empty()) return std::optional<Invoice>();
  return std::optional<Invoice>(std::move(invoice));
}

Decision<std::optional<Invoice>> plan_first_invoice(const Account& account, const Order& order) {
  return plan_bill(facts_of(account, order), first_through(account, order),
                   InvoiceId::derive(order.id.text(), "preview"));
}

Decision<std::optional<Invoice>> plan_order_invoice(const Account& account, const Order& order,
                                                    const InvoiceId& invoice_id) {
  using Planned = std::optional<Invoice>;
  if (order.document.payment_method == PaymentMethod::on_account) return Planned();
  const Date ordered_on = order.document.ordered_on;
  auto planned = plan_bill(facts_of(account, order), add_days(ordered_on, 1), invoice_id);
  if (!planned || !*planned) return planned;
  Invoice& invoice = **planned;
  if (invoice.total.minor == 0) return Planned();
  invoice.order_id = order.id;
  invoice.invoice_date = ordered_on;
  invoice.due_date = ordered_on;
  return planned;
}

Decision<Money> plan_due_now(const Account& account, const Order& order) {
  const auto id = InvoiceId::derive(order.id.text(), "due now");
  const auto planned = plan_order_invoice(account, order, id);
  if (!planned) return tl::unexpected<Rejection>(planned.error());
  return *planned ? (*planned)->total : Money{0, account.currency};
}

Decision<std::vector<Money>> plan_schedule(const Account& account, const Order& order, int months) {
  BillFacts facts = facts_of(account, order);
  std::vector<Money> amounts;
  Date through = first_through(account, order);
  for (int month = 0; month < months; ++month) {
    const auto invoice =
        plan_bill(facts, through, InvoiceId::derive(order.id.text(), std::to_string(month)));
    if (!invoice) return tl::unexpected<Rejection>(invoice.error());
    amounts.push_back({0, account.currency});
    if (*invoice) {
      amounts.back() = (*invoice)->total;
      for (const InvoiceLine& line : (*invoice)->lines) {
        facts.slots.push_back({line.charge_id, line.period});
      }
    }
    through = next_anchor(through, account.bill_cycle_day);
  }
  return amounts;
}

}  // namespace satchel
