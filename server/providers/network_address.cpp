// The special-purpose blocks of RFC 6890 and its successors.
#include "server/providers/network_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace satchel::server {
namespace {

struct Block {
  std::uint32_t first;
  int bits;
};

constexpr auto special_blocks = std::to_array<Block>({
    {0x00000000, 8},   // This network.
    {0x0A000000, 8},   // Private.
    {0x64400000, 10},  // Shared by carriers.
    {0x7F000000, 8},   // Loopback.
    {0xA9FE0000, 16},  // Link-local, with the metadata services of clouds.
    {0xAC100000, 12},  // Private.
    {0xC0000000, 24},  // Protocol assignments.
    {0xC0000200, 24},  // Documentation.
    {0xC0A80000, 16},  // Private.
    {0xC6120000, 15},  // Benchmarks.
    {0xC6336400, 24},  // Documentation.
    {0xCB007100, 24},  // Documentation.
    {0xE0000000, 3},   // Multicast and reserved.
});

bool is_public_v4(std::uint32_t address) {
  return std::none_of(special_blocks.begin(), special_blocks.end(), [&](const Block& block) {
    return address >> (32 - block.bits) == block.first >> (32 - block.bits);
  });
}

bool is_public_v6(const in6_addr& address) {
  const std::uint8_t* bytes = address.s6_addr;
  if (IN6_IS_ADDR_V4MAPPED(&address)) {
    std::uint32_t mapped = 0;
    std::memcpy(&mapped, bytes + 12, sizeof mapped);
    return is_public_v4(ntohl(mapped));
  }
  const bool global = (bytes[0] & 0xE0) == 0x20;  // 2000::/3 is all that is given out.
  const bool tunnel = bytes[0] == 0x20 && bytes[1] == 0x02;
  const bool special = bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] < 0x02;
  const bool documentation =
      bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0x0D && bytes[3] == 0xB8;
  return global && !tunnel && !special && !documentation;
}

}  // namespace

bool is_public_address(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &address, sizeof v4);
    return is_public_v4(ntohl(v4.sin_addr.s_addr));
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, &address, sizeof v6);
    return is_public_v6(v6.sin6_addr);
  }
  return false;
}

}  // namespace satchel::server
