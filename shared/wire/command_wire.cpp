// Commands in JSON, one shape a kind, and the journal's hash chain.
#include "shared/wire/command_wire.h"

#include "shared/base/hash.h"
#include "shared/wire/aggregate_wire.h"

namespace satchel {
namespace {

constexpr std::int64_t payload_version = 1;
constexpr std::size_t field_changes_max = 50;

void encode_data(JsonWriter& out, const CreateAccount& command) {
  out.key("account");
  encode(out, command.account);
}

void encode_data(JsonWriter& out, const EditAccount& command) {
  out.field("account_id", command.account_id);
  out.key("changes");
  out.begin_array();
  for (const FieldChange& change : command.changes) {
    out.begin_object();
    out.field("field", change.field);
    out.field("base", change.base);
    out.field("value", change.value);
    out.end_object();
  }
  out.end_array();
}

void encode_data(JsonWriter& out, const SaveDraft& command) {
  out.field("order_id", command.order_id);
  out.field("provisional_number", command.provisional_number);
  out.key("document");
  encode(out, command.document);
  out.field("notes", command.notes);
  out.field("saved", command.saved);
}

void encode_data(JsonWriter& out, const CancelDraft& command) {
  out.field("order_id", command.order_id);
}

void encode_data(JsonWriter& out, const PlaceOrder& command) {
  out.field("order_id", command.order_id);
  out.field("provisional_number", command.provisional_number);
  out.key("document");
  encode(out, command.document);
  out.field("notes", command.notes);
  out.field("quoted_one_time", command.quoted_one_time);
  out.field("quoted_recurring", command.quoted_recurring);
  out.field("document_digest", command.document_digest);
  out.field("closed_through", command.closed_through);
}

void encode_data(JsonWriter& out, const AcceptOrder& command) {
  out.field("order_id", command.order_id);
}

void encode_data(JsonWriter& out, const CompleteOrder& command) {
  out.field("order_id", command.order_id);
}

void encode_data(JsonWriter& out, const CancelOrder& command) {
  out.field("order_id", command.order_id);
  out.field("reason", command.reason);
}

OrderDocument read_field_document(ObjectReader& in) {
  OrderDocument document;
  in.object("document", [&](ObjectReader& each) { document = read_document(each); });
  return document;
}

Command read_create_account(ObjectReader& in) {
  CreateAccount command;
  in.object("account", [&](ObjectReader& each) { command.account = read_account(each); });
  return command;
}

Command read_edit_account(ObjectReader& in) {
  EditAccount command;
  command.account_id = in.id<AccountId>("account_id");
  in.each_object("changes", field_changes_max, [&](ObjectReader& change) {
    command.changes.push_back(
        {change.word<AccountField>("field"), change.text("base"), change.text("value")});
  });
  return command;
}

Command read_save_draft(ObjectReader& in) {
  SaveDraft command;
  command.order_id = in.id<OrderId>("order_id");
  command.provisional_number = in.text("provisional_number");
  command.document = read_field_document(in);
  command.notes = in.text("notes");
  command.saved = in.flag("saved");
  return command;
}

Command read_place_order(ObjectReader& in) {
  PlaceOrder command;
  command.order_id = in.id<OrderId>("order_id");
  command.provisional_number = in.text("provisional_number");
  command.document = read_field_document(in);
  command.notes = in.text("notes");
  command.quoted_one_time = in.money("quoted_one_time");
  command.quoted_recurring = in.money("quoted_recurring");
  command.document_digest = in.text("document_digest");
  command.closed_through = in.optional_day("closed_through");
  return command;
}

Command read_data(ObjectReader& in, CommandKind kind) {
  switch (kind) {
    case CommandKind::create_account:
      return read_create_account(in);
    case CommandKind::edit_account:
      return read_edit_account(in);
    case CommandKind::save_draft:
      return read_save_draft(in);
    case CommandKind::cancel_draft:
      return CancelDraft{in.id<OrderId>("order_id")};
    case CommandKind::place_order:
      return read_place_order(in);
    case CommandKind::accept_order:
      return AcceptOrder{in.id<OrderId>("order_id")};
    case CommandKind::complete_order:
      return CompleteOrder{in.id<OrderId>("order_id")};
    case CommandKind::cancel_order:
      return CancelOrder{in.id<OrderId>("order_id"), in.text("reason")};
  }
  return CancelDraft{};
}

}  // namespace

CommandId command_id_of(const JournalId& journal, std::int64_t sequence) {
  return CommandId::derive(journal.text(), std::to_string(sequence));
}

std::string command_text(std::int64_t sequence, Timestamp at, const Command& command) {
  JsonWriter out;
  out.begin_object();
  out.field("seq", sequence);
  out.field("at", at.ms);
  out.field("kind", kind_of(command));
  out.field("v", payload_version);
  out.key("data");
  out.begin_object();
  std::visit([&](const auto& each) { encode_data(out, each); }, command);
  out.end_object();
  out.end_object();
  return out.take();
}

JournalCommand read_command(ObjectReader& in, const Json& json) {
  JournalCommand command;
  command.sequence = in.number("seq");
  if (command.sequence < 1) in.report("seq", "must be at least 1");
  command.at = Timestamp{in.number("at")};
  const auto kind = in.word<CommandKind>("kind");
  const std::int64_t version = in.number("v");
  if (version != payload_version) in.report("v", "is not a version this server knows");
  in.object("data", [&](ObjectReader& data) {
    if (in.ok()) command.command = read_data(data, kind);
  });
  command.text = to_text(json);
  return command;
}

Result<JournalCommand> parse_command(std::string_view text) {
  const Json json = SATCHEL_TRY(parse_json(text));
  ReadProblem problem;
  JournalCommand command;
  {
    ObjectReader reader(json, "", Strictness::strict, problem);
    command = read_command(reader, json);
  }
  if (!problem.detail.empty()) return fail(ErrorCode::invalid, problem.detail);
  return command;
}

std::string chain_hash(std::string_view before, std::string_view text) {
  return FieldDigest().add(before).add(text).hex();
}

}  // namespace satchel
