// Builds the rail by role, and the banners above the page.
#include "web/screens/frame.h"

#include "shared/domain/access/permission.h"
#include "web/kit/feedback.h"
#include "web/kit/kit.h"
#include "web/kit/text.h"
#include "web/model/words.h"
#include "web/screens/parts.h"

namespace satchel::web {
namespace {

/// What may be seen depends on the role.
std::vector<NavItem> items_of(const FrameModel& model) {
  const Section here = model.section;
  std::vector<NavItem> items{
      {"General", "#/general", std::nullopt, here == Section::general},
      {"Orders", "#/orders", model.shell.orders, here == Section::orders},
      {"Customers", "#/customers", model.shell.customers, here == Section::customers},
      {"Subscriptions", "#/subscriptions", model.shell.subscriptions,
       here == Section::subscriptions},
      {"Invoices", "#/invoices", model.shell.invoices, here == Section::invoices},
      {"Payments", "#/payments", std::nullopt, here == Section::payments}};
  if (may(model.role, Permission::reports_view)) {
    items.push_back({"Reports", "#/reports", std::nullopt, here == Section::reports});
  }
  if (may(model.role, Permission::bill_run)) {
    items.push_back({"Bill runs", "#/bill-runs", std::nullopt, here == Section::bill_runs});
  }
  items.push_back({"Catalogue", "#/catalogue", std::nullopt, here == Section::catalogue});
  if (may(model.role, Permission::settings_edit)) {
    items.push_back({"Settings", "#/settings", std::nullopt, here == Section::settings});
  }
  if (may(model.role, Permission::users_manage)) {
    items.push_back({"Users", "#/settings/users", std::nullopt, here == Section::users});
  }
  if (may(model.role, Permission::audit_view)) {
    items.push_back({"Audit log", "#/audit", std::nullopt, here == Section::audit_log});
  }
  if (may(model.role, Permission::webhooks_manage)) {
    items.push_back({"Outgoing", "#/outgoing/mails", std::nullopt, here == Section::outgoing});
  }
  items.push_back({"My account", "#/me", std::nullopt, here == Section::my_account});
  return items;
}

std::string notice_of(const Organisation& organisation) {
  if (!organisation.demo || !organisation.demo_today) return {};
  return "Demo organisation: its clock stands at " + long_date(*organisation.demo_today) + ".";
}

}  // namespace

Frame::Frame(const FrameModel& model, Commands& out)
    : items_(items_of(model)), notice_(notice_of(model.shell.organisation)) {
  const SyncCard card{model.sync.state, tone_of(model.sync.mood), model.sync.lines};
  shell_.emplace(ShellSpec{
      .items = items_, .sync = card, .place = model.place, .user = model.user, .notice = notice_});
  const ShellResult& result = shell_->result();
  if (result.nav) out.push_back(GoTo{items_[*result.nav].href.substr(1)});
  if (result.sync) out.push_back(GoTo{"/sync"});
  if (result.log_out) out.push_back(LogOut{});
  if (result.toggle_theme) out.push_back(ToggleTheme{});
  if (!notice_.empty()) gap(2);
  if (!model.login_needed) return;
  if (banner({.text = "Your login has expired. You can go on working; nothing is sent until you "
                      "log in again.",
              .action = "Log in again"})) {
    out.push_back(GoTo{"/login"});
  }
  gap(2);
}

}  // namespace satchel::web
