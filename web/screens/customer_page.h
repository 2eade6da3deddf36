// One customer: how to reach him, his orders, subscriptions and invoices; New order starts here.
#pragma once

#include <cstddef>

#include "web/kit/table.h"
#include "web/model/customer_model.h"
#include "web/screens/commands.h"

namespace satchel::web {

struct CustomerPageDraft {
  std::size_t tab = 0;
  TableState orders;
  TableState subscriptions;
  TableState invoices;
};

void draw_customer_page(const CustomerPageModel& model, CustomerPageDraft& draft, Commands& out);

}  // namespace satchel::web
