// satchel tax export, import and exempt.
#include "server/main/tax_commands.h"

#include <ostream>

#include "server/catalogue/tax_act.h"
#include "server/main/commands.h"
#include "server/main/text_file.h"
#include "server/sync/account_standing.h"
#include "shared/domain/access/system_actor.h"
#include "shared/store/tax_store.h"
#include "shared/wire/tax_wire.h"

namespace satchel::server {
namespace {

std::string words_of_refusal(const Problem& problem) {
  std::string words = problem.detail;
  for (const FieldProblem& field : problem.fields) {
    words += "\n  " + field.field + ": " + std::string(describe(field.reason));
  }
  return words;
}

}  // namespace

Result<void> run_tax_export(const CommandRun& run) {
  const auto tx = SATCHEL_TRY(run.context.database.begin(Access::read));
  run.out << to_json(SATCHEL_TRY(load_tax_table(*tx))) << "\n";
  return {};
}

Result<void> run_tax_import(const CommandRun& run, const std::string& file) {
  const std::string text = SATCHEL_TRY(read_text_file(file));
  const TaxTable table = SATCHEL_TRY(parse_tax_table(text));
  const auto tx = SATCHEL_TRY(run.context.database.begin());
  const Editor editor{{}, "The command line"};
  const auto done = SATCHEL_TRY(put_tax_table(write_in(run.context, *tx), editor, table));
  if (!done) return fail(ErrorCode::invalid, words_of_refusal(done.error()));
  SATCHEL_TRY(tx->commit());
  run.out << "The tax table holds " << done->rows.size() << " rows; tax is rounded per "
          << to_text(done->rounding) << ". What is billed from now on goes by it.\n";
  return {};
}

Result<void> run_tax_exempt(const CommandRun& run, const std::string& account,
                            const TaxExemption& exemption) {
  const auto tx = SATCHEL_TRY(run.context.database.begin());
  const AccountId id = SATCHEL_TRY(find_named_account(*tx, account));
  const auto done =
      SATCHEL_TRY(set_tax_exemption(write_in(run.context, *tx), system_actor(), id, exemption));
  if (!done) {
    return fail(ErrorCode::invalid,
                std::string(describe(done.error().reason)) +
                    " Give --certificate and --reason, or neither to end an exemption.");
  }
  SATCHEL_TRY(tx->commit());
  const bool exempt = !done->tax_exemption.certificate.empty();
  run.out << display_name(*done) << (exempt ? " is exempt from tax.\n" : " owes tax.\n");
  return {};
}

void add_tax_commands(CLI::App& app, TaxWords& words, Place& place, Act& act) {
  CLI::App* tax = app.add_subcommand("tax", "the tax table, and who is exempt");
  tax->require_subcommand(1);
  CLI::App* exported = add_command(*tax, "export", "write the tax table as JSON", place);
  exported->callback([&] { act = run_tax_export; });

  CLI::App* imported = add_command(*tax, "import", "replace the tax table by a file", place);
  imported->add_option("file", words.file, "JSON as exported")->required();
  imported->callback(
      [&] { act = [&](const CommandRun& run) { return run_tax_import(run, words.file); }; });

  CLI::App* exempt = add_command(*tax, "exempt", "a customer owes no tax, or does again", place);
  exempt->add_option("account", words.account, "id or number")->required();
  exempt->add_option("--certificate", words.exemption.certificate, "its number");
  exempt->add_option("--reason", words.exemption.reason, "as printed on invoices");
  exempt->callback([&] {
    act = [&](const CommandRun& run) {
      return run_tax_exempt(run, words.account, words.exemption);
    };
  });
}

}  // namespace satchel::server
