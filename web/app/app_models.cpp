// Loads what the screens may know, when the revision or the question has changed.
#include "shared/store/account_store.h"
#include "shared/store/organisation_store.h"
#include "web/app/app.h"
#include "web/model/words.h"

namespace satchel::web {

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
  if (device_.session) context.actor = actor_of(*device_.session);
  context.today = today_of(organisation);
  context.now = server_time(device_, now());
  context.online = reached_ && loop_->state() != SyncState::needs_login;
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
      if (list.table.sort_column) question += "\n" + std::to_string(*list.table.sort_column);
      return question + (list.table.descending ? "d" : "a");
    }
    case Place::customers:
    case Place::order_start:
      return question + drafts_.customers.search;
    case Place::customer_new: {
      const Account& typed = drafts_.customer_form.account;
      return question + typed.email + "\n" + display_name(typed);
    }
    case Place::subscriptions:
      return question + drafts_.subscriptions.search;
    case Place::invoices:
    case Place::invoice:
      return question + drafts_.invoices.search;
    case Place::login:
    case Place::order_edit:
    case Place::order_new:
    case Place::customer:
    case Place::customer_edit:
    case Place::bill_runs:
    case Place::catalogue:
    case Place::settings:
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

Result<void> App::load_place(Transaction& tx, const ModelContext& context) {
  switch (route_.place) {
    case Place::order:
    case Place::orders:
      models_.orders = SATCHEL_TRY(load_order_list(tx, context, query_of(drafts_.orders)));
      models_.order = {};
      if (drafts_.orders.selected.empty()) return {};
      models_.order = SATCHEL_TRY(load_order_details(tx, context, drafts_.orders.selected));
      return {};
    case Place::order_start:
    case Place::customers:
      models_.customers = SATCHEL_TRY(load_customers(tx, context, drafts_.customers.search));
      return {};
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
      models_.subscriptions = SATCHEL_TRY(load_subscriptions(tx, drafts_.subscriptions.search));
      return {};
    case Place::invoices:
    case Place::invoice:
      models_.invoices = SATCHEL_TRY(load_invoice_list(tx, {{}, {}, drafts_.invoices.search}));
      models_.invoice = SATCHEL_TRY(load_invoice_details(tx, drafts_.invoices.selected));
      return {};
    case Place::bill_runs:
      models_.bill_runs.why_off =
          context.online ? "" : "You are offline. Bill runs happen on the server.";
      models_.bill_runs.closed_through = organisation_.closed_through;
      models_.bill_runs.suggested = next_anchor(context.today, organisation_.bill_cycle_day);
      return {};
    case Place::catalogue:
    case Place::settings:
      return catalogue_.load(tx, context.today, organisation_);
    case Place::sync:
      models_.sync = SATCHEL_TRY(load_sync(tx, context, status_));
      return {};
    case Place::login:
      return {};
  }
  return {};
}

}  // namespace satchel::web
