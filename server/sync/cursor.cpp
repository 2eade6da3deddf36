// Cursors are compared as a whole: a cursor is good when making it again gives the same text.
#include "server/sync/cursor.h"

#include <charconv>

#include "server/store/feed_store.h"
#include "server/store/server_schema.h"
#include "shared/base/hash.h"

namespace satchel::server {
namespace {

/// The scope belongs to a user: a device that changes hands starts over.
std::string scope_of(const User& user) {
  return std::to_string(user.scope_version) + "-" + sha256_hex(user.id.text()).substr(0, 12);
}

/// The third of the four parts; -1 unless it is a number.
std::int64_t number_in(const std::string& text) {
  const std::size_t first = text.find('.');
  const std::size_t second = first == std::string::npos ? first : text.find('.', first + 1);
  if (second == std::string::npos) return -1;
  std::int64_t number = -1;
  std::from_chars(text.data() + second + 1, text.data() + text.size(), number);
  return number;
}

}  // namespace

Result<std::string> make_cursor(Transaction& tx, const User& user, std::int64_t number) {
  const auto nonce = SATCHEL_TRY(feed_nonce(tx, number));
  if (!nonce)
    return fail(ErrorCode::corrupt, "no commit gave feed number " + std::to_string(number));
  const std::string epoch = SATCHEL_TRY(epoch_of(tx));
  return epoch + "." + scope_of(user) + "." + std::to_string(number) + "." + *nonce;
}

Result<CursorPosition> find_cursor(Transaction& tx, const User& user, const std::string& text) {
  if (text.empty()) return CursorPosition{};
  const std::int64_t number = number_in(text);
  const std::int64_t head = SATCHEL_TRY(feed_head(tx));
  if (number < 0 || number > head) return CursorPosition{0, true};
  const std::string expected = SATCHEL_TRY(make_cursor(tx, user, number));
  if (text != expected) return CursorPosition{0, true};
  return CursorPosition{number, false};
}

}  // namespace satchel::server
