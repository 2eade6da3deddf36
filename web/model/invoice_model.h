// Invoices: the list, and one invoice with each line's derivation in words.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/domain/billing/explain_line.h"
#include "shared/domain/billing/invoice.h"
#include "shared/domain/order/order_state.h"
#include "shared/store/database.h"
#include "web/model/allocation_model.h"
#include "web/model/model_context.h"

namespace satchel::web {

struct InvoiceListQuery {
  AccountId account_id;  // Empty for all.
  OrderId order_id;      // Only those with a line of this order; empty for all.
  std::string text;

  bool operator==(const InvoiceListQuery&) const = default;
};

struct InvoiceRow {
  InvoiceId id;
  std::string number;
  std::string_view mark;  // "Void" where nobody owes it any more.
  std::string party;
  Date invoice_date = date(1970, 1, 1);
  Date due_date = date(1970, 1, 1);
  Money total;
  Money open;  // Still to be paid; zero for what is void, on hold or a credit note.
};

struct InvoiceListModel {
  std::vector<InvoiceRow> rows;  // Newest first.
  std::int64_t total = 0;        // All posted invoices on this device.
  std::optional<Money> sum;      // Of the rows that are not void, when they are of one currency.
  bool more = false;
  bool may_see_dunning = false;  // Then the queue of what is overdue is a press away.
};

/// Returns the posted invoices that match the query.
Result<InvoiceListModel> load_invoice_list(Transaction& tx, const InvoiceListQuery& query);

struct InvoiceLineView {
  std::string name;
  std::string derivation;  // "22 Nov to 30 Nov 2026, 2 × 24.50, 9 of 30 days"
  std::string order;       // "Order 1012"
  OrderId order_id;
  std::string amount;
  std::vector<ExplainedStep> steps;  // From the order to the total.
};

/// Where an invoice stands: "Open", "Overdue for 12 days", "Paid", "Void".
struct InvoiceStanding {
  std::string words;
  StateColour colour = StateColour::grey;
};

/// Returns where the invoice stands on `today`.
InvoiceStanding standing_of(const Invoice& invoice, Date today);

/// Another invoice that belongs to this one: issued again for it, or crediting it.
struct RelatedInvoice {
  InvoiceId id;
  std::string words;  // "Issued again as invoice 1002"
};

/// An act of the back office on an invoice.
struct OfferedAct {
  bool offered = false;  // This person may do it with such an invoice.
  std::string why_off;   // Not empty: not now, and why.
};

struct InvoiceDetailsModel {
  bool found = false;
  Invoice invoice;
  InvoiceStanding standing;
  std::vector<RelatedInvoice> related;
  std::vector<AllocationView> allocations;  // What paid it.
  OfferedAct voiding;
  OfferedAct reissuing;
  OfferedAct writing_off;
  OfferedAct undoing;  // Of an allocation.
  std::vector<InvoiceLineView> lines;
  bool takes_payment = false;  // Money is open, and this person may record it.
  Money credit;                // Of the account, where this person may use it for what is open.
  Money payable;               // How much of what is open it pays.
  std::string why_off;         // Not empty: credit cannot be used now, and why.
};

/// Returns one invoice; `found` is false when this device does not have it. `log` is that of its
/// account.
Result<InvoiceDetailsModel> load_invoice_details(Transaction& tx, const ModelContext& context,
                                                 const InvoiceId& id, const CreditLog& log = {});

/// Returns how each line's amount comes about.
std::vector<InvoiceLineView> line_views_of(const Invoice& invoice);

}  // namespace satchel::web
