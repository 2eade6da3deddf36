// Loads what the screens may know, when the revision or the question has changed.
#include "shared/domain/access/permission.h"
#include "shared/store/account_store.h"
#include "shared/store/organisation_store.h"
#include "shared/store/payment_store.h"
#include "web/app/app.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

std::string question_of(const CustomersDraft& draft) {
  const CustomerListQuery query = query_of(draft);
  std::string question = query.text + "\n" + std::to_string(static_cast<int>(query.sort));
  if (query.descending) question += "d";
  return draft.wants_more ? question + "m" : question;
}

}  // namespace

void App::refresh_status() {
  if (!loop_) return;
  const auto status = loop_->status();
  if (!status) return fail_with(status.error());
  status_ = *status;
  host_.set_pending(status_.queued > 0);
}

Date App::today_of(const Organisation& organisation) const {
  if (organisation.demo && organisation.demo_today) return *organisation.demo_today;
  const Timestamp at = server_time(device_, now());
  const std::string zone = organisation.legal_name.empty() ? "" : organisation.time_zone;
  return parse_date(host_.civil_date(at.ms, zone)).value_or(utc_date(at));
}

Result<ModelContext> App::make_context(Transaction& tx, const Organisation& organisation) const {
  ModelContext context;
  if (device_.session) {
    context.actor = actor_of(*device_.session);
    context.sites = device_.session->sites;
  }
  context.today = today_of(organisation);
  context.now = server_time(device_, now());
  context.online = is_online();
  const std::string zone = organisation.time_zone;
  context.day_of = [this, zone](Timestamp at) {
    return parse_date(host_.civil_date(at.ms, zone)).value_or(utc_date(at));
  };
  SATCHEL_TRY(load_marks(tx, context));
  return context;
}

std::string App::question() const {
  std::string question = text_of(route_) + "\n" + std::to_string(revision_) + "\n";
  switch (route_.place) {
    case Place::orders:
    case Place::order: {
      const OrderListDraft& list = drafts_.orders;
      question += list.search + "\n" + std::to_string(list.pill);
      if (list.queue) question += to_text(*list.queue);
      if (list.site) question += "\n" + *list.site + "\n";
      if (list.bulk.asking) question += "?";
      if (list.table.sort_column) question += "\n" + std::to_string(*list.table.sort_column);
      return question + (list.table.descending ? "d" : "a") + (list.wants_more ? "m" : "");
    }
    case Place::customers:
    case Place::order_start:
      return question + question_of(drafts_.customers);
    case Place::customer_new:
    case Place::customer_edit: {
      const Account& typed = drafts_.customer_form.account;
      return question + typed.email + "\n" + display_name(typed) + "\n" + typed.phone + "\n" +
             typed.last_name + "\n" + typed.address.postal_code + "\n" + typed.login;
    }
    case Place::subscriptions:
      return question + drafts_.subscriptions.search + "\n" +
             drafts_.subscriptions.act.chosen.text();
    case Place::invoices:
    case Place::invoice:
      return question + drafts_.invoices.search;
    case Place::payments:
      return question + drafts_.payments.search + "\n" + drafts_.payments.selected.text();
    case Place::reports: {
      const ReportsDraft& report = drafts_.reports;
      return question + std::to_string(report.tab) + std::to_string(report.period) + report.from +
             "\n" + report.to;
    }
    case Place::login:
    case Place::general:
    case Place::order_edit:
    case Place::order_new:
    case Place::customer:
    case Place::bill_runs:
    case Place::dunning:
    case Place::ledger:
    case Place::catalogue:
    case Place::settings:
    case Place::users:
    case Place::territories:
    case Place::devices:
    case Place::sites:
    case Place::audit_log:
    case Place::outgoing:
    case Place::my_account:
    case Place::sync:
      return question;
  }
  return question;
}

Result<void> App::load_models() {
  models_.login.online = reached_;
  models_.login.may_return = logged_in();
  models_.frame.sync = sync_card_of(status_, now());
  models_.frame.login_needed = logged_in() && loop_->state() == SyncState::needs_login;
  if (std::string asked = question(); asked != loaded_) {
    loaded_ = std::move(asked);
  } else {
    return {};
  }
  auto tx = SATCHEL_TRY(database_->begin(Access::read));
  models_.frame.shell = SATCHEL_TRY(load_shell(*tx));
  organisation_ = models_.frame.shell.organisation;
  if (device_.session) {
    models_.frame.user = device_.session->name;
    models_.frame.role = device_.session->role;
  }
  if (login_shown()) return {};
  const ModelContext context = SATCHEL_TRY(make_context(*tx, organisation_));
  return load_place(*tx, context);
}

/// Adds a page when the person has seen all rows; otherwise loads again as many as there were.
Result<void> App::load_orders(Transaction& tx, const ModelContext& context) {
  OrderListModel& model = models_.orders;
  const OrderListQuery query = query_of(drafts_.orders);
  const std::size_t known = query == orders_query_ ? model.rows.size() : 0;
  if (known > 0 && orders_revision_ == revision_) {
    if (drafts_.orders.wants_more) SATCHEL_TRY(load_more_orders(tx, context, query, model));
  } else {
    model = SATCHEL_TRY(load_order_list(tx, context, query));
    while (model.more && model.rows.size() < known) {
      SATCHEL_TRY(load_more_orders(tx, context, query, model));
    }
  }
  model.filters = SATCHEL_TRY(load_filters(tx, context.actor.user_id));
  const BulkDraft& bulk = drafts_.orders.bulk;
  model.choice.reset();
  if (bulk.asking) {
    model.choice = SATCHEL_TRY(load_bulk_choice(tx, context, bulk.act, bulk.marked));
  }
  orders_query_ = query;
  orders_revision_ = revision_;
  drafts_.orders.wants_more = false;
  loaded_ = question();
  return {};
}

Result<void> App::load_customer_list(Transaction& tx, const ModelContext& context) {
  CustomersModel& model = models_.customers;
  const CustomerListQuery query = query_of(drafts_.customers);
  const std::size_t known = query == customers_query_ ? model.rows.size() : 0;
  if (known > 0 && customers_revision_ == revision_) {
    if (drafts_.customers.wants_more) {
      SATCHEL_TRY(load_more_customers(tx, context, query, model));
    }
  } else {
    model = SATCHEL_TRY(load_customers(tx, context, query));
    while (model.more && model.rows.size() < known) {
      SATCHEL_TRY(load_more_customers(tx, context, query, model));
    }
  }
  customers_query_ = query;
  customers_revision_ = revision_;
  drafts_.customers.wants_more = false;
  loaded_ = question();
  return {};
}

Result<void> App::load_money_place(Transaction& tx, const ModelContext& context) {
  if (route_.place == Place::subscriptions) {
    const SubscriptionsDraft& draft = drafts_.subscriptions;
    models_.subscriptions = SATCHEL_TRY(load_subscriptions(tx, draft.search, context.today));
    models_.subscriptions.today = context.today;
    models_.subscriptions.chosen =
        SATCHEL_TRY(load_subscription_details(tx, context, draft.act.chosen));
  } else if (route_.place == Place::payments) {
    models_.payments =
        SATCHEL_TRY(load_payment_list(tx, context, {{}, {}, drafts_.payments.search}));
    SATCHEL_TRY(load_chosen_payment(tx, context));
  } else if (route_.place == Place::reports) {
    models_.report = SATCHEL_TRY(load_report(tx, context, query_of(drafts_.reports)));
    models_.report.may_see_ledger = may(context.actor.role, Permission::ledger_view);
  } else if (route_.place == Place::bill_runs) {
    models_.bill_runs.why_off =
        context.online ? "" : "You are offline. Bill runs happen on the server.";
    models_.bill_runs.closed_through = organisation_.closed_through;
    models_.bill_runs.suggested = next_anchor(context.today, organisation_.bill_cycle_day);
  } else {
    models_.invoices = SATCHEL_TRY(load_invoice_list(tx, {{}, {}, drafts_.invoices.search}));
    models_.invoices.may_see_dunning = may(context.actor.role, Permission::ledger_view);
    const Invoice& invoice = models_.invoice.invoice;
    models_.invoice =
        SATCHEL_TRY(load_invoice_details(tx, context, drafts_.invoices.selected, credit_log_));
    if (invoice.paid.minor > 0 && models_.invoice.undoing.offered) {
      follow_credit(invoice.account_id, invoice.version);
    }
  }
  return {};
}

Result<void> App::load_chosen_payment(Transaction& tx, const ModelContext& context) {
  const PaymentId& id = drafts_.payments.selected;
  models_.payment = SATCHEL_TRY(load_payment_details(tx, id, credit_log_));
  const auto payment = SATCHEL_TRY(find_payment(tx, id));
  const bool office = may(context.actor.role, Permission::payment_allocate);
  if (payment && payment->credited.minor > 0 && office) {
    follow_credit(payment->account_id, payment->version);
  }
  return {};
}

Result<void> App::load_place(Transaction& tx, const ModelContext& context) {
  switch (route_.place) {
    case Place::general:
      models_.general = SATCHEL_TRY(load_general(tx, context));
      models_.general.unsent = models_.unsent;
      return {};
    case Place::order:
    case Place::orders:
      SATCHEL_TRY(load_orders(tx, context));
      models_.order = {};
      if (drafts_.orders.selected.empty()) return {};
      models_.order = SATCHEL_TRY(load_order_details(tx, context, drafts_.orders.selected));
      return {};
    case Place::order_start:
    case Place::customers:
      return load_customer_list(tx, context);
    case Place::order_new:
    case Place::order_edit:
      models_.wizard = SATCHEL_TRY(
          load_wizard_facts(tx, context, drafts_.wizard.order, models_.wizard.price_book));
      return {};
    case Place::customer_new:
    case Place::customer_edit:
      models_.customer_form =
          SATCHEL_TRY(load_customer_form(tx, context, drafts_.customer_form.account));
      models_.customer_form.territories = device_.session->territories;
      return {};
    case Place::customer:
      models_.customer_page = SATCHEL_TRY(
          load_customer_page(tx, context, AccountId::parse(route_.id).value_or(AccountId())));
      return {};
    case Place::subscriptions:
    case Place::invoices:
    case Place::invoice:
    case Place::payments:
    case Place::reports:
    case Place::bill_runs:
      return load_money_place(tx, context);
    case Place::catalogue:
    case Place::settings:
      return catalogue_.load(tx, context.today, organisation_);
    case Place::sync:
      models_.sync = SATCHEL_TRY(load_sync(tx, context, status_));
      return {};
    case Place::login:
    case Place::dunning:
    case Place::ledger:
    case Place::users:
    case Place::territories:
    case Place::devices:
    case Place::sites:
    case Place::audit_log:
    case Place::outgoing:
    case Place::my_account:
      return {};
  }
  return {};
}

}  // namespace satchel::web
