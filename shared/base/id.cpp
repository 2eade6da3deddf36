// UUIDs: recognised, made from time and chance, and derived from what they belong to.
#include "shared/base/id.h"

#include <array>
#include <cstddef>
#include <span>

#include "shared/base/hash.h"

namespace satchel {
namespace {

std::string uuid_text(std::span<std::uint8_t, 16> bytes, std::uint8_t version) {
  bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | (version << 4));
  bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80);
  std::string text = to_hex(bytes);
  for (const std::size_t dash : {8u, 13u, 18u, 23u}) text.insert(dash, 1, '-');
  return text;
}

}  // namespace

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t index = 0; index < text.size(); ++index) {
    const char c = text[index];
    const bool dash = index == 8 || index == 13 || index == 18 || index == 23;
    const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    if (dash ? c != '-' : !hex) return false;
  }
  return true;
}

std::string make_uuid(Timestamp now, Random& random) {
  std::array<std::uint8_t, 16> bytes{};
  random.fill(bytes);
  for (int index = 0; index < 6; ++index) {
    bytes[static_cast<std::size_t>(index)] =
        static_cast<std::uint8_t>(now.ms >> (8 * (5 - index)) & 0xff);
  }
  return uuid_text(bytes, 7);
}

std::string derive_uuid(std::string_view parent, std::string_view label) {
  std::string name(parent);
  name += '/';
  name += label;
  Digest digest = sha256(name);
  return uuid_text(std::span(digest).first<16>(), 8);
}

}  // namespace satchel
