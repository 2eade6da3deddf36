// Writing and reading dunning's settings.
#include "shared/wire/dunning_wire.h"

namespace satchel {
namespace {

constexpr std::size_t ladder_steps_read_max = 100;

}  // namespace

void encode(JsonWriter& out, const DunningLadder& ladder) {
  out.begin_object();
  out.key("steps");
  out.begin_array();
  for (const DunningStep& step : ladder) {
    out.begin_object();
    out.field("days_after_due", step.days_after_due);
    out.field("act", step.act);
    out.field("title", step.title);
    out.field("text", step.text);
    out.end_object();
  }
  out.end_array();
  out.end_object();
}

DunningLadder read_ladder(ObjectReader& in) {
  DunningLadder ladder;
  in.each_object("steps", ladder_steps_read_max, [&](ObjectReader& each) {
    ladder.push_back({each.number("days_after_due"), each.word<DunningAct>("act"),
                      each.optional_text("title"), each.optional_text("text")});
  });
  return ladder;
}

void encode(JsonWriter& out, const AccountControls& controls) {
  out.begin_object();
  out.field("no_invoicing", controls.no_invoicing);
  out.field("no_dunning", controls.no_dunning);
  out.field("manual_pay", controls.manual_pay);
  out.field("dunning_held_until", controls.dunning_held_until);
  out.end_object();
}

AccountControls read_controls(ObjectReader& in) {
  return {in.flag("no_invoicing"), in.flag("no_dunning"), in.flag("manual_pay"),
          in.optional_day("dunning_held_until")};
}

std::string to_json(const DunningLadder& ladder) {
  JsonWriter out;
  encode(out, ladder);
  return out.take();
}

std::string to_json(const AccountControls& controls) {
  JsonWriter out;
  encode(out, controls);
  return out.take();
}

}  // namespace satchel
