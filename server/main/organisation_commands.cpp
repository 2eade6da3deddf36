// satchel init, demo, import northwind and clock.
#include <ostream>

#include "server/main/commands.h"
#include "server/main/demo.h"
#include "server/main/founding.h"
#include "server/main/import_northwind.h"
#include "server/main/people.h"
#include "server/store/audit_log.h"
#include "server/store/civil_date.h"
#include "server/store/token_store.h"
#include "shared/base/text.h"
#include "shared/store/organisation_store.h"

namespace satchel::server {
namespace {

Result<std::optional<Organisation>> present_organisation(const CommandRun& run) {
  const auto tx = SATCHEL_TRY(run.context.database.begin(Access::read));
  return find_organisation(*tx);
}

Result<void> keep_logins(const CommandRun& run, const std::vector<Credential>& credentials) {
  if (!run.folder.has_files()) {
    run.out << "Logins, shown this once because no --data folder keeps them:\n"
            << logins_text(credentials);
    return {};
  }
  SATCHEL_TRY(run.folder.write_secret(logins_file, logins_text(credentials)));
  run.out << "Logins, kept in " << run.folder.path() << "/" << logins_file << ":\n"
          << logins_text(credentials);
  return {};
}

tl::unexpected<Error> fail_occupied(const Organisation& present) {
  return fail(ErrorCode::conflict, "This data folder belongs to " + present.legal_name +
                                       " already; name another with --data.");
}

}  // namespace

Result<void> run_init(const CommandRun& run, const InitArguments& arguments) {
  if (!is_email(arguments.admin_login)) {
    return fail(ErrorCode::invalid, "--admin needs an e-mail address as the login.");
  }
  const auto tx = SATCHEL_TRY(run.context.database.begin());
  const ServerWrite write = write_in(run.context, *tx);
  SATCHEL_TRY(found_organisation(write, arguments.organisation));
  User admin{.id = UserId::make(run.context.now, run.context.random),
             .login = arguments.admin_login,
             .name = arguments.admin_name.empty() ? arguments.admin_login : arguments.admin_name,
             .role = Role::admin};
  SATCHEL_TRY(save_user(*tx, admin));
  const std::string link = SATCHEL_TRY(issue_link(write, admin.id));
  for (const char* action : {"add_user", "issue_password_link"}) {
    SATCHEL_TRY(append_audit(write, {.at = write.now,
                                     .action = action,
                                     .subject = "user:" + admin.id.text(),
                                     .detail = admin.login}));
  }
  SATCHEL_TRY(tx->commit());
  run.out << "Created " << arguments.organisation.legal_name << ".\nStart it:  satcheld "
          << run.folder.words()
          << " --site build/web/site\nThen open, within seven days and once, to choose the "
             "password of "
          << admin.login << ":\n  " << arguments.address << "/invite/" << link << "\n";
  return {};
}

Result<void> run_demo(const CommandRun& run) {
  if (const auto present = SATCHEL_TRY(present_organisation(run))) {
    if (!present->demo) return fail_occupied(*present);
    run.out << "The demo organisation " << present->legal_name << " is there already.\n"
            << run.folder.read_text(logins_file);
    return {};
  }
  const auto tx = SATCHEL_TRY(run.context.database.begin());
  const auto credentials = SATCHEL_TRY(found_demo(write_in(run.context, *tx)));
  // Before the commit: an organisation without its passwords would be of no use.
  SATCHEL_TRY(keep_logins(run, credentials));
  return tx->commit();
}

Result<void> run_import_northwind(const CommandRun& run, const std::string& source) {
  if (const auto present = SATCHEL_TRY(present_organisation(run))) {
    if (present->legal_name != "Northwind Traders") return fail_occupied(*present);
    run.out << "Northwind Traders is there already; nothing was changed.\n";
    return {};
  }
  const auto tx = SATCHEL_TRY(run.context.database.begin());
  const NorthwindImport done = SATCHEL_TRY(import_northwind(write_in(run.context, *tx), source));
  SATCHEL_TRY(keep_logins(run, done.credentials));
  SATCHEL_TRY(tx->commit());
  run.out << "Brought in Northwind Traders: " << done.accounts << " customers ("
          << done.accounts_without_territory << " without a territory), " << done.products
          << " products in " << done.categories << " categories (" << done.discontinued
          << " discontinued), " << done.reps << " reps with " << done.territories
          << " territories. Orders are not imported; the replay enters them.\n";
  return {};
}

Result<void> run_clock(const CommandRun& run, const std::string& date) {
  const auto tx = SATCHEL_TRY(run.context.database.begin());
  if (!date.empty()) {
    const auto today = parse_date(date);
    if (!today && date != "off") {
      return fail(ErrorCode::invalid, "The clock takes a date, YYYY-MM-DD, or off.");
    }
    SATCHEL_TRY(move_demo_clock(write_in(run.context, *tx), today));
  }
  const Organisation organisation = SATCHEL_TRY(load_organisation(*tx));
  const Date today = SATCHEL_TRY(today_of(organisation, run.context.now));
  SATCHEL_TRY(tx->commit());
  run.out << satchel::to_text(today) << (organisation.demo_today ? " (moved)\n" : "\n");
  return {};
}

}  // namespace satchel::server
