// The checks on a request's head.
#include "server/http/request_guard.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "shared/base/text.h"

namespace satchel::server {
namespace {

// cpp-httplib percent-decodes header values and paths after its own check of the raw text, so line
// breaks can appear here that never were on the wire.
bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return (byte < 0x20 && letter != '\t') || byte == 0x7f;
  });
}

std::optional<Refusal> refuse_text(const httplib::Request& request) {
  for (const auto& [name, value] : request.headers) {
    if (has_control(value)) {
      return Refusal{400, "The header " + name + " holds a control character; remove it."};
    }
  }
  for (const auto& [name, value] : request.params) {
    if (has_control(name) || has_control(value) || !is_clean_utf8(name) || !is_clean_utf8(value)) {
      return Refusal{400, "The query holds a control character or is not UTF-8."};
    }
  }
  if (has_control(request.path) || !is_clean_utf8(request.path)) {
    return Refusal{400, "The path holds a control character or is not UTF-8."};
  }
  return std::nullopt;
}

bool is_loopback_host(std::string_view host) {
  if (host.starts_with('[')) return host.substr(0, host.find(']')) == "[::1";
  const std::string_view name = host.substr(0, host.find(':'));
  return name == "localhost" || name == "127.0.0.1";
}

std::optional<Refusal> refuse_host(const httplib::Request& request, const GuardOptions& options) {
  const std::size_t count = request.get_header_value_count("Host");
  if (count != 1) return Refusal{400, "A request needs exactly one Host header."};
  if (options.loopback_only && !is_loopback_host(request.get_header_value("Host"))) {
    return Refusal{421, "This server answers only to 127.0.0.1 and localhost; call it by one."};
  }
  return std::nullopt;
}

std::optional<Refusal> refuse_length(const httplib::Request& request, std::size_t cap) {
  if (!request.has_header("Content-Length")) return std::nullopt;
  const std::string text = request.get_header_value("Content-Length");
  std::size_t length = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
  const bool number = error != std::errc::invalid_argument && end == text.data() + text.size();
  if (!number) return Refusal{400, "Content-Length must be one whole number."};
  if (error == std::errc::result_out_of_range || length > cap) {
    return Refusal{413, "The body is larger than " + std::to_string(cap) +
                            " bytes, the most this address takes; send it in parts."};
  }
  return std::nullopt;
}

std::optional<Refusal> refuse_encoding(const httplib::Request& request) {
  const std::string encoding = request.get_header_value("Content-Encoding");
  if (!encoding.empty() && encoding != "gzip") {
    return Refusal{415, "Content-Encoding may be gzip or absent."};
  }
  if (request.is_multipart_form_data()) {
    return Refusal{415, "Bodies in parts (multipart/form-data) are not read here."};
  }
  return std::nullopt;
}

}  // namespace

std::size_t body_cap(const std::string& path, const GuardOptions& options) {
  return path == "/v1/sync" ? options.sync_bytes_max : options.body_bytes_max;
}

std::optional<Refusal> refuse_head(const httplib::Request& request, const GuardOptions& options) {
  if (request.has_header("Transfer-Encoding")) {
    return Refusal{411, "Send Content-Length instead of Transfer-Encoding."};
  }
  if (auto refusal = refuse_text(request)) return refusal;
  if (auto refusal = refuse_host(request, options)) return refusal;
  if (auto refusal = refuse_length(request, body_cap(request.path, options))) return refusal;
  return refuse_encoding(request);
}

}  // namespace satchel::server
