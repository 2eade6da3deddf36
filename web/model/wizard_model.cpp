// Computes the wizard's matches, totals, problems and first invoice.
#include "web/model/wizard_model.h"

#include <algorithm>

#include "shared/base/text.h"
#include "shared/execute/order_facts.h"
#include "shared/store/account_store.h"
#include "shared/store/catalog_store.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

constexpr std::size_t matches_max = 200;

bool begins_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

bool holds_words(const Product& product, const std::vector<std::string>& words) {
  const auto own = folded_words(product.name + " " + product.code + " " + product.category + " " +
                                product.detail);
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::any_of(own.begin(), own.end(),
                       [&](const std::string& mine) { return begins_with(mine, word); });
  });
}

/// 0 for the best: the name begins with the text, then a word of the name, then anything else.
int rank_of(const Product& product, const std::string& folded, const std::string& first_word) {
  if (folded.empty() || begins_with(fold(product.name), folded)) return 0;
  const auto words = folded_words(product.name);
  const bool in_name = std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return begins_with(word, first_word);
  });
  return in_name ? 1 : 2;
}

ExecuteContext execute_context(const ModelContext& context) {
  return {Side::device, context.actor, context.now, context.today};
}

}  // namespace

Result<WizardFacts> load_wizard_facts(Transaction& tx, const ModelContext& context,
                                      const Order& draft, std::shared_ptr<const PriceBook> kept) {
  WizardFacts known;
  PriceBooks sold;  // Only what the draft has; the wizard offers the whole book.
  known.facts = SATCHEL_TRY(
      load_order_facts(tx, execute_context(context), {draft.id, &draft.document}, sold));
  known.facts.price_book = nullptr;
  const std::int64_t version = draft.document.price_book_version;
  if (kept && kept->version == version) {
    known.price_book = std::move(kept);
  } else if (auto book = SATCHEL_TRY(find_price_book(tx, version))) {
    known.price_book = std::make_shared<const PriceBook>(*std::move(book));
  }
  known.found = known.facts.account.has_value() && known.price_book != nullptr;
  return known;
}

Result<std::optional<Order>> new_draft(Transaction& tx, const ModelContext& context,
                                       const AccountId& account_id, const OrderId& order_id) {
  const auto account = SATCHEL_TRY(find_account(tx, account_id));
  const auto version = SATCHEL_TRY(find_price_book_version(tx, context.today));
  if (!account || !version) return std::optional<Order>();
  Order draft;
  draft.id = order_id;
  draft.taken_by = context.actor.user_id;
  draft.taken_by_name = context.actor.name;
  draft.document.account_id = account_id;
  draft.document.ordered_on = context.today;
  draft.document.currency = account->currency;
  draft.document.price_book_version = *version;
  return std::optional<Order>(std::move(draft));
}

std::vector<ProductMatch> match_products(const PriceBook& book, Date on, Currency currency,
                                         std::string_view typed) {
  const std::string folded = fold(trim(typed));
  const auto words = folded_words(typed);
  const std::string first_word = words.empty() ? std::string() : words.front();
  struct Ranked {
    int rank;
    std::string name;
    const Product* product;
  };
  std::vector<Ranked> ranked;
  for (const Product& product : book.products) {
    if (!is_available(product, on) || !holds_words(product, words)) continue;
    ranked.push_back({rank_of(product, folded, first_word), fold(product.name), &product});
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked& left, const Ranked& right) {
    return left.rank != right.rank ? left.rank < right.rank : left.name < right.name;
  });
  std::vector<ProductMatch> matches;
  for (const Ranked& candidate : ranked) {
    const auto item = make_item({}, 0, *candidate.product, currency);
    if (!item) continue;
    matches.push_back({*candidate.product, price_words(*item, currency)});
    if (matches.size() == matches_max) break;
  }
  return matches;
}

WizardModel plan_wizard(const WizardFacts& known, const WizardQuery& query) {
  WizardModel model;
  model.found = known.found;
  model.organisation = known.facts.organisation;
  model.today = known.facts.today;
  if (!known.found) return model;
  model.account = *known.facts.account;
  const OrderDocument& document = query.draft.document;
  if (query.all_products || !trim(query.typed).empty()) {
    model.matches =
        match_products(*known.price_book, document.ordered_on, document.currency, query.typed);
  }
  model.totals = totals_of(document);
  OrderFacts facts = known.facts;
  facts.price_book = &*known.price_book;
  model.problems = problems_of(document, facts, facts.organisation.closed_through);
  model.first = plan_first(model.account, query.draft);
  return model;
}

}  // namespace satchel::web
