// Replica: every aggregate of an actor's scope in one database, ready to be compared byte by byte.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "shared/domain/access/actor.h"
#include "shared/store/database.h"

namespace satchel::driver {

struct Replica {
  std::map<std::string, std::string> aggregates;  // By kind and id: the JSON it travels as.
  std::int64_t account_count = 0;
  std::int64_t order_count = 0;
  std::int64_t subscription_count = 0;
  std::int64_t invoice_count = 0;
};

/// Returns everything the device's database holds.
Result<Replica> load_device_replica(Database& database);

/// Returns everything in the server's database that the actor may see: chosen by SQL over the
/// territories, apart from the product's own rules of scope. Draft invoices are nobody's.
Result<Replica> load_server_replica(Database& database, const Actor& actor);

/// Returns the SHA-256 over all of it.
std::string digest_of(const Replica& replica);

/// Returns the first difference in words; empty when both are equal, byte by byte.
std::string difference_of(const Replica& server, const Replica& device);

}  // namespace satchel::driver
