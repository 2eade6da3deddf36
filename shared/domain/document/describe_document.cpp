// Puts orders and invoices into the words of a document.
#include "shared/domain/document/describe_document.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "shared/base/check.h"
#include "shared/base/text.h"
#include "shared/base/words.h"
#include "shared/domain/billing/price_terms.h"
#include "shared/domain/billing/tax_lines.h"
#include "shared/domain/order/order_state.h"

namespace satchel {
namespace {

void add_line(std::vector<std::string>& lines, std::string line) {
  if (!line.empty()) lines.push_back(std::move(line));
}

void add_fact(std::vector<DocumentField>& facts, std::string label, std::string value) {
  if (!value.empty()) facts.push_back({std::move(label), std::move(value)});
}

void add_address(std::vector<std::string>& lines, const Address& address) {
  add_line(lines, address.street);
  std::string town = address.postal_code;
  if (!town.empty() && !address.city.empty()) town += ' ';
  town += address.city;
  if (!address.region.empty()) town += (town.empty() ? "" : ", ") + address.region;
  add_line(lines, std::move(town));
  add_line(lines, address.country);
}

DocumentTable empty_lines() {
  return {"Lines",
          {{"Description", false},
           {"Quantity", true},
           {"Unit price", true},
           {"Discount", true},
           {"Tax", true},
           {"Amount", true}},
          {}};
}

/// Takes out columns in which no row says anything.
void drop_empty_columns(DocumentTable& table) {
  for (std::size_t at = table.columns.size(); at-- > 1;) {
    const bool used = std::any_of(table.rows.begin(), table.rows.end(),
                                  [&](const DocumentRow& row) { return !row.cells[at].empty(); });
    if (used) continue;
    const auto place = static_cast<std::ptrdiff_t>(at);
    table.columns.erase(table.columns.begin() + place);
    for (DocumentRow& row : table.rows) row.cells.erase(row.cells.begin() + place);
  }
}

std::string rate_words(std::int64_t ppm) { return ppm == 0 ? "" : percent_of(ppm); }

std::string charge_name(const OrderItem& item, const ItemCharge& charge) {
  if (item.charges.size() == 1 || charge.name == item.name) return item.name;
  return item.name + ": " + charge.name;
}

/// What was answered to the questions of an item or order, under the names of the answers.
void add_answers(std::vector<std::string>& lines, const std::vector<ConfigurationValue>& answers) {
  for (const ConfigurationValue& answer : answers) {
    if (answer.value.empty()) continue;
    std::string name = answer.key;
    std::replace(name.begin(), name.end(), '_', ' ');
    lines.push_back(capitalised(std::move(name)) + ": " + answer.value);
  }
}

/// The item's tax as on the first day of service.
RatedTax rate_of_item(const OrderDocument& document, const OrderItem& item, const TaxTerms& taxes) {
  return rate_of(taxes, {item.tax_category, item.tax_ppm}, start_of(document));
}

DocumentRow row_of(const OrderItem& item, const ItemCharge& charge, const RatedTax& rated,
                   Currency currency) {
  const bool usage = charge.kind == ChargeKind::usage;
  const bool goes_on = charge.kind != ChargeKind::one_time;
  const auto amount = amount_of(item, charge, currency);
  DocumentRow row;
  row.cells = {charge_name(item, charge),
               usage || charge.model == ChargeModel::flat ? "" : grouped(item.quantity),
               has_tiers(charge.model) ? std::string(words_of(charge.model))
                                       : price_text(charge.unit_price, currency),
               rate_words(item.discount_ppm),
               rate_words(rated.ppm),
               amount && !usage ? grouped_amount(*amount) : ""};
  if (&charge == &item.charges.front()) {
    add_line(row.details, item.detail);
    add_answers(row.details, item.configuration);
  }
  if (goes_on) {
    const bool advance = charge.timing == ChargeTiming::in_advance;
    const std::string every = (usage ? "by usage, " : "") + words_of(charge.every);
    row.details.push_back(capitalised(every) + (advance ? ", in advance" : ", in arrears"));
  }
  add_line(row.details, to_text(charge.terms));
  if (rated.how.inclusive) row.details.push_back("The price includes the tax");
  return row;
}

DocumentTable lines_of(const OrderDocument& document, const TaxTerms& taxes) {
  DocumentTable table = empty_lines();
  for (const OrderItem& item : document.items) {
    const RatedTax rated = rate_of_item(document, item, taxes);
    for (const ItemCharge& charge : item.charges) {
      table.rows.push_back(row_of(item, charge, rated, document.currency));
    }
  }
  for (const OrderCharge& charge : document.charges) {
    table.rows.push_back({{charge.name, "", "", "", "", grouped_amount(charge.amount)}, {}});
  }
  drop_empty_columns(table);
  return table;
}

std::vector<DocumentField> facts_of(const Order& order) {
  const OrderDocument& document = order.document;
  std::vector<DocumentField> facts;
  add_fact(facts, "Order date", long_date(document.ordered_on));
  add_fact(facts, "Your reference", document.purchase_order);
  add_fact(facts, "Served by", order.taken_by_name);
  add_fact(facts, "Signed by", document.signed_by);
  return facts;
}

std::vector<DocumentTotal> totals_of_order(const OrderDocument& document, const TaxTerms& taxes) {
  const auto totals = totals_of(document, taxes);
  if (!totals) return {};
  std::vector<DocumentTotal> shown;
  bool taxed = false;
  bool on_top = false;
  for (const OrderItem& item : document.items) {
    const RatedTax rated = rate_of_item(document, item, taxes);
    taxed = taxed || rated.ppm != 0;
    on_top = on_top || (rated.ppm != 0 && !rated.how.inclusive);
  }
  if (totals->one_time.minor != 0 || totals->recurring.minor == 0) {
    if (taxed) {
      shown.push_back({"Net, once", to_text(totals->one_time - totals->tax_within), false});
      shown.push_back({"Tax", to_text(totals->tax + totals->tax_within), false});
    }
    const std::string before = document.coupons.empty() ? "" : ", before coupons";
    shown.push_back({"Total, once" + before, to_text(totals->one_time + totals->tax), true});
  }
  if (totals->recurring.minor != 0) {
    const std::string label = on_top ? "Every month, plus tax" : "Total, every month";
    shown.push_back({label, to_text(totals->recurring), true});
  }
  for (const CouponTerms& terms : document.coupons) {
    shown.push_back({"Coupon " + terms.code + ", " + terms.name, words_of(terms), false});
  }
  return shown;
}

/// What the amount is for; nothing for what only brings usage up to its minimum.
std::string counted(const InvoiceLine& line) {
  if (line.kind == LineKind::true_up) return {};
  return line.usage ? to_text(*line.usage) : grouped(line.quantity);
}

std::string priced(const InvoiceLine& line) {
  if (line.kind == LineKind::true_up) return {};
  if (has_tiers(line.model)) return std::string(words_of(line.model));
  return price_text(line.unit_price, line.amount.currency);
}

/// What makes the line another than a plain charge, by which it was rated.
void add_kind(DocumentRow& row, const InvoiceLine& line) {
  const bool plain = line.kind == LineKind::recurring || line.kind == LineKind::fixed;
  if (!plain) row.details.push_back(capitalised(std::string(words_of(line.kind))));
  add_line(row.details, to_text(line.terms));
}

DocumentRow row_of(const InvoiceLine& line) {
  DocumentRow row;
  row.cells = {line.name,
               counted(line),
               priced(line),
               rate_words(line.discount_ppm),
               rate_words(line.tax_ppm),
               grouped_amount(line.amount)};
  if (line.days_in_period > 1 || line.usage) {
    std::string days = period_words(line.period);
    if (line.days_billed != line.days_in_period) {
      days += ", " + std::to_string(line.days_billed) + " of " +
              std::to_string(line.days_in_period) + " days";
    }
    row.details.push_back(std::move(days));
  }
  add_kind(row, line);
  for (const LineCoupon& coupon : line.coupons) {
    const Money off{-coupon.off.minor, coupon.off.currency};
    row.details.push_back("Coupon " + coupon.terms.code + ": " + grouped_amount(off));
  }
  if (line.taxed.inclusive) {
    row.details.push_back("With the tax in the price: " + grouped_amount(priced_amount(line)));
  }
  if (line.order_number != 0) row.details.push_back("Order " + std::to_string(line.order_number));
  return row;
}

/// Returns the invoice's taxes, one total for each rate, the lowest rate first.
std::vector<DocumentTotal> taxes_of(const Invoice& invoice) {
  std::map<std::int64_t, Money> taxes;
  for (const InvoiceLine& line : invoice.lines) {
    if (line.tax_ppm == 0) continue;
    const auto [found, added] = taxes.emplace(line.tax_ppm, line.tax);
    if (!added) found->second = found->second + line.tax;
  }
  std::vector<DocumentTotal> totals;
  for (const auto& [rate, tax] : taxes) {
    totals.push_back({"Tax " + percent_of(rate), to_text(tax), false});
  }
  return totals;
}

std::vector<DocumentTotal> totals_of_invoice(const Invoice& invoice) {
  std::vector<DocumentTotal> totals = taxes_of(invoice);
  if (!totals.empty()) totals.insert(totals.begin(), {"Net", to_text(invoice.net), false});
  totals.push_back({"Total", to_text(invoice.total), true});
  return totals;
}

/// Tells the customer, and whoever audits him, why no tax is owed.
void add_exemption(Document& document, const TaxExemption& exemption) {
  if (exemption.certificate.empty()) return;
  add_fact(document.facts, "Tax exempt", exemption.reason);
  add_fact(document.facts, "Certificate", exemption.certificate);
}

/// What every document about an order has.
Document describe_order(const Organisation& seller, const Account& account, const Order& order) {
  Document document;
  document.issued_on = order.document.ordered_on;
  document.paper = paper_of(order.document.currency);
  document.seller = seller_of(seller);
  document.customer = customer_of(account);
  const TaxTerms taxes = tax_terms_of(account, &seller.taxes);
  document.lines = lines_of(order.document, taxes);
  document.totals = totals_of_order(order.document, taxes);
  return document;
}

}  // namespace

/// Where letters in the currency's country are printed on Letter.
PaperSize paper_of(Currency currency) {
  const bool letter = currency == Currency::usd || currency == Currency::cad;
  return letter ? PaperSize::letter : PaperSize::a4;
}

DocumentParty seller_of(const Organisation& seller) {
  DocumentParty party{"From", seller.legal_name, {}};
  std::string rest = seller.address;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    add_line(party.lines, rest.substr(0, end));
    rest = end == rest.npos ? "" : rest.substr(end + 1);
  }
  if (!seller.tax_id.empty()) party.lines.push_back("Tax ID " + seller.tax_id);
  return party;
}

DocumentParty customer_of(const Account& account) {
  DocumentParty party{"Customer", display_name(account), {}};
  if (account.kind == AccountKind::company) add_line(party.lines, contact_name(account));
  add_address(party.lines, account.address);
  add_line(party.lines, account.email);
  if (account.number != 0) party.lines.push_back("Account " + std::to_string(account.number));
  return party;
}

Document describe_receipt(const Organisation& seller, const Account& account, const Order& order) {
  Document document = describe_order(seller, account, order);
  document.kind = DocumentKind::receipt;
  document.facts = facts_of(order);
  add_exemption(document, account.tax_exemption);
  document.title = "Receipt";
  document.number = std::to_string(order.number);
  if (order.number != 0) return with_standing(std::move(document), order);
  document.title = "Provisional receipt";
  document.number = order.provisional_number;
  document.notice =
      "This order has not reached the office yet. Its final number comes with the next receipt.";
  return with_standing(std::move(document), order);
}

Document as_provisional(Document receipt) {
  receipt.title = "Provisional receipt";
  if (receipt.notice.empty()) {
    receipt.notice =
        "Printed without a network, from what this device knows. The receipt that the office "
        "issues under this number is the one that counts.";
  }
  return receipt;
}

Document describe_quote(const Organisation& seller, const Account& account, const Order& order) {
  SATCHEL_CHECK(order.quoted_until.has_value());
  const std::string until = long_date(*order.quoted_until);
  Document document = describe_order(seller, account, order);
  document.kind = DocumentKind::quote;
  document.title = "Quote";
  document.number = order.provisional_number;
  add_fact(document.facts, "Quote date", long_date(order.document.ordered_on));
  add_fact(document.facts, "Valid until", until);
  add_fact(document.facts, "Your reference", order.document.purchase_order);
  add_fact(document.facts, "Served by", order.taken_by_name);
  add_exemption(document, account.tax_exemption);
  document.paragraphs = {
      "These prices are kept until " + until +
      ". This is an offer and no invoice: nothing is owed before it is ordered."};
  return document;
}

Document describe_invoice(const Organisation& seller, const Invoice& invoice) {
  const bool draft = invoice.state == InvoiceState::draft;
  const bool credit = invoice.kind == InvoiceKind::credit_note;
  Document document;
  document.kind = credit ? DocumentKind::credit_note : DocumentKind::invoice;
  document.title = credit ? "Credit note" : "Invoice";
  if (draft) document.title = credit ? "Draft credit note" : "Draft invoice";
  document.number = draft ? "" : std::to_string(invoice.number);
  if (draft) document.notice = "This is a draft. It has no number and is not due.";
  document.issued_on = invoice.invoice_date;
  document.paper = paper_of(invoice.total.currency);
  document.seller = seller_of(seller);
  document.customer = {credit ? "Credit to" : "Bill to", invoice.bill_to_name, {}};
  add_line(document.customer.lines, invoice.bill_to_address);
  if (invoice.account_number != 0) {
    document.customer.lines.push_back("Account " + std::to_string(invoice.account_number));
  }
  add_fact(document.facts, "Date", long_date(invoice.invoice_date));
  if (!credit) add_fact(document.facts, "Due date", long_date(invoice.due_date));
  if (invoice.reissues_number != 0) {
    add_fact(document.facts, "Replaces invoice", std::to_string(invoice.reissues_number));
  }
  add_exemption(document, invoice.tax_exemption);
  document.lines = empty_lines();
  for (const InvoiceLine& line : invoice.lines) document.lines.rows.push_back(row_of(line));
  drop_empty_columns(document.lines);
  document.totals = totals_of_invoice(invoice);
  return document;
}

std::string_view name_of(PaymentMethod method) {
  switch (method) {
    case PaymentMethod::on_account:
      return "On account";
    case PaymentMethod::bank_transfer:
      return "Bank transfer";
    case PaymentMethod::check:
      return "Check by mail";
    case PaymentMethod::cash:
      return "Cash";
    case PaymentMethod::card:
      return "Card";
  }
  return "";
}

}  // namespace satchel
