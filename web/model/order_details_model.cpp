// Loads one order with everything its page shows.
#include "web/model/order_details_model.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "shared/domain/access/permission.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

// In the order of the enumeration; the assertion below holds the two together.
constexpr auto verbs = std::to_array<std::string_view>({
    "Opened",
    "Saved as a draft",
    "Made a quote",
    "Placed",
    "Withdrawn",
    "Taken back to change it",
    "Agreed to the change",
    "Declined the change",
    "Fraud check asked for",
    "Checked for fraud",
    "Accepted",
    "Denied",
    "Approved",
    "Approval refused",
    "Activated",
    "Activation failed",
    "Ending it at the provider failed",
    "Tried again",
    "Payment received",
    "Payment refunded",
    "Reseller paid",
    "Completed",
    "Verified",
    "Cancelled",
    "Marked as fraud",
    "Set back to pending",
    "Changed",
    "Followed up",
    "Receipt sent",
});
static_assert(verbs.size() == EnumWords<OrderAction>::words.size());

std::string_view verb_of(OrderAction action) { return verbs[static_cast<std::size_t>(action)]; }

std::vector<OrderItemView> items_of(const OrderDocument& document, const PriceBook* book) {
  std::vector<OrderItemView> views;
  for (const OrderItem& item : document.items) {
    const bool changed = std::any_of(
        item.charges.begin(), item.charges.end(),
        [](const ItemCharge& charge) { return !(charge.unit_price == charge.list_price); });
    OrderItemView view{item.name,
                       item_derivation(item, document.currency),
                       item_amount(item, document.currency),
                       changed,
                       {}};
    const Product* product = book == nullptr ? nullptr : find_product(*book, item.product_id);
    view.answers =
        answers_of(product == nullptr ? std::vector<ConfigurationField>() : product->configuration,
                   item.configuration);
    // What comes every month stands below, so that the amount leaves room for the name.
    if (const auto plus = view.amount.find(" + "); plus != std::string::npos) {
      view.derivation += " = " + view.amount;
      view.amount.resize(plus);
    }
    views.push_back(std::move(view));
  }
  return views;
}

std::vector<OrderEventView> history_of(const Order& order, const ModelContext& context) {
  std::vector<OrderEventView> views;
  for (const OrderEvent& event : order.history) {
    std::string what(verb_of(event.action));
    if (!event.by.empty() && event.action != OrderAction::verified) what += " by " + event.by;
    views.push_back({long_date(context.day_of(event.at)), std::move(what), event.reason});
  }
  std::reverse(views.begin(), views.end());
  return views;
}

bool is_money_open(const Order& order) {
  const auto actions = open_actions_of(order);
  return std::find(actions.begin(), actions.end(), OpenAction::pay) != actions.end();
}

bool is_billable_later(const Order& order) {
  switch (order.lifecycle) {
    case OrderLifecycle::draft:
    case OrderLifecycle::pending:
    case OrderLifecycle::in_progress:
    case OrderLifecycle::completed:
      return true;
    case OrderLifecycle::cancelled:
    case OrderLifecycle::denied:
    case OrderLifecycle::fraud:
      return false;
  }
  return false;
}

}  // namespace

Result<OrderDetailsModel> load_order_details(Transaction& tx, const ModelContext& context,
                                             const OrderId& id) {
  OrderDetailsModel model;
  PriceBooks books;
  const ExecuteContext asked{Side::device, context.actor, context.now, context.today, {}, false};
  const OrderFacts facts = SATCHEL_TRY(load_order_facts(tx, asked, {id, nullptr}, books));
  if (!facts.order) return model;
  model.found = true;
  model.order = *facts.order;
  const OrderDocument& document = model.order.document;
  if (facts.account) model.account = *facts.account;
  model.chip = chip_of(model.order);
  model.status = validity_words(model.order, context.today);
  if (model.status.empty()) model.status = std::string(status_of(model.order));
  model.mark = mark_of(context, id);
  const Money zero{0, document.currency};
  const TaxTerms taxes = tax_terms_of(model.account, &facts.organisation.taxes);
  model.totals =
      totals_of(document, taxes).value_or(OrderTotals{zero, zero, zero, zero, zero, zero, zero});
  model.items = items_of(document, facts.price_book);
  model.answers = answers_of(facts.organisation.settings.order_fields, document.configuration);
  model.history = history_of(model.order, context);
  InvoiceListQuery invoices;
  invoices.order_id = id;
  model.invoices = SATCHEL_TRY(load_invoice_list(tx, invoices)).rows;
  if (model.invoices.empty() && !model.account.id.empty() && is_billable_later(model.order)) {
    model.preview = plan_first({model.account, facts.organisation.taxes}, model.order);
  }
  model.open_actions = open_actions_of(model.order);
  model.acts = acts_of(facts, context);
  if (!context.online) {
    model.why_no_mail = "You are offline. The server sends the mail.";
  } else if (model.mark) {
    model.why_no_mail = "The order is not on the server yet.";
  }
  model.takes_payment =
      is_money_open(model.order) && may(context.actor.role, Permission::payment_record);
  model.open = model.order.due - model.order.paid;
  // Credit comes first as long as the order's own invoice is not posted.
  const Money& credit = model.account.credit;
  if (model.invoices.empty() && credit.currency == model.open.currency) {
    model.open.minor -= std::clamp<std::int64_t>(credit.minor, 0, model.open.minor);
  }
  return model;
}

}  // namespace satchel::web
