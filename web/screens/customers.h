// Customers: the list with search as you type, also for choosing whom a new order is for.
#pragma once

#include <string>

#include "web/kit/table.h"
#include "web/model/customer_model.h"
#include "web/screens/commands.h"

namespace satchel::web {

struct CustomersDraft {
  std::string search;
  TableState table;
  bool wants_more = false;  // The last row that is loaded came into sight.
};

/// Returns what the list shall show.
CustomerListQuery query_of(const CustomersDraft& draft);

/// What choosing a customer leads to.
enum class CustomersPurpose { open_page, new_order };

void draw_customers(const CustomersModel& model, CustomersPurpose purpose, CustomersDraft& draft,
                    Commands& out);

}  // namespace satchel::web
