// The transition table of an order: every state, act and actor, allowed or refused with its reason.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <sstream>

#include "tests/support/order_acts.h"

namespace satchel::order_table_test {
namespace {

constexpr auto state_names = std::to_array<std::string_view>(
    {"draft",     "pending",  "required",    "rejected",     "approved",  "consent",
     "screening", "paid",     "in_progress", "failed",       "completed", "cancelled",
     "denied",    "fraud",    "quote",       "quote_over",   "unpaid",    "partial",
     "settled",   "verified", "refunded",    "rejected_paid"});

Order in_lifecycle(OrderLifecycle lifecycle, ItemState items) {
  Order order = a_placed_order();
  order.lifecycle = lifecycle;
  for (ItemFulfilment& each : order.fulfilments) each.state = items;
  return order;
}

/// A draft that was kept as a quote, its last day so many days from today.
Order a_quote(int days_left) {
  Order order = a_draft_order();
  order.quoted_until = add_days(test_today, days_left);
  return order;
}

/// An order that is to be paid at once, of which so much is paid.
Order with_payment(PaymentState payment, std::int64_t paid) {
  Order order = a_placed_order();
  order.document.payment_method = PaymentMethod::cash;
  order.due = usd(8197);
  order.paid = usd(paid);
  order.payment = payment;
  return order;
}

/// An order in work whose items are active, of a site whose reseller has paid.
Order a_settled_order(OrderLifecycle lifecycle) {
  Order order = in_lifecycle(lifecycle, ItemState::active);
  order.review = Review::accepted;
  order.settlement = Settlement::settled;
  return order;
}

/// What money and the last checks make of an order.
Order later_order_in(std::string_view state) {
  if (state == "quote") return a_quote(30);
  if (state == "quote_over") return a_quote(-10);
  if (state == "unpaid") return with_payment(PaymentState::unpaid, 0);
  if (state == "partial") return with_payment(PaymentState::partial, 100);
  if (state == "paid") return with_payment(PaymentState::paid, 8197);
  if (state == "rejected_paid") {
    Order order = with_payment(PaymentState::partial, 100);
    order.approval = Approval::rejected;
    return order;
  }
  Order order = a_settled_order(state == "refunded" ? OrderLifecycle::completed
                                                    : OrderLifecycle::in_progress);
  if (state == "verified") order.review = Review::verified;
  if (state == "refunded") order.payment = PaymentState::refunded;
  return order;
}

Order order_in(std::string_view state) {
  Order order = a_placed_order();
  if (state == "draft") return a_draft_order();
  if (state == "required") order.approval = Approval::required;
  if (state == "rejected") order.approval = Approval::rejected;
  if (state == "approved") order.approval = Approval::approved;
  if (state == "consent") order.consent = Consent::required;
  if (state == "screening") order.fraud_check = {"checker", 0, true, {}};
  if (state == "cancelled") {
    return in_lifecycle(OrderLifecycle::cancelled, ItemState::cancelled);
  }
  if (state == "denied") return in_lifecycle(OrderLifecycle::denied, ItemState::cancelled);
  if (state == "fraud") return in_lifecycle(OrderLifecycle::fraud, ItemState::fraud);
  if (state == "in_progress" || state == "failed" || state == "completed") {
    order =
        in_lifecycle(state == "completed" ? OrderLifecycle::completed : OrderLifecycle::in_progress,
                     ItemState::active);
    order.review = Review::accepted;
    order.settlement = Settlement::due;
    if (state == "failed") order.fulfilments[1].state = ItemState::failed;
    return order;
  }
  const auto early = state_names.begin() + 7;
  const bool told = std::find(state_names.begin(), early, state) != early;
  return told ? order : later_order_in(state);
}

std::string outcome_of(const Decision<Order>& decided) {
  return decided ? "ok" : std::string(to_text(decided.error().reason));
}

// For an actor who may: a line an act, an outcome a state, in the order of `state_names`; "-" is
// the outcome before it. Written from the feature list's table.
constexpr std::string_view table = R"(
save_draft         ok 13*order_not_draft 2*ok 6*order_not_draft
cancel_draft       ok 13*order_not_draft 2*ok 6*order_not_draft
place_order        ok 13*order_not_draft ok quote_expired 6*order_not_draft
save_quote         ok 13*order_not_draft 2*ok 6*order_not_draft
withdraw_order     order_not_pending 3*ok order_reviewed 2*ok order_paid 8*order_not_pending ok
                    order_paid 3*order_not_pending order_paid
amend_order        order_not_pending 2*approval_not_rejected ok 4*approval_not_rejected
                    8*order_not_pending 2*approval_not_rejected 3*order_not_pending ok
consent_order      order_not_pending 4*consent_not_required ok 2*consent_not_required
                    8*order_not_pending 2*consent_not_required 3*order_not_pending
                    consent_not_required
decline_order      order_not_pending 4*consent_not_required ok 2*consent_not_required
                    8*order_not_pending 2*consent_not_required 3*order_not_pending
                    consent_not_required
accept_order       order_not_pending ok 2*approval_missing ok consent_missing fraud_check_running
                    ok 8*order_not_pending 2*ok 3*order_not_pending approval_missing
deny_order         order_not_pending 7*ok 8*order_not_pending 2*ok 3*order_not_pending ok
approve_order      order_final approval_not_required ok 7*approval_not_required 6*order_final
                    4*approval_not_required order_final approval_not_required
reject_approval    order_final approval_not_required ok 7*approval_not_required 6*order_final
                    4*approval_not_required order_final approval_not_required
settle_order       8*order_not_in_progress 3*ok 7*order_not_in_progress 3*settlement_not_due
                    order_not_in_progress
complete_order     8*order_not_in_progress ok items_not_active 8*order_not_in_progress 2*ok
                    2*order_not_in_progress
cancel_order       order_final 10*ok 5*order_final 6*ok
mark_fraud         order_final 10*ok 5*order_final 6*ok
reset_order        13*order_not_fraud ok 8*order_not_fraud
delete_order       11*order_not_deletable 3*ok 8*order_not_deletable
edit_order         order_final 10*ok 5*order_final 6*ok
follow_up_order    ok 13*order_not_draft 2*ok 6*order_not_draft
activate_item      order_final 4*ok consent_missing 2*ok item_not_open ok item_not_open
                    5*order_final 2*ok 3*item_not_open ok
fail_item          order_final 10*item_not_open 5*order_final 6*item_not_open
retry_item         order_final 4*ok consent_missing fraud_check_running ok item_not_open ok
                    item_not_open 5*order_final 2*ok 3*item_not_open ok
screen_order       order_not_pending 5*ok fraud_check_running ok 8*order_not_pending 2*ok
                    3*order_not_pending ok
verify_order       8*order_not_in_progress 3*settlement_missing 7*order_not_in_progress ok
                    order_reviewed payment_missing order_not_in_progress
record_fraud_check order_not_pending 7*ok 8*order_not_pending 2*ok 3*order_not_pending ok
)";

// Whose permission an act needs; the author's acts are only for the author himself.
const std::map<std::string, Permission, std::less<>>& permissions() {
  static const std::map<std::string, Permission, std::less<>> all{
      {"save_draft", Permission::order_draft},
      {"cancel_draft", Permission::order_draft},
      {"place_order", Permission::order_draft},
      {"save_quote", Permission::order_draft},
      {"withdraw_order", Permission::order_draft},
      {"amend_order", Permission::order_draft},
      {"consent_order", Permission::order_draft},
      {"decline_order", Permission::order_draft},
      {"accept_order", Permission::order_accept},
      {"deny_order", Permission::order_deny},
      {"approve_order", Permission::order_approve},
      {"reject_approval", Permission::order_approve},
      {"settle_order", Permission::order_settle},
      {"complete_order", Permission::order_complete},
      {"cancel_order", Permission::order_cancel},
      {"mark_fraud", Permission::order_fraud},
      {"reset_order", Permission::order_reset},
      {"delete_order", Permission::order_delete},
      {"edit_order", Permission::order_edit},
      {"follow_up_order", Permission::order_edit},
      {"activate_item", Permission::order_complete},
      {"fail_item", Permission::order_complete},
      {"retry_item", Permission::order_complete},
      {"screen_order", Permission::order_fraud},
      {"verify_order", Permission::order_verify},
      {"record_fraud_check", Permission::order_fraud}};
  return all;
}

bool is_draft_act(std::string_view act) {
  return act == "save_draft" || act == "cancel_draft" || act == "place_order" ||
         act == "save_quote";
}

bool is_author_act(std::string_view act) {
  return act == "withdraw_order" || act == "amend_order" || act == "consent_order" ||
         act == "decline_order";
}

/// What keeps this actor from the act, whatever the state; empty when nothing does.
std::string obstacle(const std::string& act, const Actor& actor) {
  const bool permitted = may(actor.role, permissions().at(act));
  const bool in_reach = in_scope(actor, a_company_account().territories);
  const bool author = actor.user_id == a_rep().user_id;
  if (is_author_act(act)) {
    if (!in_reach) return "order_not_found";
    return author ? "" : "order_not_yours";
  }
  if (act == "cancel_draft" && !in_reach) return "order_not_found";
  if (!permitted) return "role_not_allowed";
  if (is_draft_act(act)) return in_reach ? "" : "account_not_found";
  return in_reach ? "" : "order_not_found";
}

std::string expected(const std::string& act, const Actor& actor, const std::string& outcome) {
  const std::string refusal = obstacle(act, actor);
  if (!refusal.empty()) return refusal;
  const bool author = actor.user_id == a_rep().user_id;
  const bool office = reach_of(actor.role) == Reach::everything;
  const bool draft = outcome == "ok" || outcome == "quote_expired";
  if (is_draft_act(act) && draft && !author && !office) return "order_not_yours";
  return outcome;
}

/// The table, act by act.
std::map<std::string, std::vector<std::string>> read_table() {
  std::map<std::string, std::vector<std::string>> rows;
  std::istringstream lines{std::string(table)};
  std::string act;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    if (!line.empty() && line.front() != ' ') words >> act;
    for (std::string word; words >> word;) {
      const std::size_t star = word.find('*');
      const int times = star == std::string::npos ? 1 : std::stoi(word.substr(0, star));
      const std::string outcome = star == std::string::npos ? word : word.substr(star + 1);
      rows[act].insert(rows[act].end(), static_cast<std::size_t>(times), outcome);
    }
  }
  return rows;
}

}  // namespace

TEST_SUITE("order transition table") {
  TEST_CASE("S1: every state, act and actor is allowed or refused with its reason") {
    const auto rows = read_table();
    REQUIRE(rows.size() == permissions().size());
    int pairs = 0;
    for (const auto& row : rows) {
      const auto& act = row.first;
      const auto& outcomes = row.second;
      REQUIRE(outcomes.size() == state_names.size());
      for (std::size_t state = 0; state < state_names.size(); ++state) {
        const Order order = order_in(state_names[state]);
        for (const Actor& actor : all_actors()) {
          CAPTURE(act);
          CAPTURE(state_names[state]);
          CAPTURE(actor.name);
          const auto decided = decide_any(facts_for(actor, order), command_named(act, order));
          CHECK(outcome_of(decided) == expected(act, actor, outcomes[state]));
          ++pairs;
        }
      }
    }
    CHECK(pairs == 26 * 22 * 8);
  }
}

}  // namespace satchel::order_table_test
