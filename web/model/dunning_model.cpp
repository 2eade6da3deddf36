// Reads the server's answers about dunning.
#include "web/model/dunning_model.h"

#include <array>

#include "shared/base/text.h"
#include "shared/wire/dunning_wire.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

constexpr std::size_t overdue_rows_max = 100'000;

std::optional<Date> optional_date(ObjectReader& in, std::string_view name) {
  return parse_date(in.optional_text(name));
}

OverdueView read_overdue(ObjectReader& in) {
  OverdueView row;
  row.invoice_id = in.id<InvoiceId>("invoice_id");
  row.invoice_number = in.number("invoice_number");
  row.account_id = in.id<AccountId>("account_id");
  row.account_name = in.text("account_name");
  row.due_date = in.day("due_date");
  row.days_overdue = in.number("days_overdue");
  row.open = in.money("open");
  row.last_step = capitalised(in.optional_text("last_step"));
  row.next_step = capitalised(in.optional_text("next_step"));
  row.next_on = optional_date(in, "next_on");
  row.no_dunning = in.optional_number("no_dunning", 0) != 0;
  row.held_until = optional_date(in, "dunning_held_until");
  return row;
}

}  // namespace

Result<OverduePage> parse_overdue(std::string_view body) {
  return read_document(body, Strictness::tolerant, [](ObjectReader& in) {
    OverduePage page;
    in.each_object("items", overdue_rows_max,
                   [&](ObjectReader& each) { page.rows.push_back(read_overdue(each)); });
    page.next = in.optional_text("next");
    return page;
  });
}

Result<DunningLadder> parse_ladder(std::string_view body) {
  return read_document(body, Strictness::tolerant, read_ladder);
}

Result<ControlsView> parse_controls(std::string_view body, const AccountId& account) {
  return read_document(body, Strictness::tolerant, [&](ObjectReader& in) {
    ControlsView view;
    view.account_id = account;
    in.object("controls", [&](ObjectReader& each) { view.controls = read_controls(each); });
    in.each_object("suspensions", overdue_rows_max, [&](ObjectReader& each) {
      view.suspensions.push_back(
          {each.day("since"), each.optional_day("until"), each.optional_text("reason")});
    });
    return view;
  });
}

Result<std::string> parse_dunning_run(std::string_view body) {
  return read_document(body, Strictness::tolerant, [](ObjectReader& in) {
    struct Count {
      std::string_view name, one, many;
    };
    constexpr std::array<Count, 4> counts{{{"reminders", "reminder", "reminders"},
                                           {"holds", "hold", "holds"},
                                           {"suspensions", "suspension", "suspensions"},
                                           {"cancellations", "cancellation", "cancellations"}}};
    std::string words;
    for (const Count& each : counts) {
      const std::int64_t count = in.optional_number(each.name, 0);
      if (count == 0) continue;
      words += (words.empty() ? "" : ", ") + count_of(count, each.one, each.many);
    }
    return words.empty() ? std::string("Nothing was due") : words;
  });
}

std::string_view words_of(DunningAct act) {
  switch (act) {
    case DunningAct::reminder:
      return "Send a reminder";
    case DunningAct::hold:
      return "Hold new orders";
    case DunningAct::suspend:
      return "Suspend subscriptions";
    case DunningAct::cancel:
      return "End subscriptions";
  }
  return "Unknown";
}

std::string spared_words(bool no_dunning, const std::optional<Date>& held_until) {
  if (no_dunning) return "Not dunned";
  return held_until ? "Held until " + long_date(*held_until) : "";
}

}  // namespace satchel::web
