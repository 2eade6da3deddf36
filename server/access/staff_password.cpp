// Weighs a password without the words that are tried first.
#include "server/access/staff_password.h"

#include <algorithm>
#include <array>
#include <set>

#include "shared/base/text.h"

namespace satchel::server {
namespace {

constexpr std::size_t different_min = 6;
constexpr std::size_t personal_word_min = 4;

// What stands at the head of every published list of leaked passwords, longer words first so that
// no part of one is left over.
constexpr auto common_words = std::to_array<std::string_view>({
    "correcthorsebatterystaple",
    "administrator",
    "jesuschrist",
    "everything",
    "motdepasse",
    "contraseña",
    "september",
    "chocolate",
    "iloveyou",
    "starwars",
    "password",
    "passw0rd",
    "p@ssw0rd",
    "p@ssword",
    "pa55word",
    "passwort",
    "kennwort",
    "changeme",
    "football",
    "baseball",
    "superman",
    "sunshine",
    "princess",
    "trustno1",
    "whatever",
    "computer",
    "internet",
    "michelle",
    "jennifer",
    "february",
    "november",
    "december",
    "letmein",
    "welcome",
    "michael",
    "charlie",
    "january",
    "october",
    "satchel",
    "default",
    "company",
    "freedom",
    "pokemon",
    "samsung",
    "monkey",
    "dragon",
    "master",
    "shadow",
    "jordan",
    "hunter",
    "killer",
    "soccer",
    "hockey",
    "summer",
    "winter",
    "spring",
    "autumn",
    "august",
    "monday",
    "friday",
    "secret",
    "access",
    "flower",
    "cheese",
    "banana",
    "orange",
    "purple",
    "silver",
    "golden",
    "ginger",
    "pepper",
    "cookie",
    "batman",
    "google",
    "qazwsx",
    "abc123",
    "login",
    "admin",
    "guest",
    "hello",
    "pass",
    "test",
    "user",
    "root",
    "love",
});

// What fingers run along; four in a row or more count as a word.
constexpr auto sequences = std::to_array<std::string_view>({
    "abcdefghijklmnopqrstuvwxyz",
    "zyxwvutsrqponmlkjihgfedcba",
    "01234567890",
    "09876543210",
    "qwertyuiop",
    "poiuytrewq",
    "asdfghjkl",
    "zxcvbnm",
    "qwertzuiop",
    "yxcvbnm",
    "azertyuiop",
    "qsdfghjklm",
    "1q2w3e4r5t6y7u8i9o0p",
    "q1w2e3r4t5y6u7i8o9p0",
    "1qaz2wsx3edc4rfv5tgb6yhn",
});
constexpr std::size_t run_length_min = 4;

/// Takes every occurrence of `word` out of `text`; what stood around it does not grow together.
void remove_word(std::string& text, std::string_view word) {
  for (std::size_t at = 0; (at = text.find(word, at)) != std::string::npos;) {
    text.replace(at, word.size(), " ");
  }
}

/// Returns how many characters from `at` on stand in the sequence in this order.
std::size_t run_at(std::string_view text, std::size_t at, std::string_view sequence) {
  std::size_t longest = 0;
  for (std::size_t start = 0; start < sequence.size(); ++start) {
    std::size_t length = 0;
    while (at + length < text.size() && start + length < sequence.size() &&
           text[at + length] == sequence[start + length]) {
      ++length;
    }
    longest = std::max(longest, length);
  }
  return longest;
}

/// Takes runs along the sequence out of `text`.
void remove_runs(std::string& text, std::string_view sequence) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t length = run_at(text, at, sequence);
    if (length >= run_length_min) text.replace(at, length, " ");
  }
}

std::string without_known_words(std::string_view password,
                                const std::vector<std::string>& personal) {
  std::string left = fold(password);
  for (const std::string& text : personal) {
    for (const std::string& word : folded_words(text)) {
      if (word.size() >= personal_word_min) remove_word(left, word);
    }
  }
  for (const std::string_view word : common_words) remove_word(left, fold(word));
  for (const std::string_view sequence : sequences) remove_runs(left, sequence);
  return left;
}

std::size_t different_characters(std::string_view text) {
  std::set<char> seen(text.begin(), text.end());
  seen.erase(' ');
  return seen.size();
}

}  // namespace

std::string problem_with_staff_password(std::string_view password,
                                        const std::vector<std::string>& personal) {
  if (!is_clean_utf8(password)) return "The password has characters that cannot be read.";
  const std::size_t length = length_of(password);
  if (length < staff_password_length_min) {
    return "Use at least " + std::to_string(staff_password_length_min) +
           " characters; a few words in a row are easy to keep in mind.";
  }
  if (length > staff_password_length_max) {
    return "Use at most " + std::to_string(staff_password_length_max) + " characters.";
  }
  if (different_characters(without_known_words(password, personal)) >= different_min) return {};
  return "This password is among the first to be guessed: it is made of common words, of your name "
         "or the organisation's, or of few characters. Use other words.";
}

}  // namespace satchel::server
