// Writes and reads price books as CSV.
#include "server/catalogue/price_book_csv.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "server/catalogue/csv_file.h"
#include "shared/base/text.h"
#include "shared/domain/billing/price_terms.h"

namespace satchel::server {
namespace {

std::string flag_text(bool flag) { return flag ? "yes" : "no"; }

std::string day_text(const std::optional<Date>& day) { return day ? to_text(*day) : ""; }

PriceBookRow row_of(const PriceBook& book, const Product& product) {
  const Product* base = find_product(book, product.base_product_id);
  PriceBookRow row{product.code,
                   product.name,
                   product.category,
                   product.detail,
                   std::string(to_text(product.kind)),
                   base == nullptr ? "" : base->code,
                   flag_text(product.available),
                   day_text(product.available_from),
                   day_text(product.available_until),
                   flag_text(product.price_editable),
                   flag_text(product.price_required),
                   flag_text(product.quantity_editable),
                   flag_text(product.quantity_required),
                   std::to_string(product.tax_rate_ppm)};
  row.back() = product.tax_category;
  return row;
}

constexpr std::size_t plan_column = 14;
constexpr std::size_t shown_lines_max = 20;  // Of those that are wrong.
/// Files from before there was such a thing lack these; empty is the usual.
constexpr std::string_view recurrence_column = "charge_every";
constexpr std::string_view terms_column = "price_terms";
constexpr std::string_view alignment_column = "charge_alignment";
constexpr std::string_view phases_column = "plan_phases";
constexpr std::string_view tax_category_column = "tax_category";

bool may_be_missing(std::string_view column) {
  return column == recurrence_column || column == terms_column || column == alignment_column ||
         column == phases_column || column == tax_category_column;
}

void put_charge(PriceBookRow& row, const Charge& charge, const Price& price) {
  row[plan_column + 1] = charge.name;
  row[plan_column + 2] = to_text(charge.kind);
  row[plan_column + 3] = to_text(charge.model);
  row[plan_column + 4] = to_text(charge.timing);
  row[plan_column + 5] = to_text(price.currency);
  row[plan_column + 6] = to_text(price.amount);
  row[plan_column + 7] = charge.kind == ChargeKind::one_time ? "" : to_text(charge.every);
  row[plan_column + 8] = to_text(price.terms);
  const bool usual = charge.alignment == ChargeAlignment::bill_cycle_day;
  row[plan_column + 9] = usual ? "" : to_text(charge.alignment);
}

/// One row of the file; the first thing that is wrong is kept with its line and column.
class RowReader {
 public:
  RowReader(const CsvFile& file, std::size_t row) : file_(file), row_(row) {}

  std::string text(std::string_view column) {
    const auto cell = file_.text(row_, column);
    if (!cell) return "";
    // The export writes what could be taken for a formula behind an apostrophe.
    const bool guarded = cell->size() > 1 && (*cell)[0] == '\'' &&
                         std::string_view("=+-@\t\r").find((*cell)[1]) != std::string_view::npos;
    return guarded ? cell->substr(1) : *cell;
  }
  std::string needed(std::string_view column) {
    std::string cell = text(column);
    if (trim(cell).empty()) report(column, "is empty");
    return cell;
  }
  bool flag(std::string_view column) {
    const std::string cell = text(column);
    if (cell != "yes" && cell != "no") report(column, "must be yes or no");
    return cell == "yes";
  }
  std::optional<Date> day(std::string_view column) {
    const std::string cell = text(column);
    if (cell.empty()) return std::nullopt;
    const auto day = parse_date(cell);
    if (!day) report(column, "must be a date as YYYY-MM-DD");
    return day;
  }
  std::int64_t number(std::string_view column) {
    const std::string cell = text(column);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
    if (error != std::errc() || end != cell.data() + cell.size()) {
      report(column, "must be a whole number");
    }
    return number;
  }
  template <class E>
  E word(std::string_view column) {
    const std::string cell = text(column);
    if (const auto word = parse_enum<E>(cell)) return *word;
    report(column, "is not a known word: " + cell);
    return E{};
  }
  Recurrence recurrence() {
    const std::string cell = text(recurrence_column);
    if (cell.empty()) return {};
    if (const auto every = parse_recurrence(cell)) return *every;
    report(recurrence_column, "must be a count and day, week, month or year, as in 3 month");
    return {};
  }
  ChargeAlignment alignment() {
    return text(alignment_column).empty() ? ChargeAlignment::bill_cycle_day
                                          : word<ChargeAlignment>(alignment_column);
  }
  PriceTerms terms() {
    if (auto terms = parse_price_terms(text(terms_column))) return *std::move(terms);
    report(terms_column, "must be tiers and other terms, as in to 100: 1.50; beyond: 1");
    return {};
  }
  std::vector<PlanPhase> phases() {
    if (auto phases = parse_plan_phases(text(phases_column))) return *std::move(phases);
    report(phases_column, "must be phases, as in trial 14 day; discounted 3 month 50 %; evergreen");
    return {};
  }
  Decimal decimal(std::string_view column) {
    if (const auto decimal = parse_decimal(text(column))) return *decimal;
    report(column, "must be a decimal number with a point");
    return {};
  }
  void report(std::string_view column, std::string_view detail) {
    if (!problem_.empty()) return;
    problem_ = "Line " + std::to_string(file_.line_of(row_)) + ", column " + std::string(column) +
               ": " + std::string(detail) + ".";
  }
  const std::string& problem() const { return problem_; }

 private:
  const CsvFile& file_;
  std::size_t row_;
  std::string problem_;
};

/// Takes the rows into the book one after the other.
class CsvMerge {
 public:
  CsvMerge(PriceBook book, const IdMaker& ids) : ids_(ids), book_(std::move(book)) {
    for (std::size_t index = 0; index < book_.products.size(); ++index) {
      places_.emplace(fold(book_.products[index].code), index);
    }
  }

  void take(RowReader& row) {
    const std::string code = row.needed("code");
    const std::string key = fold(code);
    if (const auto seen = old_plans_.find(key); seen == old_plans_.end()) {
      begin_product(row, key, code);
    }
    if (!row.problem().empty()) return;
    Product& product = book_.products[places_.at(key)];
    if (row.text("plan").empty()) {
      for (const char* column : {"charge", "currency", "price"}) {
        if (!row.text(column).empty()) row.report(column, "needs a plan in its row");
      }
      return;
    }
    Plan& plan = plan_of(product, row.text("plan"), old_plans_[key]);
    const auto phases = row.phases();
    if (plan.charges.empty()) plan.phases = phases;
    if (plan.phases != phases) row.report(phases_column, "differs from a line above of this plan");
    take_price(row, plan, old_plans_[key]);
  }

  /// Binds add-ons to their bases, which may stand anywhere in the file.
  Result<PriceBook> finish() {
    for (const Base& base : bases_) {
      const auto found = places_.find(fold(base.code));
      if (found == places_.end()) {
        return fail(ErrorCode::invalid, "Line " + std::to_string(base.line) +
                                            ", column base_code: there is no product " + base.code +
                                            ". Nothing was imported.");
      }
      book_.products[base.product].base_product_id = book_.products[found->second].id;
    }
    return std::move(book_);
  }

  void bind(const std::string& key, const std::string& base_code, std::size_t line) {
    const std::size_t product = places_.at(key);
    book_.products[product].base_product_id = {};
    if (!base_code.empty()) bases_.push_back({product, base_code, line});
  }

 private:
  struct Base {
    std::size_t product;
    std::string code;
    std::size_t line;
  };

  void begin_product(RowReader& row, const std::string& key, const std::string& code) {
    const auto known = places_.find(key);
    if (known == places_.end()) {
      Product made;
      made.id = ProductId::make(ids_.now, ids_.random);
      places_.emplace(key, book_.products.size());
      book_.products.push_back(std::move(made));
    }
    Product& product = book_.products[places_.at(key)];
    old_plans_[key] = std::move(product.plans);
    product.plans.clear();
    product.code = code;
    product.name = row.needed("name");
    product.category = row.text("category");
    product.detail = row.text("detail");
    product.kind = row.word<ProductKind>("kind");
    product.available = row.flag("available");
    product.available_from = row.day("available_from");
    product.available_until = row.day("available_until");
    product.price_editable = row.flag("price_editable");
    product.price_required = row.flag("price_required");
    product.quantity_editable = row.flag("quantity_editable");
    product.quantity_required = row.flag("quantity_required");
    product.tax_rate_ppm = row.number("tax_rate_ppm");
    product.tax_category = row.text(tax_category_column);
  }

  Plan& plan_of(Product& product, const std::string& name, const std::vector<Plan>& old) {
    const auto named = [&](const Plan& plan) { return plan.name == name; };
    const auto found = std::find_if(product.plans.begin(), product.plans.end(), named);
    if (found != product.plans.end()) return *found;
    const auto before = std::find_if(old.begin(), old.end(), named);
    const PlanId id = before == old.end() ? PlanId::make(ids_.now, ids_.random) : before->id;
    product.plans.push_back({id, name, {}, {}});
    return product.plans.back();
  }

  void take_price(RowReader& row, Plan& plan, const std::vector<Plan>& old) {
    const std::string name = row.needed("charge");
    const auto named = [&](const Charge& charge) { return charge.name == name; };
    auto found = std::find_if(plan.charges.begin(), plan.charges.end(), named);
    const auto kind = row.word<ChargeKind>("charge_kind");
    const auto model = row.word<ChargeModel>("charge_model");
    const auto timing = row.word<ChargeTiming>("charge_timing");
    const Recurrence every = row.recurrence();
    const ChargeAlignment alignment = row.alignment();
    if (found == plan.charges.end()) {
      found = plan.charges.insert(
          found, {old_charge(plan, name, old), name, kind, model, timing, {}, every, alignment});
    } else if (found->kind != kind || found->model != model || found->timing != timing ||
               found->every != every || found->alignment != alignment) {
      row.report("charge", "has another kind, model, timing or recurrence than in a line above");
    }
    const auto currency = row.word<Currency>("currency");
    if (find_price(*found, currency) != nullptr) {
      row.report("currency", "stands twice for this charge");
    }
    const Price price{currency, row.decimal("price"), row.terms()};
    if (price.amount.coefficient < 0) row.report("price", "must not be negative");
    found->prices.push_back(price);
  }

  ChargeId old_charge(const Plan& plan, const std::string& name, const std::vector<Plan>& old) {
    for (const Plan& before : old) {
      if (before.id != plan.id) continue;
      for (const Charge& charge : before.charges) {
        if (charge.name == name) return charge.id;
      }
    }
    return ChargeId::make(ids_.now, ids_.random);
  }

  const IdMaker& ids_;
  PriceBook book_;
  std::map<std::string, std::size_t> places_;           // By folded code.
  std::map<std::string, std::vector<Plan>> old_plans_;  // Of the products of the file.
  std::vector<Base> bases_;
};

}  // namespace

std::vector<PriceBookRow> rows_of(const PriceBook& book) {
  std::vector<PriceBookRow> rows;
  for (const Product& product : book.products) {
    const PriceBookRow head = row_of(book, product);
    if (product.plans.empty()) rows.push_back(head);
    for (const Plan& plan : product.plans) {
      for (const Charge& charge : plan.charges) {
        for (const Price& price : charge.prices) {
          PriceBookRow row = head;
          row[plan_column] = plan.name;
          row[plan_column + 10] = to_text(plan.phases);
          put_charge(row, charge, price);
          rows.push_back(std::move(row));
        }
      }
    }
  }
  return rows;
}

Result<PriceBook> merge_csv(PriceBook book, std::string_view text, const IdMaker& ids) {
  const CsvFile file = SATCHEL_TRY(CsvFile::parse("The file", text));
  for (const std::string_view column : price_book_columns) {
    if (file.has_column(column) || may_be_missing(column)) continue;
    return fail(ErrorCode::invalid,
                "Line 1: there is no column " + std::string(column) + ". Nothing was imported.");
  }
  CsvMerge merge(std::move(book), ids);
  std::size_t wrong_lines = 0;
  std::string problems;
  for (std::size_t index = 0; index < file.size(); ++index) {
    RowReader row(file, index);
    merge.take(row);
    if (row.problem().empty()) {
      merge.bind(fold(row.text("code")), row.text("base_code"), file.line_of(index));
    } else if (++wrong_lines <= shown_lines_max) {
      problems += (problems.empty() ? "" : "\n") + row.problem();
    }
  }
  if (wrong_lines == 0) return merge.finish();
  if (wrong_lines > shown_lines_max) {
    problems += "\nAnd " + std::to_string(wrong_lines - shown_lines_max) + " more lines.";
  }
  return fail(ErrorCode::invalid, problems + " Nothing was imported.");
}

}  // namespace satchel::server
