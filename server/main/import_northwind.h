// The import of Northwind: organisation, reps, territories, customers and products; no orders.
#pragma once

#include <string>
#include <vector>

#include "server/main/people.h"
#include "server/store/server_write.h"
#include "shared/base/result.h"

namespace satchel::server {

/// What an import brought in, and the passwords it made.
struct NorthwindImport {
  std::size_t categories = 0;
  std::size_t products = 0;
  std::size_t discontinued = 0;
  std::size_t accounts = 0;
  std::size_t accounts_without_territory = 0;
  std::size_t reps = 0;
  std::size_t territories = 0;
  std::vector<Credential> credentials;
};

/// Reads the CSV files in `folder` and writes everything in the open transaction: customers as
/// companies created on 1996-07-01, reachable as `<customerid>@northwind.example`; a territory for
/// each employee that holds the accounts he took an order from, beside his own territories; price
/// book 1, in which discontinued products are available until 1998-05-06. Ids derive from
/// Northwind's keys.
Result<NorthwindImport> import_northwind(const ServerWrite& write, const std::string& folder);

}  // namespace satchel::server
