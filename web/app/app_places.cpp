// Moving between screens; the address bar follows, and leads.
#include "shared/store/account_store.h"
#include "shared/store/order_store.h"
#include "shared/store/organisation_store.h"
#include "web/app/app.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

std::string title_of(Place place) {
  switch (place) {
    case Place::login:
      return "Log in";
    case Place::general:
      return "General";
    case Place::orders:
    case Place::order:
      return "Orders";
    case Place::order_edit:
    case Place::order_start:
    case Place::order_new:
      return "New order";
    case Place::customers:
    case Place::customer:
      return "Customers";
    case Place::customer_new:
      return "New customer";
    case Place::customer_edit:
      return "Edit customer";
    case Place::subscriptions:
      return "Subscriptions";
    case Place::invoices:
    case Place::invoice:
      return "Invoices";
    case Place::payments:
      return "Payments";
    case Place::reports:
    case Place::ledger:
      return "Reports";
    case Place::bill_runs:
      return "Bill runs";
    case Place::dunning:
      return "Dunning";
    case Place::catalogue:
      return "Catalogue";
    case Place::settings:
      return "Settings";
    case Place::users:
      return "Users";
    case Place::territories:
      return "Territories";
    case Place::devices:
      return "Devices";
    case Place::sites:
      return "Sites";
    case Place::audit_log:
      return "Audit log";
    case Place::outgoing:
      return "Outgoing";
    case Place::my_account:
      return "My account";
    case Place::sync:
      return "Synchronization";
  }
  return "Satchel";
}

}  // namespace

/// The office begins with what waits, a rep with his orders.
Route App::start_place() const {
  if (!logged_in()) return {Place::login, {}};
  const bool office = reach_of(device_.session->role) == Reach::everything;
  return {office ? Place::general : Place::orders, {}};
}

void App::go(const std::string& route, bool replace) {
  const Route wanted = parse_route(route);
  if (wanted == route_) return;
  save_pending_draft();
  if (!replace) last_route_ = text_of(route_);
  host_.set_route(text_of(wanted), replace);
  enter(wanted);
}

void App::enter(const Route& route) {
  route_ = route;
  ++revision_;
  drafts_.payment = {};
  drafts_.orders.selected = {};
  drafts_.invoices.selected = {};
  drafts_.invoices.using_credit = false;
  drafts_.invoices.acts = {};
  drafts_.invoices.acting.clear();
  drafts_.invoices.error.clear();
  if (const auto queue = parse_enum<OrderQueue>(route.id); queue && route.place == Place::orders) {
    show_queue(drafts_.orders, *queue);
  }
  if (route.place == Place::order) {
    drafts_.orders.selected = OrderId::parse(route.id).value_or(OrderId());
    drafts_.orders.details = {};
  }
  if (route.place == Place::invoice) {
    drafts_.invoices.selected = InvoiceId::parse(route.id).value_or(InvoiceId());
  }
  if (route.place == Place::customer) drafts_.customer_page = {};
  if (route.place == Place::order_new || route.place == Place::order_edit) enter_wizard();
  if (route.place == Place::customer_new) open_new_customer();
  if (route.place == Place::customer_edit) {
    start_edit(AccountId::parse(route.id).value_or(AccountId()));
  }
  if (route.place == Place::bill_runs) load_bill_runs();
  if (route.place == Place::general) load_overview();
  if (CatalogueDesk::has(route.place) && logged_in()) {
    catalogue_.enter(route.place, device_.session->role);
  }
  if (AccessDesk::has(route.place) && logged_in()) access_.enter(route.place);
  if (route.place == Place::outgoing && logged_in()) outgoing_.enter(route.id);
  if (route.place == Place::ledger && logged_in()) ledger_.enter(route.id, device_.session->role);
  if (route.place == Place::dunning && logged_in()) {
    dunning_.enter(route.id, device_.session->role);
  }
  if (login_shown()) {
    kit_.focus_next("Login");
  } else if (route.place == Place::order_start && !kit_.viewport().phone) {
    kit_.focus_next("Search customers");
  }
  tell_title();
}

void App::tell_title() {
  std::string title = title_of(login_shown() ? Place::login : route_.place) + " – Satchel";
  if (status_.queued > 0) title = "(" + grouped(status_.queued) + ") " + title;
  host_.set_title(title);
}

void App::enter_wizard() {
  WizardDraft& wizard = drafts_.wizard;
  if (route_.place == Place::order_edit && wizard.order.id.text() == route_.id) return;
  auto tx = database_->begin(Access::read);
  if (!tx) return fail_with(tx.error());
  wizard = {};
  const auto fields = load_order_fields(**tx);
  if (!fields) return fail_with(fields.error());
  wizard.fields = *fields;
  kit_.focus_next("Add a product");
  if (route_.place == Place::order_edit) return reopen_wizard(**tx);
  const auto organisation = find_organisation(**tx);
  if (!organisation) return fail_with(organisation.error());
  const auto context = make_context(**tx, organisation->value_or(Organisation()));
  if (!context) return fail_with(context.error());
  const auto account = AccountId::parse(route_.id).value_or(AccountId());
  const auto draft = new_draft(**tx, *context, account, OrderId::make(now(), random_));
  if (!draft) return fail_with(draft.error());
  if (*draft) wizard.order = **draft;
  wizard.order.document.one_plan = route_.one_plan;
}

/// Goes on with a draft; a quote that is still valid is ready to be placed.
void App::reopen_wizard(Transaction& tx) {
  const auto found = find_order(tx, OrderId::parse(route_.id).value_or(OrderId()));
  if (!found) return fail_with(found.error());
  if (!*found) return;
  if ((*found)->lifecycle != OrderLifecycle::draft) return go("/orders/" + route_.id, true);
  const auto context = make_context(tx, organisation_);
  if (!context) return fail_with(context.error());
  const auto reopened = reopen_draft(tx, *context, **found);
  if (!reopened) return fail_with(reopened.error());
  WizardDraft& wizard = drafts_.wizard;
  wizard.order = reopened->order;
  wizard.note = reopened->note;
  wizard.edited = reopened->changed;
  restore_signature(tx);
  if (!wizard.order.quoted_until) return;
  wizard.step = WizardStep::confirm;
  kit_.focus_next("Signed by");
}

void App::leave_wizard() {
  if (holds_unsaved_draft()) return;
  const Order order = drafts_.wizard.order;
  const bool kept = !order.provisional_number.empty();
  drafts_.wizard = {};
  if (kept && order.saved) return go("/orders/" + order.id.text());
  if (!order.document.account_id.empty()) {
    return go("/customers/" + order.document.account_id.text());
  }
  go("/orders");
}

/// Goes on with the customer that was being typed, or begins a new one.
void App::open_new_customer() {
  CustomerFormDraft& form = drafts_.customer_form;
  if (!form.editing && form.touched) {
    form.returned = true;
    return;
  }
  if (!logged_in()) return;
  auto tx = database_->begin(Access::read);
  if (!tx) return fail_with(tx.error());
  if (!restore_form(**tx, {})) start_customer({});
}

void App::start_customer(const std::string& name) {
  CustomerFormDraft draft;
  Account& account = draft.account;
  account.id = AccountId::make(now(), random_);
  account.company_name = name;
  account.currency = organisation_.currency;
  account.created_on = today_of(organisation_);
  account.bill_cycle_day = organisation_.bill_cycle_day;
  account.payment_terms_days = organisation_.payment_terms_days;
  const auto& own = device_.session ? device_.session->territories : std::vector<Territory>();
  if (!own.empty()) account.territories = {own.front().id};
  begin_form(std::move(draft));
  kit_.focus_next("Company name");
}

/// What may be the same for a branch or a relative; who he is and how he logs in may not.
void App::start_copy(const AccountId& id) {
  auto tx = database_->begin(Access::read);
  if (!tx) return fail_with(tx.error());
  const auto found = find_account(**tx, id);
  if (!found) return fail_with(found.error());
  if (!*found) return;
  (*tx).reset();  // The form that opens reads by itself.
  go("/customers/new");
  if (drafts_.customer_form.touched) {
    return kit_.toast("Save or discard this customer first, then copy the other one", Tone::yellow);
  }
  start_customer((*found)->company_name);
  CustomerFormDraft& draft = drafts_.customer_form;
  Account& account = draft.account;
  account.kind = (*found)->kind;
  account.last_name = (*found)->last_name;
  account.phone = (*found)->phone;
  account.address = (*found)->address;
  account.currency = (*found)->currency;
  account.bill_cycle_day = (*found)->bill_cycle_day;
  account.payment_terms_days = (*found)->payment_terms_days;
  account.territories = (*found)->territories;
  account.billing_email = (*found)->billing_email;
  account.contacts = (*found)->contacts;
  draft.show_address = !one_line(account.address).empty();
}

void App::start_edit(const AccountId& id) {
  if (!logged_in()) return;
  // Who comes back to the form finds what he typed.
  CustomerFormDraft& form = drafts_.customer_form;
  if (form.editing && form.touched && form.account.id == id) {
    form.returned = true;
    return;
  }
  auto tx = database_->begin(Access::read);
  if (!tx) return fail_with(tx.error());
  const auto account = find_account(**tx, id);
  if (!account) return fail_with(account.error());
  if (!*account) return;
  CustomerFormDraft draft;
  draft.account = **account;
  draft.account.history.clear();
  draft.base = draft.account;
  draft.editing = true;
  draft.own_login = draft.account.login != draft.account.email;
  draft.show_address = !one_line(draft.account.address).empty();
  if (!restore_form(**tx, draft)) begin_form(std::move(draft));
}

}  // namespace satchel::web
