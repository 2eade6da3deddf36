// FullRanking: the rules of customer search, applied to every customer one by one.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "shared/domain/account/account.h"

namespace satchel::bench {

/// Knows nothing of SQL or indexes; what it says is right by its simplicity.
class FullRanking {
 public:
  /// Adds a customer; the order of adding is the order of the rest.
  void add(const Account& account);

  /// Returns the first `count` customers for a typed text: an exact number, login or e-mail, then
  /// names that begin with it (both by name, then id), then the others that hold all its words.
  std::vector<AccountId> first(std::string_view text, std::size_t count) const;

 private:
  struct Entry {
    AccountId id;
    std::string number;
    std::string login;
    std::string email;
    std::string name;
  };

  std::vector<std::size_t> holding(std::string_view text) const;

  std::vector<Entry> entries_;
  std::map<std::string, std::vector<std::size_t>> by_word_;
};

}  // namespace satchel::bench
