// A sealed box, made with our own random bytes: an ephemeral key pair, a nonce from both public
// keys, and a box; `crypto_box_seal_open` reads it.
#include "shared/base/seal.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <vector>

#include "shared/base/hash.h"

namespace satchel {
namespace {

using PublicKey = std::array<unsigned char, crypto_box_PUBLICKEYBYTES>;
using PrivateKey = std::array<unsigned char, crypto_box_SECRETKEYBYTES>;

struct KeyPair {
  PublicKey public_key{};
  PrivateKey private_key{};
};

KeyPair make_pair(Random& random) {
  std::array<unsigned char, crypto_box_SEEDBYTES> seed{};
  random.fill(seed);
  KeyPair pair;
  crypto_box_seed_keypair(pair.public_key.data(), pair.private_key.data(), seed.data());
  sodium_memzero(seed.data(), seed.size());
  return pair;
}

int digit_of(char character) {
  if (character >= '0' && character <= '9') return character - '0';
  if (character >= 'a' && character <= 'f') return character - 'a' + 10;
  return -1;
}

std::optional<std::vector<unsigned char>> bytes_of(std::string_view hex) {
  if (hex.size() % 2 != 0) return std::nullopt;
  std::vector<unsigned char> bytes;
  for (std::size_t index = 0; index < hex.size(); index += 2) {
    const int high = digit_of(hex[index]);
    const int low = digit_of(hex[index + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes.push_back(static_cast<unsigned char>(high * 16 + low));
  }
  return bytes;
}

const unsigned char* raw(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

SealKeys make_seal_keys(Random& random) {
  KeyPair pair = make_pair(random);
  SealKeys keys{to_hex(pair.public_key), to_hex(pair.private_key)};
  sodium_memzero(pair.private_key.data(), pair.private_key.size());
  return keys;
}

std::optional<std::string> seal(std::string_view text, std::string_view public_key,
                                Random& random) {
  const auto receiver = bytes_of(public_key);
  if (!receiver || receiver->size() != crypto_box_PUBLICKEYBYTES) return std::nullopt;
  KeyPair sender = make_pair(random);
  std::array<unsigned char, crypto_box_NONCEBYTES> nonce{};
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, nonce.size());
  crypto_generichash_update(&state, sender.public_key.data(), sender.public_key.size());
  crypto_generichash_update(&state, receiver->data(), receiver->size());
  crypto_generichash_final(&state, nonce.data(), nonce.size());

  std::vector<unsigned char> sealed(text.size() + crypto_box_SEALBYTES);
  std::copy(sender.public_key.begin(), sender.public_key.end(), sealed.begin());
  const int failed =
      crypto_box_easy(sealed.data() + sender.public_key.size(), raw(text), text.size(),
                      nonce.data(), receiver->data(), sender.private_key.data());
  sodium_memzero(sender.private_key.data(), sender.private_key.size());
  if (failed != 0) return std::nullopt;
  return to_hex(sealed);
}

std::optional<std::string> open_seal(std::string_view sealed, const SealKeys& keys) {
  const auto box = bytes_of(sealed);
  const auto public_key = bytes_of(keys.public_key);
  const auto private_key = bytes_of(keys.private_key);
  if (!box || !public_key || !private_key || box->size() < crypto_box_SEALBYTES ||
      public_key->size() != crypto_box_PUBLICKEYBYTES ||
      private_key->size() != crypto_box_SECRETKEYBYTES) {
    return std::nullopt;
  }
  std::string text(box->size() - crypto_box_SEALBYTES, '\0');
  const int failed =
      crypto_box_seal_open(reinterpret_cast<unsigned char*>(text.data()), box->data(), box->size(),
                           public_key->data(), private_key->data());
  if (failed != 0) return std::nullopt;
  return text;
}

}  // namespace satchel
