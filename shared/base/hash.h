// SHA-256 over bytes, as raw digest and as hex text.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace satchel {

using Digest = std::array<std::uint8_t, 32>;

/// Returns the SHA-256 digest of `bytes`.
Digest sha256(std::string_view bytes);

/// Returns `bytes` as lower-case hex, two characters a byte.
std::string to_hex(std::span<const std::uint8_t> bytes);

/// Returns the SHA-256 digest of `bytes` as 64 hex characters.
std::string sha256_hex(std::string_view bytes);

/// Collects fields into one unambiguous text (each prefixed by its length) and digests it.
class FieldDigest {
 public:
  /// Appends one text field.
  FieldDigest& add(std::string_view field);
  /// Appends one whole number.
  FieldDigest& add(std::int64_t field);
  /// Returns the digest of all fields so far as 64 hex characters.
  std::string hex() const;

 private:
  std::string fields_;
};

}  // namespace satchel
