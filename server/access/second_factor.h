// The second factor of a login: enrolment, checking a code, taking it away.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/access/allowed.h"
#include "server/store/server_write.h"
#include "server/store/user_store.h"

namespace satchel::server {

inline constexpr std::size_t recovery_codes_count = 10;

/// What an app that shows codes is given, once.
struct Enrolment {
  std::string secret;
  std::string address;  // otpauth://
};

/// Begins an enrolment: a fresh secret that counts for nothing until a code of it is confirmed.
/// Refused while a second factor is in use.
Result<Allowed<Enrolment>> begin_enrolment(const ServerWrite& write, const User& user,
                                           std::string_view issuer);

/// Confirms the enrolment with a code of the app. Returns ten recovery codes, which are shown once;
/// only their digests are kept. Refused for a wrong code and without an enrolment.
Result<Allowed<std::vector<std::string>>> confirm_enrolment(const ServerWrite& write,
                                                            const User& user,
                                                            std::string_view code);

/// Whether a login needs a code, and whether the code it came with is right.
enum class CodeCheck { not_needed, missing, wrong, right };

/// Checks a code of the app or a recovery code. A right one is used up by this.
Result<CodeCheck> check_code(const ServerWrite& write, const User& user, std::string_view code);

/// Takes the second factor away; `by` is who did it.
Result<void> reset_second_factor(const ServerWrite& write, const UserId& by, const User& user);

}  // namespace satchel::server
