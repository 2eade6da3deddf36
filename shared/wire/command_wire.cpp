// Commands in JSON, one shape a kind, and the journal's hash chain.
#include "shared/wire/command_wire.h"

#include "shared/base/hash.h"
#include "shared/wire/aggregate_wire.h"
#include "shared/wire/order_command_wire.h"
#include "shared/wire/subscription_command_wire.h"

namespace satchel {
namespace {

constexpr std::int64_t payload_version = 1;
constexpr std::size_t field_changes_max = 50;

void encode_data(JsonWriter& out, const CreateAccount& command) {
  out.key("account");
  encode(out, command.account);
  if (!command.sealed_password.empty()) out.field("sealed_password", command.sealed_password);
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
  if (command.contacts) {
    out.key("contacts");
    out.begin_object();
    encode_contacts(out, "base", command.contacts->base);
    encode_contacts(out, "value", command.contacts->value);
    out.end_object();
  }
  if (!command.sealed_password.empty()) out.field("sealed_password", command.sealed_password);
}

void encode_data(JsonWriter& out, const RecordPayment& command) {
  out.key("payment");
  encode(out, command.payment);
  if (!command.allocations.empty()) encode_allocations(out, command.allocations);
}

void encode_data(JsonWriter& out, const RefundPayment& command) {
  out.field("payment_id", command.payment_id);
  out.field("reason", command.reason);
  out.field("amount", command.amount);
}

void encode_data(JsonWriter& out, const AllocatePayment& command) {
  out.field("payment_id", command.payment_id);
  encode_allocations(out, command.allocations);
}

void encode_data(JsonWriter& out, const UndoAllocation& command) {
  out.field("payment_id", command.payment_id);
  out.field("invoice_id", command.invoice_id);
  out.field("reason", command.reason);
}

void encode_data(JsonWriter& out, const WriteOffInvoice& command) {
  out.field("account_id", command.account_id);
  out.field("invoice_id", command.invoice_id);
  out.field("reason", command.reason);
}

void encode_data(JsonWriter& out, const VoidInvoice& command) {
  out.field("account_id", command.account_id);
  out.field("invoice_id", command.invoice_id);
  out.field("reason", command.reason);
  out.field("reissue", command.reissue);
}

void encode_data(JsonWriter& out, const UseCredit& command) {
  out.field("account_id", command.account_id);
  out.field("invoice_id", command.invoice_id);
}

Command read_record_payment(ObjectReader& in) {
  RecordPayment command;
  in.object("payment", [&](ObjectReader& each) { command.payment = read_taken_payment(each); });
  command.allocations = read_allocations(in);
  return command;
}

Command read_refund_payment(ObjectReader& in) {
  RefundPayment command{in.id<PaymentId>("payment_id"), in.text("reason")};
  if (in.has("amount")) command.amount = in.money("amount");
  return command;
}

Command read_invoice_act(ObjectReader& in, CommandKind kind) {
  const auto invoice = in.id<InvoiceId>("invoice_id");
  std::string reason = in.text("reason");
  if (kind == CommandKind::undo_allocation) {
    return UndoAllocation{in.id<PaymentId>("payment_id"), invoice, std::move(reason)};
  }
  const auto account = in.id<AccountId>("account_id");
  if (kind == CommandKind::write_off_invoice) {
    return WriteOffInvoice{account, invoice, std::move(reason)};
  }
  return VoidInvoice{account, invoice, std::move(reason), in.flag("reissue")};
}

Command read_create_account(ObjectReader& in) {
  CreateAccount command;
  in.object("account", [&](ObjectReader& each) { command.account = read_account(each); });
  command.sealed_password = in.optional_text("sealed_password");
  return command;
}

Command read_edit_account(ObjectReader& in) {
  EditAccount command;
  command.account_id = in.id<AccountId>("account_id");
  in.each_object("changes", field_changes_max, [&](ObjectReader& change) {
    command.changes.push_back(
        {change.word<AccountField>("field"), change.text("base"), change.text("value")});
  });
  if (in.has("contacts")) {
    in.object("contacts", [&](ObjectReader& each) {
      command.contacts = ContactsChange{read_contacts(each, "base"), read_contacts(each, "value")};
    });
  }
  command.sealed_password = in.optional_text("sealed_password");
  return command;
}

Command read_data(ObjectReader& in, CommandKind kind) {
  if (kind == CommandKind::create_account) return read_create_account(in);
  if (kind == CommandKind::edit_account) return read_edit_account(in);
  if (kind == CommandKind::record_payment) return read_record_payment(in);
  if (kind == CommandKind::refund_payment) return read_refund_payment(in);
  if (kind == CommandKind::allocate_payment) {
    return AllocatePayment{in.id<PaymentId>("payment_id"), read_allocations(in)};
  }
  if (kind == CommandKind::undo_allocation || kind == CommandKind::write_off_invoice ||
      kind == CommandKind::void_invoice) {
    return read_invoice_act(in, kind);
  }
  if (kind == CommandKind::use_credit) {
    return UseCredit{in.id<AccountId>("account_id"), in.id<InvoiceId>("invoice_id")};
  }
  if (auto command = read_subscription_command(in, kind)) return *std::move(command);
  return read_order_command(in, kind);
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
  std::visit(
      [&](const auto& each) {
        if constexpr (requires { each.order_id; }) {
          out.field("order_id", each.order_id);
          encode_order_command(out, each);
        } else {
          encode_data(out, each);
        }
      },
      command);
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
