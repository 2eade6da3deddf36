// Puts customers together from syllables and lists.
#include "tests/bench/search/customers.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>

#include "shared/base/text.h"

namespace satchel::bench {
namespace {

constexpr auto syllables = std::to_array<std::string_view>(
    {"ber",  "mar", "kow", "lin", "sön", "ta",  "rei",  "mül", "ler", "ga",  "no",  "vi",
     "chen", "ros", "wal", "ter", "hof", "man", "stra", "del", "pé",  "rez", "ão",  "sil",
     "va",   "o'",  "con", "nor", "mc",  "do",  "nald", "zy",  "ska", "ny",  "bau", "er"});
constexpr auto first_names = std::to_array<std::string_view>(
    {"Maria", "Anna",  "José",   "Paul",   "Zoë",    "Peter",  "François", "Ines",  "Łukasz",
     "Ana",   "Jean",  "Amélie", "Marius", "Martha", "Björn",  "Carlos",   "Chloé", "Dmitri",
     "Eva",   "Fatma", "Georg",  "Hanna",  "Ivan",   "Jürgen", "Karin",    "Leo"});
constexpr auto trades =
    std::to_array<std::string_view>({"Bakery", "Foods", "Market", "Traders", "Imports", "Café",
                                     "Grocery", "Wines", "Hôtel", "Supply", "Dairy", "Farms"});
constexpr auto cities = std::to_array<std::string_view>(
    {"Berlin", "México D.F.",  "Luleå",  "Mannheim",  "Strasbourg", "Madrid", "Marseille",
     "London", "Buenos Aires", "Bern",   "São Paulo", "Aachen",     "Nantes", "Graz",
     "Lisboa", "Genève",       "Torino", "Portland",  "Köln",       "Seattle"});
constexpr auto streets = std::to_array<std::string_view>(
    {"Obere Str.", "Main Street", "Rue Royale", "Avda. Azteca", "Berguvsvägen", "Gran Vía"});

/// SplitMix64: each customer has a stream of his own.
class Stream {
 public:
  explicit Stream(std::uint64_t seed) : state_(seed * 0x9e3779b97f4a7c15u + 42) {}

  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15u;
    std::uint64_t value = state_;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9u;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebu;
    return value ^ (value >> 31);
  }

  std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }

  /// As people are: a few of the list are common.
  template <class List>
  std::string_view skewed(const List& list) {
    return list[std::min(below(list.size()), below(list.size()))];
  }

 private:
  std::uint64_t state_;
};

std::string last_name(Stream& stream) {
  std::string name(stream.skewed(syllables));
  const std::size_t more = 1 + stream.below(2);
  for (std::size_t index = 0; index < more; ++index) name += stream.skewed(syllables);
  return capitalised(name);
}

AccountId id_of_customer(std::int64_t index) {
  return AccountId::derive("0192f0c1-0000-7000-8000-000000000000", std::to_string(index));
}

/// The first `letters` code points of the text.
std::string beginning(const std::string& text, std::size_t letters) {
  std::size_t size = 0;
  while (size < text.size() && letters > 0) {
    ++size;
    while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xc0) == 0x80) ++size;
    --letters;
  }
  return text.substr(0, size);
}

std::string typed(Stream& stream, const Account& customer) {
  const std::size_t letters = 1 + stream.below(6);
  switch (stream.below(10)) {
    case 0:
      return std::to_string(customer.number);
    case 1:
      return customer.email;
    case 2:
      return fold(customer.login);
    case 3:
      return beginning(display_name(customer), 4 + letters);
    case 4:
      return beginning(customer.first_name, letters) + " " + beginning(customer.last_name, 3);
    case 5:
      return beginning(customer.last_name, letters) + " " + beginning(customer.address.city, 3);
    case 6:
      return beginning(customer.address.city, letters);
    case 7:
      return beginning(customer.first_name, letters);
    case 8:
      return stream.below(4) == 0 ? "qx" + std::to_string(customer.number)
                                  : beginning(customer.email, 2 + letters);
    default:
      return fold(beginning(customer.last_name, letters));
  }
}

}  // namespace

Account make_customer(std::int64_t index) {
  Stream stream(static_cast<std::uint64_t>(index));
  Account account;
  account.id = id_of_customer(index);
  account.number = 1001 + index;
  account.first_name = stream.skewed(first_names);
  account.last_name = last_name(stream);
  account.kind = stream.below(4) == 0 ? AccountKind::consumer : AccountKind::company;
  if (account.kind == AccountKind::company) {
    account.company_name = last_name(stream) + " " + std::string(stream.skewed(trades));
  }
  const std::string mail_name = fold(account.first_name + "." + account.last_name);
  account.email = mail_name + std::to_string(index) + "@" +
                  (account.company_name.empty() ? "home" : "firm") + ".example";
  account.login = stream.below(8) == 0 ? "user" + std::to_string(index) : account.email;
  account.phone = "0" + std::to_string(30 + stream.below(900)) + "-" +
                  std::to_string(1'000'000 + stream.below(9'000'000));
  account.address.street =
      std::string(stream.skewed(streets)) + " " + std::to_string(1 + stream.below(200));
  account.address.city = stream.skewed(cities);
  account.address.postal_code = std::to_string(10'000 + stream.below(90'000));
  account.created_on = date(2026, 1, 1);
  return account;
}

std::vector<std::string> make_texts(std::size_t count, std::int64_t customers) {
  Stream stream(4711);
  std::vector<std::string> texts;
  while (texts.size() < count) {
    const auto index = static_cast<std::int64_t>(stream.below(static_cast<std::size_t>(customers)));
    texts.push_back(typed(stream, make_customer(index)));
  }
  return texts;
}

}  // namespace satchel::bench
