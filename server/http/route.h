// Route: the one table of what the server answers; everything else is 404 or 405.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "server/http/call.h"
#include "server/http/message.h"
#include "shared/domain/access/permission.h"

namespace satchel::server {

struct Anyone {};
struct AnyUser {};

/// Who may call a route: anyone at all, every user who is logged in, or those whose role has a
/// permission.
using Admits = std::variant<Anyone, AnyUser, Permission>;

/// What a route reads as its body.
enum class Body { none, json, form };

using Handler = Result<HttpReply> (*)(Call& call);
/// Answers without a database: files of the site, health, metrics.
using PlainHandler = HttpReply (*)(const HttpRequest& request, Services& services);

struct Route {
  std::string_view method;   // "GET" answers HEAD too.
  std::string_view pattern;  // "/v1/orders/{id}"; a last "{path...}" stands for all that follows.
  Admits admits = AnyUser{};
  Body body = Body::none;
  Handler handler = nullptr;                       // One of the two.
  PlainHandler plain = nullptr;                    // The other.
  std::string_view produces = "application/json";  // Media types, comma-separated; "*" for any.
};

/// Returns all routes.
std::span<const Route> routes();

/// What a path fits: the route of this method, or else which methods there are.
struct RouteMatch {
  const Route* route = nullptr;
  std::vector<std::string> parameters;
  std::string allowed;  // "GET, HEAD, POST" when only the method is wrong; empty for no such path.
};

RouteMatch match_route(std::span<const Route> table, std::string_view method,
                       std::string_view path);

}  // namespace satchel::server
