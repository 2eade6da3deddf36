// Moving subscriptions to the prices in force from a day on, page by page.
#include "server/http/handlers.h"
#include "server/http/list_page.h"
#include "server/http/problem_reply.h"
#include "server/store/civil_date.h"
#include "server/sync/price_change.h"
#include "shared/store/organisation_store.h"
#include "shared/wire/reader.h"
#include "shared/wire/writer.h"

namespace satchel::server {
namespace {

struct PriceChangeRequest {
  PriceChange change;
  PriceChangePage page;
};

PriceChangeRequest read_price_change(ObjectReader& in) {
  PriceChangeRequest wish;
  wish.change.on = in.day("on");
  if (in.has("product_id")) wish.change.product_id = in.id<ProductId>("product_id");
  wish.change.preview = in.optional_flag("preview");
  if (in.has("after")) wish.page.after = in.id<SubscriptionId>("after");
  return wish;
}

void write_sums(JsonWriter& out, std::string_view name, const std::map<Currency, Money>& sums) {
  out.key(name);
  out.begin_array();
  for (const auto& each : sums) out.money(each.second);
  out.end_array();
}

std::string price_change_json(const PriceChangeResult& result) {
  JsonWriter out;
  out.begin_object();
  out.field("changed", result.changed);
  out.field("current", result.current);
  out.field("agreed", result.agreed);
  write_sums(out, "monthly_before", result.monthly_before);
  write_sums(out, "monthly_after", result.monthly_after);
  out.key("refused");
  out.begin_array();
  for (const PriceRefusal& each : result.refused) {
    out.begin_object();
    out.field("subscription_id", each.subscription_id);
    out.field("reason", each.rejection.reason);
    out.field("detail", describe(each.rejection.reason));
    out.end_object();
  }
  out.end_array();
  if (!result.after.empty()) out.field("after", result.after);
  out.end_object();
  return out.take();
}

}  // namespace

Result<HttpReply> change_prices(Call& call) {
  const PriceChangeRequest wish =
      SATCHEL_TRY(read_document(call.request.body, Strictness::strict, read_price_change));
  {
    const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
    const auto seller = SATCHEL_TRY(find_organisation(*tx));
    const Date today =
        seller ? SATCHEL_TRY(today_of(*seller, call.context.now)) : utc_date(call.context.now);
    if (wish.change.on < today) {
      return problem_reply(
          400, "The day `on` is past; name today, " + to_text(today) + ", or a later one.");
    }
  }
  const PriceChangeResult result =
      SATCHEL_TRY(change_prices(call.context, call.caller->actor, wish.change, wish.page));
  HttpReply reply = json_reply(price_change_json(result));
  reply.log_note = std::string(wish.change.preview ? "preview of " : "") + "new prices for " +
                   std::to_string(result.changed) + " subscriptions";
  return reply;
}

}  // namespace satchel::server
