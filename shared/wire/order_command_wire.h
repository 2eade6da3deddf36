// The commands on orders in JSON.
#pragma once

#include "shared/domain/command.h"
#include "shared/wire/reader.h"
#include "shared/wire/writer.h"

namespace satchel {

/// Writes the fields of the command into the open object, but for its `order_id`.
void encode_order_command(JsonWriter& out, const SaveDraft& command);
void encode_order_command(JsonWriter& out, const CancelDraft& command);
void encode_order_command(JsonWriter& out, const PlaceOrder& command);
void encode_order_command(JsonWriter& out, const SaveQuote& command);
void encode_order_command(JsonWriter& out, const WithdrawOrder& command);
void encode_order_command(JsonWriter& out, const AmendOrder& command);
void encode_order_command(JsonWriter& out, const ConsentOrder& command);
void encode_order_command(JsonWriter& out, const DeclineOrder& command);
void encode_order_command(JsonWriter& out, const AcceptOrder& command);
void encode_order_command(JsonWriter& out, const DenyOrder& command);
void encode_order_command(JsonWriter& out, const ApproveOrder& command);
void encode_order_command(JsonWriter& out, const RejectApproval& command);
void encode_order_command(JsonWriter& out, const SettleOrder& command);
void encode_order_command(JsonWriter& out, const CompleteOrder& command);
void encode_order_command(JsonWriter& out, const CancelOrder& command);
void encode_order_command(JsonWriter& out, const MarkFraud& command);
void encode_order_command(JsonWriter& out, const ResetOrder& command);
void encode_order_command(JsonWriter& out, const DeleteOrder& command);
void encode_order_command(JsonWriter& out, const EditOrder& command);
void encode_order_command(JsonWriter& out, const FollowUpOrder& command);
void encode_order_command(JsonWriter& out, const ActivateItem& command);
void encode_order_command(JsonWriter& out, const FailItem& command);
void encode_order_command(JsonWriter& out, const RetryItem& command);
void encode_order_command(JsonWriter& out, const ScreenOrder& command);
void encode_order_command(JsonWriter& out, const VerifyOrder& command);
void encode_order_command(JsonWriter& out, const RecordFraudCheck& command);

/// Reads `order_id` and what `encode_order_command` wrote for this kind, which is one of an
/// order's.
Command read_order_command(ObjectReader& in, CommandKind kind);

/// Reads the fields of a command on this order, without its `order_id`.
Command read_order_act(ObjectReader& in, CommandKind kind, const OrderId& id);

/// Returns the act whose address ends with this word: POST /v1/orders/{id}/accept.
std::optional<CommandKind> act_of_word(std::string_view word);

/// Returns the word of an act of the back office; empty for other commands.
std::string_view act_word_of(CommandKind kind);

/// Returns the fields of a command on an order, without its `order_id`, as a document of its own.
/// With the version of the order that its author saw, a server refuses it when that is past.
std::string order_act_body(const Command& command, std::int64_t seen_version = 0);

/// Reads how items are to be fulfilled, from the array `items`.
std::vector<ItemAcceptance> read_item_acceptances(ObjectReader& in);

}  // namespace satchel
