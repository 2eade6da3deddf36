// The exchange in JSON: requests read strictly, answers read tolerantly.
#include "shared/wire/sync_message.h"

#include "shared/wire/session_message.h"
#include "shared/wire/verdict_wire.h"

namespace satchel {
namespace {

constexpr std::size_t truths_max = 100'000;
constexpr std::size_t currencies_max = 50;
constexpr std::size_t blocks_max = 10'000;

void encode_watermark(JsonWriter& out, const Watermark& watermark) {
  out.key("watermark");
  out.begin_object();
  out.field("queued", watermark.queued);
  out.field("oldest_at_ms", watermark.oldest_at_ms);
  out.key("totals");
  out.begin_array();
  for (const Money& total : watermark.totals) {
    out.begin_object();
    out.field("total", total);
    out.end_object();
  }
  out.end_array();
  out.end_object();
}

Watermark read_watermark(ObjectReader& in) {
  Watermark watermark;
  watermark.queued = in.number("queued");
  watermark.oldest_at_ms = in.number("oldest_at_ms");
  in.each_object("totals", currencies_max,
                 [&](ObjectReader& each) { watermark.totals.push_back(each.money("total")); });
  return watermark;
}

void encode_numbers(JsonWriter& out, const std::vector<NumberStock>& numbers) {
  if (numbers.empty()) return;
  out.key("numbers");
  out.begin_array();
  for (const NumberStock& stock : numbers) {
    out.begin_object();
    out.field("series", stock.series);
    out.field("last", stock.last);
    out.field("left", stock.left);
    out.end_object();
  }
  out.end_array();
}

void encode_numbers(JsonWriter& out, const std::vector<NumberBlock>& numbers) {
  if (numbers.empty()) return;
  out.key("numbers");
  out.begin_array();
  for (const NumberBlock& block : numbers) {
    out.begin_object();
    out.field("series", block.series);
    out.field("first", block.first);
    out.field("last", block.last);
    out.end_object();
  }
  out.end_array();
}

NumberStock read_stock(ObjectReader& in) {
  NumberStock stock;
  stock.series = in.word<NumberSeries>("series");
  stock.last = in.number("last");
  stock.left = in.number("left");
  if (stock.last < 0 || stock.left < 0) in.report("left", "must not be below zero");
  return stock;
}

NumberBlock read_block(ObjectReader& in) {
  NumberBlock block;
  block.series = in.word<NumberSeries>("series");
  block.first = in.number("first");
  block.last = in.number("last");
  if (block.first < 1 || block.last < block.first) in.report("last", "must not lie before first");
  return block;
}

void read_commands(ObjectReader& in, std::vector<JournalCommand>& commands) {
  const Json* list = in.required("commands");
  const auto* array = list == nullptr ? nullptr : std::get_if<JsonArray>(&list->value);
  if (array == nullptr) return in.report("commands", "must be an array");
  if (array->size() > commands_per_exchange_max) {
    return in.report("commands", "has more entries than one exchange may carry");
  }
  in.each_object("commands", commands_per_exchange_max, [&](ObjectReader& each) {
    commands.push_back(read_command(each, (*array)[commands.size()]));
    const std::size_t count = commands.size();
    if (count > 1 && commands[count - 1].sequence != commands[count - 2].sequence + 1) {
      each.report("seq", "must follow the entry before without a gap");
    }
  });
}

SyncRequest read_request(ObjectReader& in) {
  SyncRequest request;
  request.protocol = in.number("protocol");
  if (request.protocol != sync_protocol_version) {
    in.report("protocol", "is not a version this server speaks");
  }
  request.device_id = in.id<DeviceId>("device_id");
  request.user_id = in.optional_id<UserId>("user_id");
  request.exchange_id = in.id<ExchangeId>("exchange_id");
  request.journal_id = in.id<JournalId>("journal_id");
  request.cursor = in.text("cursor");
  request.head = in.text("head");
  in.object("watermark", [&](ObjectReader& each) { request.watermark = read_watermark(each); });
  in.each_object("numbers", EnumWords<NumberSeries>::words.size(),
                 [&](ObjectReader& each) { request.numbers.push_back(read_stock(each)); });
  read_commands(in, request.commands);
  return request;
}

void encode_verdict(JsonWriter& out, const VerdictRange& range) {
  out.begin_object();
  out.field("first", range.first);
  out.field("last", range.last);
  out.field("verdict", range.verdict.kind);
  if (!range.verdict.cause.empty()) out.field("cause", range.verdict.cause);
  if (range.verdict.rejection) {
    out.field("reason", range.verdict.rejection->reason);
    out.key("fields");
    encode(out, range.verdict.rejection->fields);
  }
  encode_amendments(out, range.verdict.amendments);
  out.end_object();
}

VerdictRange read_verdict(ObjectReader& in) {
  VerdictRange range;
  range.first = in.number("first");
  range.last = in.number("last");
  if (range.last < range.first) in.report("last", "must not lie before first");
  range.verdict.kind = in.word<VerdictKind>("verdict");
  range.verdict.cause = in.optional_id<CommandId>("cause");
  if (in.has("reason")) {
    range.verdict.rejection = Rejection{in.word<Reason>("reason"), read_field_problems(in)};
  }
  range.verdict.amendments = read_amendments(in);
  return range;
}

void encode_truth(JsonWriter& out, const Truth& truth) {
  out.begin_object();
  out.field("kind", truth.ref.kind);
  out.field("id", truth.ref.id);
  if (truth.aggregate) {
    out.key("data");
    encode(out, *truth.aggregate);
  }
  out.end_object();
}

Truth read_truth(ObjectReader& in) {
  Truth truth;
  truth.ref.kind = in.word<AggregateKind>("kind");
  truth.ref.id = in.text("id");
  if (in.has("data")) {
    in.object("data", [&](ObjectReader& data) {
      truth.aggregate = read_aggregate(data, truth.ref.kind);
      if (in.ok() && ref_of(*truth.aggregate) != truth.ref) {
        in.report("data", "is not the aggregate it is said to be");
      }
    });
  }
  return truth;
}

SyncResponse read_response(ObjectReader& in) {
  SyncResponse response;
  response.protocol = in.number("protocol");
  response.exchange_id = in.id<ExchangeId>("exchange_id");
  response.epoch = in.text("epoch");
  response.server_ms = in.number("server_ms");
  response.from_cursor = in.text("from_cursor");
  response.cursor = in.text("cursor");
  response.resync = in.flag("resync");
  if (in.has("session")) {
    in.object("session", [&](ObjectReader& each) { response.session = read_session(each); });
  }
  response.more = in.flag("more");
  response.acknowledged = in.number("acknowledged");
  response.acknowledged_head = in.text("acknowledged_head");
  in.each_object("numbers", blocks_max,
                 [&](ObjectReader& each) { response.numbers.push_back(read_block(each)); });
  in.each_object("verdicts", commands_per_exchange_max,
                 [&](ObjectReader& each) { response.verdicts.push_back(read_verdict(each)); });
  in.each_object("truths", truths_max,
                 [&](ObjectReader& each) { response.truths.push_back(read_truth(each)); });
  return response;
}

}  // namespace

std::string encode(const SyncRequest& request) {
  JsonWriter out;
  out.begin_object();
  out.field("protocol", request.protocol);
  out.field("device_id", request.device_id);
  if (!request.user_id.empty()) out.field("user_id", request.user_id);
  out.field("exchange_id", request.exchange_id);
  out.field("journal_id", request.journal_id);
  out.field("cursor", request.cursor);
  out.field("head", request.head);
  encode_watermark(out, request.watermark);
  encode_numbers(out, request.numbers);
  out.key("commands");
  out.begin_array();
  for (const JournalCommand& command : request.commands) out.raw(command.text);
  out.end_array();
  out.end_object();
  return out.take();
}

Result<SyncRequest> parse_sync_request(std::string_view body) {
  return read_document(body, Strictness::strict, read_request);
}

std::string encode(const SyncResponse& response) {
  JsonWriter out;
  out.begin_object();
  out.field("protocol", response.protocol);
  out.field("exchange_id", response.exchange_id);
  out.field("epoch", response.epoch);
  out.field("server_ms", response.server_ms);
  out.field("from_cursor", response.from_cursor);
  out.field("cursor", response.cursor);
  out.field("resync", response.resync);
  if (response.session) {
    out.key("session");
    encode(out, *response.session);
  }
  out.field("more", response.more);
  out.field("acknowledged", response.acknowledged);
  out.field("acknowledged_head", response.acknowledged_head);
  encode_numbers(out, response.numbers);
  out.key("verdicts");
  out.begin_array();
  for (const VerdictRange& range : response.verdicts) encode_verdict(out, range);
  out.end_array();
  out.key("truths");
  out.begin_array();
  for (const Truth& truth : response.truths) encode_truth(out, truth);
  out.end_array();
  out.end_object();
  return out.take();
}

Result<SyncResponse> parse_sync_response(std::string_view body) {
  return read_document(body, Strictness::tolerant, read_response);
}

}  // namespace satchel
