// The site store: the shops that carts come from, each with a key of its own.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/server_write.h"

namespace satchel::server {

/// A web site whose customers' carts become orders.
struct SalesSite {
  std::string code;         // 2 to 20 of a-z, 0-9 and dashes; in addresses and on orders.
  std::int64_t number = 0;  // Serial from 1.
  std::string name;
  std::string reseller;     // Who owes for its orders; empty for a site of our own.
  bool on_account = false;  // Whether its customers, whom nobody knows, may be invoiced later.
  bool enabled = true;      // Off: its carts are refused and its shop is closed.

  bool operator==(const SalesSite&) const = default;
};

/// Returns whether `code` can be a site's code.
bool is_site_code(std::string_view code);

/// Adds the site under the next number, or changes the one with this code.
/// ErrorCode::invalid for a malformed code or name. Returns the site as it is now.
Result<SalesSite> save_site(const ServerWrite& write, const SalesSite& site);

/// Gives the site a new key and returns it (64 hex characters); it is not kept anywhere, and the
/// one before is worth nothing.
Result<std::string> renew_site_key(const ServerWrite& write, std::string_view code);

/// Returns the site, or nothing.
Result<std::optional<SalesSite>> find_site(Transaction& tx, std::string_view code);

/// Returns the site if `key` is its key; nothing for a wrong key or an unknown code.
Result<std::optional<SalesSite>> find_site_by_key(Transaction& tx, std::string_view code,
                                                  std::string_view key);

/// Returns all sites by number.
Result<std::vector<SalesSite>> list_sites(Transaction& tx);

}  // namespace satchel::server
