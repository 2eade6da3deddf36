// Invoices: the list, and one invoice with each line's derivation in words.
#pragma once

#include <string>

#include "web/kit/table.h"
#include "web/model/invoice_model.h"
#include "web/screens/commands.h"

namespace satchel::web {

struct InvoicesDraft {
  std::string search;
  TableState table;
  InvoiceId selected;  // The invoice in the address; empty for none.
};

void draw_invoices(const InvoiceListModel& model, const InvoiceDetailsModel& details,
                   InvoicesDraft& draft, Commands& out);

}  // namespace satchel::web
