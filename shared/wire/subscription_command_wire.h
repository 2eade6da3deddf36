// Commands about subscriptions on the wire.
#pragma once

#include "shared/domain/command.h"
#include "shared/wire/reader.h"
#include "shared/wire/writer.h"

namespace satchel {

/// Writes what the command wishes, without what it is for: the body of its call of the API.
void encode_terms(JsonWriter& out, const ChangeSubscription& command);
void encode_terms(JsonWriter& out, const CancelSubscription& command);
void encode_terms(JsonWriter& out, const PauseSubscription& command);
void encode_terms(JsonWriter& out, const ResumeSubscription& command);

/// Writes the fields of the command's data.
void encode_data(JsonWriter& out, const RecordUsage& command);
void encode_data(JsonWriter& out, const ChangeSubscription& command);
void encode_data(JsonWriter& out, const CancelSubscription& command);
void encode_data(JsonWriter& out, const PauseSubscription& command);
void encode_data(JsonWriter& out, const ResumeSubscription& command);

/// Reads the data of a command of that kind; nothing for kinds that are not about subscriptions.
std::optional<Command> read_subscription_command(ObjectReader& in, CommandKind kind);

/// Reads what a change wishes: plan, quantity, current prices and day.
ChangeSubscription read_subscription_change(ObjectReader& in);

/// Reads when and how a subscription is cancelled.
CancelSubscription read_cancellation(ObjectReader& in);

}  // namespace satchel
