// The audit log, filtered, in pages, as JSON or CSV.
#include <map>

#include "server/http/handlers.h"
#include "server/http/list_page.h"
#include "server/store/audit_log.h"
#include "server/store/user_store.h"
#include "shared/base/words.h"

namespace satchel::server {
namespace {

constexpr std::int64_t day_ms = 24LL * 3600 * 1000;

/// The beginning of a day, in UTC; nothing when the parameter is absent.
Result<std::optional<Timestamp>> day_parameter(const HttpRequest& request, std::string_view name) {
  const std::string_view text = request.parameter(name);
  if (text.empty()) return std::optional<Timestamp>();
  const auto day = parse_date(text);
  if (!day) {
    return fail(ErrorCode::invalid,
                "The parameter " + std::string(name) + " must be a date, YYYY-MM-DD.");
  }
  return std::optional(Timestamp{days_between(date(1970, 1, 1), *day) * day_ms});
}

Result<AuditQuery> query_of_log(const Call& call) {
  const ListPage page =
      SATCHEL_TRY(parse_page(call.request, {"user", "action", "subject", "from", "to"}));
  if (!page.text.empty()) {
    return fail(ErrorCode::invalid, "This list does not know the parameter text.");
  }
  AuditQuery query{.count_max = page.limit + 1, .after = page.after};
  query.user_id = SATCHEL_TRY(parse_id_parameter<UserId>(call.request, "user"));
  query.action = call.request.parameter("action");
  query.subject = call.request.parameter("subject");
  query.from = SATCHEL_TRY(day_parameter(call.request, "from"));
  query.until = SATCHEL_TRY(day_parameter(call.request, "to"));
  if (query.until) query.until->ms += day_ms;  // The last day counts.
  return query;
}

}  // namespace

Result<HttpReply> list_audit_log(Call& call) {
  const AuditQuery query = SATCHEL_TRY(query_of_log(call));
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  std::map<UserId, std::string> names;
  for (const User& user : SATCHEL_TRY(list_users(*tx))) names[user.id] = user.name;
  auto rows = SATCHEL_TRY(list_audit(*tx, query));
  const bool more = std::ssize(rows) == query.count_max;
  if (more) rows.pop_back();
  ListWriter out(format_of(call.request));
  for (const AuditRow& row : rows) {
    out.begin_row();
    out.field("id", std::string_view(row.id));
    out.field("at", std::string_view(utc_text(row.at)));
    out.field("at_ms", row.at.ms);
    out.field("user_id", row.user_id);
    out.field("user_name",
              std::string_view(row.user_id.empty() ? "command line" : names[row.user_id]));
    out.field("action", std::string_view(row.action));
    out.field("subject", std::string_view(row.subject));
    out.field("detail", std::string_view(row.detail));
    out.end_row();
  }
  return list_reply(call.request, out, more ? rows.back().id : "");
}

}  // namespace satchel::server
