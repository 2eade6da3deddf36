// The protocol's server side, as short as the promises allow.
#include "tests/web/sync/truth_server.h"

#include <algorithm>

#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/catalog_store.h"
#include "shared/store/order_store.h"
#include "shared/store/organisation_store.h"
#include "shared/store/payment_store.h"
#include "shared/store/usage_store.h"

namespace satchel::web {
namespace {

ServerReply refusal(Problem problem) {
  problem.title = problem.type;
  return {problem.status, encode(problem)};
}

template <class T>
std::optional<Aggregate> widened(std::optional<T> found) {
  if (!found) return std::nullopt;
  return Aggregate(*std::move(found));
}

}  // namespace

TruthServer::TruthServer() {
  auto tx = need(database_->begin());
  need(save_organisation(*tx, an_organisation()));
  need(save_price_book(*tx, a_price_book()));
  need(tx->commit());
  feed({AggregateKind::organisation, "-"});
  feed({AggregateKind::price_book, "1"});
  Account account = a_company_account();
  account.version = 1;
  account.number = 1001;
  save(account);
}

ServerReply TruthServer::answer(const std::string& body) {
  const SyncRequest request = need(parse_sync_request(body));
  if (auto problem = problem_of(request)) return refusal(*std::move(problem));
  for (const JournalCommand& command : request.commands) decide(command, request.journal_id);

  SyncResponse response;
  response.exchange_id = request.exchange_id;
  response.epoch = "epoch-" + std::to_string(epoch_);
  response.server_ms = test_now.ms + 5000;
  response.from_cursor = request.cursor;
  response.acknowledged = static_cast<std::int64_t>(known_.size());
  response.acknowledged_head = known_.empty() ? request.journal_id.text() : known_.back().head;
  for (const JournalCommand& command : request.commands) {
    const Known& known = known_[static_cast<std::size_t>(command.sequence - 1)];
    response.verdicts.push_back({command.sequence, command.sequence, known.verdict});
    response.truths.push_back(truth_of(known.target));
  }
  const std::size_t truths = response.truths.size();
  add_page(request, response);
  const bool nothing = truths == 0 && response.truths.empty() && !response.resync;
  if (nothing) return {204, ""};
  return {200, encode(response)};
}

std::optional<Problem> TruthServer::problem_of(const SyncRequest& request) const {
  Problem problem;
  problem.status = 409;
  std::size_t next = known_.size() + 1;
  for (const JournalCommand& command : request.commands) {
    const auto sequence = static_cast<std::size_t>(command.sequence);
    if (sequence > next) {
      problem.type = "sequence-gap";
      problem.detail = "Send again from " + std::to_string(next) + ".";
      problem.expected_sequence = static_cast<std::int64_t>(next);
      return problem;
    }
    if (sequence == next) ++next;
    if (sequence <= known_.size() && known_[sequence - 1].text != command.text) {
      problem.type = "journal-fork";
      problem.detail = "The journal differs.";
      return problem;
    }
  }
  return std::nullopt;
}

void TruthServer::decide(const JournalCommand& command, const JournalId& journal) {
  if (static_cast<std::size_t>(command.sequence) <= known_.size()) return;
  const std::string before = known_.empty() ? journal.text() : known_.back().head;
  Known known{command.text, chain_hash(before, command.text), {}, target_of(command.command)};
  auto tx = need(database_->begin());
  const ExecuteContext context{Side::server, actor, command.at, test_today};
  const auto decided = need(execute(*tx, context, command.command));
  if (!decided) known.verdict = {VerdictKind::rejected, decided.error(), {}};
  need(tx->commit());
  executed_ += 1;
  known_.push_back(known);
  if (decided) {
    for (const AggregateRef& ref : *decided) feed(ref);
  }
}

void TruthServer::add_page(const SyncRequest& request, SyncResponse& response) {
  response.resync = request.cursor.rfind("epoch-" + std::to_string(epoch_) + ".", 0) != 0;
  if (response.resync) response.session = session;
  const std::size_t from = response.resync ? 0 : position_of(request.cursor);
  const std::size_t to = std::min(feed_.size(), from + page_size);
  for (std::size_t position = from; position < to; ++position) {
    response.truths.push_back(truth_of(feed_[position]));
  }
  response.cursor = cursor_at(to);
  response.more = to < feed_.size();
}

Truth TruthServer::truth_of(const AggregateRef& ref) {
  if (withdrawn_.count({ref.kind, ref.id}) > 0) return {ref, std::nullopt};
  auto tx = need(database_->begin(Access::read));
  switch (ref.kind) {
    case AggregateKind::organisation:
      return {ref, widened(need(find_organisation(*tx)))};
    case AggregateKind::price_book:
      return {ref, widened(need(find_price_book(*tx, std::stoll(ref.id))))};
    case AggregateKind::account:
      return {ref, widened(need(find_account(*tx, *AccountId::parse(ref.id))))};
    case AggregateKind::order:
      return {ref, widened(need(find_order(*tx, *OrderId::parse(ref.id))))};
    case AggregateKind::subscription:
      return {ref, widened(need(find_subscription(*tx, *SubscriptionId::parse(ref.id))))};
    case AggregateKind::invoice:
      return {ref, widened(need(find_invoice(*tx, *InvoiceId::parse(ref.id))))};
    case AggregateKind::payment:
      return {ref, widened(need(find_payment(*tx, *PaymentId::parse(ref.id))))};
    case AggregateKind::usage:
      return {ref, widened(need(find_usage(*tx, *UsageRecordId::parse(ref.id))))};
  }
  return {ref, std::nullopt};
}

void TruthServer::feed(const AggregateRef& ref) { feed_.push_back(ref); }

std::string TruthServer::cursor_at(std::size_t position) const {
  return "epoch-" + std::to_string(epoch_) + "." + std::to_string(position);
}

std::size_t TruthServer::position_of(const std::string& cursor) const {
  return std::stoul(cursor.substr(cursor.find('.') + 1));
}

void TruthServer::act(const Actor& who, const Command& command) {
  auto tx = need(database_->begin());
  const auto decided = need(execute(*tx, {Side::server, who, test_now, test_today}, command));
  SATCHEL_CHECK(decided);
  need(tx->commit());
  for (const AggregateRef& ref : *decided) feed(ref);
}

void TruthServer::save(const Organisation& organisation) {
  auto tx = need(database_->begin());
  need(save_organisation(*tx, organisation));
  need(tx->commit());
  feed({AggregateKind::organisation, "-"});
}

void TruthServer::save(const PriceBook& book) {
  auto tx = need(database_->begin());
  need(save_price_book(*tx, book));
  need(tx->commit());
  feed({AggregateKind::price_book, std::to_string(book.version)});
}

void TruthServer::save(const Account& account) {
  auto tx = need(database_->begin());
  need(save_account(*tx, account));
  need(tx->commit());
  feed({AggregateKind::account, account.id.text()});
}

void TruthServer::save(const Order& order) {
  auto tx = need(database_->begin());
  need(save_order(*tx, order));
  need(tx->commit());
  feed({AggregateKind::order, order.id.text()});
}

void TruthServer::withdraw(const AggregateRef& ref) {
  withdrawn_.insert({ref.kind, ref.id});
  feed(ref);
}

void TruthServer::restore(std::int64_t sequence) {
  epoch_ += 1;
  auto tx = need(database_->begin());
  while (static_cast<std::int64_t>(known_.size()) > sequence) {
    const AggregateRef ref = known_.back().target;
    if (ref.kind == AggregateKind::order) need(erase_order(*tx, *OrderId::parse(ref.id)));
    feed_.erase(std::remove(feed_.begin(), feed_.end(), ref), feed_.end());
    known_.pop_back();
  }
  need(tx->commit());
}

void TruthServer::confuse_journal() {
  for (Known& known : known_) known.text += " ";
}

std::optional<Order> TruthServer::order(const OrderId& id) {
  auto tx = need(database_->begin(Access::read));
  return need(find_order(*tx, id));
}

std::optional<Account> TruthServer::account(const AccountId& id) {
  auto tx = need(database_->begin(Access::read));
  return need(find_account(*tx, id));
}

}  // namespace satchel::web
