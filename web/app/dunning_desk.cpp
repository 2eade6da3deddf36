// Asks the server about dunning, and takes in what it answers.
#include "web/app/dunning_desk.h"

#include <utility>

#include "shared/domain/access/permission.h"
#include "shared/wire/dunning_wire.h"
#include "web/app/online_words.h"

namespace satchel::web {
namespace {

constexpr const char* dunning_path = "/v1/dunning?limit=100";
constexpr const char* ladder_path = "/v1/dunning/ladder";
constexpr int long_timeout_ms = 300'000;

std::string controls_path(const AccountId& id) { return "/v1/accounts/" + id.text() + "/controls"; }

}  // namespace

void DunningDesk::clear() {
  asking_.forget();
  model_ = {};
  draft_ = {};
}

void DunningDesk::enter(std::string_view tab, satchel::Role role) {
  clear();
  model_.may_run = may(role, Permission::bill_run);
  model_.may_edit_ladder = may(role, Permission::settings_edit);
  model_.may_control = may(role, Permission::account_standing);
  draft_.ladder_shown = tab == "ladder";
  if (draft_.ladder_shown) return get(Ask::ladder, ladder_path);
  load_queue();
}

void DunningDesk::draw(bool online, Commands& out) {
  model_.online.why_off = online ? "" : "You are offline. Dunning happens on the server.";
  draw_dunning(model_, draft_, out);
}

void DunningDesk::get(Ask ask, std::string path) {
  model_.online.loading = true;
  asking_.ask({.method = "GET", .path = std::move(path)}, {ask});
}

void DunningDesk::send(std::string doing, FetchRequest request, Asked asked) {
  model_.online.doing = std::move(doing);
  model_.online.error.clear();
  asking_.ask(request, std::move(asked));
}

void DunningDesk::load_queue() { get(Ask::queue, dunning_path); }

void DunningDesk::perform(const DunningWish& wish) {
  if (const auto* page = std::get_if<LoadDunning>(&wish)) {
    if (!page->more) return load_queue();
    return get(Ask::more, dunning_path + ("&after=" + model_.page.next));
  }
  if (std::holds_alternative<SaveDunningCsv>(wish)) {
    return send("Asking for the file …",
                {.method = "GET", .path = "/v1/dunning?format=csv", .timeout_ms = long_timeout_ms},
                {Ask::csv});
  }
  if (std::holds_alternative<RunDunning>(wish)) {
    return send("Taking the steps …", {.path = "/v1/dunning/runs", .timeout_ms = long_timeout_ms},
                {Ask::run});
  }
  if (const auto* saved = std::get_if<SaveLadder>(&wish)) {
    return send("Saving …", {.method = "PUT", .path = ladder_path, .body = to_json(saved->ladder)},
                {Ask::ladder_saved});
  }
  if (const auto* asked = std::get_if<LoadControls>(&wish)) {
    model_.controls.reset();
    model_.online.error.clear();
    return asking_.ask({.method = "GET", .path = controls_path(asked->account_id)},
                       {Ask::controls, asked->account_id});
  }
  const auto& saved = std::get<SaveControls>(wish);
  send("Saving …",
       {.method = "PUT", .path = controls_path(saved.account_id), .body = to_json(saved.controls)},
       {Ask::controls_saved, saved.account_id});
}

bool DunningDesk::take(const FetchReply& reply) {
  const auto asked = asking_.answered(reply);
  if (asked) finish(*asked, reply);
  return asked.has_value();
}

void DunningDesk::finish(const Asked& asked, const FetchReply& reply) {
  if (!settle(model_.online, reply)) return;
  switch (asked.ask) {
    case Ask::queue:
      model_.page = {};
      return take_queue(reply);
    case Ask::more:
      return take_queue(reply);
    case Ask::ladder:
      return take_ladder(reply);
    case Ask::ladder_saved:
      draft_.ladder.edited.reset();
      kit_.toast("Ladder saved");
      return take_ladder(reply);
    case Ask::controls:
      return take_controls(asked, reply);
    case Ask::controls_saved:
      kit_.toast("Invoicing and dunning saved");
      take_controls(asked, reply);
      return load_queue();
    case Ask::csv:
      host_.save_file("dunning.csv", "text/csv", reply.body);
      return kit_.toast("Saved as dunning.csv");
    case Ask::run:
      return take_run(reply);
  }
}

void DunningDesk::take_queue(const FetchReply& reply) {
  auto page = parse_overdue(reply.body);
  if (!page) return tell_unread(page.error());
  auto& rows = model_.page.rows;
  rows.insert(rows.end(), page->rows.begin(), page->rows.end());
  model_.page.next = page->next;
}

void DunningDesk::take_ladder(const FetchReply& reply) {
  auto ladder = parse_ladder(reply.body);
  if (!ladder) return tell_unread(ladder.error());
  model_.ladder = *std::move(ladder);
  model_.ladder_known = true;
}

void DunningDesk::take_controls(const Asked& asked, const FetchReply& reply) {
  auto controls = parse_controls(reply.body, asked.account_id);
  if (!controls) return tell_unread(controls.error());
  model_.controls = *std::move(controls);
}

/// A step may hold the customer's orders or end his subscriptions.
void DunningDesk::take_run(const FetchReply& reply) {
  const auto words = parse_dunning_run(reply.body);
  if (!words) return tell_unread(words.error());
  kit_.toast(*words);
  changed_ = true;
  load_queue();
}

void DunningDesk::tell_unread(const Error& error) {
  model_.online.error = "The server's answer could not be read: " + error.message;
}

bool DunningDesk::take_changed() { return std::exchange(changed_, false); }

}  // namespace satchel::web
