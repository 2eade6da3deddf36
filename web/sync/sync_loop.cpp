// The loop's transitions: every failure has a next attempt, and no failure touches the outbox.
#include "web/sync/sync_loop.h"

#include <algorithm>
#include <array>

#include "web/sync/outbox.h"

namespace satchel::web {
namespace {

constexpr int failures_max = 20;  // Beyond it the wait grows no more.

std::uint64_t random_number(Random& random) {
  std::array<std::uint8_t, 8> bytes{};
  random.fill(bytes);
  std::uint64_t number = 0;
  for (const std::uint8_t byte : bytes) number = number << 8 | byte;
  return number;
}

/// Returns half to all of the first wait doubled per failure, so that devices do not come back
/// together.
std::int64_t backoff_ms(int failures, std::int64_t max_ms, Random& random) {
  std::int64_t wait_ms = backoff_first_ms;
  for (int each = 1; each < std::min(failures, failures_max) && wait_ms < max_ms; ++each) {
    wait_ms *= 2;
  }
  wait_ms = std::min(wait_ms, max_ms);
  const auto half = static_cast<std::uint64_t>(wait_ms / 2);
  return wait_ms - static_cast<std::int64_t>(random_number(random) % (half + 1));
}

Result<bool> has_pending(Database& database) {
  auto tx = SATCHEL_TRY(database.begin(Access::read));
  const OutboxCounts counts = SATCHEL_TRY(count_pending(*tx));
  return counts.queued > 0;
}

/// Returns what the server said about its refusal, for people.
std::string words_of(const ExchangeReply& reply) {
  const auto problem = parse_problem(reply.body);
  if (problem && !problem->detail.empty()) return problem->detail;
  return "The server answered with status " + std::to_string(reply.status) + ".";
}

}  // namespace

SyncActions SyncLoop::on_start(Timestamp now) { return exchange(now); }

SyncActions SyncLoop::on_login(Timestamp now) {
  failures_ = 0;
  return exchange(now);
}

SyncActions SyncLoop::on_logout() {
  outstanding_.reset();
  return rest(SyncState::needs_login, "");
}

SyncActions SyncLoop::on_local_change(Timestamp now) {
  switch (state_) {
    case SyncState::idle:
      return exchange(now);
    case SyncState::waiting:
    case SyncState::offline: {
      const Timestamp soon{now.ms + retry_soon_ms};
      return wait_until(state_, std::min(due_, soon));
    }
    case SyncState::exchanging:
    case SyncState::needs_login:
    case SyncState::stopped:
      return {};
  }
  return {};
}

SyncActions SyncLoop::on_online(bool online, Timestamp now) {
  const bool resting =
      state_ == SyncState::idle || state_ == SyncState::waiting || state_ == SyncState::offline;
  if (!resting) return {};
  if (online) {
    failures_ = 0;
    return exchange(now);
  }
  return wait_until(SyncState::offline, {now.ms + backoff_offline_max_ms});
}

SyncActions SyncLoop::on_visible(bool visible, Timestamp now) {
  return visible ? on_online(true, now) : SyncActions{};
}

SyncActions SyncLoop::on_wake(Timestamp now) {
  if (state_ == SyncState::needs_login || state_ == SyncState::stopped) return {};
  if (now < due_) return wait_until(state_, due_);
  if (state_ == SyncState::exchanging) {
    outstanding_.reset();
    return failed(SyncState::offline, "The server did not answer in time.", now);
  }
  return exchange(now);
}

SyncActions SyncLoop::on_reply(const ExchangeReply& reply, Timestamp now) {
  if (!outstanding_ || outstanding_->exchange_id != reply.exchange_id) return {};
  const PreparedExchange sent = *std::move(outstanding_);
  outstanding_.reset();
  if (reply.status == 204) return answered(sent, {}, now);
  if (reply.status == 200 && !reply.body.empty()) return answered(sent, reply.body, now);
  return refused(sent, reply, now);
}

Result<SyncStatus> SyncLoop::status() const {
  auto tx = SATCHEL_TRY(database_.begin(Access::read));
  const bool retries = state_ == SyncState::exchanging && failures_ > 0;
  SyncStatus status = SATCHEL_TRY(load_sync_status(*tx, retries ? failed_as_ : state_));
  const bool attempts =
      state_ == SyncState::idle || state_ == SyncState::waiting || state_ == SyncState::offline;
  if (attempts) status.next_attempt_at = due_;
  return status;
}

SyncActions SyncLoop::exchange(Timestamp now) {
  auto prepared = build_request(database_, bounds_, now, random_);
  if (!prepared && prepared.error().code == ErrorCode::unauthorized) {
    return rest(SyncState::needs_login, "");
  }
  if (!prepared) return failed(SyncState::waiting, prepared.error().message, now);
  outstanding_ = *std::move(prepared);
  SyncActions actions = wait_until(SyncState::exchanging, {now.ms + reply_limit_ms});
  actions.send = SendExchange{outstanding_->exchange_id, outstanding_->body};
  return actions;
}

SyncActions SyncLoop::answered(const PreparedExchange& sent, std::string_view body, Timestamp now) {
  const auto effect = apply_response(database_, sent, body, now);
  if (!effect && effect.error().code == ErrorCode::conflict) {
    return rest(SyncState::stopped, effect.error().message);
  }
  if (!effect) return failed(SyncState::waiting, effect.error().message, now);
  failures_ = *effect == ReplyEffect::no_verdict ? failures_ : 0;
  expected_before_ = 0;
  const auto pending = has_pending(database_);
  if (pending && !*pending) bounds_ = bounds_max_;

  SyncActions next;
  if (*effect == ReplyEffect::no_verdict) {
    next = failed(SyncState::waiting, "The server gave no verdict on what was sent.", now);
  } else if (*effect == ReplyEffect::staged || (pending && *pending)) {
    next = exchange(now);
  } else {
    next = wait_until(SyncState::idle, {now.ms + poll_period_ms});
  }
  next.revised = *effect == ReplyEffect::applied || *effect == ReplyEffect::no_verdict;
  return next;
}

SyncActions SyncLoop::refused(const PreparedExchange& sent, const ExchangeReply& reply,
                              Timestamp now) {
  const std::string why = words_of(reply);
  switch (reply.status) {
    case 0:
      return failed(SyncState::offline, "The server cannot be reached.", now);
    case 401:
      return rest(SyncState::needs_login, "The login has expired. Log in again; nothing is lost.");
    case 400:
    case 413:
    case 422:
      return send_less(sent, why, now);
    case 403:
    case 409: {
      const auto problem = parse_problem(reply.body);
      if (problem) return journal_refused(*problem, now);
      break;
    }
  }
  return failed(SyncState::waiting, why, now);
}

/// 403 and 409 with a type: what only the journal, the device or a person can settle.
SyncActions SyncLoop::journal_refused(const Problem& problem, Timestamp now) {
  if (problem.type == "sequence-gap") {
    if (problem.expected_sequence == expected_before_) {
      return failed(SyncState::waiting, problem.detail, now);
    }
    expected_before_ = problem.expected_sequence;
    const auto reopened = reopen_from(database_, problem.expected_sequence);
    if (reopened) return exchange(now);
    if (reopened.error().code != ErrorCode::conflict) {
      return failed(SyncState::waiting, reopened.error().message, now);
    }
    return rest(SyncState::stopped, reopened.error().message);
  }
  // A login is what helps: of this device, or of the person whose work waits here.
  if (problem.type == "device-unknown" || problem.type == "journal-of-another-user") {
    return rest(SyncState::needs_login, problem.detail);
  }
  const bool final = problem.type == "journal-fork" || problem.type == "device-revoked" ||
                     problem.type == "user-disabled";
  if (!final) return failed(SyncState::waiting, problem.detail, now);
  return rest(SyncState::stopped, problem.detail +
                                      " Nothing was removed: unsent work stays on this device. Do "
                                      "not clear the browser's data; ask your administrator.");
}

/// The exchange was too large, or something in it cannot be read: with half of it, what stands
/// before the trouble gets through.
SyncActions SyncLoop::send_less(const PreparedExchange& sent, const std::string& why,
                                Timestamp now) {
  const std::int64_t count =
      sent.last_sequence == 0 ? 0 : sent.last_sequence - sent.first_sequence + 1;
  if (count <= 1) return failed(SyncState::waiting, why, now);
  bounds_.commands_max = static_cast<std::size_t>(count / 2);
  return exchange(now);
}

SyncActions SyncLoop::failed(SyncState state, const std::string& why, Timestamp now) {
  failures_ += 1;
  failed_as_ = state;
  // The error is only for people; not being able to keep it must not stop the retry.
  (void)store_last_error(database_, why).has_value();
  const std::int64_t max_ms =
      state == SyncState::offline ? backoff_offline_max_ms : backoff_busy_max_ms;
  return wait_until(state, {now.ms + backoff_ms(failures_, max_ms, random_)});
}

SyncActions SyncLoop::rest(SyncState state, const std::string& why) {
  state_ = state;
  due_ = {};
  (void)store_last_error(database_, why).has_value();
  return {};
}

SyncActions SyncLoop::wait_until(SyncState state, Timestamp until) {
  state_ = state;
  due_ = until;
  SyncActions actions;
  actions.wake_at = until;
  return actions;
}

}  // namespace satchel::web
