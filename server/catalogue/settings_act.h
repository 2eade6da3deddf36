// Editing the organisation's settings; the devices are told.
#pragma once

#include "server/catalogue/refusal.h"
#include "shared/domain/access/organisation.h"

namespace satchel::server {

/// What an administrator may change of the organisation; `version` is the one he saw.
struct SettingsEdit {
  std::int64_t version = 0;
  std::string legal_name;
  std::string address;
  std::string tax_id;
  unsigned bill_cycle_day = 1;
  std::int64_t payment_terms_days = 0;
  std::int64_t verification_delay_minutes = 0;
  Settings settings;
};

/// Returns the organisation with the change. Refuses what is malformed, with its fields, and an
/// edit of a version that somebody else changed meanwhile, saying who.
Result<Answer<Organisation>> edit_settings(const ServerWrite& write, const Editor& editor,
                                           const SettingsEdit& edit);

}  // namespace satchel::server
