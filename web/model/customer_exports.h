// The lists on a customer's page as CSV files, in the order of the screen.
#pragma once

#include <string>

#include "shared/base/enum_words.h"
#include "web/model/customer_model.h"

namespace satchel::web {

enum class CustomerList { orders, subscriptions, invoices, payments, history };

}  // namespace satchel::web

namespace satchel {
SATCHEL_ENUM_WORDS(web::CustomerList, "orders", "subscriptions", "invoices", "payments", "history");
}  // namespace satchel

namespace satchel::web {

/// Returns whether the customer has nothing in the list.
bool is_empty(const CustomerPageModel& model, CustomerList list);

/// Returns the list as a CSV file.
std::string export_customer_list(const CustomerPageModel& model, CustomerList list);

}  // namespace satchel::web
