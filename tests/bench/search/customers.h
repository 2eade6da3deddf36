// Seeded customers and the texts that people type to find them: the same seed, the same bytes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/domain/account/account.h"

namespace satchel::bench {

/// Returns customer `index` of the seeded crowd, from 0: a company or a consumer, with accents,
/// common and rare names, an e-mail, a phone and an address.
Account make_customer(std::int64_t index);

/// Returns `count` texts as typed for a crowd of `customers`: one to six letters of names, several
/// words, numbers, e-mails, logins, cities, the beginnings of names, and words nobody has.
std::vector<std::string> make_texts(std::size_t count, std::int64_t customers);

}  // namespace satchel::bench
