// Service jobs: what is asked of provisioning systems and registrars for one item of an order.
#pragma once

#include <string>

#include "server/store/job_store.h"
#include "shared/base/enum_words.h"

namespace satchel::server {

/// What is asked of a provisioning system (the first three) or a registrar (the others).
enum class ServiceAct { create, suspend, terminate, register_domain, renew_domain };

}  // namespace satchel::server

namespace satchel {
SATCHEL_ENUM_WORDS(server::ServiceAct, "create", "suspend", "terminate", "register", "renew");
}  // namespace satchel

namespace satchel::server {

/// One request. Empty texts are left out of it.
struct ServiceRequest {
  ServiceAct act = ServiceAct::create;
  std::string remote_id;  // Of the service; none yet for create and register.
  std::string order_id;
  std::string item_id;
  std::string product;
  std::int64_t quantity = 1;
  std::string server;
  std::string username;
  std::string password;
  std::string domain;
  std::string customer_name;
  std::string customer_email;

  bool operator==(const ServiceRequest&) const = default;
};

/// What a job holds.
struct ServiceJob {
  ServiceRequest request;
  bool welcome = false;  // Send the welcome e-mail once it is made.

  bool operator==(const ServiceJob&) const = default;
};

/// Returns the request as the other side gets it.
std::string encode_service_request(const ServiceRequest& request);

/// Returns what the job's payload holds; ErrorCode::invalid when it is something else.
Result<ServiceJob> parse_service_job(std::string_view payload);

/// Returns the latest job about the item, or nothing.
Result<std::optional<Job>> find_service_job(Transaction& tx, const OrderItemId& item);

/// Returns whether the job makes something (create, register) rather than ends it.
bool is_making(const Job& job);

/// In which words a request is made that was given up before.
enum class Wording { as_before, as_given };

/// Asks for something to be made for the item; nothing while a request is under way. One that was
/// given up is asked again under its old key and in its old words, so that it cannot be made twice;
/// in new words only when the other side refused the old ones, and nothing can have been made.
Result<void> ask_to_make(const ServerWrite& write, const ServiceJob& wanted, Wording wording);

/// Gives up a request to make something for the item that was never sent.
Result<void> ask_no_more(const ServerWrite& write, const OrderItemId& item);

/// Asks for what was made for the item to be ended, once; again when that was given up.
Result<void> ask_to_end(const ServerWrite& write, const ServiceRequest& request);

}  // namespace satchel::server
