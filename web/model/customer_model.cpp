// Loads customers as lists and pages show them.
#include "web/model/customer_model.h"

#include <algorithm>

#include "shared/base/text.h"
#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/organisation_store.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

constexpr std::int64_t duplicates_max = 3;

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

void add_new(std::vector<CustomerRow>& rows, CustomerRow row) {
  const bool known = std::any_of(rows.begin(), rows.end(),
                                 [&](const CustomerRow& other) { return other.id == row.id; });
  if (!known) rows.push_back(std::move(row));
}

Result<void> add_matches(Transaction& tx, const ModelContext& context, const Account& typed,
                         CustomerFormModel& model) {
  // Fewer letters match too much to mean anything.
  constexpr std::size_t letters_min = 4;
  for (const std::string& text : {typed.email, display_name(typed)}) {
    if (length_of(trim(text)) < letters_min) continue;
    for (const Account& found : SATCHEL_TRY(search_accounts(tx, text, duplicates_max))) {
      if (found.id != typed.id) add_new(model.duplicates, row_of(found, context));
    }
  }
  if (model.duplicates.size() > duplicates_max) model.duplicates.resize(duplicates_max);
  return {};
}

}  // namespace

Result<CustomersModel> load_customers(Transaction& tx, const ModelContext& context,
                                      std::string_view text) {
  CustomersModel model;
  model.total = SATCHEL_TRY(count_accounts(tx));
  const auto accounts = SATCHEL_TRY(search_accounts(tx, text, list_rows_max));
  for (const Account& account : accounts) model.rows.push_back(row_of(account, context));
  model.more = static_cast<std::int64_t>(accounts.size()) == list_rows_max;
  return model;
}

Result<CustomerFormModel> load_customer_form(Transaction& tx, const ModelContext& context,
                                             const Account& typed) {
  CustomerFormModel model;
  model.organisation = SATCHEL_TRY(find_organisation(tx)).value_or(Organisation());
  for (Territory& territory : SATCHEL_TRY(load_territories(tx))) {
    if (in_scope(context.actor, {territory.id})) model.territories.push_back(std::move(territory));
  }
  SATCHEL_TRY(add_matches(tx, context, typed, model));
  return model;
}

Result<CustomerPageModel> load_customer_page(Transaction& tx, const ModelContext& context,
                                             const AccountId& id) {
  CustomerPageModel model;
  auto account = SATCHEL_TRY(find_account(tx, id));
  if (!account) return model;
  model.found = true;
  model.account = *std::move(account);
  model.mark = mark_of(context, id);
  for (const Territory& territory : SATCHEL_TRY(load_territories(tx))) {
    const auto& own = model.account.territories;
    if (std::find(own.begin(), own.end(), territory.id) != own.end()) {
      model.territories.push_back(territory.name);
    }
  }
  OrderListQuery orders;
  orders.account_id = id;
  model.orders = SATCHEL_TRY(load_order_list(tx, context, orders)).rows;
  model.subscriptions = SATCHEL_TRY(list_subscriptions(tx, id));
  InvoiceListQuery invoices;
  invoices.account_id = id;
  model.invoices = SATCHEL_TRY(load_invoice_list(tx, invoices)).rows;
  return model;
}

}  // namespace satchel::web
