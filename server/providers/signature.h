// Signatures of what is sent, as the Standard Webhooks specification writes them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/result.h"

namespace satchel::server {

/// What is signed: the message's id, the instant of this attempt, and the body.
struct SignedMessage {
  std::string id;
  Timestamp at;
  std::string_view body;
};

/// Returns the headers webhook-id, webhook-timestamp (seconds) and webhook-signature ("v1," and the
/// HMAC-SHA256 of "id.timestamp.body" in base64). ErrorCode::invalid for a secret that is not
/// "whsec_" and base64.
Result<std::vector<std::pair<std::string, std::string>>> signature_headers(
    std::string_view secret, const SignedMessage& message);

/// Returns the HMAC-SHA256 of `text` under `key`, 32 raw bytes.
std::string hmac_sha256(std::string_view key, std::string_view text);

}  // namespace satchel::server
