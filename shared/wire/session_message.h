// Sessions: POST /v1/login, GET /v1/session, and the problem document of every refusal.
#pragma once

#include <string>
#include <vector>

#include "shared/domain/access/actor.h"
#include "shared/domain/rejection.h"
#include "shared/wire/reader.h"
#include "shared/wire/writer.h"

namespace satchel {

struct LoginRequest {
  std::string login;
  std::string password;
  DeviceId device_id;       // Empty for the command line, which is no device.
  std::string device_name;  // For people: "Chromium on Linux".
  std::string code{};       // Of the app or a recovery code, where a login needs one.
};

/// A site that orders come from, by the code that they carry.
struct SiteName {
  std::string code;
  std::string name;

  bool operator==(const SiteName&) const = default;
};

/// Who is logged in. `token` is set only for clients that ask for a bearer token.
struct Session {
  UserId user_id;
  std::string login;
  std::string name;
  Role role = Role::rep;
  std::vector<Territory> territories;
  std::string device_label;  // Short and unique in the organisation: prefix of provisional numbers.
  std::string token;
  std::vector<SiteName> sites{};  // Of the organisation, to name them on the device.
};

std::string encode(const LoginRequest& request);
Result<LoginRequest> parse_login_request(std::string_view body);

void encode(JsonWriter& out, const Session& session);
std::string encode(const Session& session);
Session read_session(ObjectReader& in);
Result<Session> parse_session(std::string_view body);

/// application/problem+json (RFC 9457): what happened, where, and what to do.
struct Problem {
  std::string type;  // A short stable word, as in "sequence-gap"; "about:blank" without one.
  std::string title;
  int status = 500;
  std::string detail;
  std::int64_t expected_sequence = 0;  // For "sequence-gap": what the server waits for.
  std::vector<FieldProblem> fields;
};

/// Writes the fields of a rejection as an array, each with its sentence for people.
void encode(JsonWriter& out, const std::vector<FieldProblem>& fields);

/// Reads what `encode` wrote from the field `fields`; absent means none.
std::vector<FieldProblem> read_field_problems(ObjectReader& in);

std::string encode(const Problem& problem);
Result<Problem> parse_problem(std::string_view body);

}  // namespace satchel
