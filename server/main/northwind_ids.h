// The ids that Northwind's own keys always give, so that others find what the import brought in.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/id.h"

namespace satchel::server {

inline constexpr std::string_view northwind_root = "5b0c7a52-6f0e-8d31-9a44-0a7e4d6c1f10";

/// Returns the account of a customer: "ALFKI".
inline AccountId northwind_account_id(std::string_view customer) {
  return AccountId::derive(northwind_root, "customer/" + std::string(customer));
}

inline ProductId northwind_product_id(std::string_view product) {
  return ProductId::derive(northwind_root, "product/" + std::string(product));
}

/// Returns the user of an employee: "1".
inline UserId northwind_user_id(std::string_view employee) {
  return UserId::derive(northwind_root, "employee/" + std::string(employee));
}

/// Returns the territory of the accounts an employee took an order from.
inline TerritoryId northwind_customers_of(std::string_view employee) {
  return TerritoryId::derive(northwind_root, "customers-of/" + std::string(employee));
}

/// Returns a territory of Northwind's own: "06897".
inline TerritoryId northwind_territory_id(std::string_view territory) {
  return TerritoryId::derive(northwind_root, "territory/" + std::string(territory));
}

}  // namespace satchel::server
