// Sites in SQL; keys as SHA-256 digests.
#include "server/store/site_store.h"

#include <algorithm>
#include <array>

#include "shared/base/hash.h"
#include "shared/base/text.h"
#include "shared/domain/limits.h"

namespace satchel::server {
namespace {

constexpr std::size_t site_code_min = 2;
constexpr std::size_t site_code_max = 20;

SalesSite site_in(const Row& row) {
  return {row.text(0), row.number(1),      row.text(2),
          row.text(3), row.number(4) != 0, row.number(5) != 0};
}

bool is_site_text(std::string_view text) {
  return is_clean_utf8(text) && length_of(text) <= name_length_max;
}

}  // namespace

bool is_site_code(std::string_view code) {
  return code.size() >= site_code_min && code.size() <= site_code_max &&
         std::all_of(code.begin(), code.end(), [](char letter) {
           return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
                  letter == '-';
         });
}

Result<SalesSite> save_site(const ServerWrite& write, const SalesSite& site) {
  if (!is_site_code(site.code)) {
    return fail(ErrorCode::invalid, "A site's code has 2 to 20 of a-z, 0-9 and dashes.");
  }
  if (trim(site.name).empty() || !is_site_text(site.name) || !is_site_text(site.reseller)) {
    return fail(ErrorCode::invalid, "A site needs a name; name and reseller have at most " +
                                        std::to_string(name_length_max) + " characters.");
  }
  const Rows rows = SATCHEL_TRY(write.tx.query(R"sql(
    INSERT INTO site (code, number, name, reseller, key_digest, on_account, enabled)
    VALUES ($1, (SELECT COALESCE(MAX(number), 0) + 1 FROM site), $2, $3, '', $4, $5)
    ON CONFLICT (code) DO UPDATE SET name = excluded.name, reseller = excluded.reseller,
      on_account = excluded.on_account, enabled = excluded.enabled
    RETURNING code, number, name, reseller, on_account, enabled
  )sql",
                                               site.code, trim(site.name), trim(site.reseller),
                                               site.on_account, site.enabled));
  return site_in(rows.front());
}

Result<std::string> renew_site_key(const ServerWrite& write, std::string_view code) {
  std::array<std::uint8_t, 32> bytes{};
  write.random.fill(bytes);
  std::string key = to_hex(bytes);
  SATCHEL_TRY(
      write.tx.run("UPDATE site SET key_digest = $2 WHERE code = $1", code, sha256_hex(key)));
  return key;
}

Result<std::optional<SalesSite>> find_site(Transaction& tx, std::string_view code) {
  const Rows rows = SATCHEL_TRY(tx.query(
      "SELECT code, number, name, reseller, on_account, enabled FROM site WHERE code = $1", code));
  return rows.empty() ? std::optional<SalesSite>() : std::optional(site_in(rows.front()));
}

Result<std::optional<SalesSite>> find_site_by_key(Transaction& tx, std::string_view code,
                                                  std::string_view key) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT code, number, name, reseller, on_account, enabled FROM site
    WHERE code = $1 AND key_digest = $2
  )sql",
                                         code, sha256_hex(key)));
  return rows.empty() ? std::optional<SalesSite>() : std::optional(site_in(rows.front()));
}

Result<std::vector<SalesSite>> list_sites(Transaction& tx) {
  std::vector<SalesSite> sites;
  for (const Row& row : SATCHEL_TRY(tx.query(
           "SELECT code, number, name, reseller, on_account, enabled FROM site ORDER BY number"))) {
    sites.push_back(site_in(row));
  }
  return sites;
}

}  // namespace satchel::server
