// satchel catalogue export, import and publish.
#include <iterator>
#include <ostream>

#include "server/catalogue/price_book_csv.h"
#include "server/catalogue/price_books.h"
#include "server/http/catalogue_rows.h"
#include "server/main/commands.h"
#include "server/main/text_file.h"
#include "shared/store/catalog_store.h"
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

}  // namespace satchel::server
