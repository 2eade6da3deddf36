// Sealing: text that only the holder of a private key can read (libsodium's sealed box).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/base/random.h"

namespace satchel {

/// Both keys in hex; 64 characters each.
struct SealKeys {
  std::string public_key;
  std::string private_key;
};

/// Returns a new pair of keys.
SealKeys make_seal_keys(Random& random);

/// Returns `text` sealed to the public key, in hex, or nothing when that is no key. The sealer
/// cannot open it again.
std::optional<std::string> seal(std::string_view text, std::string_view public_key, Random& random);

/// Returns the text in `sealed`, or nothing when it was not sealed to these keys.
std::optional<std::string> open_seal(std::string_view sealed, const SealKeys& keys);

}  // namespace satchel
