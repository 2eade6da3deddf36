// Puts the outbox into words, and into a rescue file.
#include "web/model/sync_model.h"

#include "shared/domain/order/order.h"
#include "shared/store/account_store.h"
#include "shared/store/order_store.h"
#include "shared/wire/sync_message.h"
#include "shared/wire/writer.h"
#include "web/model/words.h"
#include "web/sync/device.h"

namespace satchel::web {
namespace {

constexpr std::int64_t waiting_rows_max = 200;

std::string verb_of(CommandKind kind) {
  switch (kind) {
    case CommandKind::create_account:
      return "New customer";
    case CommandKind::edit_account:
      return "Changes to customer";
    case CommandKind::save_draft:
      return "Draft";
    case CommandKind::cancel_draft:
      return "Cancelled draft";
    case CommandKind::place_order:
      return "Order";
    case CommandKind::save_quote:
      return "Quote";
    case CommandKind::withdraw_order:
      return "Withdrawal of order";
    case CommandKind::amend_order:
      return "Order taken back";
    case CommandKind::consent_order:
      return "Consent to order";
    case CommandKind::decline_order:
      return "Refusal of changed order";
    case CommandKind::record_payment:
      return "Payment";
    case CommandKind::record_usage:
      return "Usage";
    // Acts of the back office never wait on a device.
    case CommandKind::accept_order:
    case CommandKind::deny_order:
    case CommandKind::approve_order:
    case CommandKind::reject_approval:
    case CommandKind::settle_order:
    case CommandKind::complete_order:
    case CommandKind::cancel_order:
    case CommandKind::mark_fraud:
    case CommandKind::reset_order:
    case CommandKind::delete_order:
    case CommandKind::edit_order:
    case CommandKind::follow_up_order:
    case CommandKind::activate_item:
    case CommandKind::fail_item:
    case CommandKind::retry_item:
    case CommandKind::screen_order:
    case CommandKind::verify_order:
    case CommandKind::record_fraud_check:
    case CommandKind::refund_payment:
    case CommandKind::use_credit:
    case CommandKind::change_subscription:
    case CommandKind::cancel_subscription:
    case CommandKind::pause_subscription:
    case CommandKind::resume_subscription:
    case CommandKind::allocate_payment:
    case CommandKind::undo_allocation:
    case CommandKind::write_off_invoice:
    case CommandKind::void_invoice:
      return "Act on order";
  }
  return "Entry";
}

/// The customer as the command itself names him: he may not be in the tables (any more).
Result<std::string> customer_of(Transaction& tx, const OutboxEntry& entry,
                                const std::optional<Command>& command) {
  if (command) {
    if (const auto* created = std::get_if<CreateAccount>(&*command)) {
      return display_name(created->account);
    }
  }
  const auto id = entry.account_id.empty() ? AccountId::parse(entry.target.id)
                                           : std::optional(entry.account_id);
  if (!id) return std::string();
  const auto account = SATCHEL_TRY(find_account(tx, *id));
  return account ? display_name(*account) : std::string();
}

std::string number_in(const std::optional<Command>& command) {
  if (!command) return {};
  if (const auto* placed = std::get_if<PlaceOrder>(&*command)) return placed->provisional_number;
  if (const auto* draft = std::get_if<SaveDraft>(&*command)) return draft->provisional_number;
  return {};
}

Result<std::string> what_of(Transaction& tx, const OutboxEntry& entry) {
  const auto read = command_of(entry);
  const auto command = read ? std::optional<Command>(*read) : std::nullopt;
  std::string what = verb_of(entry.kind);
  if (const std::string number = number_in(command); !number.empty()) what += " " + number;
  const std::string customer = SATCHEL_TRY(customer_of(tx, entry, command));
  if (customer.empty()) return what;
  return what + (entry.target.kind == AggregateKind::order ? " for " : " ") + customer;
}

std::string amount_in(const OutboxEntry& entry) {
  const auto command = command_of(entry);
  if (!command) return {};
  const auto* placed = std::get_if<PlaceOrder>(&*command);
  return placed == nullptr ? std::string() : to_text(placed->quoted_one_time);
}

std::string reason_of(const Verdict& verdict) {
  if (verdict.kind == VerdictKind::depends_on) {
    return std::string(describe(Reason::cause_refused));
  }
  if (verdict.rejection) return std::string(describe(verdict.rejection->reason));
  return "The server refused this without a reason. Ask the back office.";
}

/// Where the aggregate is shown, if this device has it.
Result<std::string> route_of(Transaction& tx, const AggregateRef& target) {
  if (target.kind == AggregateKind::order) {
    const auto id = OrderId::parse(target.id);
    const auto order = id ? SATCHEL_TRY(find_order(tx, *id)) : std::optional<Order>();
    if (order) return "/orders/" + target.id;
  } else if (target.kind == AggregateKind::account) {
    const auto id = AccountId::parse(target.id);
    const auto account = id ? SATCHEL_TRY(find_account(tx, *id)) : std::optional<Account>();
    if (account) return "/customers/" + target.id;
  }
  return std::string();
}

std::string amendment_line(const Amendment& amendment) {
  if (amendment.field == "login") {
    return "The login " + amendment.wished + " is another customer's. " +
           (amendment.given.empty() ? "Choose one for this customer."
                                    : "It stays " + amendment.given + ".");
  }
  return "The " + amendment.field + " is " + amendment.given + " instead of " + amendment.wished +
         ".";
}

Result<AmendedRow> amended_row(Transaction& tx, const OutboxEntry& entry) {
  AmendedRow row;
  row.sequence = entry.sequence;
  row.what = SATCHEL_TRY(what_of(tx, entry));
  for (const Amendment& amendment : entry.verdict->amendments) {
    row.changes.push_back(amendment_line(amendment));
  }
  row.route = SATCHEL_TRY(route_of(tx, entry.target));
  return row;
}

Result<RefusedRow> refused_row(Transaction& tx, const OutboxEntry& entry) {
  RefusedRow row;
  row.sequence = entry.sequence;
  row.what = SATCHEL_TRY(what_of(tx, entry));
  row.reason = reason_of(*entry.verdict);
  if (entry.verdict->rejection) {
    for (const FieldProblem& problem : entry.verdict->rejection->fields) {
      if (problem.field.empty()) continue;
      row.details.push_back(problem.field + ": " + std::string(describe(problem.reason)));
    }
  }
  row.route = SATCHEL_TRY(route_of(tx, entry.target));
  return row;
}

std::string wait_words(Timestamp at, Timestamp now) {
  if (at.ms == 0) return {};
  const std::int64_t seconds = (at.ms - now.ms + 999) / 1000;
  return seconds <= 0 ? "now" : "in " + std::to_string(seconds) + " s";
}

}  // namespace

Result<SyncModel> load_sync(Transaction& tx, const ModelContext& context, SyncStatus status) {
  SyncModel model;
  for (const Money& total : status.totals) {
    model.totals += (model.totals.empty() ? "" : ", ") + to_text(total);
  }
  const auto pending = SATCHEL_TRY(load_pending(tx, waiting_rows_max + 1));
  for (const OutboxEntry& entry : pending) {
    if (static_cast<std::int64_t>(model.waiting.size()) == waiting_rows_max) break;
    model.waiting.push_back({entry.sequence, SATCHEL_TRY(what_of(tx, entry)),
                             age_of(entry.at, context.now), amount_in(entry)});
  }
  model.more_waiting = pending.size() > model.waiting.size();
  for (const OutboxEntry& entry : status.refused) {
    if (entry.verdict) model.refused.push_back(SATCHEL_TRY(refused_row(tx, entry)));
  }
  for (const OutboxEntry& entry : status.amended) {
    if (entry.verdict) model.amended.push_back(SATCHEL_TRY(amended_row(tx, entry)));
  }
  model.next_attempt = wait_words(status.next_attempt_at, context.now);
  if (status.queued > 0) model.oldest = age_of(status.oldest_at, context.now);
  model.last_exchange = age_of(status.last_exchange_at, context.now);
  model.status = std::move(status);
  return model;
}

Result<std::string> export_queue(Transaction& tx, Timestamp now) {
  const Device device = SATCHEL_TRY(load_device(tx));
  JsonWriter out;
  out.begin_object();
  out.field("format", "satchel rescue file");
  out.field("protocol", sync_protocol_version);
  out.field("saved_at", now.ms);
  out.field("device_id", device.device_id);
  out.field("journal_id", device.journal_id);
  out.field("user", device.session ? device.session->login : std::string());
  out.key("commands");
  out.begin_array();
  for (const OutboxEntry& entry : SATCHEL_TRY(load_pending(tx))) {
    out.begin_object();
    out.field("head", entry.head);
    out.key("command");
    out.raw(entry.text);
    out.end_object();
  }
  out.end_array();
  out.end_object();
  return out.take();
}

}  // namespace satchel::web
