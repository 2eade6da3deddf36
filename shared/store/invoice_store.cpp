// Reads and writes invoices, their lines and the charge slots that lines claim.
#include <unordered_map>

#include "shared/domain/billing/price_terms.h"
#include "shared/store/billing_store.h"
#include "shared/store/list_query.h"
#include "shared/store/order_words.h"
#include "shared/store/search_words.h"
#include "shared/store/tax_store.h"

namespace satchel {
namespace {

constexpr std::string_view invoice_columns = R"sql(
    SELECT i.id, i.version, i.number, i.state, i.account_id, i.account_number, i.bill_to_name,
           i.bill_to_address, i.bill_run_id, i.through_date, i.invoice_date, i.due_date,
           i.currency, i.total_minor, i.kind, i.on_hold, i.order_id, i.credits_invoice_id,
           i.net_minor, i.tax_minor, i.paid_minor, i.credited_minor, i.written_off_minor,
           i.reissues_id, i.reissues_number, i.tax_certificate, i.tax_exempt_reason
    FROM invoice i
)sql";

constexpr std::string_view line_columns = R"sql(
    SELECT l.id, l.invoice_id, l.charge_id, l.order_id, l.order_number, l.order_item_id, l.name,
           l.period_start, l.period_end, l.quantity, l.unit_price, l.discount_ppm, l.days_billed,
           l.days_in_period, l.price_book_version, l.amount_minor, l.tax_ppm, l.tax_minor, l.kind,
           l.model, l.terms, l.usage_units, l.taxed, l.coupons
    FROM invoice_line l
)sql";

Invoice invoice_of(const Row& row) {
  Invoice invoice;
  invoice.id = row.id<InvoiceId>(0);
  invoice.version = row.number(1);
  invoice.number = row.number(2);
  invoice.state = row.word<InvoiceState>(3);
  invoice.account_id = row.id<AccountId>(4);
  invoice.account_number = row.number(5);
  invoice.bill_to_name = row.text(6);
  invoice.bill_to_address = row.text(7);
  invoice.bill_run_id = row.id<BillRunId>(8);
  invoice.through = row.day(9);
  invoice.invoice_date = row.day(10);
  invoice.due_date = row.day(11);
  const auto currency = row.word<Currency>(12);
  invoice.total = {row.number(13), currency};
  invoice.kind = row.word<InvoiceKind>(14);
  invoice.on_hold = row.number(15) != 0;
  invoice.order_id = row.id<OrderId>(16);
  invoice.credits_invoice_id = row.id<InvoiceId>(17);
  invoice.net = {row.number(18), currency};
  invoice.tax = {row.number(19), currency};
  invoice.paid = {row.number(20), currency};
  invoice.credited = {row.number(21), currency};
  invoice.written_off = {row.number(22), currency};
  invoice.reissues_id = row.id<InvoiceId>(23);
  invoice.reissues_number = row.number(24);
  invoice.tax_exemption = {row.text(25), row.text(26)};
  return invoice;
}

InvoiceLine line_of(const Row& row, Currency currency) {
  InvoiceLine line;
  line.id = row.id<InvoiceLineId>(0);
  line.charge_id = row.id<BillableChargeId>(2);
  line.order_id = row.id<OrderId>(3);
  line.order_number = row.number(4);
  line.order_item_id = row.id<OrderItemId>(5);
  line.name = row.text(6);
  line.period = {row.day(7), row.day(8)};
  line.quantity = row.number(9);
  line.unit_price = row.decimal(10);
  line.discount_ppm = row.number(11);
  line.days_billed = row.number(12);
  line.days_in_period = row.number(13);
  line.price_book_version = row.number(14);
  line.amount = {row.number(15), currency};
  line.tax_ppm = row.number(16);
  line.tax = {row.number(17), currency};
  line.kind = row.word<LineKind>(18);
  line.model = row.word<ChargeModel>(19);
  line.terms = parse_price_terms(row.text(20)).value_or(PriceTerms{});
  line.usage = parse_decimal(row.text(21));
  line.taxed = parse_line_tax(row.text(22));
  line.coupons = parse_line_coupons(row.text(23), currency);
  return line;
}

Result<void> save_head(Transaction& tx, const Invoice& invoice) {
  return tx.run(R"sql(
    INSERT INTO invoice (id, version, number, state, account_id, account_number, bill_to_name,
      bill_to_address, bill_run_id, through_date, invoice_date, due_date, currency, total_minor,
      sort_number, kind, on_hold, order_id, credits_invoice_id, net_minor, tax_minor, paid_minor,
      credited_minor, written_off_minor, reissues_id, reissues_number, tax_certificate,
      tax_exempt_reason)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
      $20, $21, $22, $23, $24, $25, $26, $27, $28)
  )sql",
                invoice.id, invoice.version, invoice.number, invoice.state, invoice.account_id,
                invoice.account_number, invoice.bill_to_name, invoice.bill_to_address,
                invoice.bill_run_id, invoice.through, invoice.invoice_date, invoice.due_date,
                invoice.total.currency, invoice.total.minor, sort_number_of(invoice.number),
                invoice.kind, invoice.on_hold, invoice.order_id, invoice.credits_invoice_id,
                invoice.net.minor, invoice.tax.minor, invoice.paid.minor, invoice.credited.minor,
                invoice.written_off.minor, invoice.reissues_id, invoice.reissues_number,
                invoice.tax_exemption.certificate, invoice.tax_exemption.reason);
}

Result<void> save_line(Transaction& tx, const Invoice& invoice, std::size_t position) {
  const InvoiceLine& line = invoice.lines[position];
  return tx.run(R"sql(
    INSERT INTO invoice_line (id, invoice_id, position, charge_id, order_id, order_number,
      order_item_id, name, period_start, period_end, quantity, unit_price, discount_ppm,
      days_billed, days_in_period, price_book_version, amount_minor, tax_ppm, tax_minor, kind,
      model, terms, usage_units, taxed, coupons)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
      $20, $21, $22, $23, $24, $25)
  )sql",
                line.id, invoice.id, static_cast<std::int64_t>(position), line.charge_id,
                line.order_id, line.order_number, line.order_item_id, line.name, line.period.start,
                line.period.end, line.quantity, line.unit_price, line.discount_ppm,
                line.days_billed, line.days_in_period, line.price_book_version, line.amount.minor,
                line.tax_ppm, line.tax.minor, line.kind, line.model, to_text(line.terms),
                line.usage ? to_text(*line.usage) : std::string(), line_tax_text(line.taxed),
                to_text(line.coupons));
}

Result<void> save_words(Transaction& tx, const Invoice& invoice) {
  SATCHEL_TRY(tx.run("DELETE FROM invoice_word WHERE invoice_id = $1", invoice.id));
  std::string text = invoice.bill_to_name;
  if (invoice.number != 0) text += " " + std::to_string(invoice.number);
  for (const std::string& word : search_words_of(text)) {
    SATCHEL_TRY(
        tx.run("INSERT INTO invoice_word (invoice_id, word) VALUES ($1, $2)", invoice.id, word));
  }
  return add_order_words(tx, invoice);
}

Result<void> save_whole(Transaction& tx, const Invoice& invoice) {
  SATCHEL_TRY(save_head(tx, invoice));
  for (std::size_t position = 0; position < invoice.lines.size(); ++position) {
    SATCHEL_TRY(save_line(tx, invoice, position));
  }
  return save_words(tx, invoice);
}

Result<void> claim_slot(Transaction& tx, const InvoiceLine& line) {
  const Rows claimed =
      SATCHEL_TRY(tx.query(R"sql(
    INSERT INTO charge_slot (charge_id, period_start, period_end, line_id)
    SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS TEXT)
    WHERE NOT EXISTS (
      SELECT 1 FROM charge_slot
      WHERE charge_id = CAST($1 AS TEXT) AND period_start < CAST($3 AS TEXT)
        AND period_end > CAST($2 AS TEXT))
    RETURNING line_id
  )sql",
                           line.charge_id, line.period.start, line.period.end, line.id));
  if (!claimed.empty()) return {};
  return fail(ErrorCode::conflict, "Charge " + line.charge_id.text() + " (" + line.name +
                                       ") is billed already in the period from " +
                                       to_text(line.period.start) + ".");
}

/// What the line takes from a billed period, or adds to it.
Result<void> save_adjustment(Transaction& tx, const InvoiceLine& line) {
  return tx.run(R"sql(
    INSERT INTO charge_adjustment (line_id, charge_id, period_start, period_end, kind,
      amount_minor, tax_minor)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
  )sql",
                line.id, line.charge_id, line.period.start, line.period.end, line.kind,
                line.amount.minor, line.tax.minor);
}

Result<void> claim_usage(Transaction& tx, const InvoiceLine& line) {
  return tx.run(R"sql(
    UPDATE usage_record SET line_id = $1
    WHERE charge_id = $2 AND used_on >= $3 AND used_on < $4 AND line_id = ''
  )sql",
                line.id, line.charge_id, line.period.start, line.period.end);
}

/// Makes the line the one that bills its period, and what was used in it.
Result<void> claim(Transaction& tx, const InvoiceLine& line) {
  const bool usage = line.kind == LineKind::usage || line.kind == LineKind::late_usage;
  if (usage) SATCHEL_TRY(claim_usage(tx, line));
  const bool adjusts = line.kind == LineKind::credit || line.kind == LineKind::late_usage ||
                       line.kind == LineKind::true_up;
  return adjusts ? save_adjustment(tx, line) : claim_slot(tx, line);
}

Result<void> erase_whole(Transaction& tx, const InvoiceId& id) {
  SATCHEL_TRY(tx.run("DELETE FROM invoice_line WHERE invoice_id = $1", id));
  SATCHEL_TRY(tx.run("DELETE FROM invoice_word WHERE invoice_id = $1", id));
  return tx.run("DELETE FROM invoice WHERE id = $1", id);
}

/// Returns the invoices that the rows name by their ids.
Result<std::vector<Invoice>> invoices_of(Transaction& tx, const Rows& rows) {
  std::vector<Invoice> invoices;
  for (const Row& row : rows) {
    if (auto invoice = SATCHEL_TRY(find_invoice(tx, row.id<InvoiceId>(0)))) {
      invoices.push_back(*std::move(invoice));
    }
  }
  return invoices;
}

}  // namespace

Result<void> save_draft_invoice(Transaction& tx, const Invoice& invoice) {
  if (invoice.state != InvoiceState::draft) {
    return fail(ErrorCode::invalid, "Invoice " + invoice.id.text() + " is not a draft.");
  }
  SATCHEL_TRY(save_whole(tx, invoice));
  // What takes another invoice back bills no period.
  if (!invoice.credits_invoice_id.empty()) return {};
  for (const InvoiceLine& line : invoice.lines) SATCHEL_TRY(claim(tx, line));
  return {};
}

Result<void> save_posting(Transaction& tx, const Invoice& invoice) {
  const Rows posted =
      SATCHEL_TRY(tx.query(R"sql(
    UPDATE invoice SET number = $2, state = $3, version = $4, sort_number = $5,
      invoice_date = $6, due_date = $7
    WHERE id = $1 AND state = 'draft' RETURNING id
  )sql",
                           invoice.id, invoice.number, invoice.state, invoice.version,
                           sort_number_of(invoice.number), invoice.invoice_date, invoice.due_date));
  if (posted.empty()) {
    return fail(ErrorCode::conflict,
                "Invoice " + invoice.id.text() + " is not a draft; posted invoices never change.");
  }
  return save_words(tx, invoice);
}

Result<void> save_invoice_status(Transaction& tx, const Invoice& invoice) {
  const Rows saved =
      SATCHEL_TRY(tx.query(R"sql(
    UPDATE invoice SET version = $2, state = $3, on_hold = $4, paid_minor = $5, credited_minor = $6,
      written_off_minor = $7
    WHERE id = $1 AND state <> 'draft' RETURNING id
  )sql",
                           invoice.id, invoice.version, invoice.state, invoice.on_hold,
                           invoice.paid.minor, invoice.credited.minor, invoice.written_off.minor));
  if (!saved.empty()) return {};
  return fail(ErrorCode::conflict, "Invoice " + invoice.id.text() + " was not posted yet.");
}

Result<void> free_slots(Transaction& tx, const InvoiceId& id) {
  for (const std::string_view freed : {"DELETE FROM charge_slot WHERE line_id IN",
                                       "DELETE FROM charge_adjustment WHERE line_id IN",
                                       "UPDATE usage_record SET line_id = '' WHERE line_id IN"}) {
    SATCHEL_TRY(
        tx.run(std::string(freed) + " (SELECT id FROM invoice_line WHERE invoice_id = $1)", id));
  }
  return {};
}

Result<void> save_invoice_copy(Transaction& tx, const Invoice& invoice) {
  SATCHEL_TRY(erase_whole(tx, invoice.id));
  return save_whole(tx, invoice);
}

Result<void> erase_invoice(Transaction& tx, const InvoiceId& id) {
  const Rows kept = SATCHEL_TRY(tx.query(R"sql(
    SELECT 1 FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id
    JOIN charge_slot s ON s.line_id = l.id
    WHERE i.id = $1 AND i.state = 'posted' LIMIT 1
  )sql",
                                         id));
  if (!kept.empty()) {
    return fail(ErrorCode::conflict,
                "Invoice " + id.text() + " was posted here; posted invoices are never removed.");
  }
  SATCHEL_TRY(free_slots(tx, id));
  return erase_whole(tx, id);
}

Result<std::optional<Invoice>> find_invoice(Transaction& tx, const InvoiceId& id) {
  const Rows rows = SATCHEL_TRY(tx.query(std::string(invoice_columns) + "WHERE i.id = $1", id));
  if (rows.empty()) return std::optional<Invoice>();
  Invoice invoice = invoice_of(rows.front());
  for (const Row& row : SATCHEL_TRY(tx.query(
           std::string(line_columns) + "WHERE l.invoice_id = $1 ORDER BY l.position", id))) {
    invoice.lines.push_back(line_of(row, invoice.total.currency));
  }
  return std::optional<Invoice>(std::move(invoice));
}

Result<std::vector<Invoice>> load_order_invoices(Transaction& tx, const OrderId& order_id) {
  return invoices_of(tx, SATCHEL_TRY(tx.query(
                             "SELECT id FROM invoice WHERE order_id = $1 ORDER BY id", order_id)));
}

Result<std::vector<Invoice>> load_invoices_with(Transaction& tx, const OrderId& order_id) {
  return invoices_of(tx, SATCHEL_TRY(tx.query(R"sql(
    SELECT i.id FROM invoice i
    WHERE i.state = 'posted' AND i.kind = 'invoice'
      AND i.id IN (SELECT l.invoice_id FROM invoice_line l WHERE l.order_id = $1)
    ORDER BY i.id
  )sql",
                                              order_id)));
}

Result<std::vector<Invoice>> load_open_invoices(Transaction& tx, const AccountId& account_id) {
  std::vector<Invoice> open;
  for (const Row& row : SATCHEL_TRY(tx.query(std::string(invoice_columns) + R"sql(
    WHERE i.account_id = $1 AND i.state = 'posted' AND i.kind = 'invoice' AND i.on_hold = 0
      AND i.total_minor - i.paid_minor - i.credited_minor - i.written_off_minor > 0
    ORDER BY i.due_date, i.number, i.id
  )sql",
                                             account_id))) {
    open.push_back(invoice_of(row));
  }
  return open;
}

Result<std::vector<Invoice>> list_invoices(Transaction& tx, const InvoiceQuery& wanted) {
  ListQuery query;
  if (!wanted.drafts) query.where("i.state <> 'draft'");
  if (!wanted.account_id.empty()) {
    query.where("i.account_id = " + query.bind(to_value(wanted.account_id)));
  }
  if (!wanted.order_id.empty()) {
    query.where("i.id IN (SELECT l.invoice_id FROM invoice_line l WHERE l.order_id = " +
                query.bind(to_value(wanted.order_id)) + ")");
  }
  if (!wanted.bill_run_id.empty()) {
    query.where("i.bill_run_id = " + query.bind(to_value(wanted.bill_run_id)));
  }
  for (const std::string& word : search_words_of(wanted.text)) {
    const std::string first = query.bind(word);
    const std::string end = query.bind(end_of_range(word));
    query.where("i.id IN (SELECT w.invoice_id FROM invoice_word w WHERE w.word >= " + first +
                " AND w.word < " + end + ")");
  }
  query.where_in("i.account_id", wanted.territories);
  if (!wanted.after.empty()) {
    const ListPosition after = SATCHEL_TRY(parse_list_position(wanted.after));
    const std::string day = query.bind(to_value(after.day));
    const std::string number = query.bind(after.sort_number);
    const std::string id = query.bind(after.id);
    query.where("(i.invoice_date, i.sort_number, i.id) < (" + day + ", " + number + ", " + id +
                ")");
  }
  const std::string sql = std::string(invoice_columns) + query.conditions() +
                          " ORDER BY i.invoice_date DESC, i.sort_number DESC, i.id DESC LIMIT " +
                          query.bind(wanted.count_max);
  std::vector<Invoice> invoices;
  for (const Row& row : SATCHEL_TRY(tx.query_values(sql, query.values()))) {
    invoices.push_back(invoice_of(row));
  }
  return invoices;
}

std::string cursor_of(const Invoice& invoice) {
  return to_text(
      ListPosition{invoice.invoice_date, sort_number_of(invoice.number), invoice.id.text()});
}

Result<std::vector<Invoice>> load_drafts(Transaction& tx, const BillRunId& run,
                                         std::int64_t count_max) {
  const Rows heads = SATCHEL_TRY(tx.query(std::string(invoice_columns) + R"sql(
    WHERE i.bill_run_id = $1 AND i.state = 'draft' ORDER BY i.account_number, i.id LIMIT $2
  )sql",
                                          run, count_max));
  std::vector<Invoice> drafts;
  std::unordered_map<std::string, std::size_t> index_of;
  for (const Row& row : heads) {
    index_of[row.text(0)] = drafts.size();
    drafts.push_back(invoice_of(row));
  }
  const Rows lines = SATCHEL_TRY(tx.query(std::string(line_columns) + R"sql(
    JOIN (SELECT id, account_number FROM invoice
          WHERE bill_run_id = $1 AND state = 'draft' ORDER BY account_number, id LIMIT $2) d
      ON d.id = l.invoice_id
    ORDER BY d.account_number, d.id, l.position
  )sql",
                                          run, count_max));
  for (const Row& row : lines) {
    Invoice& draft = drafts[index_of[row.text(1)]];
    draft.lines.push_back(line_of(row, draft.total.currency));
  }
  return drafts;
}

Result<std::int64_t> count_invoices(Transaction& tx) {
  return SATCHEL_TRY(tx.query("SELECT COUNT(*) FROM invoice WHERE state <> 'draft'"))
      .front()
      .number(0);
}

}  // namespace satchel
