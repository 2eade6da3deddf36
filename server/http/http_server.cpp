// The seam to cpp-httplib: its requests become ours, our replies become its own.
#include "server/http/http_server.h"

#include <cctype>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <exception>

#include "server/http/connection_server.h"
#include "server/http/database_pool.h"
#include "server/http/dispatch.h"
#include "server/http/problem_reply.h"
#include "server/http/site.h"

namespace satchel::server {
namespace {

constexpr std::size_t databases_max = 24;
constexpr const char* line_key = "line";  // Of the log line in a response's user data.

constexpr const char* app_policy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; worker-src 'self'; "
    "manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

ConnectionOptions connection_options(const ServerOptions& options) {
  ConnectionOptions connections;
  connections.connections_max = options.connections_max;
  connections.connections_per_address_max = options.connections_per_address_max;
  connections.deadlines.header = std::chrono::milliseconds(options.header_deadline_ms);
  connections.deadlines.request = std::chrono::milliseconds(options.request_deadline_ms);
  connections.deadlines.idle = std::chrono::milliseconds(options.idle_deadline_ms);
  connections.guard.loopback_only = is_loopback(options) && options.public_origin.empty();
  return connections;
}

std::string lower(std::string text) {
  for (char& letter : text) {
    letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  }
  return text;
}

HttpRequest request_of(const httplib::Request& from) {
  HttpRequest request{.method = from.method == "HEAD" ? "GET" : from.method,
                      .path = from.path,
                      .address = from.remote_addr};
  for (const auto& [name, value] : from.headers) request.headers.emplace_back(lower(name), value);
  for (const auto& [name, value] : from.params) request.query.emplace_back(name, value);
  request.body = from.body;
  return request;
}

void fill_response(httplib::Response& to, HttpReply reply) {
  to.status = reply.status;
  for (auto& [name, value] : reply.headers) to.set_header(name, value);
  if (reply.body.empty()) return;
  if (!to.has_header("Content-Encoding")) {
    return to.set_content(std::move(reply.body), reply.content_type);
  }
  // A provider, because a body would be compressed a second time.
  auto bytes = std::make_shared<std::string>(std::move(reply.body));
  to.set_content_provider(bytes->size(), reply.content_type,
                          [bytes](std::size_t offset, std::size_t length, auto& sink) {
                            return sink.write(bytes->data() + offset, length);
                          });
}

void add_security_headers(httplib::Response& to, bool https) {
  const auto add = [&](const char* name, const char* value) {
    if (!to.has_header(name)) to.set_header(name, value);
  };
  add("Content-Security-Policy", app_policy);
  add("X-Content-Type-Options", "nosniff");
  add("Referrer-Policy", "no-referrer");
  add("Cross-Origin-Opener-Policy", "same-origin");
  add("Cross-Origin-Resource-Policy", "same-origin");
  add("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
  add("Cache-Control", "no-store");
  if (https) add("Strict-Transport-Security", "max-age=31536000");
}

/// Mutations and refusals are logged; what only reads is not, unless everything is.
bool is_worth_a_line(const RequestLine& line, bool everything) {
  if (everything || line.status >= 400) return true;
  const bool reads = line.method == "GET" || line.method == "HEAD";
  return !reads && line.status != 204;
}

std::string what_of(const std::exception_ptr& problem) {
  try {
    std::rethrow_exception(problem);
  } catch (const std::exception& exception) {
    return exception.what();
  } catch (...) {
    return "an exception of unknown kind";
  }
}

}  // namespace

struct HttpServer::Parts {
  Parts(const ServerOptions& chosen, const ServerWorld& given, Site read)
      : options(chosen),
        world(given),
        site(std::move(read)),
        databases(options.database, databases_max),
        requests(options),
        logins(options),
        log(world.log, world.clock),
        services{options,
                 site,
                 world.clock,
                 world.random,
                 requests,
                 logins,
                 passwords,
                 metrics,
                 log,
                 [this] { return http.connections(); },
                 world.jobs_added},
        guard(connection_options(options).guard),
        http(connection_options(options)) {
    add_handlers();
  }

  void add_handlers();
  httplib::Server::HandlerResponse refuse(const httplib::Request& from, httplib::Response& to);
  void answer(const httplib::Request& from, httplib::Response& to);
  void note(const httplib::Request& from, const httplib::Response& to);

  ServerOptions options;
  ServerWorld world;
  Site site;
  DatabasePool databases;
  RequestLimiter requests;
  LoginLimiter logins;
  PasswordGate passwords;
  Metrics metrics;
  Log log;
  Services services;
  GuardOptions guard;
  ConnectionServer http;
  int port = 0;
};

httplib::Server::HandlerResponse HttpServer::Parts::refuse(const httplib::Request& from,
                                                           httplib::Response& to) {
  if (const auto refusal = refuse_head(from, guard)) {
    fill_response(to, problem_reply(refusal->status, refusal->detail));
    to.user_data.set(line_key, RequestLine{.note = refusal->detail});
    return httplib::Server::HandlerResponse::Handled;
  }
  if (from.method != "CONNECT" && from.method != "TRACE" && from.method != "PRI") {
    return httplib::Server::HandlerResponse::Unhandled;
  }
  answer(from, to);  // Ends with 404 or 405: no route has such a method.
  return httplib::Server::HandlerResponse::Handled;
}

void HttpServer::Parts::answer(const httplib::Request& from, httplib::Response& to) {
  Dispatched done = dispatch(request_of(from), services, databases, body_cap(from.path, guard));
  to.user_data.set(line_key, RequestLine{.route = std::move(done.route),
                                         .user = std::move(done.user),
                                         .note = std::move(done.reply.log_note)});
  fill_response(to, std::move(done.reply));
}

void HttpServer::Parts::note(const httplib::Request& from, const httplib::Response& to) {
  RequestLine line;
  if (const auto* known = to.user_data.get<RequestLine>(line_key)) line = *known;
  line.method = from.method;
  line.status = to.status;
  line.address = from.remote_addr;
  const auto took = std::chrono::steady_clock::now() - from.start_time_;
  line.took_us = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
  metrics.count_request(line.method, line.route.empty() ? "none" : line.route, line.status,
                        line.took_us);
  if (is_worth_a_line(line, options.log_everything)) log.request(line);
}

void HttpServer::Parts::add_handlers() {
  const auto handler = [this](const httplib::Request& from, httplib::Response& to) {
    answer(from, to);
  };
  http.Get(".*", handler);
  http.Post(".*", handler);
  http.Put(".*", handler);
  http.Patch(".*", handler);
  http.Delete(".*", handler);
  http.Options(".*", handler);
  http.set_pre_routing_handler(
      [this](const httplib::Request& from, httplib::Response& to) { return refuse(from, to); });
  http.set_expect_100_continue_handler([this](const httplib::Request& from, httplib::Response& to) {
    const auto refusal = refuse_head(from, guard);
    if (!refusal) return 100;
    fill_response(to, problem_reply(refusal->status, refusal->detail));
    return refusal->status;
  });
  http.set_error_handler([](const httplib::Request&, httplib::Response& to) {
    if (!to.body.empty()) return httplib::Server::HandlerResponse::Unhandled;
    const char* detail = to.status == 413   ? "The unpacked body is too large; send it in parts."
                         : to.status == 415 ? "Content-Encoding may be gzip or absent."
                         : to.status == 414 ? "The address is longer than 8,192 bytes."
                                            : "The request is no HTTP that this server reads.";
    fill_response(to, problem_reply(to.status, detail));
    return httplib::Server::HandlerResponse::Handled;
  });
  http.set_exception_handler(
      [this](const httplib::Request&, httplib::Response& to, std::exception_ptr problem) {
        log.event("error", "exception", what_of(problem));
        fill_response(to, problem_reply(500, "Something broke here; nothing was stored."));
      });
  http.set_post_routing_handler(
      [https = is_https(options)](const httplib::Request&, httplib::Response& to) {
        add_security_headers(to, https);
      });
  http.set_logger(
      [this](const httplib::Request& from, const httplib::Response& to) { note(from, to); });
}

HttpServer::HttpServer(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
HttpServer::~HttpServer() = default;

Result<std::unique_ptr<HttpServer>> HttpServer::open(const ServerOptions& options,
                                                     const ServerWorld& world) {
  auto parts =
      std::make_unique<Parts>(options, world, SATCHEL_TRY(Site::read(options.site_folder)));
  errno = 0;
  if (options.port == 0) {
    parts->port = parts->http.bind_to_any_port(options.host);
  } else {
    parts->port = parts->http.bind_to_port(options.host, options.port) ? options.port : -1;
  }
  if (parts->port <= 0) {
    return fail(ErrorCode::unavailable, "Port " + std::to_string(options.port) + " on " +
                                            options.host + " cannot be taken (" +
                                            std::strerror(errno) +
                                            "). Stop the program that has it, or choose another "
                                            "with --port.");
  }
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(parts)));
}

int HttpServer::port() const { return parts_->port; }

std::string HttpServer::address() const {
  return "http://" + parts_->options.host + ":" + std::to_string(parts_->port);
}

Log& HttpServer::log() { return parts_->log; }

void HttpServer::serve() { parts_->http.listen_after_bind(); }

void HttpServer::wait_until_ready() const { parts_->http.wait_until_ready(); }

void HttpServer::stop() { parts_->http.begin_stop(); }

}  // namespace satchel::server
