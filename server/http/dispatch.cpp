// The checks before a route, in the order in which they refuse.
#include "server/http/dispatch.h"

#include <optional>

#include "server/http/authenticate.h"
#include "server/http/negotiate.h"
#include "server/http/problem_reply.h"

namespace satchel::server {
namespace {

HttpReply with_header(HttpReply reply, std::string name, std::string value) {
  reply.headers.emplace_back(std::move(name), std::move(value));
  return reply;
}

HttpReply no_route_reply(const RouteMatch& match) {
  if (match.allowed.empty()) {
    return problem_reply(404, "There is nothing at this address; see the API's description.");
  }
  return with_header(problem_reply(405, "This address takes only " + match.allowed + "."), "Allow",
                     match.allowed);
}

std::string_view media_type_of(const HttpRequest& request) {
  const std::string_view value = request.header("content-type");
  std::string_view type = value.substr(0, value.find(';'));
  while (type.ends_with(' ')) type.remove_suffix(1);
  return type;
}

std::optional<HttpReply> refuse_body(const Route& route, const HttpRequest& request) {
  const std::string_view type = media_type_of(request);
  switch (route.body) {
    case Body::none:
      if (request.body.empty() || request.body == "{}") return std::nullopt;
      return problem_reply(400, "This address takes no body; send none.");
    case Body::json:
      if (request.body.empty() || type == "application/json") return std::nullopt;
      return problem_reply(415, "The body must be JSON; say Content-Type: application/json.");
    case Body::form:
      if (type == "application/x-www-form-urlencoded") return std::nullopt;
      return problem_reply(415, "The body must be a form (application/x-www-form-urlencoded).");
  }
  return std::nullopt;
}

std::optional<HttpReply> refuse_request(const Route& route, const HttpRequest& request,
                                        const Services& services, std::size_t body_bytes_max) {
  if (auto refusal = refuse_foreign_origin(request, services.options)) return refusal;
  // Where anyone may come in, the cookie counts for nothing: a browser that has a session opens the
  // page or an invitation, and looks for a new version, without our header.
  if (!std::holds_alternative<Anyone>(route.admits)) {
    if (auto refusal = refuse_bare_cookie(request, services.options)) return refusal;
  }
  if (request.body.size() > body_bytes_max) {
    return problem_reply(413, "The unpacked body is larger than " + std::to_string(body_bytes_max) +
                                  " bytes, the most this address takes; send it in parts.");
  }
  if (auto refusal = refuse_body(route, request)) return refusal;
  if (negotiate(request.header("accept"), route.produces).empty()) {
    return problem_reply(
        406, "This address answers with " + std::string(route.produces) + "; accept one of these.");
  }
  return std::nullopt;
}

/// Refuses a caller who may not use the route, or asks too often.
std::optional<HttpReply> refuse_caller(const Route& route, const Call& call) {
  const std::string key =
      call.caller ? call.caller->user_id.text() : "address " + call.request.address;
  if (!call.services.requests.take(key, call.context.now)) {
    return with_header(problem_reply(429, "Too many requests; wait a second and go on slower."),
                       "Retry-After", "1");
  }
  if (std::holds_alternative<Anyone>(route.admits)) return std::nullopt;
  if (!call.caller) {
    return with_header(
        problem_reply(401, "Log in first (POST /v1/login): there is no session, or it has ended."),
        "WWW-Authenticate", "Bearer");
  }
  if (call.caller->device_revoked) {
    return problem_reply(
        Problem{.type = "device-revoked",
                .title = "This device was revoked",
                .status = 403,
                .detail = "The back office revoked the device; log in on another one.",
                .fields = {}});
  }
  const auto* permission = std::get_if<Permission>(&route.admits);
  if (permission != nullptr && !may(call.caller->actor.role, *permission)) {
    return problem_reply(403, "This needs the permission " + std::string(to_text(*permission)) +
                                  ", which the role " +
                                  std::string(to_text(call.caller->actor.role)) +
                                  " has not; ask an administrator.");
  }
  return std::nullopt;
}

Result<HttpReply> answer(const Route& route, Call& call) {
  SATCHEL_TRY(authenticate(call));
  if (auto refusal = refuse_caller(route, call)) return *std::move(refusal);
  return route.handler(call);
}

}  // namespace

Dispatched dispatch(const HttpRequest& request, Services& services, DatabasePool& databases,
                    std::size_t body_bytes_max) {
  RouteMatch match = match_route(routes(), request.method, request.path);
  if (match.route == nullptr) return {.reply = no_route_reply(match)};
  const Route& route = *match.route;
  Dispatched done{.route = std::string(route.pattern)};
  if (auto refusal = refuse_request(route, request, services, body_bytes_max)) {
    done.reply = *std::move(refusal);
    return done;
  }
  HttpRequest matched = request;
  matched.parameters = std::move(match.parameters);
  if (route.plain != nullptr) {
    done.reply = route.plain(matched, services);
    return done;
  }
  auto database = databases.borrow();
  if (!database) {
    done.reply = problem_reply(database.error());
    return done;
  }
  Call call{
      .request = matched,
      .services = services,
      .context = {.database = **database, .random = services.random, .now = services.clock.now()}};
  auto reply = answer(route, call);
  done.reply = reply ? *std::move(reply) : problem_reply(reply.error());
  if (request.method != "GET") services.jobs_added();
  if (call.caller) done.user = call.caller->login;
  return done;
}

}  // namespace satchel::server
