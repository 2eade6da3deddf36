// Logins, sessions and problem documents in JSON.
#include "shared/wire/session_message.h"

namespace satchel {
namespace {

constexpr std::size_t session_territories_max = 10'000;
constexpr std::size_t session_sites_max = 10'000;
constexpr std::size_t problem_fields_max = 1000;

LoginRequest read_login(ObjectReader& in) {
  LoginRequest request;
  request.login = in.text("login");
  request.password = in.text("password");
  request.device_id = in.optional_id<DeviceId>("device_id");
  request.device_name = in.optional_text("device_name");
  request.code = in.optional_text("code");
  return request;
}

Problem read_problem(ObjectReader& in) {
  Problem problem;
  problem.type = in.optional_text("type");
  problem.title = in.optional_text("title");
  problem.status = static_cast<int>(in.optional_number("status", 500));
  problem.detail = in.optional_text("detail");
  problem.expected_sequence = in.optional_number("expected_sequence", 0);
  problem.fields = read_field_problems(in);
  return problem;
}

}  // namespace

void encode(JsonWriter& out, const std::vector<FieldProblem>& fields) {
  out.begin_array();
  for (const FieldProblem& field : fields) {
    out.begin_object();
    out.field("field", field.field);
    out.field("reason", field.reason);
    out.field("detail", describe(field.reason));
    out.end_object();
  }
  out.end_array();
}

std::vector<FieldProblem> read_field_problems(ObjectReader& in) {
  std::vector<FieldProblem> fields;
  in.each_object("fields", problem_fields_max, [&](ObjectReader& each) {
    fields.push_back({each.text("field"), each.word<Reason>("reason")});
    each.optional_text("detail");
  });
  return fields;
}

std::string encode(const LoginRequest& request) {
  JsonWriter out;
  out.begin_object();
  out.field("login", request.login);
  out.field("password", request.password);
  if (!request.device_id.empty()) out.field("device_id", request.device_id);
  if (!request.device_name.empty()) out.field("device_name", request.device_name);
  if (!request.code.empty()) out.field("code", request.code);
  out.end_object();
  return out.take();
}

Result<LoginRequest> parse_login_request(std::string_view body) {
  return read_document(body, Strictness::strict, read_login);
}

Session read_session(ObjectReader& in) {
  Session session;
  session.user_id = in.id<UserId>("user_id");
  session.login = in.text("login");
  session.name = in.text("name");
  session.role = in.word<Role>("role");
  in.each_object("territories", session_territories_max, [&](ObjectReader& each) {
    session.territories.push_back(
        {each.id<TerritoryId>("id"), each.text("code"), each.text("name")});
  });
  session.device_label = in.optional_text("device_label");
  session.token = in.optional_text("token");
  in.each_object("sites", session_sites_max, [&](ObjectReader& each) {
    session.sites.push_back({each.text("code"), each.text("name")});
  });
  return session;
}

void encode(JsonWriter& out, const Session& session) {
  out.begin_object();
  out.field("user_id", session.user_id);
  out.field("login", session.login);
  out.field("name", session.name);
  out.field("role", session.role);
  out.key("territories");
  out.begin_array();
  for (const Territory& territory : session.territories) {
    out.begin_object();
    out.field("id", territory.id);
    out.field("code", territory.code);
    out.field("name", territory.name);
    out.end_object();
  }
  out.end_array();
  out.field("device_label", session.device_label);
  if (!session.token.empty()) out.field("token", session.token);
  out.key("sites");
  out.begin_array();
  for (const SiteName& site : session.sites) {
    out.begin_object();
    out.field("code", site.code);
    out.field("name", site.name);
    out.end_object();
  }
  out.end_array();
  out.end_object();
}

std::string encode(const Session& session) {
  JsonWriter out;
  encode(out, session);
  return out.take();
}

Result<Session> parse_session(std::string_view body) {
  return read_document(body, Strictness::tolerant, read_session);
}

std::string encode(const Problem& problem) {
  JsonWriter out;
  out.begin_object();
  out.field("type", problem.type.empty() ? std::string("about:blank") : problem.type);
  out.field("title", problem.title);
  out.field("status", problem.status);
  out.field("detail", problem.detail);
  if (problem.expected_sequence > 0) out.field("expected_sequence", problem.expected_sequence);
  if (!problem.fields.empty()) {
    out.key("fields");
    encode(out, problem.fields);
  }
  out.end_object();
  return out.take();
}

Result<Problem> parse_problem(std::string_view body) {
  return read_document(body, Strictness::tolerant, read_problem);
}

}  // namespace satchel
