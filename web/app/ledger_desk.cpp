// Asks the server for the reports of the ledger, and takes in what it answers.
#include "web/app/ledger_desk.h"

#include <utility>

#include "shared/domain/access/permission.h"
#include "shared/wire/writer.h"
#include "web/app/online_words.h"

namespace satchel::web {

void LedgerDesk::clear() {
  asking_.forget();
  model_ = {};
  draft_ = {};
}

/// The days stay for the next report.
void LedgerDesk::enter(std::string_view report, satchel::Role role) {
  model_ = {.report = parse_enum<LedgerReport>(report).value_or(LedgerReport::trial_balance),
            .may_close = may(role, Permission::ledger_close)};
  draft_.table = {};
  draft_.closing = false;
  load();
}

void LedgerDesk::draw(bool online, Date today, Commands& out) {
  model_.online.why_off = online ? "" : "You are offline. The ledger lives on the server.";
  model_.today = today;
  draw_ledger(model_, draft_, out);
}

void LedgerDesk::load() {
  asking_.forget();
  const std::string path = ledger_path(model_.report, draft_.span, "");
  asking_.ask({.method = "GET", .path = path, .timeout_ms = 300'000}, Ask::report);
}

void LedgerDesk::send(std::string doing, FetchRequest request, Ask ask) {
  model_.online.doing = std::move(doing);
  model_.online.error.clear();
  asking_.ask(request, ask);
}

void LedgerDesk::perform(const LedgerWish& wish) {
  if (std::holds_alternative<LoadLedgerReport>(wish)) return load();
  if (std::holds_alternative<SaveLedgerCsv>(wish)) {
    const std::string path = ledger_path(model_.report, draft_.span, "format=csv");
    return send("Asking for the file …", {.method = "GET", .path = path, .timeout_ms = 300'000},
                Ask::csv);
  }
  JsonWriter body;
  body.begin_object();
  body.field("month", std::get<CloseMonth>(wish).month);
  body.end_object();
  send("Closing …", {.path = "/v1/ledger/close-month", .body = body.take()}, Ask::closed);
}

bool LedgerDesk::take(const FetchReply& reply) {
  const auto ask = asking_.answered(reply);
  if (ask) finish(*ask, reply);
  return ask.has_value();
}

void LedgerDesk::finish(Ask ask, const FetchReply& reply) {
  model_.online.doing.clear();
  if (!is_success(reply)) {
    model_.online.error = words_of_failure(reply);
    return;
  }
  if (ask == Ask::csv) {
    const std::string file = std::string(to_text(model_.report)) + ".csv";
    host_.save_file(file, "text/csv", reply.body);
    return kit_.toast("Saved as " + file);
  }
  if (ask == Ask::closed) {
    kit_.toast("The month is closed");
    return load();
  }
  auto table = parse_ledger_report(model_.report, reply.body);
  model_.known = table.has_value();
  model_.online.error =
      table ? "" : "The server's answer could not be read: " + table.error().message;
  if (table) model_.table = *std::move(table);
}

}  // namespace satchel::web
