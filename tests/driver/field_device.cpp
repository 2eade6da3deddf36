// Drives the client core's sync loop over HTTP, with the faults of a bad line.
#include "tests/driver/field_device.h"

#include <algorithm>
#include <chrono>

#include "shared/store/organisation_store.h"
#include "shared/store/sqlite_database.h"
#include "shared/wire/sync_message.h"
#include "web/sync/outbox.h"

namespace satchel::driver {
namespace {

constexpr int exchanges_until_idle_max = 10'000;

std::int64_t machine_ms() {
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(since_1970).count();
}

}  // namespace

FieldDevice::FieldDevice(const DeviceOptions& options)
    : options_(options), random_(options.seed), http_(options.port) {}

Result<std::unique_ptr<FieldDevice>> FieldDevice::open(const DeviceOptions& options) {
  std::unique_ptr<FieldDevice> device(new FieldDevice(options));
  SATCHEL_TRY(device->open_database());
  return device;
}

Timestamp FieldDevice::now() const { return {machine_ms() + skipped_ms_}; }

Result<Date> FieldDevice::today() {
  const auto tx = SATCHEL_TRY(database_->begin(Access::read));
  const auto organisation = SATCHEL_TRY(find_organisation(*tx));
  if (organisation && organisation->demo_today) return *organisation->demo_today;
  return utc_date({machine_ms()});
}

Result<void> FieldDevice::open_database() {
  SqliteOptions sqlite;
  sqlite.path = options_.path;
  sqlite.exclusive = true;
  database_ = SATCHEL_TRY(open_sqlite(sqlite));
  SATCHEL_TRY(web::open_device(*database_, now(), random_));
  loop_.emplace(*database_, random_, options_.bounds);
  note(loop_->on_start(now()));
  return {};
}

Result<void> FieldDevice::login(const std::string& login, const std::string& password) {
  LoginRequest request;
  request.login = login;
  request.password = password;
  {
    const auto tx = SATCHEL_TRY(database_->begin(Access::read));
    request.device_id = SATCHEL_TRY(web::load_device(*tx)).device_id;
  }
  request.device_name = options_.name;
  session_ = SATCHEL_TRY(http_.login(request));
  SATCHEL_TRY(web::store_session(*database_, session_, now(), random_));
  note(loop_->on_login(now()));
  return {};
}

Result<Decision<Touched>> FieldDevice::give(const Command& command) {
  const web::DispatchContext context{session_, now(), SATCHEL_TRY(today())};
  return web::dispatch(*database_, context, command);
}

Result<void> FieldDevice::reopen() {
  loop_.reset();
  waiting_.reset();
  database_.reset();
  return open_database();
}

void FieldDevice::note(const web::SyncActions& actions) {
  if (actions.send) waiting_ = actions.send;
  if (actions.wake_at) wake_at_ = *actions.wake_at;
}

void FieldDevice::wait_for_send() {
  if (waiting_) return;
  skipped_ms_ += std::max<std::int64_t>(0, wake_at_.ms - now().ms);
  note(loop_->on_wake(now()));
}

HttpReply FieldDevice::post(const std::string& body) { return http_.post("/v1/sync", body); }

Result<ExchangeReport> FieldDevice::exchange(Fate fate) {
  ExchangeReport report;
  wait_for_send();
  if (!waiting_) {
    const auto status = SATCHEL_TRY(loop_->status());
    return fail(ErrorCode::unavailable, options_.name + " sends nothing any more: " + status.words +
                                            " " + status.last_error);
  }
  const web::SendExchange sent = *std::exchange(waiting_, std::nullopt);
  report.command_count = SATCHEL_TRY(parse_sync_request(sent.body)).commands.size();
  const bool has_commands = report.command_count > 0;
  for (const std::string& body : std::exchange(delayed_, {})) {
    if (post(body).status != 0) ++report.sent_again;
  }
  const auto began = std::chrono::steady_clock::now();
  HttpReply reply = post(sent.body);
  report.took = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - began);
  report.status = reply.status;
  report.refused = reply.refused;
  if (fate == Fate::sent_twice || fate == Fate::sent_twice_lost) {
    reply = post(sent.body);
    if (has_commands && reply.status != 0) ++report.sent_again;
  }
  if (has_commands && fate == Fate::sent_again_later) delayed_.push_back(sent.body);
  report.reply_lost = fate == Fate::reply_lost || fate == Fate::sent_twice_lost;
  if (reply.status != 200 && reply.status != 204) report.problem = reply.body;
  if (report.reply_lost) reply = {0, "the reply was lost", false};
  note(loop_->on_reply({sent.exchange_id, reply.status, reply.body}, now()));
  return report;
}

Result<void> FieldDevice::exchange_until_idle() {
  for (int count = 0; count < exchanges_until_idle_max; ++count) {
    const ExchangeReport report = SATCHEL_TRY(exchange(Fate::delivered));
    if (report.status == 204) return {};
    if (report.status != 200) {
      return fail(
          ErrorCode::unavailable,
          options_.name + " was answered " + std::to_string(report.status) + ": " + report.problem);
    }
  }
  return fail(ErrorCode::conflict, options_.name + " never comes to rest");
}

Result<std::int64_t> FieldDevice::queued() {
  const auto tx = SATCHEL_TRY(database_->begin(Access::read));
  return SATCHEL_TRY(web::count_pending(*tx)).queued;
}

}  // namespace satchel::driver
