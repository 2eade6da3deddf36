// Loads and searches the catalogue.
#include "web/model/catalogue_model.h"

#include <algorithm>

#include "shared/base/text.h"
#include "shared/store/catalog_store.h"
#include "shared/wire/aggregate_wire.h"
#include "web/model/csv.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

constexpr std::size_t versions_max = 100'000;

bool has_every_word(const Product& product, const std::vector<std::string>& typed) {
  const auto words = folded_words(product.code + " " + product.name + " " + product.category + " " +
                                  product.detail);
  return std::all_of(typed.begin(), typed.end(), [&](const std::string& wanted) {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return word.starts_with(wanted); });
  });
}

}  // namespace

Result<CatalogueDraftView> parse_catalogue_draft(std::string_view body) {
  return read_document(body, Strictness::tolerant, [](ObjectReader& in) {
    CatalogueDraftView draft;
    draft.revision = in.number("revision");
    draft.changed_by = in.text("changed_by");
    in.object("book", [&](ObjectReader& each) { draft.book = read_price_book(each); });
    return draft;
  });
}

Result<std::vector<VersionView>> parse_versions(std::string_view body) {
  return read_document(body, Strictness::tolerant, [](ObjectReader& in) {
    std::vector<VersionView> versions;
    in.each_object("items", versions_max, [&](ObjectReader& each) {
      versions.push_back({each.number("version"), each.text("name"), each.day("valid_from"),
                          each.optional_day("valid_until"), each.flag("withdrawn"),
                          each.number("products")});
    });
    return versions;
  });
}

VersionState state_of(const VersionView& version, const CatalogueModel& model) {
  if (version.withdrawn) return VersionState::withdrawn;
  if (model.sold && model.sold->version == version.version) return VersionState::sold;
  if (version.valid_from > model.today) return VersionState::later;
  if (version.valid_until && *version.valid_until < model.today) return VersionState::ended;
  return VersionState::replaced;
}

std::string_view words_of(VersionState state) {
  switch (state) {
    case VersionState::sold:
      return "Sold today";
    case VersionState::later:
      return "Sold later";
    case VersionState::replaced:
      return "Replaced";
    case VersionState::ended:
      return "Ended";
    case VersionState::withdrawn:
      return "Withdrawn";
  }
  return "Unknown";
}

std::string export_versions(const CatalogueModel& model) {
  CsvWriter csv({"Version", "Name", "From", "Until", "Products", "State"});
  for (const VersionView& version : model.versions) {
    csv.row({std::to_string(version.version), version.name, to_text(version.valid_from),
             version.valid_until ? to_text(*version.valid_until) : std::string(),
             std::to_string(version.products), words_of(state_of(version, model))});
  }
  return csv.take();
}

Result<void> load_catalogue(Transaction& tx, Date today, CatalogueModel& model) {
  model.today = today;
  model.sold.reset();
  const auto version = SATCHEL_TRY(find_price_book_version(tx, today));
  if (version) model.sold = SATCHEL_TRY(find_price_book(tx, *version));
  return {};
}

std::vector<const Product*> find_products(const PriceBook& book, std::string_view typed) {
  const auto words = folded_words(typed);
  std::vector<const Product*> found;
  for (const Product& product : book.products) {
    if (has_every_word(product, words)) found.push_back(&product);
  }
  return found;
}

std::string price_words(const Product& product) {
  if (product.kind == ProductKind::bundle) {
    return "bundle of " + std::to_string(product.members.size());
  }
  std::string words;
  if (product.plans.empty()) return words;
  for (const Charge& charge : product.plans.front().charges) {
    if (charge.prices.empty()) continue;
    const Price& price = charge.prices.front();
    const bool tiers = has_tiers(charge.model);
    words += (words.empty() ? "" : " + ");
    words += tiers ? std::string(words_of(charge.model)) : price_text(price.amount, price.currency);
    if (charge.kind == ChargeKind::recurring) words += " / month";
    if (charge.kind == ChargeKind::usage) words += " by usage";
  }
  return words;
}

}  // namespace satchel::web
