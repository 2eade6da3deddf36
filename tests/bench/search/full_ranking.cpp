// Ranks all customers that match, then takes the first.
#include "tests/bench/search/full_ranking.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "shared/base/text.h"

namespace satchel::bench {
namespace {

bool begins_with(std::string_view text, std::string_view beginning) {
  return text.substr(0, beginning.size()) == beginning;
}

std::set<std::string> words_of(const Account& account) {
  const Address& at = account.address;
  std::string text = display_name(account);
  for (const std::string& part :
       {contact_name(account), account.email, account.login, account.phone, at.street, at.city,
        at.region, at.postal_code, at.country, std::to_string(account.number)}) {
    text += " " + part;
  }
  const auto words = folded_words(text);
  return {words.begin(), words.end()};
}

}  // namespace

void FullRanking::add(const Account& account) {
  const std::size_t place = entries_.size();
  entries_.push_back({account.id, std::to_string(account.number), fold(account.login),
                      fold(account.email), fold(display_name(account))});
  for (const std::string& word : words_of(account)) by_word_[word].push_back(place);
}

std::vector<std::size_t> FullRanking::holding(std::string_view text) const {
  std::vector<std::size_t> words_held(entries_.size(), 0);
  std::size_t words = 0;
  for (const std::string& word : folded_words(text)) {
    for (auto each = by_word_.lower_bound(word);
         each != by_word_.end() && begins_with(each->first, word); ++each) {
      for (const std::size_t place : each->second) {
        if (words_held[place] == words) ++words_held[place];
      }
    }
    ++words;
  }
  std::vector<std::size_t> all;
  for (std::size_t place = 0; words > 0 && place < words_held.size(); ++place) {
    if (words_held[place] == words) all.push_back(place);
  }
  return all;
}

std::vector<AccountId> FullRanking::first(std::string_view text, std::size_t count) const {
  const std::string folded = fold(trim(text));
  std::vector<std::tuple<int, std::string, std::string, std::size_t>> ranked;
  for (const std::size_t place : holding(text)) {
    const Entry& entry = entries_[place];
    const bool exact = entry.number == folded || entry.login == folded || entry.email == folded;
    if (exact || begins_with(entry.name, folded)) {
      ranked.emplace_back(exact ? 0 : 1, entry.name, entry.id.text(), place);
    } else {
      ranked.emplace_back(2, "", "", place);
    }
  }
  std::sort(ranked.begin(), ranked.end());
  std::vector<AccountId> ids;
  for (const auto& each : ranked) {
    if (ids.size() == count) break;
    ids.push_back(entries_[std::get<3>(each)].id);
  }
  return ids;
}

}  // namespace satchel::bench
