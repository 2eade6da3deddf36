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

template <class E>
E word_or(ObjectReader& in, std::string_view name, E otherwise) {
  return in.has(name) ? in.word<E>(name) : otherwise;
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
    in.report("every", "must be a count and a unit, as in 3 month");
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

ChargeTiming timing_of(ObjectReader& in) {
  const std::string bill = in.has("bill") ? in.text("bill") : "advance";
  if (bill != "advance" && bill != "arrears") in.report("bill", "must be advance or arrears");
  return bill == "arrears" ? ChargeTiming::in_arrears : ChargeTiming::in_advance;
}

void read_plan(ObjectReader& in, TimelinePlan& plan, Unsupported& unsupported) {
  plan.price = optional_decimal(in, in.has("unit_price") ? "unit_price" : "price");
  plan.fixed_price = optional_decimal(in, "fixed_price");
  plan.quantity = in.optional_number("quantity", 1);
  if (plan.quantity < 0 || plan.quantity > quantity_max) in.report("quantity", "is out of range");
  plan.timing = timing_of(in);
  plan.trial_days = in.optional_number("trial_days", 0);
  if (plan.trial_days < 0 || plan.trial_days > 36'500) in.report("trial_days", "is out of range");
  if (in.has("terms")) {
    plan.terms = in.number("terms");
    if (*plan.terms < 1 || *plan.terms > recurrence_count_max) {
      in.report("terms", "is out of range");
    }
  }
  if (in.has("every")) read_every(in, plan, unsupported);
}

/// The amount an action is about, by whichever name it has there.
Decimal amount_of(ObjectReader& in, TimelineAction action) {
  switch (action) {
    case TimelineAction::tax_rate:
      return decimal_of(in, "rate");
    case TimelineAction::add_one_time:
      return decimal_of(in, in.has("unit_price") ? "unit_price" : "amount");
    case TimelineAction::record_usage:
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
    in.object("trial", [&](ObjectReader& trial) {
      if (!trial.optional_flag("paid")) event.plan.trial_days = trial.number("days");
    });
  }
  if (in.has("anchor_day")) {
    const std::int64_t day = in.number("anchor_day");
    if (day < 1 || day > 31) in.report("anchor_day", "must be 1 to 31");
    event.anchor_day = static_cast<unsigned>(std::clamp<std::int64_t>(day, 1, 31));
  }
  if (in.has("period")) {
    in.object("period", [&](ObjectReader& period) {
      event.period = Period{period.day("start"), period.day("end")};
      if (!(event.period->start < event.period->end)) period.report("end", "must follow the start");
    });
  }
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
  refuse_others(&json,
                std::to_array<std::string_view>(
                    {"date", "action", "sub", "plan", "trial", "anchor_day", "period", "when",
                     "quantity", "unit_price", "amount", "rate", "at", "note", "phase", "repeat"}),
                unsupported);
  event.sub = in.optional_text("sub");
  event.when = word_or(in, "when", ChangeWhen::now);
  read_terms(in, json, event, unsupported);
  event.quantity = in.optional_number("quantity", event.plan.quantity);
  if (event.quantity < 0 || event.quantity > quantity_max) {
    in.report("quantity", "is out of range");
  }
  event.amount = amount_of(in, event.action);
  return event;
}

TimelineSettings read_timeline_settings(ObjectReader& in) {
  TimelineSettings settings;
  if (!in.has("settings")) return settings;
  in.object("settings", [&](ObjectReader& each) {
    settings.proration = word_or(each, "proration", settings.proration);
    settings.last_day = word_or(each, "last_day", settings.last_day);
    settings.on_cancel = word_or(each, "on_cancel", settings.on_cancel);
    settings.tax_rounding = word_or(each, "tax_rounding", settings.tax_rounding);
    settings.rounding = word_or(each, "rounding", settings.rounding);
  });
  return settings;
}

/// A currency that we do not keep is counted in one with the same minor unit.
Currency currency_of(ObjectReader& in, Unsupported& unsupported) {
  if (const auto known = parse_enum<Currency>(in.optional_text("currency"))) return *known;
  switch (in.optional_number("minor_units", 2)) {
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
    answer.push_back({"amount", {plain_amount(line.amount)}});
    answer.push_back({"explanation", {line.explanation}});
    lines.push_back({std::move(answer)});
  }
  return {{"date", {to_text(invoice.date)}},
          {"lines", {std::move(lines)}},
          {"total", {plain_amount(invoice.total)}}};
}

void answer_timeline(ObjectReader& in, const Json& json, JsonObject& answer,
                     Unsupported& unsupported) {
  Timeline timeline;
  timeline.currency = currency_of(in, unsupported);
  timeline.settings = read_timeline_settings(in);
  timeline.bill_until = in.day("bill_until");
  timeline.known_ahead = in.optional_flag("cumulative");
  const Json* events = field_of(json, "timeline");
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
  if (plan.aligned == PlanAlignment::calendar) unsupported.note("dates of the calendar");
  if (!in.ok() || !unsupported.why.empty()) return;
  JsonArray dates;
  for (const Date each : billing_dates(plan.every, start)) dates.push_back({to_text(each)});
  answer.push_back({"dates", {std::move(dates)}});
}

/// Answers one case; what it lacks is reported to the reader.
JsonObject answer_case(ObjectReader& in, const Json& json, SimulationAnswer& counts) {
  const std::string id = in.optional_text("id");
  const std::string shape = in.text("shape");
  JsonObject answer{{"id", {id}}};
  Unsupported unsupported;
  if (shape == "timeline") {
    answer_timeline(in, json, answer, unsupported);
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
  return {{"id", {id}}, {"unsupported", {unsupported.why}}};
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
