// Computes the wizard's matches, totals, problems and first invoice.
#include "web/model/wizard_model.h"

#include <algorithm>
#include <map>

#include "shared/base/text.h"
#include "shared/domain/billing/plan_bill.h"
#include "shared/domain/order/price_promise.h"
#include "shared/execute/order_facts.h"
#include "shared/store/account_store.h"
#include "shared/store/catalog_store.h"
#include "shared/store/organisation_store.h"
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

/// What choosing the product costs; empty when it is not sold in the currency.
std::string offer_words(const PriceBook& book, const Product& product, Currency currency) {
  const auto items = make_items({OrderId(), 0, currency}, book, product);
  if (items.empty()) return {};
  return product.price_required ? "as agreed" : price_words(items, currency);
}

/// Adds the product; an add-on once for each item of its base, or with the base that is missing.
void add_matches(std::vector<ProductMatch>& matches, ProductMatch match, const PriceBook& book,
                 const OrderDocument& document) {
  if (match.product.kind != ProductKind::add_on) {
    matches.push_back(std::move(match));
    return;
  }
  const ProductId& base = match.product.base_product_id;
  const std::size_t before = matches.size();
  for (std::size_t index = 0; index < document.items.size(); ++index) {
    if (document.items[index].product_id != base) continue;
    match.base_item_id = document.items[index].id;
    match.base = item_name(document, index);
    matches.push_back(match);
  }
  if (matches.size() != before) return;
  const Product* missing = find_product(book, base);
  if (missing != nullptr) match.base = missing->name;
  matches.push_back(std::move(match));
}

/// What the last part of a path names, in words: the question's own for an answer.
std::string label_of(const std::string& part, const Product* product) {
  constexpr std::string_view configuration = "configuration.";
  if (part == "quantity") return "Quantity";
  if (part == "unit_price") return "Price";
  if (!begins_with(part, configuration) || product == nullptr) return part;
  const std::string key = part.substr(configuration.size());
  for (const ConfigurationField& field : product->configuration) {
    if (field.key == key) return field.label;
  }
  return key;
}

void add_problem(WizardItem& item, const std::string& part, Reason reason) {
  const bool missing = reason == Reason::configuration_required || reason == Reason::field_required;
  if (missing && !part.empty()) {
    item.missing.push_back(label_of(part, item.product));
    const bool asks = reason == Reason::configuration_required;
    if (asks && item.question.empty()) item.question = item.missing.back();
  } else if (item.problem.empty()) {
    const bool answer = begins_with(part, "configuration.");
    item.problem = answer ? label_of(part, item.product) + ": " : "";
    item.problem += describe(reason);
  }
}

std::vector<ProductMatch> add_ons_of(const PriceBook& book, const OrderDocument& document,
                                     std::size_t index) {
  std::vector<ProductMatch> add_ons;
  const OrderItem& item = document.items[index];
  for (const Product& product : book.products) {
    const bool fits =
        product.kind == ProductKind::add_on && product.base_product_id == item.product_id;
    if (!fits || !is_available(product, document.ordered_on)) continue;
    const std::string price = offer_words(book, product, document.currency);
    if (!price.empty()) add_ons.push_back({product, price, item.id, item_name(document, index)});
  }
  return add_ons;
}

/// The methods configured for the currency; only those that people record, if asked for.
std::vector<PaymentMethod> methods_of(const Settings& settings, Currency currency, bool by_hand) {
  std::vector<PaymentMethod> methods;
  for (const PaymentOption& option : settings.payment_options) {
    const bool taken =
        option.gateway == PaymentGateway::manual && option.method != PaymentMethod::on_account;
    if (by_hand && !taken) continue;
    if (is_offered(settings, option.method, currency)) methods.push_back(option.method);
  }
  return methods;
}

std::string base_of(const OrderDocument& document, const OrderItem& item) {
  for (std::size_t index = 0; index < document.items.size(); ++index) {
    const bool named = !item.base_item_id.empty() && document.items[index].id == item.base_item_id;
    if (named) return item_name(document, index);
  }
  return {};
}

/// What the book and the problems say about each item.
std::vector<WizardItem> plan_items(const PriceBook& book, const OrderDocument& document,
                                   const std::vector<FieldProblem>& problems) {
  std::vector<WizardItem> items(document.items.size());
  for (std::size_t index = 0; index < items.size(); ++index) {
    const OrderItem& sold = document.items[index];
    WizardItem& item = items[index];
    item.product = find_product(book, sold.product_id);
    if (item.product != nullptr) item.plan = find_plan(*item.product, sold.plan_id);
    item.base = base_of(document, sold);
    item.add_ons = add_ons_of(book, document, index);
    const std::string path = "items[" + std::to_string(index) + "]";
    for (const FieldProblem& problem : problems) {
      if (!begins_with(problem.field, path)) continue;
      const std::string rest = problem.field.substr(path.size());
      add_problem(item, rest.empty() ? rest : rest.substr(1), problem.reason);
    }
  }
  return items;
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
  const Organisation seller = SATCHEL_TRY(find_organisation(tx)).value_or(Organisation());
  Order draft;
  draft.id = order_id;
  draft.taken_by = context.actor.user_id;
  draft.taken_by_name = context.actor.name;
  draft.document.account_id = account_id;
  draft.document.ordered_on = context.today;
  draft.document.currency = account->currency;
  draft.document.price_book_version = *version;
  const auto methods = methods_of(seller.settings, account->currency, false);
  const bool on_account = is_offered(seller.settings, PaymentMethod::on_account, account->currency);
  if (!on_account && !methods.empty()) draft.document.payment_method = methods.front();
  return std::optional<Order>(std::move(draft));
}

Result<ReopenedDraft> reopen_draft(Transaction& tx, const ModelContext& context, Order draft) {
  ReopenedDraft reopened{std::move(draft), false, {}};
  Order& order = reopened.order;
  if (!order.quoted_until) return reopened;
  const Date until = *order.quoted_until;
  if (context.today <= until) {
    order.document.ordered_on = context.today;
    return reopened;
  }
  const auto version = SATCHEL_TRY(find_price_book_version(tx, context.today));
  const auto book = version ? SATCHEL_TRY(find_price_book(tx, *version)) : std::nullopt;
  const auto repriced = book ? reprice(order.document, *book)
                             : Decision<RepricedDocument>(reject(Reason::price_book_unknown));
  order.quoted_until.reset();
  reopened.changed = true;
  reopened.note = "The quote ended on " + long_date(until) + ". ";
  if (repriced) order.document = repriced->document;
  order.document.ordered_on = context.today;
  reopened.note += repriced ? "These are the prices of today: check them before it is placed."
                            : "Today's price book does not sell all of it; check each item.";
  return reopened;
}

namespace {

/// What a copy takes over beside the items; references and signatures are the original's own.
void copy_terms(const OrderDocument& original, OrderDocument& copy) {
  copy.payment_method = original.payment_method;
  copy.referral = original.referral;
  copy.bill_to_email = original.bill_to_email;
  copy.contact_email = original.contact_email;
  copy.configuration = original.configuration;
}

/// The item as it is sold today; nothing when it is not.
std::optional<OrderItem> sold_today(const OrderItem& item, const PriceBook& book,
                                    const NewItem& place, Date today) {
  const Product* product = find_product(book, item.product_id);
  if (product == nullptr || !is_available(*product, today)) return std::nullopt;
  const Plan* plan = find_plan(*product, item.plan_id);
  if (plan == nullptr) return std::nullopt;
  auto made = make_item(place, *product, *plan);
  if (!made) return std::nullopt;
  made->quantity = item.quantity;
  made->discount_ppm = item.discount_ppm;
  made->configuration = item.configuration;
  return made;
}

/// Appends the items that are sold; returns the names of the others.
std::string copy_items(const OrderDocument& original, const PriceBook& book, Order& copy) {
  std::string left_out;
  std::map<OrderItemId, OrderItemId> copied;
  OrderDocument& document = copy.document;
  for (const OrderItem& item : original.items) {
    const NewItem place{copy.id, document.items.size(), document.currency};
    auto made = sold_today(item, book, place, document.ordered_on);
    if (!made) {
      left_out += (left_out.empty() ? "" : ", ") + item.name;
      continue;
    }
    copied[item.id] = made->id;
    const auto base = copied.find(item.base_item_id);
    if (base != copied.end()) made->base_item_id = base->second;
    document.items.push_back(*std::move(made));
  }
  return left_out;
}

}  // namespace

Result<std::optional<ReopenedDraft>> copy_draft(Transaction& tx, const ModelContext& context,
                                                const Order& original, const OrderId& order_id) {
  using Copy = std::optional<ReopenedDraft>;
  auto fresh = SATCHEL_TRY(new_draft(tx, context, original.document.account_id, order_id));
  if (!fresh) return Copy();
  const auto book = SATCHEL_TRY(find_price_book(tx, fresh->document.price_book_version));
  if (!book) return Copy();
  ReopenedDraft copy{*std::move(fresh), true, {}};
  copy.order.copied_from = original.id;
  copy.order.notes = original.notes;
  copy_terms(original.document, copy.order.document);
  const std::string left_out = copy_items(original.document, *book, copy.order);
  copy.note = "Copied at today's prices.";
  if (!left_out.empty()) copy.note += " Not sold any more: " + left_out + ".";
  return Copy(std::move(copy));
}

std::string item_name(const OrderDocument& document, std::size_t index) {
  const std::string& name = document.items[index].name;
  int same = 1;
  for (std::size_t other = 0; other < index; ++other) {
    if (document.items[other].name == name) ++same;
  }
  return same == 1 ? name : name + " (" + std::to_string(same) + ")";
}

std::vector<ProductMatch> match_products(const PriceBook& book, const OrderDocument& document,
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
    if (!is_available(product, document.ordered_on) || !holds_words(product, words)) continue;
    ranked.push_back({rank_of(product, folded, first_word), fold(product.name), &product});
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked& left, const Ranked& right) {
    return left.rank != right.rank ? left.rank < right.rank : left.name < right.name;
  });
  std::vector<ProductMatch> matches;
  for (const Ranked& candidate : ranked) {
    const std::string price = offer_words(book, *candidate.product, document.currency);
    if (!price.empty()) add_matches(matches, {*candidate.product, price, {}, {}}, book, document);
    if (matches.size() >= matches_max) break;
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
  model.price_book = known.price_book;
  const OrderDocument& document = query.draft.document;
  if (query.all_products || !trim(query.typed).empty()) {
    model.matches = match_products(*known.price_book, document, query.typed);
  }
  const Settings& settings = model.organisation.settings;
  model.methods = methods_of(settings, document.currency, false);
  model.taken_by_hand = methods_of(settings, document.currency, true);
  const BilledTo to{model.account, model.organisation.taxes};
  model.totals = totals_of(document, tax_terms_of(to.account, &to.taxes));
  const auto due = model.totals ? plan_due_now(to, query.draft)
                                : Decision<Money>(reject(Reason::amount_out_of_range));
  model.due_now = due.value_or(Money{0, document.currency});
  OrderFacts facts = known.facts;
  facts.price_book = &*known.price_book;
  model.problems = problems_of(document, facts, facts.organisation.closed_through);
  model.items = plan_items(*known.price_book, document, model.problems);
  model.first = plan_first(to, query.draft);
  return model;
}

}  // namespace satchel::web
