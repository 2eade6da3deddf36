// Writing an organisation, its catalogue and its first accounts.
#include "server/main/founding.h"

#include <array>

#include "server/main/people.h"
#include "server/store/audit_log.h"
#include "server/store/civil_date.h"
#include "server/store/feed_store.h"
#include "server/store/seal_key_store.h"
#include "server/sync/perform.h"
#include "shared/base/text.h"
#include "shared/store/catalog_store.h"
#include "shared/store/organisation_store.h"

namespace satchel::server {
namespace {

Result<void> append_one(const ServerWrite& write, AggregateKind kind, std::string id) {
  const std::array<FeedEntry, 1> entries{FeedEntry{{kind, std::move(id)}, {}}};
  return append_feed(write, entries);
}

Result<void> note(const ServerWrite& write, std::string action, std::string detail) {
  return append_audit(write, {.at = write.now,
                              .action = std::move(action),
                              .subject = "organisation:-",
                              .detail = std::move(detail)});
}

}  // namespace

Result<void> found_organisation(const ServerWrite& write, Organisation organisation) {
  if (const auto known = SATCHEL_TRY(find_organisation(write.tx))) {
    return fail(ErrorCode::conflict, "This data folder belongs to " + known->legal_name +
                                         " already; one organisation is one folder.");
  }
  if (trim(organisation.legal_name).empty()) {
    return fail(ErrorCode::invalid, "The legal name must not be empty.");
  }
  SATCHEL_TRY(civil_date(organisation.time_zone, write.now));
  organisation.version = 1;
  organisation.seal_key = SATCHEL_TRY(ensure_seal_keys(write));
  SATCHEL_TRY(save_organisation(write.tx, organisation));
  SATCHEL_TRY(note(write, "found_organisation", organisation.legal_name));
  return append_one(write, AggregateKind::organisation, "-");
}

Result<void> publish_price_book(const ServerWrite& write, const PriceBook& book) {
  SATCHEL_TRY(save_price_book(write.tx, book));
  SATCHEL_TRY(note(write, "publish_price_book", book.name));
  return append_one(write, AggregateKind::price_book, std::to_string(book.version));
}

Result<void> create_account(const ServerWrite& write, const Account& account) {
  const auto decided = SATCHEL_TRY(perform_in(write, command_line_actor(), CreateAccount{account}));
  if (decided) return {};
  std::string message = "The account " + display_name(account) +
                        " was refused: " + std::string(describe(decided.error().reason));
  for (const FieldProblem& field : decided.error().fields) message += " [" + field.field + "]";
  return fail(ErrorCode::invalid, std::move(message));
}

Result<void> move_demo_clock(const ServerWrite& write, std::optional<Date> today) {
  Organisation organisation = SATCHEL_TRY(load_organisation(write.tx));
  if (!organisation.demo) {
    return fail(ErrorCode::invalid, "Only a demo organisation's clock can be moved; " +
                                        organisation.legal_name + " is a real one.");
  }
  if (organisation.demo_today == today) return {};
  organisation.demo_today = today;
  ++organisation.version;
  SATCHEL_TRY(save_organisation(write.tx, organisation));
  SATCHEL_TRY(note(write, "move_demo_clock", today ? to_text(*today) : "real time"));
  return append_one(write, AggregateKind::organisation, "-");
}

Result<Organisation> load_organisation(Transaction& tx) {
  auto organisation = SATCHEL_TRY(find_organisation(tx));
  if (organisation) return *std::move(organisation);
  return fail(ErrorCode::not_found,
              "There is no organisation in this data folder. Create one with `satchel init`, or "
              "start the demo with `scripts/run`.");
}

}  // namespace satchel::server
