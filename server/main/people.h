// People: users with generated passwords, and the file that keeps them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/store/server_write.h"
#include "server/store/user_store.h"
#include "shared/base/random.h"
#include "shared/base/result.h"

namespace satchel::server {

/// One line of a login file.
struct Credential {
  Role role = Role::rep;
  std::string login;
  std::string password;
};

/// Returns a password that can be read aloud: 16 letters and digits in four groups, 79 bits.
std::string make_password(Random& random);

/// The file in a data folder that keeps generated logins for people, mode 0600.
inline constexpr std::string_view logins_file = "demo-logins.txt";

/// Returns the lines `LOGIN PASSWORD ROLE`, in columns.
std::string logins_text(const std::vector<Credential>& credentials);

/// Saves the user with a generated password and adds it to `credentials`.
Result<void> add_person(const ServerWrite& write, User user, std::vector<Credential>& credentials);

/// Returns the actor that the command line acts as: an administrator without a user of his own.
Actor command_line_actor();

}  // namespace satchel::server
