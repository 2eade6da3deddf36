// The device row, its journals, and the change from one user to another.
#include "web/sync/device.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "embedded/device_schema.h"
#include "shared/store/account_store.h"
#include "shared/store/migrate.h"
#include "web/sync/outbox.h"
#include "web/sync/truth.h"

namespace satchel::web {
namespace {

struct JournalOwner {
  UserId user_id;
  std::string login;
  std::string name;
};

Result<std::optional<JournalOwner>> find_owner(Transaction& tx, const JournalId& journal) {
  const Rows rows =
      SATCHEL_TRY(tx.query("SELECT user_id, login, user_name FROM journal WHERE id = $1", journal));
  if (rows.empty()) return std::optional<JournalOwner>();
  return std::optional(JournalOwner{rows[0].id<UserId>(0), rows[0].text(1), rows[0].text(2)});
}

Result<JournalId> journal_for(Transaction& tx, const Session& session, Timestamp now,
                              Random& random) {
  const Rows rows =
      SATCHEL_TRY(tx.query("SELECT id FROM journal WHERE user_id = $1", session.user_id));
  if (!rows.empty()) return rows[0].id<JournalId>(0);
  const JournalId id = JournalId::make(now, random);
  SATCHEL_TRY(tx.run(R"sql(
    INSERT INTO journal (id, user_id, login, user_name, last_sequence, head, acknowledged,
                         acknowledged_head)
    VALUES ($1, $2, $3, $4, 0, $1, 0, $1)
  )sql",
                     id, session.user_id, session.login, session.name));
  return id;
}

/// Removes what was replicated and the place in the feed: the next exchange starts from nothing.
Result<void> forget_truth(Transaction& tx) {
  SATCHEL_TRY(tx.run("DELETE FROM staged_page"));
  const auto held = SATCHEL_TRY(load_held(tx));
  SATCHEL_TRY(erase_held(tx, held));
  return tx.run("UPDATE device SET cursor = '', epoch = '', last_exchange_at_ms = 0");
}

std::string refusal_words(const JournalOwner& owner, std::int64_t queued) {
  const std::string entries = queued == 1 ? "1 entry" : std::to_string(queued) + " entries";
  return entries + " of " + owner.name + " (" + owner.login +
         ") on this device are not on the server yet. Log in as " + owner.login +
         " and let them be sent; then another person can log in.";
}

/// Whether both name the same person, however they are capitalised.
bool same_login(std::string_view left, std::string_view right) {
  const auto lower = [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  };
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [&](char one, char other) { return lower(one) == lower(other); });
}

/// Makes room for another user, or says whose unsent work is in the way.
Result<void> leave_user(Transaction& tx, const Device& device, const Session& next) {
  const auto owner = SATCHEL_TRY(find_owner(tx, device.journal_id));
  if (!owner || owner->user_id == next.user_id) return {};
  const OutboxCounts counts = SATCHEL_TRY(count_pending(tx));
  if (counts.queued > 0) return fail(ErrorCode::conflict, refusal_words(*owner, counts.queued));
  SATCHEL_TRY(tx.run("DELETE FROM kept_draft"));
  return forget_truth(tx);
}

}  // namespace

Result<Device> open_device(Database& database, Timestamp now, Random& random) {
  SATCHEL_TRY(migrate_shared(database));
  SATCHEL_TRY(migrate(database, "device", embedded::device_schema()));
  auto tx = SATCHEL_TRY(database.begin());
  const Rows rows = SATCHEL_TRY(tx->query("SELECT id FROM device"));
  if (rows.empty()) {
    SATCHEL_TRY(tx->run(R"sql(
      INSERT INTO device (id, journal_id, session, epoch, cursor, server_offset_ms,
                          last_exchange_at_ms, last_error, next_provisional_number)
      VALUES ($1, '', '', '', '', 0, 0, '', 1)
    )sql",
                        DeviceId::make(now, random)));
  }
  Device device = SATCHEL_TRY(load_device(*tx));
  SATCHEL_TRY(tx->commit());
  return device;
}

Result<Device> load_device(Transaction& tx) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT id, journal_id, session, epoch, cursor, server_offset_ms, last_exchange_at_ms,
           last_error
    FROM device
  )sql"));
  if (rows.empty()) return fail(ErrorCode::corrupt, "The device row is missing.");
  const Row& row = rows[0];
  Device device{.device_id = row.id<DeviceId>(0),
                .journal_id = row.id<JournalId>(1),
                .session = std::nullopt,
                .epoch = row.text(3),
                .cursor = row.text(4),
                .server_offset_ms = row.number(5),
                .last_exchange_at = {row.number(6)},
                .last_error = row.text(7)};
  if (!row.text(2).empty()) device.session = SATCHEL_TRY(parse_session(row.text(2)));
  return device;
}

Result<Device> store_session(Database& database, const Session& session, Timestamp now,
                             Random& random) {
  auto tx = SATCHEL_TRY(database.begin());
  const Device before = SATCHEL_TRY(load_device(*tx));
  SATCHEL_TRY(leave_user(*tx, before, session));
  const JournalId journal = SATCHEL_TRY(journal_for(*tx, session, now, random));
  SATCHEL_TRY(tx->run("UPDATE journal SET login = $2, user_name = $3 WHERE id = $1", journal,
                      session.login, session.name));
  Session kept = session;
  kept.token.clear();
  SATCHEL_TRY(tx->run("UPDATE device SET journal_id = $1, session = $2, last_error = ''", journal,
                      encode(kept)));
  for (const Territory& territory : session.territories) {
    SATCHEL_TRY(save_territory(*tx, territory));
  }
  Device device = SATCHEL_TRY(load_device(*tx));
  SATCHEL_TRY(tx->commit());
  return device;
}

Result<Device> renew_session(Transaction& tx, const Device& device, const Session& session) {
  if (!device.session || device.session->user_id != session.user_id) return device;
  SATCHEL_TRY(tx.run("UPDATE device SET session = $1", encode(session)));
  for (const Territory& territory : session.territories) {
    SATCHEL_TRY(save_territory(tx, territory));
  }
  Device renewed = device;
  renewed.session = session;
  return renewed;
}

Result<void> check_login(Database& database, std::string_view login) {
  auto tx = SATCHEL_TRY(database.begin(Access::read));
  const Device device = SATCHEL_TRY(load_device(*tx));
  const auto owner = SATCHEL_TRY(find_owner(*tx, device.journal_id));
  if (!owner || same_login(owner->login, login)) return {};
  const OutboxCounts counts = SATCHEL_TRY(count_pending(*tx));
  if (counts.queued == 0) return {};
  return fail(ErrorCode::conflict, refusal_words(*owner, counts.queued));
}

Result<void> end_session(Database& database) {
  auto tx = SATCHEL_TRY(database.begin());
  const OutboxCounts counts = SATCHEL_TRY(count_pending(*tx));
  if (counts.queued == 0) SATCHEL_TRY(forget_truth(*tx));
  SATCHEL_TRY(tx->run("UPDATE device SET session = ''"));
  return tx->commit();
}

Result<std::string> take_provisional_number(Database& database) {
  auto tx = SATCHEL_TRY(database.begin());
  const Device device = SATCHEL_TRY(load_device(*tx));
  if (!device.session) {
    return fail(ErrorCode::unauthorized, "Log in before opening an order on this device.");
  }
  const Rows rows = SATCHEL_TRY(
      tx->query("UPDATE device SET next_provisional_number = next_provisional_number + 1 "
                "RETURNING next_provisional_number - 1"));
  SATCHEL_TRY(tx->commit());
  std::array<char, 24> digits{};
  std::snprintf(digits.data(), digits.size(), "%04lld", static_cast<long long>(rows[0].number(0)));
  return device.session->device_label + "-" + digits.data();
}

Actor actor_of(const Session& session) {
  Actor actor{session.user_id, session.name, session.role, {}};
  for (const Territory& territory : session.territories) actor.territories.push_back(territory.id);
  return actor;
}

Result<std::string> load_order_fields(Transaction& tx) {
  const Rows rows = SATCHEL_TRY(tx.query("SELECT order_fields FROM device"));
  if (rows.empty()) return fail(ErrorCode::corrupt, "The device row is missing.");
  return rows[0].text(0);
}

Result<void> save_order_fields(Database& database, const std::string& fields) {
  auto tx = SATCHEL_TRY(database.begin());
  SATCHEL_TRY(tx->run("UPDATE device SET order_fields = $1", fields));
  return tx->commit();
}

}  // namespace satchel::web
