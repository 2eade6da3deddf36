// Random bytes by libsodium, from the operating system.
#include "server/store/system_random.h"

#include <sodium.h>

#include "shared/base/check.h"

namespace satchel::server {

void SystemRandom::fill(std::span<std::uint8_t> bytes) {
  SATCHEL_CHECK(sodium_init() >= 0);
  randombytes_buf(bytes.data(), bytes.size());
}

}  // namespace satchel::server
