// Customers: the searched list, the form's likely duplicates, and everything on one customer's
// page.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/domain/billing/invoice.h"
#include "shared/domain/subscription/subscription.h"
#include "shared/store/database.h"
#include "web/model/invoice_model.h"
#include "web/model/model_context.h"
#include "web/model/order_list_model.h"

namespace satchel::web {

struct CustomerRow {
  AccountId id;
  std::string number;  // "1071", or "new" before the server gave one.
  std::string name;
  std::string contact;  // Empty where it is the name already.
  std::string email;
  std::string city;
  std::optional<SyncMark> mark;  // Nothing when it is safe on the server.

  bool operator==(const CustomerRow&) const = default;
};

struct CustomersModel {
  std::vector<CustomerRow> rows;  // Best match first.
  std::int64_t total = 0;         // All customers on this device.
  bool more = false;              // The search matched more than the rows here.
};

/// Returns the customers that match `text`, all by name when it is empty.
Result<CustomersModel> load_customers(Transaction& tx, const ModelContext& context,
                                      std::string_view text);

struct CustomerFormModel {
  std::vector<Territory> territories;   // That the person may choose.
  std::vector<CustomerRow> duplicates;  // Existing customers much like the one being typed.
  Organisation organisation;
};

/// Returns what the form needs. Likely duplicates have the same e-mail address, or a name that
/// begins with the same words; the account itself is never one.
Result<CustomerFormModel> load_customer_form(Transaction& tx, const ModelContext& context,
                                             const Account& typed);

struct CustomerPageModel {
  bool found = false;
  Account account;
  std::optional<SyncMark> mark;          // Nothing when it is safe on the server.
  std::vector<std::string> territories;  // Their names.
  std::vector<OrderListRow> orders;      // Newest first.
  std::vector<Subscription> subscriptions;
  std::vector<InvoiceRow> invoices;
};

/// Returns the page of one customer; `found` is false when this device does not know him.
Result<CustomerPageModel> load_customer_page(Transaction& tx, const ModelContext& context,
                                             const AccountId& id);

}  // namespace satchel::web
