// The request guard: what is refused before any route sees it, and before a body is read.
#pragma once

#include <httplib.h>

#include <optional>
#include <string>

namespace satchel::server {

struct GuardOptions {
  std::size_t body_bytes_max = 1u << 20;
  std::size_t sync_bytes_max = 8u << 20;  // Of POST /v1/sync, before and after unpacking.
  bool loopback_only = true;  // The Host header must name this machine (no DNS rebinding).
};

struct Refusal {
  int status = 400;
  std::string detail;
};

/// Returns why the request is refused by its head alone, or nothing: a `Transfer-Encoding` (411),
/// control characters in a decoded header or path (400), no or several hosts (400), a host that is
/// not ours (421), a body too large (413), packed in a way we do not read or in parts (415).
std::optional<Refusal> refuse_head(const httplib::Request& request, const GuardOptions& options);

/// Returns how large the body of a request to `path` may be, in bytes.
std::size_t body_cap(const std::string& path, const GuardOptions& options);

}  // namespace satchel::server
