// Problems for statuses, rejections and errors.
#include "server/http/problem_reply.h"

#include <array>
#include <utility>

namespace satchel::server {
namespace {

constexpr std::array<std::pair<int, std::string_view>, 18> titles{{
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {409, "Conflict"},
    {410, "Gone"},
    {411, "Length Required"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"},
    {421, "Misdirected Request"},
    {422, "Unprocessable Content"},
    {429, "Too Many Requests"},
    {500, "Internal Server Error"},
    {503, "Service Unavailable"},
}};

int status_of(Reason reason) {
  if (reason == Reason::account_not_found || reason == Reason::order_not_found ||
      reason == Reason::payment_not_found || reason == Reason::invoice_not_found) {
    return 404;
  }
  if (reason == Reason::role_not_allowed) return 403;
  return 409;
}

HttpReply error_reply(int status, std::string detail, const Error& error) {
  HttpReply reply = problem_reply(status, std::move(detail));
  reply.log_note = error.message;
  return reply;
}

}  // namespace

std::string_view title_of(int status) {
  for (const auto& [known, title] : titles) {
    if (known == status) return title;
  }
  return "Error";
}

HttpReply problem_reply(const Problem& problem) {
  return {.status = problem.status,
          .content_type = "application/problem+json",
          .body = encode(problem),
          .log_note = problem.detail};
}

HttpReply problem_reply(int status, std::string detail) {
  return problem_reply(Problem{.type = "about:blank",
                               .title = std::string(title_of(status)),
                               .status = status,
                               .detail = std::move(detail)});
}

HttpReply problem_reply(const Rejection& rejection) {
  const std::string_view sentence = describe(rejection.reason);
  return problem_reply(Problem{.type = std::string(to_text(rejection.reason)),
                               .title = "Refused",
                               .status = status_of(rejection.reason),
                               .detail = std::string(sentence),
                               .fields = rejection.fields});
}

HttpReply problem_reply(const Error& error) {
  switch (error.code) {
    case ErrorCode::invalid:
      return problem_reply(400, error.message);
    case ErrorCode::not_found:
      return error_reply(404, "There is no such thing, or it is not yours to see.", error);
    case ErrorCode::conflict:
      return error_reply(409, "Someone else changed this at the same moment; try again.", error);
    case ErrorCode::unauthorized:
      return error_reply(401, "Log in first: POST /v1/login.", error);
    case ErrorCode::unavailable: {
      HttpReply reply =
          error_reply(503, "The database is busy or its disk is full; try again.", error);
      reply.headers.emplace_back("Retry-After", "1");
      return reply;
    }
    case ErrorCode::corrupt:
      return error_reply(500, "Something broke here; nothing was stored. The log says what.",
                         error);
  }
  return error_reply(500, "Something broke here; nothing was stored.", error);
}

}  // namespace satchel::server
