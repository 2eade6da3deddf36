// Argon2id by libsodium, with its interactive cost: 64 MiB and two passes.
#include "server/store/password.h"

#include <sodium.h>

#include <array>

#include "shared/base/check.h"

namespace satchel::server {
namespace {

bool has_allowed_length(std::string_view password) {
  return password.size() >= password_length_min && password.size() <= password_length_max;
}

}  // namespace

Result<std::string> hash_password(std::string_view password) {
  SATCHEL_CHECK(sodium_init() >= 0);
  if (!has_allowed_length(password)) {
    return fail(ErrorCode::invalid, "a password has 8 to 512 bytes");
  }
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str(hash.data(), password.data(), password.size(),
                        crypto_pwhash_OPSLIMIT_INTERACTIVE,
                        crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
    return fail(ErrorCode::unavailable, "no memory to hash a password: 64 MiB are needed");
  }
  return std::string(hash.data());
}

bool verify_password(std::string_view password, const std::string& password_hash) {
  SATCHEL_CHECK(sodium_init() >= 0);
  if (password.size() > password_length_max) return false;
  // Made once, so that a login without a password costs one verification like any other.
  static const std::string nobody = hash_password("nobody has this password").value_or("");
  const std::string& hash = password_hash.empty() ? nobody : password_hash;
  const bool matches =
      crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
  return matches && !password_hash.empty();
}

}  // namespace satchel::server
