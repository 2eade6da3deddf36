// Customers: the searched list, the form's likely duplicates, and everything on one customer's
// page.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/domain/billing/invoice.h"
#include "shared/domain/subscription/subscription.h"
#include "shared/store/account_store.h"
#include "shared/store/database.h"
#include "shared/store/payment_store.h"
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

/// How many rows a page of the list has; the next one is loaded when the last row comes into sight.
inline constexpr std::int64_t customer_page_rows = 500;
/// How many matches a search shows: whoever is not among the best types another letter.
inline constexpr std::int64_t customer_matches_max = 200;

/// What the list shall show; typed and pressed on the screen.
struct CustomerListQuery {
  std::string text;  // Ranked when there is one; sorted otherwise.
  AccountSort sort = AccountSort::name;
  bool descending = false;

  bool operator==(const CustomerListQuery&) const = default;
};

struct CustomersModel {
  std::vector<CustomerRow> rows;  // Best match first, or the sorted pages so far.
  std::int64_t total = 0;         // All customers on this device.
  bool more = false;              // There is a next page.
  bool cut = false;               // The search may have matched more than the rows here.
};

/// Returns the customers that match the query: the first page.
Result<CustomersModel> load_customers(Transaction& tx, const ModelContext& context,
                                      const CustomerListQuery& query);

/// Adds the next page to the rows of a query without text.
Result<void> load_more_customers(Transaction& tx, const ModelContext& context,
                                 const CustomerListQuery& query, CustomersModel& model);

/// Returns the customers that match `text`, all when it is empty, as a CSV file.
Result<std::string> export_customers(Transaction& tx, std::string_view text);

struct CustomerFormModel {
  std::vector<Territory> territories;   // That the person may choose.
  std::vector<CustomerRow> duplicates;  // Existing customers much like the one being typed.
  Organisation organisation;
  bool login_taken = false;  // Another customer on this device has the typed login.
};

/// Returns what the form needs; the account itself is never a duplicate of its own.
Result<CustomerFormModel> load_customer_form(Transaction& tx, const ModelContext& context,
                                             const Account& typed);

struct CustomerPageModel {
  bool found = false;
  Account account;
  std::optional<SyncMark> mark;        // Nothing when it is safe on the server.
  std::vector<Territory> territories;  // All that there are; `account.territories` has its own.
  std::vector<OrderListRow> orders;    // Newest first.
  std::vector<Subscription> subscriptions;
  std::vector<InvoiceRow> invoices;
  std::vector<PaymentRow> payments;       // Newest first.
  std::vector<std::string> history_days;  // Of the account's history, in its order.
  bool may_edit = false;
  bool may_set_standing = false;
  bool may_assign = false;        // To other territories.
  std::string_view why_no_order;  // Empty when an order may be entered.
  std::string_view why_offline;   // Empty when the server can be reached.
};

/// Returns what happened to an account: "Changed billing email, phone".
std::string words_of(const AccountEvent& event);

/// Returns the page of one customer; `found` is false when this device does not know him.
Result<CustomerPageModel> load_customer_page(Transaction& tx, const ModelContext& context,
                                             const AccountId& id);

}  // namespace satchel::web
