// Writes and reads the commands on orders, one shape a kind.
#include "shared/wire/order_command_wire.h"

#include <array>
#include <utility>

#include "shared/domain/limits.h"
#include "shared/wire/aggregate_wire.h"

namespace satchel {
namespace {

/// What the addresses of the acts end with.
constexpr auto act_words = std::to_array<std::pair<std::string_view, CommandKind>>({
    {"accept", CommandKind::accept_order},
    {"deny", CommandKind::deny_order},
    {"approve", CommandKind::approve_order},
    {"reject-approval", CommandKind::reject_approval},
    {"settle", CommandKind::settle_order},
    {"complete", CommandKind::complete_order},
    {"cancel", CommandKind::cancel_order},
    {"mark-fraud", CommandKind::mark_fraud},
    {"set-back", CommandKind::reset_order},
    {"delete", CommandKind::delete_order},
    {"edit", CommandKind::edit_order},
    {"follow-up", CommandKind::follow_up_order},
    {"activate-item", CommandKind::activate_item},
    {"retry-item", CommandKind::retry_item},
    {"screen", CommandKind::screen_order},
    {"verify", CommandKind::verify_order},
});

void encode_offer(JsonWriter& out, const OfferedDocument& offer) {
  out.field("provisional_number", offer.provisional_number);
  out.key("document");
  encode(out, offer.document);
  out.field("notes", offer.notes);
  out.field("quoted_one_time", offer.quoted_one_time);
  out.field("quoted_recurring", offer.quoted_recurring);
  out.field("document_digest", offer.document_digest);
  out.field("closed_through", offer.closed_through);
}

OrderDocument read_field_document(ObjectReader& in) {
  OrderDocument document;
  in.object("document", [&](ObjectReader& each) { document = read_document(each); });
  return document;
}

void read_offer(ObjectReader& in, const OrderId& id, OfferedDocument& offer) {
  offer.order_id = id;
  offer.provisional_number = in.text("provisional_number");
  offer.document = read_field_document(in);
  offer.notes = in.text("notes");
  offer.quoted_one_time = in.money("quoted_one_time");
  offer.quoted_recurring = in.money("quoted_recurring");
  offer.document_digest = in.text("document_digest");
  offer.closed_through = in.optional_day("closed_through");
}

Command read_save_draft(ObjectReader& in, const OrderId& id) {
  SaveDraft command;
  command.order_id = id;
  command.provisional_number = in.text("provisional_number");
  command.document = read_field_document(in);
  command.notes = in.text("notes");
  command.saved = in.flag("saved");
  command.copied_from = in.optional_id<OrderId>("copied_from");
  return command;
}

Command read_place_order(ObjectReader& in, const OrderId& id) {
  PlaceOrder command;
  read_offer(in, id, command);
  command.signature = in.optional_text("signature");
  command.number = in.optional_number("number", 0);
  return command;
}

Command read_save_quote(ObjectReader& in, const OrderId& id) {
  SaveQuote command;
  read_offer(in, id, command);
  command.valid_until = in.day("valid_until");
  return command;
}

Command read_accept_order(ObjectReader& in, const OrderId& id) {
  return AcceptOrder{id, read_item_acceptances(in)};
}

Command read_settle_order(ObjectReader& in, const OrderId& id) {
  return SettleOrder{id, in.money("amount"), in.day("settled_on"), in.text("reference")};
}

Command read_edit_order(ObjectReader& in, const OrderId& id) {
  const auto text = [&](std::string_view name) {
    return in.has(name) ? std::optional(in.text(name)) : std::nullopt;
  };
  return EditOrder{id, text("notes"), text("purchase_order"), text("referral"),
                   text("contact_email")};
}

Command read_record_fraud_check(ObjectReader& in, const OrderId& id) {
  RecordFraudCheck command;
  command.order_id = id;
  in.object("check", [&](ObjectReader& each) { command.check = read_fraud_check(each); });
  return command;
}

ConsentOrder read_consent_order(ObjectReader& in, const OrderId& id) {
  return {id, in.text("document_digest"), in.text("signed_by"), in.text("signature")};
}

Command read_item_act(ObjectReader& in, CommandKind kind, const OrderId& id) {
  const auto item = in.id<OrderItemId>("item_id");
  if (kind == CommandKind::activate_item) return ActivateItem{id, item, in.text("remote_id")};
  if (kind == CommandKind::fail_item) return FailItem{id, item, in.text("error")};
  return RetryItem{id, item};
}

Command read_check(ObjectReader& in, CommandKind kind, const OrderId& id) {
  if (kind == CommandKind::screen_order) return ScreenOrder{id};
  if (kind == CommandKind::verify_order) return VerifyOrder{id};
  return read_record_fraud_check(in, id);
}

/// What ends an order, begins it again or follows it up; each has a reason.
Command read_end(ObjectReader& in, CommandKind kind, const OrderId& id) {
  std::string reason = in.text("reason");
  if (kind == CommandKind::cancel_order) return CancelOrder{id, std::move(reason)};
  if (kind == CommandKind::mark_fraud) return MarkFraud{id, std::move(reason)};
  if (kind == CommandKind::reset_order) return ResetOrder{id, std::move(reason)};
  if (kind == CommandKind::follow_up_order) return FollowUpOrder{id, std::move(reason)};
  return DeleteOrder{id, in.text("confirmation"), std::move(reason)};
}

}  // namespace

std::vector<ItemAcceptance> read_item_acceptances(ObjectReader& in) {
  std::vector<ItemAcceptance> items;
  in.each_object("items", order_items_max, [&](ObjectReader& each) {
    items.push_back({each.id<OrderItemId>("item_id"), each.optional_text("target"),
                     each.optional_text("username"), each.optional_text("password"),
                     each.optional_flag("create"), each.optional_flag("welcome")});
  });
  return items;
}

void encode_order_command(JsonWriter& out, const SaveDraft& command) {
  out.field("provisional_number", command.provisional_number);
  out.key("document");
  encode(out, command.document);
  out.field("notes", command.notes);
  out.field("saved", command.saved);
  if (!command.copied_from.empty()) out.field("copied_from", command.copied_from);
}

void encode_order_command(JsonWriter& out, const PlaceOrder& command) {
  encode_offer(out, command);
  if (!command.signature.empty()) out.field("signature", command.signature);
  if (command.number != 0) out.field("number", command.number);
}

void encode_order_command(JsonWriter& out, const SaveQuote& command) {
  encode_offer(out, command);
  out.field("valid_until", command.valid_until);
}

void encode_order_command(JsonWriter& out, const AcceptOrder& command) {
  out.key("items");
  out.begin_array();
  for (const ItemAcceptance& item : command.items) {
    out.begin_object();
    out.field("item_id", item.item_id);
    out.field("target", item.target);
    out.field("username", item.username);
    out.field("password", item.password);
    out.field("create", item.create);
    out.field("welcome", item.welcome);
    out.end_object();
  }
  out.end_array();
}

void encode_order_command(JsonWriter& out, const SettleOrder& command) {
  out.field("amount", command.amount);
  out.field("settled_on", command.settled_on);
  out.field("reference", command.reference);
}

void encode_order_command(JsonWriter& out, const EditOrder& command) {
  if (command.notes) out.field("notes", *command.notes);
  if (command.purchase_order) out.field("purchase_order", *command.purchase_order);
  if (command.referral) out.field("referral", *command.referral);
  if (command.contact_email) out.field("contact_email", *command.contact_email);
}

void encode_order_command(JsonWriter& out, const RecordFraudCheck& command) {
  out.key("check");
  encode(out, command.check);
}

void encode_order_command(JsonWriter&, const CancelDraft&) {}

void encode_order_command(JsonWriter&, const WithdrawOrder&) {}

void encode_order_command(JsonWriter&, const AmendOrder&) {}

void encode_order_command(JsonWriter& out, const ConsentOrder& command) {
  out.field("document_digest", command.document_digest);
  out.field("signed_by", command.signed_by);
  out.field("signature", command.signature);
}

void encode_order_command(JsonWriter& out, const DeclineOrder& command) {
  out.field("reason", command.reason);
}

void encode_order_command(JsonWriter& out, const DenyOrder& command) {
  out.field("reason", command.reason);
}

void encode_order_command(JsonWriter& out, const ApproveOrder& command) {
  out.field("reason", command.reason);
}

void encode_order_command(JsonWriter& out, const RejectApproval& command) {
  out.field("reason", command.reason);
}

void encode_order_command(JsonWriter&, const CompleteOrder&) {}

void encode_order_command(JsonWriter& out, const CancelOrder& command) {
  out.field("reason", command.reason);
}

void encode_order_command(JsonWriter& out, const MarkFraud& command) {
  out.field("reason", command.reason);
}

void encode_order_command(JsonWriter& out, const ResetOrder& command) {
  out.field("reason", command.reason);
}

void encode_order_command(JsonWriter& out, const DeleteOrder& command) {
  out.field("confirmation", command.confirmation);
  out.field("reason", command.reason);
}

void encode_order_command(JsonWriter& out, const FollowUpOrder& command) {
  out.field("reason", command.reason);
}

void encode_order_command(JsonWriter& out, const ActivateItem& command) {
  out.field("item_id", command.item_id);
  out.field("remote_id", command.remote_id);
}

void encode_order_command(JsonWriter& out, const FailItem& command) {
  out.field("item_id", command.item_id);
  out.field("error", command.error);
}

void encode_order_command(JsonWriter& out, const RetryItem& command) {
  out.field("item_id", command.item_id);
}

void encode_order_command(JsonWriter&, const ScreenOrder&) {}

void encode_order_command(JsonWriter&, const VerifyOrder&) {}

/// What becomes of an order that was placed before, by its author.
Command read_answer(ObjectReader& in, CommandKind kind, const OrderId& id) {
  if (kind == CommandKind::withdraw_order) return WithdrawOrder{id};
  if (kind == CommandKind::amend_order) return AmendOrder{id};
  if (kind == CommandKind::consent_order) return read_consent_order(in, id);
  return DeclineOrder{id, in.text("reason")};
}

Command read_order_act(ObjectReader& in, CommandKind kind, const OrderId& id) {
  switch (kind) {
    case CommandKind::save_draft:
      return read_save_draft(in, id);
    case CommandKind::place_order:
      return read_place_order(in, id);
    case CommandKind::save_quote:
      return read_save_quote(in, id);
    case CommandKind::withdraw_order:
    case CommandKind::amend_order:
    case CommandKind::consent_order:
    case CommandKind::decline_order:
      return read_answer(in, kind, id);
    case CommandKind::accept_order:
      return read_accept_order(in, id);
    case CommandKind::deny_order:
      return DenyOrder{id, in.text("reason")};
    case CommandKind::approve_order:
      return ApproveOrder{id, in.text("reason")};
    case CommandKind::reject_approval:
      return RejectApproval{id, in.text("reason")};
    case CommandKind::settle_order:
      return read_settle_order(in, id);
    case CommandKind::complete_order:
      return CompleteOrder{id};
    case CommandKind::cancel_order:
    case CommandKind::mark_fraud:
    case CommandKind::reset_order:
    case CommandKind::delete_order:
    case CommandKind::follow_up_order:
      return read_end(in, kind, id);
    case CommandKind::edit_order:
      return read_edit_order(in, id);
    case CommandKind::activate_item:
    case CommandKind::fail_item:
    case CommandKind::retry_item:
      return read_item_act(in, kind, id);
    case CommandKind::screen_order:
    case CommandKind::verify_order:
    case CommandKind::record_fraud_check:
      return read_check(in, kind, id);
    case CommandKind::cancel_draft:
    case CommandKind::create_account:
    case CommandKind::edit_account:
    case CommandKind::record_payment:
    case CommandKind::refund_payment:
    case CommandKind::use_credit:
    case CommandKind::record_usage:
    case CommandKind::change_subscription:
    case CommandKind::cancel_subscription:
    case CommandKind::pause_subscription:
    case CommandKind::resume_subscription:
    case CommandKind::allocate_payment:
    case CommandKind::undo_allocation:
    case CommandKind::write_off_invoice:
    case CommandKind::void_invoice:
      break;
  }
  return CancelDraft{id};
}

std::optional<CommandKind> act_of_word(std::string_view word) {
  for (const auto& [known, kind] : act_words) {
    if (known == word) return kind;
  }
  return std::nullopt;
}

std::string_view act_word_of(CommandKind kind) {
  for (const auto& [word, known] : act_words) {
    if (known == kind) return word;
  }
  return {};
}

std::string order_act_body(const Command& command, std::int64_t seen_version) {
  JsonWriter out;
  out.begin_object();
  if (seen_version != 0) out.field("seen_version", seen_version);
  std::visit(
      [&](const auto& each) {
        if constexpr (requires { each.order_id; }) encode_order_command(out, each);
      },
      command);
  out.end_object();
  return out.take();
}

Command read_order_command(ObjectReader& in, CommandKind kind) {
  return read_order_act(in, kind, in.id<OrderId>("order_id"));
}

}  // namespace satchel
