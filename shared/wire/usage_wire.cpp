// Usage records in JSON.
#include "shared/wire/aggregate_wire.h"

namespace satchel {
namespace {

void put_taken(JsonWriter& out, const TakenUsage& taken) {
  out.field("id", taken.id);
  out.field("account_id", taken.account_id);
  out.field("subscription_id", taken.subscription_id);
  out.field("charge_id", taken.charge_id);
  out.field("used_on", taken.used_on);
  out.field("units", taken.units);
  out.field("note", taken.note);
}

}  // namespace

void encode(JsonWriter& out, const TakenUsage& taken) {
  out.begin_object();
  put_taken(out, taken);
  out.end_object();
}

TakenUsage read_taken_usage(ObjectReader& in) {
  TakenUsage taken;
  taken.id = in.id<UsageRecordId>("id");
  taken.account_id = in.id<AccountId>("account_id");
  taken.subscription_id = in.id<SubscriptionId>("subscription_id");
  taken.charge_id = in.id<ChargeId>("charge_id");
  taken.used_on = in.day("used_on");
  taken.units = in.decimal("units");
  taken.note = in.optional_text("note");
  return taken;
}

void encode(JsonWriter& out, const UsageRecord& record) {
  out.begin_object();
  put_taken(out, record);
  out.field("version", record.version);
  out.field("recorded_by", record.recorded_by);
  out.field("recorded_by_name", record.recorded_by_name);
  out.field("recorded_at", record.recorded_at.ms);
  out.field("billed", record.billed);
  out.end_object();
}

UsageRecord read_usage(ObjectReader& in) {
  UsageRecord record;
  static_cast<TakenUsage&>(record) = read_taken_usage(in);
  record.version = in.number("version");
  record.recorded_by = in.optional_id<UserId>("recorded_by");
  record.recorded_by_name = in.text("recorded_by_name");
  record.recorded_at = {in.number("recorded_at")};
  record.billed = in.flag("billed");
  return record;
}

}  // namespace satchel
