// The program's life: opening the database, drawing, and the events of the browser.
#include "web/app/app.h"

#include "shared/store/organisation_store.h"
#include "web/kit/button.h"
#include "web/kit/feedback.h"
#include "web/kit/shell.h"
#include "web/kit/text.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

std::string megabytes(std::int64_t bytes) {
  constexpr std::int64_t per_megabyte = 1'000'000;
  if (bytes < per_megabyte) return "less than 1 MB";
  return grouped(bytes / per_megabyte) + " MB";
}

Section section_of(Place place) {
  switch (place) {
    case Place::general:
      return Section::general;
    case Place::login:
    case Place::orders:
    case Place::order:
    case Place::order_edit:
    case Place::order_start:
    case Place::order_new:
      return Section::orders;
    case Place::customers:
    case Place::customer_new:
    case Place::customer:
    case Place::customer_edit:
      return Section::customers;
    case Place::subscriptions:
      return Section::subscriptions;
    case Place::invoices:
    case Place::invoice:
    case Place::dunning:
      return Section::invoices;
    case Place::payments:
      return Section::payments;
    case Place::reports:
    case Place::ledger:
      return Section::reports;
    case Place::bill_runs:
      return Section::bill_runs;
    case Place::catalogue:
      return Section::catalogue;
    case Place::settings:
      return Section::settings;
    case Place::users:
    case Place::territories:
    case Place::devices:
    case Place::sites:
      return Section::users;
    case Place::audit_log:
      return Section::audit_log;
    case Place::outgoing:
      return Section::outgoing;
    case Place::my_account:
      return Section::my_account;
    case Place::sync:
      return Section::sync;
  }
  return Section::orders;
}

/// Whether the page itself has New order, or is about entering something.
bool has_new_order(Place place) {
  switch (place) {
    case Place::login:
    case Place::orders:
    case Place::order:
    case Place::order_edit:
    case Place::order_start:
    case Place::order_new:
    case Place::customer_new:
    case Place::customer:
    case Place::customer_edit:
      return true;
    case Place::general:
    case Place::customers:
    case Place::subscriptions:
    case Place::invoices:
    case Place::invoice:
    case Place::payments:
    case Place::reports:
    case Place::ledger:
    case Place::bill_runs:
    case Place::dunning:
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
      return false;
  }
  return false;
}

}  // namespace

std::unique_ptr<Program> start_program(const ProgramStart& start) {
  return std::make_unique<App>(start);
}

App::App(const ProgramStart& start)
    : host_(start.host),
      kit_(start.kit),
      random_(start.host),
      reached_(start.online),
      access_(start.host, start.kit),
      catalogue_(start.host, start.kit, random_),
      outgoing_(start.host, start.kit),
      dunning_(start.host, start.kit),
      ledger_(start.host, start.kit) {
  if (const auto opened = open(start.database); !opened) {
    fail_with(opened.error());
    return;
  }
  shorten_log();
  refresh_status();
  const bool bare = start.route.find_first_not_of("#/") == std::string::npos;
  enter(bare ? start_place() : parse_route(start.route));
  if (logged_in()) act_on(loop_->on_start(now()));
}

Result<void> App::open(const std::string& database) {
  database_ = SATCHEL_TRY(open_sqlite({.path = database, .exclusive = true}));
  device_ = SATCHEL_TRY(open_device(*database_, now(), random_));
  loop_.emplace(*database_, random_);
  auto tx = SATCHEL_TRY(database_->begin(Access::read));
  organisation_ = SATCHEL_TRY(find_organisation(*tx)).value_or(Organisation());
  return {};
}

void App::fail_with(const Error& error) { failure_ = error.message; }

void App::draw_failure() {
  const PlainPage page("Storage trouble", 520);
  heading("Satchel cannot use its storage here", 1);
  gap(2);
  body(
      "Nothing was removed. Close other tabs of Satchel, make room on this device, then start "
      "again. If it stays, ask your administrator before clearing the browser's data: unsent "
      "work lies there.");
  gap(3);
  error_text(failure_);
  gap(4);
  if (button({.label = "Start again", .kind = ButtonKind::primary, .width = -1})) host_.restart();
}

void App::draw() {
  if (!failure_.empty()) return draw_failure();
  if (const auto loaded = load_models(); !loaded) return fail_with(loaded.error());
  Commands out;
  if (login_shown()) {
    draw_login(models_.login, drafts_.login, out);
  } else {
    draw_page(out);
  }
  perform(out);
}

void App::draw_page(Commands& out) {
  models_.frame.section = section_of(route_.place);
  models_.frame.place = text_of(route_);
  const Frame frame(models_.frame, out);
  draw_place(out);
  draw_payment_dialog(drafts_.payment, out);
  // Where the page has no such button of its own, the key still works.
  if (!has_new_order(route_.place) && kit_.shortcut("N", "New order")) {
    out.push_back(GoTo{"/orders/new"});
  }
}

void App::draw_place(Commands& out) {
  switch (route_.place) {
    case Place::login:
      return;
    case Place::general:
      return draw_general(models_.general, drafts_.general, out);
    case Place::orders:
    case Place::order:
      return draw_orders(models_.orders, models_.order, drafts_.orders, out);
    case Place::order_start:
      return draw_customers(models_.customers, CustomersPurpose::new_order, drafts_.customers, out);
    case Place::order_new:
    case Place::order_edit:
      draw_wizard(plan_wizard(models_.wizard, query_of(drafts_.wizard)), drafts_.wizard, out);
      return;
    case Place::customers:
      return draw_customers(models_.customers, CustomersPurpose::open_page, drafts_.customers, out);
    case Place::customer_new:
    case Place::customer_edit:
      return draw_customer_form(models_.customer_form, drafts_.customer_form, out);
    case Place::customer:
      return draw_customer_page(models_.customer_page, drafts_.customer_page, out);
    case Place::subscriptions:
      return draw_subscriptions(models_.subscriptions, drafts_.subscriptions, out);
    case Place::invoices:
    case Place::invoice:
      return draw_invoices(models_.invoices, models_.invoice, drafts_.invoices, out);
    case Place::payments:
      return draw_payments(models_.payments, models_.payment, drafts_.payments, out);
    case Place::reports:
      return draw_reports(models_.report, drafts_.reports, out);
    case Place::bill_runs:
      return draw_bill_runs(models_.bill_runs, drafts_.bill_runs, out);
    case Place::dunning:
      return dunning_.draw(is_online(), out);
    case Place::ledger:
      return ledger_.draw(is_online(), today_of(organisation_), out);
    case Place::catalogue:
    case Place::settings:
      return catalogue_.draw(route_.place, reached_ && !models_.frame.login_needed, out);
    case Place::users:
    case Place::territories:
    case Place::devices:
    case Place::sites:
    case Place::audit_log:
    case Place::my_account:
      return access_.draw(route_.place, is_online(), server_time(device_, now()), out);
    case Place::outgoing:
      return outgoing_.draw(is_online(), server_time(device_, now()), out);
    case Place::sync:
      return draw_sync(models_.sync, models_.storage, out);
  }
}

void App::on_wake() {
  if (!failure_.empty()) return;
  if (draft_wake_ && now() >= *draft_wake_) {
    draft_wake_.reset();
    save_pending_draft();
  }
  if (bill_runs_wake_ && now() >= *bill_runs_wake_) wake_bill_runs();
  if (sync_wake_ && now() >= *sync_wake_) {
    sync_wake_.reset();
    act_on(loop_->on_wake(now()));
  }
  schedule_wake();
}

void App::on_route(std::string_view route) {
  if (!failure_.empty()) return;
  const Route wanted = parse_route(route);
  if (wanted == route_) return;
  save_pending_draft();
  enter(wanted);
}

void App::on_online(bool online) {
  if (!failure_.empty() || !logged_in()) return;
  if (!online) {
    reached_ = false;
    ++revision_;
  }
  act_on(loop_->on_online(online, now()));
}

void App::on_visible(bool visible) {
  if (!failure_.empty() || !logged_in()) return;
  if (!visible) save_pending_draft();
  act_on(loop_->on_visible(visible, now()));
}

void App::on_file(const PickedFile& file) {
  if (failure_.empty() && logged_in()) catalogue_.import_file(file);
}

void App::on_storage(const StorageState& state) {
  models_.storage.known = true;
  models_.storage.persisted = state.persisted;
  models_.storage.used = megabytes(state.used_bytes) + " of " + megabytes(state.quota_bytes);
}

}  // namespace satchel::web
