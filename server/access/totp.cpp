// HMAC-SHA-1 by OpenSSL, truncated as RFC 4226 says.
#include "server/access/totp.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <cstdio>
#include <vector>

#include "shared/base/check.h"
#include "shared/base/percent.h"

namespace satchel::server {
namespace {

constexpr std::string_view base32_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

std::optional<std::vector<std::uint8_t>> bytes_of(std::string_view secret) {
  std::vector<std::uint8_t> bytes;
  unsigned buffer = 0;
  unsigned bits = 0;
  for (const char letter : secret) {
    const std::size_t value = base32_letters.find(letter);
    if (value == std::string_view::npos) return std::nullopt;
    buffer = (buffer << 5U | static_cast<unsigned>(value)) & 0xFFFU;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push_back(static_cast<std::uint8_t>(buffer >> bits & 0xFFU));
  }
  return bytes;
}

/// Compares without telling by the time where two codes differ.
bool same_code(std::string_view left, std::string_view right) {
  if (left.size() != right.size()) return false;
  unsigned differing = 0;
  for (std::size_t index = 0; index < left.size(); ++index) {
    differing |= static_cast<unsigned>(left[index] ^ right[index]);
  }
  return differing == 0;
}

}  // namespace

std::string make_totp_secret(Random& random) {
  std::array<std::uint8_t, 32> bytes{};
  random.fill(bytes);
  std::string secret;
  for (const std::uint8_t byte : bytes) secret += base32_letters[byte % base32_letters.size()];
  return secret;
}

std::optional<std::string> totp_code(std::string_view secret, std::int64_t step, int digits) {
  SATCHEL_CHECK(digits >= 6 && digits <= 8);
  const auto key = bytes_of(secret);
  if (!key || key->empty()) return std::nullopt;
  std::array<unsigned char, 8> message{};
  for (std::size_t index = 0; index < message.size(); ++index) {
    message[index] = static_cast<unsigned char>(step >> (56 - 8 * index) & 0xFF);
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  SATCHEL_CHECK(HMAC(EVP_sha1(), key->data(), static_cast<int>(key->size()), message.data(),
                     message.size(), digest.data(), &length) != nullptr);
  const std::size_t offset = digest[length - 1] & 0xFU;
  std::uint32_t number = digest[offset] & 0x7FU;
  for (std::size_t index = 1; index < 4; ++index) number = number << 8U | digest[offset + index];
  std::uint32_t modulus = 1;
  for (int digit = 0; digit < digits; ++digit) modulus *= 10;
  std::array<char, 12> text{};
  std::snprintf(text.data(), text.size(), "%0*u", digits, number % modulus);
  return std::string(text.data());
}

std::optional<std::int64_t> find_totp_step(std::string_view secret, std::string_view code,
                                           Timestamp now, std::int64_t last_step) {
  const std::int64_t current = totp_step_of(now);
  for (std::int64_t step = current - totp_window_steps; step <= current + totp_window_steps;
       ++step) {
    const auto expected = totp_code(secret, step);
    if (step > last_step && expected && same_code(*expected, code)) return step;
  }
  return std::nullopt;
}

std::string otpauth_address(std::string_view secret, std::string_view issuer,
                            std::string_view login) {
  const std::string by = percent_encoded(issuer);
  return "otpauth://totp/" + by + ":" + percent_encoded(login) + "?secret=" + std::string(secret) +
         "&issuer=" + by + "&algorithm=SHA1&digits=6&period=30";
}

}  // namespace satchel::server
