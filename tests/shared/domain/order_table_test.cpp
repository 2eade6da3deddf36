// The transition table of an order: every state, act and actor, allowed or refused with its reason.
#include <doctest/doctest.h>

#include <array>
#include <map>
#include <random>
#include <sstream>

#include "shared/domain/access/permission.h"
#include "shared/domain/command.h"
#include "tests/support/builders.h"

namespace satchel::order_table_test {
namespace {

const PriceBook& book() {
  static const PriceBook made = a_price_book();
  return made;
}

Actor staff(int number, Role role) {
  return {id_of<UserId>(700 + number),
          std::string(to_text(role)) + std::to_string(number),
          role,
          {west}};
}

const std::array<Actor, 8>& actors() {
  static const std::array<Actor, 8> all{a_rep(),
                                        staff(1, Role::rep),
                                        another_rep(),
                                        staff(2, Role::manager),
                                        staff(3, Role::clerk),
                                        staff(4, Role::accountant),
                                        staff(5, Role::admin),
                                        staff(6, Role::customer)};
  return all;
}

constexpr auto state_names = std::to_array<std::string_view>(
    {"draft", "pending", "required", "rejected", "approved", "consent", "screening", "paid",
     "in_progress", "failed", "completed", "cancelled", "denied", "fraud"});

Order in_lifecycle(OrderLifecycle lifecycle, ItemState items) {
  Order order = a_placed_order();
  order.lifecycle = lifecycle;
  for (ItemFulfilment& each : order.fulfilments) each.state = items;
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
  if (state == "paid") {
    order.document.payment_method = PaymentMethod::cash;
    order.due = order.paid = usd(8197);
    order.payment = PaymentState::paid;
  }
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
  }
  return order;
}

OrderFacts facts_for(const Actor& actor, const Order& order) {
  OrderFacts facts = order_facts(book());
  facts.actor = actor;
  facts.order = order;
  facts.on_server = true;
  return facts;
}

OrderItemId second_item(const Order& order) { return order.document.items.at(1).id; }

Command command_named(std::string_view name, const Order& order) {
  const OrderId id = order.id;
  if (name == "save_draft") return a_save_draft();
  if (name == "cancel_draft") return CancelDraft{id};
  if (name == "place_order") return a_place_order();
  if (name == "save_quote") return a_save_quote();
  if (name == "withdraw_order") return WithdrawOrder{id};
  if (name == "amend_order") return AmendOrder{id};
  if (name == "consent_order") return ConsentOrder{id, order.document_digest, "Maria", ""};
  if (name == "decline_order") return DeclineOrder{id, "Too dear"};
  if (name == "accept_order") return AcceptOrder{id, {}};
  if (name == "deny_order") return DenyOrder{id, "Not now"};
  if (name == "approve_order") return ApproveOrder{id, "Fine"};
  if (name == "reject_approval") return RejectApproval{id, "Too much discount"};
  if (name == "settle_order") return SettleOrder{id, usd(100), test_today, "R-1"};
  if (name == "complete_order") return CompleteOrder{id};
  if (name == "cancel_order") return CancelOrder{id, "Customer withdrew"};
  if (name == "mark_fraud") return MarkFraud{id, "Stolen card"};
  if (name == "reset_order") return ResetOrder{id, "It was no fraud"};
  if (name == "delete_order") return DeleteOrder{id, "1001", "Test order"};
  if (name == "edit_order") return EditOrder{id, "Ring thrice", {}, {}, {}};
  if (name == "follow_up_order") return FollowUpOrder{id, "Forgot the card"};
  if (name == "activate_item") return ActivateItem{id, second_item(order), "remote-1"};
  if (name == "fail_item") return FailItem{id, second_item(order), "No answer"};
  if (name == "retry_item") return RetryItem{id, second_item(order)};
  if (name == "screen_order") return ScreenOrder{id};
  if (name == "verify_order") return VerifyOrder{id};
  return RecordFraudCheck{id, {"checker", 10, false, {}}};
}

Decision<Order> decide_any(const OrderFacts& facts, const Command& command) {
  return std::visit(
      [&](const auto& each) -> Decision<Order> {
        if constexpr (requires { each.order_id; }) {
          return decide(facts, each);
        } else {
          return reject(Reason::command_unknown);
        }
      },
      command);
}

std::string outcome_of(const Decision<Order>& decided) {
  return decided ? "ok" : std::string(to_text(decided.error().reason));
}

// For an actor who may: a line an act, an outcome a state, in the order of `state_names`; "-" is
// the outcome before it. Written from the feature list's table.
constexpr std::string_view table = R"(
save_draft         ok 13*order_not_draft
cancel_draft       ok 13*order_not_draft
place_order        ok 13*order_not_draft
save_quote         ok 13*order_not_draft
withdraw_order     order_not_pending 3*ok order_reviewed 2*ok order_paid 6*order_not_pending
amend_order        order_not_pending 2*approval_not_rejected ok 4*approval_not_rejected
                    6*order_not_pending
consent_order      order_not_pending 4*consent_not_required ok 2*consent_not_required
                    6*order_not_pending
decline_order      order_not_pending 4*consent_not_required ok 2*consent_not_required
                    6*order_not_pending
accept_order       order_not_pending ok 2*approval_missing ok consent_missing fraud_check_running
                    ok 6*order_not_pending
deny_order         order_not_pending 7*ok 6*order_not_pending
approve_order      order_final approval_not_required ok 7*approval_not_required 4*order_final
reject_approval    order_final approval_not_required ok 7*approval_not_required 4*order_final
settle_order       8*order_not_in_progress 3*ok 3*order_not_in_progress
complete_order     8*order_not_in_progress ok items_not_active 4*order_not_in_progress
cancel_order       order_final 10*ok 3*order_final
mark_fraud         order_final 10*ok 3*order_final
reset_order        13*order_not_fraud ok
delete_order       11*order_not_deletable 3*ok
edit_order         order_final 10*ok 3*order_final
follow_up_order    ok 13*order_not_draft
activate_item      order_final 4*ok consent_missing 2*ok item_not_open ok item_not_open
                    3*order_final
fail_item          order_final 10*item_not_open 3*order_final
retry_item         order_final 4*ok consent_missing fraud_check_running ok item_not_open ok
                    item_not_open 3*order_final
screen_order       order_not_pending 5*ok fraud_check_running ok 6*order_not_pending
verify_order       8*order_not_in_progress 3*settlement_missing 3*order_not_in_progress
record_fraud_check order_not_pending 7*ok 6*order_not_pending
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
  if (is_draft_act(act) && outcome == "ok" && !author && !office) return "order_not_yours";
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
  TEST_CASE("every state, act and actor is allowed or refused with its reason") {
    const auto rows = read_table();
    REQUIRE(rows.size() == permissions().size());
    int pairs = 0;
    for (const auto& row : rows) {
      const auto& act = row.first;
      const auto& outcomes = row.second;
      REQUIRE(outcomes.size() == state_names.size());
      for (std::size_t state = 0; state < state_names.size(); ++state) {
        const Order order = order_in(state_names[state]);
        for (const Actor& actor : actors()) {
          CAPTURE(act);
          CAPTURE(state_names[state]);
          CAPTURE(actor.name);
          const auto decided = decide_any(facts_for(actor, order), command_named(act, order));
          CHECK(outcome_of(decided) == expected(act, actor, outcomes[state]));
          ++pairs;
        }
      }
    }
    CHECK(pairs == 26 * 14 * 8);
  }

  TEST_CASE("S1 to S9: a random walk never leaves the table") {
    using enum OrderLifecycle;
    const std::map<OrderLifecycle, std::vector<OrderLifecycle>> allowed{
        {draft, {draft, pending, cancelled, fraud}},
        {pending, {pending, draft, in_progress, cancelled, denied, fraud}},
        {in_progress, {in_progress, completed, cancelled, fraud}},
        {completed, {completed, cancelled, fraud}},
        {cancelled, {cancelled}},
        {denied, {denied}},
        {fraud, {fraud, pending}}};
    std::vector<std::string> acts;
    for (const auto& [act, row] : read_table()) acts.push_back(act);
    std::mt19937 random(7);
    std::map<OrderLifecycle, int> seen;
    for (int walk = 0; walk < 300; ++walk) {
      Order order = a_draft_order();
      for (int step = 0; step < 60; ++step) {
        const Actor& actor = actors()[random() % actors().size()];
        const std::string& act = acts[random() % acts.size()];
        const auto decided = decide_any(facts_for(actor, order), command_named(act, order));
        if (!decided) continue;
        const auto& targets = allowed.at(order.lifecycle);
        CAPTURE(act);
        CHECK(std::find(targets.begin(), targets.end(), decided->lifecycle) != targets.end());
        CHECK(decided->fulfilments.size() == decided->document.items.size());
        CHECK(decided->history.size() >= order.history.size());
        order = *decided;
        ++seen[order.lifecycle];
      }
    }
    CHECK(seen.size() == 7);
  }
}

}  // namespace satchel::order_table_test
