// satchel catalogue export, import and publish.
#include <algorithm>
#include <iterator>
#include <map>
#include <ostream>

#include "server/catalogue/price_book_csv.h"
#include "server/catalogue/price_books.h"
#include "server/http/catalogue_rows.h"
#include "server/main/commands.h"
#include "server/main/people.h"
#include "server/main/text_file.h"
#include "server/store/civil_date.h"
#include "server/sync/price_change.h"
#include "shared/store/catalog_store.h"
#include "shared/store/organisation_store.h"
#include "shared/wire/aggregate_wire.h"

namespace satchel::server {
namespace {

const Editor command_line_editor{{}, "The command line"};

/// The revision of the draft that is there; 0 without one.
Result<std::int64_t> draft_revision(Transaction& tx) {
  const auto draft = SATCHEL_TRY(find_price_book_draft(tx));
  return draft ? draft->revision : 0;
}

std::string words_of(const Problem& problem) {
  std::string words = problem.detail;
  for (const FieldProblem& field : problem.fields) {
    words += "\n  " + field.field + ": " + std::string(describe(field.reason));
  }
  return words;
}

Result<Date> today(const ServerContext& context) {
  const auto tx = SATCHEL_TRY(context.database.begin(Access::read));
  const auto organisation = SATCHEL_TRY(find_organisation(*tx));
  if (!organisation) return fail(ErrorCode::not_found, "There is no organisation in this folder.");
  return today_of(*organisation, context.now);
}

Result<ProductId> product_of_code(const ServerContext& context, const std::string& code, Date on) {
  const auto tx = SATCHEL_TRY(context.database.begin(Access::read));
  const auto version = SATCHEL_TRY(find_price_book_version(*tx, on));
  const auto book = version ? SATCHEL_TRY(find_price_book(*tx, *version)) : std::nullopt;
  const auto has_code = [&](const Product& product) { return product.code == code; };
  if (book) {
    const auto found = std::find_if(book->products.begin(), book->products.end(), has_code);
    if (found != book->products.end()) return found->id;
  }
  return fail(ErrorCode::not_found, "No product has the code " + code + " on " + to_text(on) + ".");
}

void add_sums(std::map<Currency, Money>& sums, const std::map<Currency, Money>& more) {
  for (const auto& [currency, amount] : more) {
    sums.try_emplace(currency, Money{0, currency});
    sums.at(currency) = sums.at(currency) + amount;
  }
}

void add_page(PriceChangeResult& all, PriceChangeResult page) {
  all.changed += page.changed;
  all.current += page.current;
  all.agreed += page.agreed;
  add_sums(all.monthly_before, page.monthly_before);
  add_sums(all.monthly_after, page.monthly_after);
  all.refused.insert(all.refused.end(), page.refused.begin(), page.refused.end());
  all.after = page.after;
}

void print_price_change(const CommandRun& run, const PriceChange& change,
                        const PriceChangeResult& all) {
  run.out << all.changed << " subscriptions " << (change.preview ? "would get" : "get")
          << " the prices in force from " << to_text(change.on) << " on; " << all.current
          << " have them, " << all.agreed << " keep a price of their own.\n";
  for (const auto& [currency, before] : all.monthly_before) {
    run.out << "Monthly: " << to_text(before) << " before, "
            << to_text(all.monthly_after.at(currency)) << " after.\n";
  }
  for (const PriceRefusal& each : all.refused) {
    run.out << "Refused: subscription " << each.subscription_id.text() << ". "
            << describe(each.rejection.reason) << "\n";
  }
}

}  // namespace

Result<void> run_catalogue_export(const CommandRun& run, const CatalogueArguments& arguments) {
  const auto tx = SATCHEL_TRY(run.context.database.begin(Access::read));
  std::int64_t version = arguments.version;
  for (const PriceBookHead& head : SATCHEL_TRY(list_price_books(*tx))) {
    version = version == 0 ? head.version : version;
  }
  const auto book = SATCHEL_TRY(find_price_book(*tx, version));
  if (!book) {
    return fail(ErrorCode::not_found,
                "There is no price book version " + std::to_string(version) + ".");
  }
  run.out << (arguments.format == "csv" ? csv_of(*book) : to_json(*book) + "\n");
  return {};
}

Result<void> run_catalogue_import(const CommandRun& run, const CatalogueArguments& arguments) {
  const std::string text = SATCHEL_TRY(read_text_file(arguments.file));
  const auto tx = SATCHEL_TRY(run.context.database.begin());
  const ServerWrite write = write_in(run.context, *tx);
  const bool csv = arguments.file.ends_with(".csv");
  PriceBook book;
  if (csv) {
    PriceBook base = SATCHEL_TRY(base_of_draft(*tx));
    book = SATCHEL_TRY(merge_csv(std::move(base), text, {write.now, write.random}));
  } else {
    book = SATCHEL_TRY(parse_price_book(text));
  }
  const std::int64_t revision = SATCHEL_TRY(draft_revision(*tx));
  const auto draft = SATCHEL_TRY(replace_draft({write, command_line_editor, revision}, book));
  if (!draft) return fail(ErrorCode::invalid, words_of(draft.error()));
  SATCHEL_TRY(tx->commit());
  run.out << "The draft of version " << draft->book.version << " holds "
          << draft->book.products.size() << " products. Publish it with: satchel catalogue publish "
          << "NAME --from YYYY-MM-DD\n";
  return {};
}

Result<void> run_catalogue_publish(const CommandRun& run, const CatalogueArguments& arguments) {
  const auto from = parse_date(arguments.valid_from);
  const auto until = parse_date(arguments.valid_until);
  if (!from || (!until && !arguments.valid_until.empty())) {
    return fail(ErrorCode::invalid, "--from and --until take a date, YYYY-MM-DD.");
  }
  const auto tx = SATCHEL_TRY(run.context.database.begin());
  const std::int64_t revision = SATCHEL_TRY(draft_revision(*tx));
  const ServerWrite write = write_in(run.context, *tx);
  const auto head = SATCHEL_TRY(
      publish_draft({write, command_line_editor, revision}, {arguments.name, *from, until}));
  if (!head) return fail(ErrorCode::invalid, words_of(head.error()));
  SATCHEL_TRY(tx->commit());
  run.out << "Published version " << head->version << ", " << head->name << ", with "
          << head->products << " products, sold from " << to_text(head->valid_from) << ".\n";
  return {};
}

Result<void> run_catalogue_reprice(const CommandRun& run, const CatalogueArguments& arguments) {
  const auto on = parse_date(arguments.valid_from);
  if (!on || *on < SATCHEL_TRY(today(run.context))) {
    return fail(ErrorCode::invalid, "--on takes today or a later date, YYYY-MM-DD.");
  }
  PriceChange change{*on, std::nullopt, arguments.preview};
  if (!arguments.product.empty()) {
    change.product_id = SATCHEL_TRY(product_of_code(run.context, arguments.product, *on));
  }
  PriceChangeResult all;
  do {
    PriceChangeResult page =
        SATCHEL_TRY(change_prices(run.context, command_line_actor(), change, {.after = all.after}));
    add_page(all, std::move(page));
  } while (!all.after.empty());
  print_price_change(run, change, all);
  return {};
}

}  // namespace satchel::server
