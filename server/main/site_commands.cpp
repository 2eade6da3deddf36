// satchel site: the shops that carts come from.
#include <ostream>

#include "server/main/commands.h"
#include "server/store/audit_log.h"
#include "server/store/site_store.h"

namespace satchel::server {
namespace {

Result<void> note_site(const ServerWrite& write, std::string action, const std::string& code) {
  AuditRow row;
  row.action = std::move(action);
  row.subject = "site:" + code;
  return append_audit(write, row);
}

}  // namespace

Result<void> run_site_add(const CommandRun& run, const SalesSite& site) {
  const auto tx = SATCHEL_TRY(run.context.database.begin());
  const ServerWrite write = write_in(run.context, *tx);
  const SalesSite saved = SATCHEL_TRY(save_site(write, site));
  SATCHEL_TRY(note_site(write, "save_site", saved.code));
  SATCHEL_TRY(tx->commit());
  run.out << "Site " << saved.number << ", " << saved.code << ": " << saved.name;
  if (!saved.reseller.empty()) run.out << ", of the reseller " << saved.reseller;
  run.out << ". Its shop is at /shop/" << saved.code << ".\n";
  return {};
}

Result<void> run_site_key(const CommandRun& run, const std::string& code) {
  const auto tx = SATCHEL_TRY(run.context.database.begin());
  const ServerWrite write = write_in(run.context, *tx);
  if (!SATCHEL_TRY(find_site(*tx, code))) {
    return fail(ErrorCode::not_found,
                "There is no site " + code + "; add it with satchel site add.");
  }
  const std::string key = SATCHEL_TRY(renew_site_key(write, code));
  SATCHEL_TRY(note_site(write, "renew_site_key", code));
  SATCHEL_TRY(tx->commit());
  run.out << "The key of " << code << ", shown this once:\n  " << key << "\n";
  return {};
}

Result<void> run_site_list(const CommandRun& run) {
  const auto tx = SATCHEL_TRY(run.context.database.begin(Access::read));
  for (const SalesSite& site : SATCHEL_TRY(list_sites(*tx))) {
    run.out << site.number << "  " << site.code << "  " << site.name;
    if (!site.reseller.empty()) run.out << "  [" << site.reseller << "]";
    if (!site.enabled) run.out << "  switched off";
    run.out << "\n";
  }
  return {};
}

}  // namespace satchel::server
