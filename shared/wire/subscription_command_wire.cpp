// Writes and reads commands about subscriptions.
#include "shared/wire/subscription_command_wire.h"

#include "shared/wire/aggregate_wire.h"

namespace satchel {
namespace {

template <class SubscriptionCommand>
void put_target(JsonWriter& out, const SubscriptionCommand& command) {
  out.field("account_id", command.account_id);
  out.field("subscription_id", command.subscription_id);
}

template <class SubscriptionCommand>
SubscriptionCommand with_target(ObjectReader& in, SubscriptionCommand command) {
  command.account_id = in.id<AccountId>("account_id");
  command.subscription_id = in.id<SubscriptionId>("subscription_id");
  return command;
}

}  // namespace

void encode_data(JsonWriter& out, const RecordUsage& command) {
  out.key("usage");
  encode(out, command.usage);
}

void encode_terms(JsonWriter& out, const ChangeSubscription& command) {
  if (command.plan_id) out.field("plan_id", *command.plan_id);
  if (command.quantity) out.field("quantity", *command.quantity);
  out.field("current_prices", command.current_prices);
  out.field("on", command.on);
}

void encode_terms(JsonWriter& out, const CancelSubscription& command) {
  out.field("on", command.on);
  out.field("credit", command.credit);
  out.field("reason", command.reason);
}

void encode_terms(JsonWriter& out, const PauseSubscription& command) {
  out.field("on", command.on);
}

void encode_terms(JsonWriter& out, const ResumeSubscription& command) {
  out.field("on", command.on);
}

void encode_data(JsonWriter& out, const ChangeSubscription& command) {
  put_target(out, command);
  encode_terms(out, command);
}

void encode_data(JsonWriter& out, const CancelSubscription& command) {
  put_target(out, command);
  encode_terms(out, command);
}

void encode_data(JsonWriter& out, const PauseSubscription& command) {
  put_target(out, command);
  encode_terms(out, command);
}

void encode_data(JsonWriter& out, const ResumeSubscription& command) {
  put_target(out, command);
  encode_terms(out, command);
}

ChangeSubscription read_subscription_change(ObjectReader& in) {
  ChangeSubscription command;
  if (in.has("plan_id")) command.plan_id = in.id<PlanId>("plan_id");
  if (in.has("quantity")) command.quantity = in.number("quantity");
  command.current_prices = in.optional_flag("current_prices");
  command.on = in.optional_day("on");
  return command;
}

CancelSubscription read_cancellation(ObjectReader& in) {
  CancelSubscription command;
  command.on = in.optional_day("on");
  if (in.has("credit")) command.credit = in.word<CancelCredit>("credit");
  command.reason = in.optional_text("reason");
  return command;
}

std::optional<Command> read_subscription_command(ObjectReader& in, CommandKind kind) {
  if (kind == CommandKind::record_usage) {
    RecordUsage command;
    in.object("usage", [&](ObjectReader& each) { command.usage = read_taken_usage(each); });
    return command;
  }
  if (kind == CommandKind::change_subscription) {
    return with_target(in, read_subscription_change(in));
  }
  if (kind == CommandKind::cancel_subscription) return with_target(in, read_cancellation(in));
  if (kind == CommandKind::pause_subscription) {
    return with_target(in, PauseSubscription{{}, {}, in.day("on")});
  }
  if (kind == CommandKind::resume_subscription) {
    return with_target(in, ResumeSubscription{{}, {}, in.day("on")});
  }
  return std::nullopt;
}

}  // namespace satchel
