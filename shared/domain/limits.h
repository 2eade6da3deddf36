// Limits on every input, enforced by the domain on both sides.
#pragma once

#include <cstddef>
#include <cstdint>

#include "shared/base/money.h"

namespace satchel {

inline constexpr std::size_t name_length_max = 200;
inline constexpr std::size_t email_length_max = 254;
inline constexpr std::size_t address_length_max = 200;
inline constexpr std::size_t short_text_length_max = 100;
inline constexpr std::size_t notes_length_max = 4000;
inline constexpr std::size_t territories_max = 100;
inline constexpr std::size_t contacts_max = 50;
inline constexpr std::size_t customer_password_length_min = 8;
inline constexpr std::size_t customer_password_size_max = 256;  // Bytes.
// In hex: a sealed box adds a public key and an authenticator, 48 bytes together.
inline constexpr std::size_t sealed_password_size_max = 2 * (customer_password_size_max + 48);

inline constexpr std::int64_t quantity_max = 1'000'000;
inline constexpr std::int64_t discount_ppm_max = 1'000'000;
inline constexpr std::int64_t tax_ppm_whole = 1'000'000;  // A tax of 100 %, the highest there is.
inline constexpr std::int64_t price_major_max = 1'000'000'000;
inline constexpr std::int64_t total_minor_max = amount_minor_max * 1000;
inline constexpr std::size_t order_items_max = 500;
inline constexpr std::size_t signature_length_max = 20'000;
inline constexpr std::int64_t quote_days_max = 366;
inline constexpr std::size_t order_charges_max = 20;
inline constexpr std::size_t order_coupons_max = 10;
inline constexpr std::size_t item_charges_max = 20;
inline constexpr std::size_t configuration_fields_max = 50;
inline constexpr std::size_t configuration_length_max = 1000;
inline constexpr std::size_t choices_max = 200;

}  // namespace satchel
