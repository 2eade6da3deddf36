// Invoice: what an account owes for a bill cycle; immutable and numbered once posted.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/decimal.h"
#include "shared/base/enum_words.h"
#include "shared/base/id.h"
#include "shared/base/money.h"

namespace satchel {

enum class InvoiceState { draft, posted };
SATCHEL_ENUM_WORDS(InvoiceState, "draft", "posted");

/// One line with its derivation: everything needed to compute the amount again.
struct InvoiceLine {
  InvoiceLineId id;  // Derived from the invoice id and the position.
  BillableChargeId charge_id;
  OrderId order_id;
  std::int64_t order_number = 0;
  OrderItemId order_item_id;
  std::string name;
  Period period;  // One day for a one-time charge.
  std::int64_t quantity = 1;
  Decimal unit_price;
  std::int64_t discount_ppm = 0;
  std::int64_t days_billed = 1;  // days_billed / days_in_period is the prorated share.
  std::int64_t days_in_period = 1;
  std::int64_t price_book_version = 0;
  Money amount;

  bool operator==(const InvoiceLine&) const = default;
};

struct Invoice {
  InvoiceId id;
  std::int64_t version = 0;
  std::int64_t number = 0;  // Gapless serial, given in the posting transaction; 0 for a draft.
  InvoiceState state = InvoiceState::draft;
  AccountId account_id;
  std::int64_t account_number = 0;
  std::string bill_to_name;  // The party as it was when the invoice was made.
  std::string bill_to_address;
  BillRunId bill_run_id;            // Empty for a preview.
  Date through = date(1970, 1, 1);  // Exclusive end of the bill cycle.
  Date invoice_date = date(1970, 1, 1);
  Date due_date = date(1970, 1, 1);
  Money total;  // Always the sum of the lines.
  std::vector<InvoiceLine> lines;

  bool operator==(const Invoice&) const = default;
};

}  // namespace satchel
