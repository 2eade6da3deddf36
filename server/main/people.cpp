// Generated passwords.
#include "server/main/people.h"

#include <algorithm>
#include <array>

#include "server/store/audit_log.h"
#include "server/store/password.h"

namespace satchel::server {
namespace {

// Without letters and digits that look alike; 31 of them, so bytes from 248 on are thrown away.
constexpr std::string_view letters = "abcdefghijkmnpqrstuvwxyz2346789";
constexpr unsigned fair_below = 248;

}  // namespace

std::string make_password(Random& random) {
  std::string password;
  while (password.size() < 19) {
    std::array<std::uint8_t, 1> byte{};
    random.fill(byte);
    if (byte[0] >= fair_below) continue;
    password += letters[byte[0] % letters.size()];
    if (password.size() % 5 == 4 && password.size() < 19) password += '-';
  }
  return password;
}

std::string logins_text(const std::vector<Credential>& credentials) {
  std::size_t width = 0;
  for (const Credential& each : credentials) width = std::max(width, each.login.size());
  std::string text;
  for (const Credential& each : credentials) {
    std::string login = each.login;
    login.resize(width + 2, ' ');
    text += login + each.password + "  " + std::string(satchel::to_text(each.role)) + "\n";
  }
  return text;
}

Result<void> add_person(const ServerWrite& write, User user, std::vector<Credential>& credentials) {
  const std::string password = make_password(write.random);
  user.password_hash = SATCHEL_TRY(hash_password(password));
  SATCHEL_TRY(save_user(write.tx, user));
  SATCHEL_TRY(append_audit(write, {.at = write.now,
                                   .action = "add_user",
                                   .subject = "user:" + user.id.text(),
                                   .detail = user.login}));
  credentials.push_back({user.role, user.login, password});
  return {};
}

Actor command_line_actor() { return {.name = "satchel", .role = Role::admin}; }

}  // namespace satchel::server
