// Secrets, codes used once, and recovery codes.
#include "server/access/second_factor.h"

#include <algorithm>
#include <array>

#include "server/access/totp.h"
#include "server/store/audit_log.h"
#include "server/store/second_factor_store.h"

namespace satchel::server {
namespace {

// 16 of 32 letters and digits in four groups: 80 bits.
constexpr std::string_view recovery_letters = "abcdefghijkmnpqrstuvwxyz23456789";
constexpr std::size_t recovery_length = 19;

std::string make_recovery_code(Random& random) {
  std::array<std::uint8_t, recovery_length> bytes{};
  random.fill(bytes);
  std::string code;
  for (const std::uint8_t byte : bytes) {
    code += code.size() % 5 == 4 ? '-' : recovery_letters[byte % recovery_letters.size()];
  }
  return code;
}

/// People type codes with spaces, and recovery codes in capitals.
std::string tidied(std::string_view code) {
  std::string plain;
  for (const char letter : code) {
    const bool capital = letter >= 'A' && letter <= 'Z';
    if (letter != ' ') plain += capital ? static_cast<char>(letter - 'A' + 'a') : letter;
  }
  return plain;
}

Result<void> note_factor(const ServerWrite& write, const UserId& by, const User& user,
                         std::string action) {
  return append_audit(write, {.at = write.now,
                              .user_id = by,
                              .action = std::move(action),
                              .subject = "user:" + user.id.text(),
                              .detail = user.login});
}

}  // namespace

Result<Allowed<Enrolment>> begin_enrolment(const ServerWrite& write, const User& user,
                                           std::string_view issuer) {
  const auto before = SATCHEL_TRY(find_second_factor(write.tx, user.id));
  if (before && before->confirmed) {
    return Allowed<Enrolment>(
        refuse_act(409, "second-factor-in-use", "Codes are in use already; turn them off first."));
  }
  const std::string secret = make_totp_secret(write.random);
  SATCHEL_TRY(save_second_factor(write.tx, {user.id, secret, false, 0}));
  SATCHEL_TRY(note_factor(write, user.id, user, "begin_second_factor"));
  return Allowed<Enrolment>(Enrolment{secret, otpauth_address(secret, issuer, user.login)});
}

Result<Allowed<std::vector<std::string>>> confirm_enrolment(const ServerWrite& write,
                                                            const User& user,
                                                            std::string_view code) {
  using Answer = Allowed<std::vector<std::string>>;
  auto factor = SATCHEL_TRY(find_second_factor(write.tx, user.id));
  if (!factor || factor->confirmed) {
    return Answer(refuse_act(409, "no-enrolment", "Begin by asking for a secret."));
  }
  const auto step = find_totp_step(factor->secret, tidied(code), write.now, factor->last_step);
  if (!step) {
    return Answer(refuse_act(409, "code-wrong",
                             "This is not the code the app shows now. Check the clock of the "
                             "device with the app, then type the newest code."));
  }
  factor->confirmed = true;
  factor->last_step = *step;
  SATCHEL_TRY(save_second_factor(write.tx, *factor));
  std::vector<std::string> codes;
  while (codes.size() < recovery_codes_count) codes.push_back(make_recovery_code(write.random));
  SATCHEL_TRY(save_recovery_codes(write.tx, user.id, codes));
  SATCHEL_TRY(note_factor(write, user.id, user, "confirm_second_factor"));
  return Answer(std::move(codes));
}

Result<CodeCheck> check_code(const ServerWrite& write, const User& user, std::string_view code) {
  auto factor = SATCHEL_TRY(find_second_factor(write.tx, user.id));
  if (!factor || !factor->confirmed) return CodeCheck::not_needed;
  if (code.empty()) return CodeCheck::missing;
  const std::string plain = tidied(code);
  if (const auto step = find_totp_step(factor->secret, plain, write.now, factor->last_step)) {
    factor->last_step = *step;
    SATCHEL_TRY(save_second_factor(write.tx, *factor));
    return CodeCheck::right;
  }
  if (!SATCHEL_TRY(use_recovery_code(write.tx, user.id, plain))) return CodeCheck::wrong;
  SATCHEL_TRY(note_factor(write, user.id, user, "use_recovery_code"));
  return CodeCheck::right;
}

Result<void> reset_second_factor(const ServerWrite& write, const UserId& by, const User& user) {
  SATCHEL_TRY(erase_second_factor(write.tx, user.id));
  return note_factor(write, by, user, "reset_second_factor");
}

}  // namespace satchel::server
