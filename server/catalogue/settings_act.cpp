// Checks and writes the organisation's settings.
#include "server/catalogue/settings_act.h"

#include <array>

#include "server/store/audit_log.h"
#include "server/store/feed_store.h"
#include "server/store/user_store.h"
#include "shared/base/text.h"
#include "shared/domain/limits.h"
#include "shared/store/organisation_store.h"

namespace satchel::server {
namespace {

constexpr std::int64_t terms_days_limit = 3'650;
constexpr std::int64_t delay_minutes_limit = 525'600;

std::vector<FieldProblem> problems_of_edit(const SettingsEdit& edit) {
  std::vector<FieldProblem> problems = problems_of(edit.settings);
  const auto text = [&](const char* field, const std::string& value, bool required) {
    if (!is_clean_utf8(value)) {
      problems.push_back({field, Reason::field_invalid});
    } else if (length_of(value) > name_length_max) {
      problems.push_back({field, Reason::field_too_long});
    } else if (required && trim(value).empty()) {
      problems.push_back({field, Reason::field_required});
    }
  };
  text("legal_name", edit.legal_name, true);
  text("address", edit.address, true);
  text("tax_id", edit.tax_id, false);
  if (edit.bill_cycle_day < 1 || edit.bill_cycle_day > 31) {
    problems.push_back({"bill_cycle_day", Reason::field_invalid});
  }
  if (edit.payment_terms_days < 0 || edit.payment_terms_days > terms_days_limit) {
    problems.push_back({"payment_terms_days", Reason::field_invalid});
  }
  if (edit.verification_delay_minutes < 0 ||
      edit.verification_delay_minutes > delay_minutes_limit) {
    problems.push_back({"verification_delay_minutes", Reason::field_invalid});
  }
  return problems;
}

/// Who changed the settings last, by the audit log.
Result<std::string> last_editor(Transaction& tx) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT u.name FROM audit_log a JOIN app_user u ON u.id = a.user_id
    WHERE a.action = 'edit_settings' ORDER BY a.at_ms DESC LIMIT 1
  )sql"));
  return rows.empty() ? std::string("the command line") : rows.front().text(0);
}

}  // namespace

Result<Answer<Organisation>> edit_settings(const ServerWrite& write, const Editor& editor,
                                           const SettingsEdit& edit) {
  auto organisation = SATCHEL_TRY(find_organisation(write.tx));
  if (!organisation) {
    return Answer<Organisation>(
        refuse("no-organisation", "There is no organisation yet; run satchel init.", 404));
  }
  if (organisation->version != edit.version) {
    return Answer<Organisation>(
        refuse("changed-elsewhere", "The settings changed meanwhile; " +
                                        SATCHEL_TRY(last_editor(write.tx)) +
                                        " edited them last. Load them again, then repeat your "
                                        "change."));
  }
  if (auto problems = problems_of_edit(edit); !problems.empty()) {
    return Answer<Organisation>(refuse(std::move(problems)));
  }
  organisation->legal_name = edit.legal_name;
  organisation->address = edit.address;
  organisation->tax_id = edit.tax_id;
  organisation->bill_cycle_day = edit.bill_cycle_day;
  organisation->payment_terms_days = edit.payment_terms_days;
  organisation->verification_delay_minutes = edit.verification_delay_minutes;
  organisation->settings = edit.settings;
  const std::string detail = "version " + std::to_string(organisation->version + 1);
  SATCHEL_TRY(
      save_edit(write, editor, *organisation, {.action = "edit_settings", .detail = detail}));
  return Answer<Organisation>(*std::move(organisation));
}

}  // namespace satchel::server
