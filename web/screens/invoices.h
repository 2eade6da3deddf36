// Invoices: the list, and one invoice with each line's derivation in words.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "web/kit/table.h"
#include "web/model/invoice_model.h"
#include "web/screens/commands.h"
#include "web/screens/invoice_acts.h"

namespace satchel::web {

struct InvoicesDraft {
  std::string search;
  TableState table;
  InvoiceId selected;                    // The invoice in the address; empty for none.
  std::optional<std::size_t> explained;  // The line that shows its steps.
  bool using_credit = false;             // The question before credit pays.
  InvoiceActsDraft acts;
  std::string acting;  // What the server is being asked, in words.
  std::string error;   // Why the last act was refused.
};

void draw_invoices(const InvoiceListModel& model, const InvoiceDetailsModel& details,
                   InvoicesDraft& draft, Commands& out);

}  // namespace satchel::web
