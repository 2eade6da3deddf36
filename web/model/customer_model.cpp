// Loads customers as lists and pages show them.
#include "web/model/customer_model.h"

#include <algorithm>
#include <limits>

#include "shared/base/text.h"
#include "shared/domain/access/permission.h"
#include "shared/store/account_duplicates.h"
#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/organisation_store.h"
#include "web/model/csv.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

constexpr std::int64_t duplicates_max = 5;

CustomerRow row_of(const Account& account, const ModelContext& context) {
  CustomerRow row;
  row.id = account.id;
  row.number = number_of(account);
  row.name = display_name(account);
  row.contact = account.company_name.empty() ? std::string() : contact_name(account);
  row.email = account.email;
  row.city = account.address.city;
  row.mark = mark_of(context, account.id);
  return row;
}

/// "billing_email, phone" as people read it.
std::string spaced(std::string words) {
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

/// Existing customers with the same e-mail, phone or person, or much the same name.
Result<void> add_matches(Transaction& tx, const ModelContext& context, const Account& typed,
                         CustomerFormModel& model) {
  for (const Account& found : SATCHEL_TRY(find_like(tx, typed, duplicates_max))) {
    model.duplicates.push_back(row_of(found, context));
  }
  return {};
}

void add_rights(const ModelContext& context, CustomerPageModel& model) {
  const auto role = context.actor.role;
  model.may_edit = may(role, Permission::account_edit);
  model.may_set_standing = may(role, Permission::account_standing);
  model.may_assign = may(role, Permission::territories_manage);
  if (!may(role, Permission::order_draft)) model.why_no_order = "Your role may not enter orders.";
  if (!context.online) model.why_offline = "You are offline. The server sets the standing.";
}

}  // namespace

Result<CustomersModel> load_customers(Transaction& tx, const ModelContext& context,
                                      const CustomerListQuery& query) {
  CustomersModel model;
  model.total = SATCHEL_TRY(count_accounts(tx));
  if (trim(query.text).empty()) {
    SATCHEL_TRY(load_more_customers(tx, context, query, model));
    return model;
  }
  for (const Account& account :
       SATCHEL_TRY(search_accounts(tx, query.text, customer_matches_max))) {
    model.rows.push_back(row_of(account, context));
  }
  model.cut = static_cast<std::int64_t>(model.rows.size()) == customer_matches_max;
  return model;
}

Result<void> load_more_customers(Transaction& tx, const ModelContext& context,
                                 const CustomerListQuery& query, CustomersModel& model) {
  const AccountPage page{.sort = query.sort,
                         .descending = query.descending,
                         .after = model.rows.empty() ? AccountId() : model.rows.back().id,
                         .count_max = customer_page_rows};
  const auto accounts = SATCHEL_TRY(list_account_page(tx, page));
  for (const Account& account : accounts) model.rows.push_back(row_of(account, context));
  model.more = static_cast<std::int64_t>(accounts.size()) == customer_page_rows;
  return {};
}

Result<std::string> export_customers(Transaction& tx, std::string_view text) {
  constexpr std::int64_t everything = std::numeric_limits<std::int32_t>::max();
  constexpr std::size_t chunk_size = 500;
  CsvWriter csv({"Account", "Customer", "Contact", "E-mail", "Login", "Phone", "Street", "City",
                 "Region", "Postal code", "Country", "Currency", "Created on"});
  const auto ids = SATCHEL_TRY(rank_accounts(tx, text, everything));
  for (std::size_t begin = 0; begin < ids.size(); begin += chunk_size) {
    const auto first = ids.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto count = std::min(chunk_size, ids.size() - begin);
    const std::vector<AccountId> chunk(first, first + static_cast<std::ptrdiff_t>(count));
    for (const Account& each : SATCHEL_TRY(load_account_heads(tx, chunk))) {
      const Address& at = each.address;
      csv.row({number_of(each), display_name(each), contact_name(each), each.email, each.login,
               each.phone, at.street, at.city, at.region, at.postal_code, at.country,
               to_text(each.currency), to_text(each.created_on)});
    }
  }
  return csv.take();
}

Result<CustomerFormModel> load_customer_form(Transaction& tx, const ModelContext& context,
                                             const Account& typed) {
  CustomerFormModel model;
  model.organisation = SATCHEL_TRY(find_organisation(tx)).value_or(Organisation());
  for (Territory& territory : SATCHEL_TRY(load_territories(tx))) {
    if (in_scope(context.actor, {territory.id})) model.territories.push_back(std::move(territory));
  }
  SATCHEL_TRY(add_matches(tx, context, typed, model));
  model.login_taken = SATCHEL_TRY(is_login_taken(tx, typed.login, typed.id));
  return model;
}

std::string words_of(const AccountEvent& event) {
  switch (event.action) {
    case AccountAction::created:
      return "Created";
    case AccountAction::edited:
      return "Changed " + spaced(event.detail);
    case AccountAction::standing_changed:
      return "Standing changed: " + spaced(event.detail);
  }
  return {};
}

Result<CustomerPageModel> load_customer_page(Transaction& tx, const ModelContext& context,
                                             const AccountId& id) {
  CustomerPageModel model;
  auto account = SATCHEL_TRY(find_account(tx, id));
  if (!account) return model;
  model.found = true;
  model.account = *std::move(account);
  model.mark = mark_of(context, id);
  model.territories = SATCHEL_TRY(load_territories(tx));
  for (const AccountEvent& event : model.account.history) {
    model.history_days.push_back(long_date(context.day_of(event.at)));
  }
  add_rights(context, model);
  OrderListQuery orders;
  orders.account_id = id;
  OrderListModel list = SATCHEL_TRY(load_order_list(tx, context, orders));
  while (list.more) SATCHEL_TRY(load_more_orders(tx, context, orders, list));
  model.orders = std::move(list.rows);
  model.subscriptions = SATCHEL_TRY(list_subscriptions(tx, id));
  PaymentQuery payments;
  payments.account_id = id;
  payments.count_max = list_rows_max;
  model.payments = SATCHEL_TRY(list_payments(tx, payments));
  InvoiceListQuery invoices;
  invoices.account_id = id;
  model.invoices = SATCHEL_TRY(load_invoice_list(tx, invoices)).rows;
  return model;
}

}  // namespace satchel::web
