// Loads reports and puts them into words.
#include "web/model/report_model.h"

#include "shared/store/awaiting_payment.h"
#include "web/model/csv.h"
#include "web/model/general_model.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

std::optional<ReportBy> report_by(ReportKind kind) {
  switch (kind) {
    case ReportKind::status:
      return ReportBy::status;
    case ReportKind::rep:
      return ReportBy::rep;
    case ReportKind::product:
      return ReportBy::product;
    case ReportKind::day:
      return ReportBy::day;
    case ReportKind::week:
      return ReportBy::week;
    case ReportKind::month:
      return ReportBy::month;
    case ReportKind::incomplete:
    case ReportKind::awaiting_payment:
      return std::nullopt;
  }
  return std::nullopt;
}

std::string label_of(ReportBy by, const std::string& key) {
  const auto day = parse_date(key);
  if (by == ReportBy::month && day) return month_and_year(*day);
  if (by == ReportBy::week && day) return "Week of " + long_date(*day);
  if (by == ReportBy::day && day) return long_date(*day);
  return key.empty() ? "Nobody" : key;
}

void add_sum(std::vector<Money>& sums, Money amount) {
  for (Money& sum : sums) {
    if (sum.currency != amount.currency) continue;
    sum = sum + amount;
    return;
  }
  sums.push_back(amount);
}

Result<ReportModel> load_orders_report(Transaction& tx, ReportBy by, const ReportSpan& span) {
  ReportModel model;
  std::int64_t count = 0;
  std::vector<Money> once;
  std::vector<Money> monthly;
  for (const ReportRow& row : SATCHEL_TRY(report_orders(tx, by, span))) {
    model.lines.push_back({label_of(by, row.key), row.count, row.once, row.monthly});
    count += row.count;
    add_sum(once, row.once);
    add_sum(monthly, row.monthly);
  }
  const bool units = by == ReportBy::product;
  model.summary = units ? count_of(count, "unit", "units") : count_of(count, "order", "orders");
  const std::string once_words = sums_in_words(once);
  const std::string monthly_words = sums_in_words(monthly);
  if (!once_words.empty()) model.summary += ", " + once_words + " once";
  if (!monthly_words.empty()) model.summary += ", " + monthly_words + " a month";
  return model;
}

Result<ReportModel> load_conversion(Transaction& tx, const ReportSpan& span) {
  ReportModel model;
  const Conversion conversion = SATCHEL_TRY(report_conversion(tx, span));
  for (const IncompleteReason& each : conversion.reasons) {
    const std::string reason = each.reason.empty() ? "Not found out yet" : each.reason;
    model.lines.push_back({reason, each.count, {}, {}});
  }
  const std::int64_t begun = conversion.placed + conversion.incomplete;
  constexpr std::int64_t hundred = 100;
  const std::int64_t percent = begun == 0 ? 0 : conversion.placed * hundred / begun;
  model.summary = grouped(conversion.placed) + " of " + grouped(begun) + " became orders (" +
                  std::to_string(percent) + " %), " + grouped(conversion.incomplete) +
                  " incomplete";
  return model;
}

Result<ReportModel> load_ages(Transaction& tx, Date today) {
  ReportModel model;
  std::int64_t count = 0;
  std::vector<Money> open;
  for (const AwaitingAge& age : SATCHEL_TRY(load_awaiting_ages(tx, today))) {
    model.lines.push_back({span_in_words(age.from_days), age.order_count, age.open, {}});
    count += age.order_count;
    add_sum(open, age.open);
  }
  const std::string words = sums_in_words(open);
  model.summary =
      count_of(count, "order", "orders") + (words.empty() ? "" : ", " + words + " open");
  return model;
}

}  // namespace

Result<ReportModel> load_report(Transaction& tx, const ModelContext& context,
                                const ReportQueryView& query) {
  if (const auto by = report_by(query.kind)) return load_orders_report(tx, *by, query.span);
  if (query.kind == ReportKind::incomplete) return load_conversion(tx, query.span);
  return load_ages(tx, context.today);
}

Result<std::string> export_report(Transaction& tx, const ModelContext& context,
                                  const ReportQueryView& query) {
  const ReportModel model = SATCHEL_TRY(load_report(tx, context, query));
  const bool open = query.kind == ReportKind::awaiting_payment;
  CsvWriter csv({"What", "Count", open ? "Open" : "Once", "A month", "Currency"});
  for (const ReportLine& line : model.lines) {
    csv.row({line.label, std::to_string(line.count), line.once ? plain_amount(*line.once) : "",
             line.monthly ? plain_amount(*line.monthly) : "",
             line.once ? to_text(line.once->currency) : std::string_view()});
  }
  return csv.take();
}

}  // namespace satchel::web
