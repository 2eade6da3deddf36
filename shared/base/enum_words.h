// EnumWords: the one table that ties an enumeration to its words in storage and on the wire.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace satchel {

/// Specialised per enumeration with `static constexpr std::array words`, in enumerator order.
template <class E>
struct EnumWords;

/// Returns the storage word of `value`.
template <class E>
requires requires { EnumWords<E>::words; }
constexpr std::string_view to_text(E value) {
  return EnumWords<E>::words[static_cast<std::size_t>(value)];
}

/// Returns the enumerator whose word is `text`, or nothing for an unknown word.
template <class E>
constexpr std::optional<E> parse_enum(std::string_view text) {
  for (std::size_t index = 0; index < EnumWords<E>::words.size(); ++index) {
    if (EnumWords<E>::words[index] == text) return static_cast<E>(index);
  }
  return std::nullopt;
}

/// Declares the words of an enumeration: SATCHEL_ENUM_WORDS(Role, "rep", "admin").
#define SATCHEL_ENUM_WORDS(Type, ...)                                             \
  template <>                                                                     \
  struct EnumWords<Type> {                                                        \
    static constexpr auto words = std::to_array<std::string_view>({__VA_ARGS__}); \
  }

}  // namespace satchel
