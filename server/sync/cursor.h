// Cursor: where a device stands in the feed, and under which circumstances that means anything.
#pragma once

#include <cstdint>
#include <string>

#include "server/store/user_store.h"

namespace satchel::server {

/// `number` 0 is the beginning. `starts_over` says that the text was of another epoch, scope or
/// history, so that the device has to drop what it holds.
struct CursorPosition {
  std::int64_t number = 0;
  bool starts_over = false;
};

/// Returns the opaque cursor of `user` at feed number `number`:
/// `<epoch>.<scope>.<number>.<nonce>`.
Result<std::string> make_cursor(Transaction& tx, const User& user, std::int64_t number);

/// Returns where the cursor stands for `user`; the beginning for an empty text.
Result<CursorPosition> find_cursor(Transaction& tx, const User& user, const std::string& text);

}  // namespace satchel::server
