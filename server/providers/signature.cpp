// HMAC-SHA256 by libsodium.
#include "server/providers/signature.h"

#include <sodium.h>

#include "server/store/base64.h"

namespace satchel::server {

Result<std::vector<std::pair<std::string, std::string>>> signature_headers(
    std::string_view secret, const SignedMessage& message) {
  constexpr std::string_view prefix = "whsec_";
  const auto key = secret.starts_with(prefix) ? from_base64(secret.substr(prefix.size()))
                                              : std::optional<std::string>();
  if (!key || key->empty()) {
    return fail(ErrorCode::invalid,
                "The signing secret must be whsec_ followed by base64; set it anew.");
  }
  const std::string timestamp = std::to_string(message.at.ms / 1000);
  const std::string text = message.id + "." + timestamp + "." + std::string(message.body);
  return std::vector<std::pair<std::string, std::string>>{
      {"webhook-id", message.id},
      {"webhook-timestamp", timestamp},
      {"webhook-signature", "v1," + to_base64(hmac_sha256(*key, text))}};
}

std::string hmac_sha256(std::string_view key, std::string_view text) {
  std::string mac(crypto_auth_hmacsha256_BYTES, '\0');
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, reinterpret_cast<const unsigned char*>(key.data()),
                              key.size());
  crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(text.data()),
                                text.size());
  crypto_auth_hmacsha256_final(&state, reinterpret_cast<unsigned char*>(mac.data()));
  return mac;
}

}  // namespace satchel::server
