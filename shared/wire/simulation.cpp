// Reads billing cases and writes what the core makes of them.
#include "shared/wire/simulation.h"

#include <algorithm>
#include <array>
#include <optional>

#include "shared/domain/billing/timeline.h"
#include "shared/domain/limits.h"
#include "shared/wire/json.h"
#include "shared/wire/reader.h"
#include "shared/wire/simulation_parts.h"

namespace satchel {
namespace {

using simulation::answer_rating;
using simulation::decimal_of;
using simulation::events_max;
using simulation::field_of;
using simulation::optional_decimal;
using simulation::refuse_others;
using simulation::Unsupported;

constexpr std::size_t cases_max = 100'000;
constexpr std::int64_t trial_days_max = 36'500;

/// A word that we do not know asks for what we do not do.
template <class E>
E word_or(ObjectReader& in, std::string_view name, E otherwise, Unsupported& unsupported) {
  if (!in.has(name)) return otherwise;
  const std::string text = in.text(name);
  if (const auto word = parse_enum<E>(text)) return *word;
  unsupported.note("the " + std::string(name) + " " + text);
  return otherwise;
}

/// A whole number from `least` to `most`, written as text or as a number.
std::int64_t whole_of(ObjectReader& in, std::string_view name, std::int64_t least,
                      std::int64_t most) {
  const Decimal value = trimmed(decimal_of(in, name), 0);
  const bool fits = value.scale == 0 && value.coefficient >= least && value.coefficient <= most;
  if (!fits) in.report(name, "must be a whole number within its range");
  return fits ? value.coefficient : least;
}

/// `1 month`, `3 month`, `30 day`, `1 month (calendar)`, `1 week (calendar, Monday)`.
void read_every(ObjectReader& in, TimelinePlan& plan, Unsupported& unsupported) {
  const std::string text = in.text("every");
  const std::size_t space = text.find(' ');
  const std::size_t open = text.find(" (");
  const auto count = parse_decimal(text.substr(0, space));
  std::string unit = space == std::string::npos ? "" : text.substr(space + 1, open - space - 1);
  if (!unit.empty() && unit.back() == 's') unit.pop_back();
  std::int64_t times = 1;
  if (unit == "quarter") {
    times = 3;
    unit = "month";
  }
  const auto parsed = parse_enum<PeriodUnit>(unit);
  const bool whole = count && count->scale == 0 && count->coefficient >= 1 &&
                     count->coefficient <= recurrence_count_max;
  if (!parsed || !whole) {
    unsupported.note("periods of " + text);
    return;
  }
  plan.every = {count->coefficient * times, *parsed};
  if (open == std::string::npos) return;
  const std::string aligned = text.substr(open + 1);
  if (aligned == "(calendar)" || (aligned == "(calendar, Monday)" && unit == "week")) {
    plan.aligned = PlanAlignment::calendar;
  } else {
    unsupported.note("periods " + aligned);
  }
}

ChargeTiming timing_of(ObjectReader& in, Unsupported& unsupported) {
  const std::string bill = in.has("bill") ? in.text("bill") : "advance";
  if (bill != "advance" && bill != "arrears") unsupported.note("charges billed " + bill);
  return bill == "arrears" ? ChargeTiming::in_arrears : ChargeTiming::in_advance;
}

void read_plan(ObjectReader& in, TimelinePlan& plan, Unsupported& unsupported) {
  plan.price = optional_decimal(in, in.has("unit_price") ? "unit_price" : "price");
  plan.fixed_price = optional_decimal(in, "fixed_price");
  if (in.has("quantity")) plan.quantity = whole_of(in, "quantity", 0, quantity_max);
  plan.timing = timing_of(in, unsupported);
  if (in.has("trial_days")) plan.trial_days = whole_of(in, "trial_days", 0, trial_days_max);
  if (in.has("every")) read_every(in, plan, unsupported);
  if (in.has("terms")) {
    plan.terms = whole_of(in, "terms", 1, recurrence_count_max);
    const std::int64_t units = *plan.terms * plan.every.count;
    const bool years = plan.every.unit == PeriodUnit::year;
    if (units > (years ? 1000 : 12'000)) in.report("terms", "end later than dates go");
  }
}

/// Usage comes as an amount, or as units at a price.
Decimal usage_amount(ObjectReader& in) {
  if (in.has("amount") || !in.has("unit_price")) return decimal_of(in, "amount");
  const Decimal units = decimal_of(in, in.has("units") ? "units" : "quantity");
  const auto amount = multiply(units, decimal_of(in, "unit_price"));
  if (!amount) in.report("unit_price", "makes an amount out of range");
  return amount.value_or(Decimal{});
}

/// The amount an action is about, by whichever name it has there.
Decimal amount_of(ObjectReader& in, TimelineAction action) {
  switch (action) {
    case TimelineAction::tax_rate:
      return decimal_of(in, "rate");
    case TimelineAction::add_one_time:
      return decimal_of(in, in.has("unit_price") ? "unit_price"
                            : in.has("price")    ? "price"
                                                 : "amount");
    case TimelineAction::record_usage:
      return usage_amount(in);
    case TimelineAction::tax:
    case TimelineAction::credit:
    case TimelineAction::payment:
      return decimal_of(in, "amount");
    case TimelineAction::subscribe:
    case TimelineAction::change_plan:
    case TimelineAction::change_quantity:
    case TimelineAction::change_anchor_day:
    case TimelineAction::cancel:
    case TimelineAction::pause:
    case TimelineAction::resume:
    case TimelineAction::bill_run:
      return {};
  }
  return {};
}

void read_terms(ObjectReader& in, const Json& json, TimelineEvent& event,
                Unsupported& unsupported) {
  if (in.has("plan")) {
    refuse_others(field_of(json, "plan"),
                  std::to_array<std::string_view>({"price", "unit_price", "fixed_price", "every",
                                                   "bill", "trial_days", "quantity", "terms"}),
                  unsupported);
    in.object("plan", [&](ObjectReader& plan) { read_plan(plan, event.plan, unsupported); });
  }
  if (in.has("trial")) {
    refuse_others(field_of(json, "trial"), std::to_array<std::string_view>({"days", "paid"}),
                  unsupported);
    in.object("trial", [&](ObjectReader& trial) {
      if (!trial.optional_flag("paid"))
        event.plan.trial_days = whole_of(trial, "days", 0, trial_days_max);
    });
  }
  if (in.has("anchor_day")) {
    event.anchor_day = static_cast<unsigned>(whole_of(in, "anchor_day", 1, 31));
  }
  if (in.has("period")) {
    in.object("period", [&](ObjectReader& period) {
      event.period = Period{period.day("start"), period.day("end")};
      if (!(event.period->start < event.period->end)) period.report("end", "must follow the start");
    });
  }
}

/// The quantity of an event is its plan's, too; some actions cannot do without what they change.
void read_counts(ObjectReader& in, TimelineEvent& event) {
  const bool usage = event.action == TimelineAction::record_usage;
  if (in.has("quantity") && !usage) {
    event.plan.quantity = whole_of(in, "quantity", 0, quantity_max);
  }
  event.quantity = event.plan.quantity;
  if (event.action == TimelineAction::change_quantity && !in.has("plan")) in.required("quantity");
  if (event.action == TimelineAction::change_anchor_day) in.required("anchor_day");
}

std::optional<TimelineEvent> read_event(ObjectReader& in, const Json& json,
                                        Unsupported& unsupported) {
  TimelineEvent event;
  event.date = in.day("date");
  const std::string action = in.text("action");
  const auto known = parse_enum<TimelineAction>(action);
  if (!known) {
    unsupported.note("the action " + action);
    return std::nullopt;
  }
  event.action = *known;
  refuse_others(
      &json,
      std::to_array<std::string_view>({"date", "action", "sub", "plan", "trial", "anchor_day",
                                       "period", "when", "quantity", "units", "unit_price", "price",
                                       "amount", "rate", "at", "note", "phase", "repeat"}),
      unsupported);
  event.sub = in.optional_text("sub");
  event.when = word_or(in, "when", ChangeWhen::now, unsupported);
  read_terms(in, json, event, unsupported);
  read_counts(in, event);
  event.amount = amount_of(in, event.action);
  return event;
}

TimelineSettings read_timeline_settings(ObjectReader& in, Unsupported& unsupported) {
  TimelineSettings settings;
  if (!in.has("settings")) return settings;
  in.object("settings", [&](ObjectReader& each) {
    settings.proration = word_or(each, "proration", settings.proration, unsupported);
    settings.last_day = word_or(each, "last_day", settings.last_day, unsupported);
    settings.on_cancel = word_or(each, "on_cancel", settings.on_cancel, unsupported);
    settings.tax_rounding = word_or(each, "tax_rounding", settings.tax_rounding, unsupported);
    settings.rounding = word_or(each, "rounding", settings.rounding, unsupported);
  });
  return settings;
}

/// A currency that we do not keep is counted in one with the same minor unit.
Currency currency_of(ObjectReader& in, Unsupported& unsupported) {
  const auto known = parse_enum<Currency>(in.optional_text("currency"));
  const std::int64_t exponent = known ? exponent_of(*known) : 2;
  const std::int64_t decimals = in.optional_number("minor_units", exponent);
  if (known && decimals == exponent) return *known;
  switch (decimals) {
    case 0:
      return Currency::jpy;
    case 2:
      return Currency::usd;
    case 3:
      return Currency::kwd;
    default:
      unsupported.note("a minor unit of this size");
      return Currency::usd;
  }
}

JsonObject answer_of(const TimelineInvoice& invoice) {
  JsonArray lines;
  for (const TimelineLine& line : invoice.lines) {
    JsonObject answer{{"kind", {std::string(to_text(line.kind))}}};
    if (!line.sub.empty()) answer.push_back({"sub", {line.sub}});
    if (line.period) {
      answer.push_back({"start", {to_text(line.period->start)}});
      answer.push_back({"end", {to_text(line.period->end)}});
    }
    if (line.rate) answer.push_back({"rate", {to_text(*line.rate)}});
    answer.push_back({"amount", {plain_amount(line.amount)}});
    answer.push_back({"explanation", {line.explanation}});
    lines.push_back({std::move(answer)});
  }
  return {{"date", {to_text(invoice.date)}},
          {"lines", {std::move(lines)}},
          {"total", {plain_amount(invoice.total)}}};
}

void answer_timeline(ObjectReader& in, JsonObject& answer, Unsupported& unsupported) {
  Timeline timeline;
  timeline.currency = currency_of(in, unsupported);
  timeline.settings = read_timeline_settings(in, unsupported);
  timeline.bill_until = in.day("bill_until");
  timeline.known_ahead = in.optional_flag("cumulative");
  const Json* events = in.required("timeline");
  std::size_t index = 0;
  in.each_object("timeline", events_max, [&](ObjectReader& each) {
    const Json& source = std::get<JsonArray>(events->value)[index++];
    if (auto event = read_event(each, source, unsupported)) {
      timeline.events.push_back(*std::move(event));
    }
  });
  if (!in.ok() || !unsupported.why.empty()) return;
  const auto invoices = bill_timeline(timeline);
  if (!invoices) {
    std::string why = std::string(describe(invoices.error().reason));
    for (const FieldProblem& each : invoices.error().fields) why += " (" + each.field + ")";
    unsupported.note(std::move(why));
    return;
  }
  JsonArray list;
  for (const TimelineInvoice& invoice : *invoices) list.push_back({answer_of(invoice)});
  answer.push_back({"invoices", {std::move(list)}});
}

void answer_dates(ObjectReader& in, JsonObject& answer, Unsupported& unsupported) {
  if (!in.has("anchor_start")) {
    unsupported.note("dates without anchor_start");
    return;
  }
  TimelinePlan plan;
  const Date start = in.day("anchor_start");
  read_every(in, plan, unsupported);
  if (!in.ok() || !unsupported.why.empty()) return;
  JsonArray dates;
  for (const Date each : billing_dates(plan.every, start, plan.aligned))
    dates.push_back({to_text(each)});
  answer.push_back({"dates", {std::move(dates)}});
}

/// Answers one case; what it lacks is reported to the reader.
JsonObject answer_case(ObjectReader& in, const Json& json, SimulationAnswer& counts) {
  const Json* named = field_of(json, "id");
  const Json id = named == nullptr ? Json{std::string()} : *named;
  const std::string shape = in.text("shape");
  JsonObject answer{{"id", id}};
  Unsupported unsupported;
  if (shape == "timeline") {
    answer_timeline(in, answer, unsupported);
  } else if (shape == "rating") {
    answer_rating(in, json, answer, unsupported);
  } else if (shape == "dates") {
    answer_dates(in, answer, unsupported);
  } else {
    unsupported.note("the shape " + shape);
  }
  if (unsupported.why.empty()) {
    ++counts.answered;
    return answer;
  }
  ++counts.unsupported;
  return {{"id", id}, {"unsupported", {unsupported.why}}};
}

}  // namespace

Result<SimulationAnswer> answer_simulation(std::string_view text) {
  const Json json = SATCHEL_TRY(parse_json(text, Fractions::as_text));
  SimulationAnswer answer;
  ReadProblem problem;
  JsonObject all;
  {
    ObjectReader in(json, "", Strictness::tolerant, problem);
    if (const Json* cases = field_of(json, "cases")) {
      JsonArray answers;
      in.each_object("cases", cases_max, [&](ObjectReader& each) {
        const Json& source = std::get<JsonArray>(cases->value)[answers.size()];
        answers.push_back({answer_case(each, source, answer)});
      });
      all.push_back({"cases", {std::move(answers)}});
    } else {
      all = answer_case(in, json, answer);
    }
  }
  if (!problem.detail.empty()) return fail(ErrorCode::invalid, problem.detail);
  answer.text = to_text(Json{std::move(all)});
  return answer;
}

}  // namespace satchel
