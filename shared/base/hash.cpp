// SHA-256 by libsodium, the same source on both sides.
#include "shared/base/hash.h"

#include <sodium.h>

namespace satchel {

Digest sha256(std::string_view bytes) {
  Digest digest{};
  crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size());
  return digest;
}

std::string to_hex(std::span<const std::uint8_t> bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) {
    text.push_back(digits[byte >> 4]);
    text.push_back(digits[byte & 15]);
  }
  return text;
}

std::string sha256_hex(std::string_view bytes) { return to_hex(sha256(bytes)); }

FieldDigest& FieldDigest::add(std::string_view field) {
  fields_ += std::to_string(field.size());
  fields_ += ':';
  fields_ += field;
  return *this;
}

FieldDigest& FieldDigest::add(std::int64_t field) { return add(std::to_string(field)); }

std::string FieldDigest::hex() const { return sha256_hex(fields_); }

}  // namespace satchel
