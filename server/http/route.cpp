// Matching paths against the table.
#include "server/http/route.h"

#include <optional>

namespace satchel::server {
namespace {

/// Takes the next segment off `path`, which begins with a slash or is empty.
std::string_view take_segment(std::string_view& path) {
  path.remove_prefix(1);
  const std::string_view segment = path.substr(0, path.find('/'));
  path.remove_prefix(segment.size());
  return segment;
}

std::optional<std::vector<std::string>> match_pattern(std::string_view pattern,
                                                      std::string_view path) {
  std::vector<std::string> parameters;
  while (pattern.starts_with('/') && path.starts_with('/')) {
    const std::string_view wanted = take_segment(pattern);
    if (wanted.ends_with("...}")) {
      parameters.emplace_back(path.substr(1));
      return parameters;
    }
    const std::string_view found = take_segment(path);
    if (wanted.starts_with('{')) {
      if (found.empty()) return std::nullopt;
      parameters.emplace_back(found);
    } else if (wanted != found) {
      return std::nullopt;
    }
  }
  if (!pattern.empty() || !path.empty()) return std::nullopt;
  return parameters;
}

void allow(std::string& allowed, std::string_view method) {
  if (!allowed.empty()) allowed += ", ";
  allowed += method;
  if (method == "GET") allowed += ", HEAD";
}

}  // namespace

RouteMatch match_route(std::span<const Route> table, std::string_view method,
                       std::string_view path) {
  RouteMatch match;
  for (const Route& route : table) {
    auto parameters = match_pattern(route.pattern, path);
    if (!parameters) continue;
    if (route.method == method) {
      match.route = &route;
      match.parameters = *std::move(parameters);
      return match;
    }
    allow(match.allowed, route.method);
  }
  return match;
}

}  // namespace satchel::server
