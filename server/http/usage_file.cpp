// Finds what each line speaks of, and records it.
#include "server/http/usage_file.h"

#include <map>
#include <optional>

#include "server/catalogue/csv_file.h"
#include "server/sync/perform.h"
#include "shared/base/text.h"
#include "shared/domain/rejection.h"
#include "shared/store/billing_store.h"

namespace satchel::server {
namespace {

/// Returns the column's text, or nothing when the file has no such column.
Result<std::string> optional_cell(const CsvFile& file, std::size_t row, std::string_view column) {
  if (!file.has_column(column)) return std::string();
  return file.text(row, column);
}

Result<std::optional<AccountId>> account_numbered(Transaction& tx, const std::string& number) {
  const Rows rows = SATCHEL_TRY(tx.query(
      "SELECT id FROM account WHERE CAST(number AS TEXT) = $1 AND number <> 0", trim(number)));
  if (rows.empty()) return std::optional<AccountId>();
  return std::optional(rows.front().id<AccountId>(0));
}

/// One line of the file, and what is wrong with it.
struct UsageLine {
  TakenUsage usage;
  std::string problem;
};

UsageLine wrong(std::string problem) { return {{}, std::move(problem)}; }

/// A charge is called as on invoices, "Line, Minutes", or by its own name alone.
bool is_called(const BillableCharge& charge, const std::string& name) {
  const std::string whole = fold(charge.name);
  const std::string wanted = fold(trim(name));
  return !wanted.empty() && (whole == wanted || whole.ends_with(", " + wanted));
}

/// Finds the usage charge that the line names among those of the account.
UsageLine with_charge(UsageLine line, const std::vector<BillableCharge>& charges,
                      const std::string& name, const std::string& subscription) {
  bool several = false;
  for (const BillableCharge& charge : charges) {
    if (charge.kind != ChargeKind::usage || !is_called(charge, name)) continue;
    if (!subscription.empty() && charge.subscription_id.text() != subscription) continue;
    several = several || (!line.usage.subscription_id.empty() &&
                          line.usage.subscription_id != charge.subscription_id);
    line.usage.subscription_id = charge.subscription_id;
    line.usage.charge_id = charge.catalogue_id;
  }
  if (several) {
    return wrong("Several subscriptions of the account charge \"" + name +
                 "\"; name one in the column subscription.");
  }
  if (line.usage.subscription_id.empty()) {
    return wrong("Nothing of the account is charged by usage as \"" + name + "\".");
  }
  return line;
}

Result<UsageLine> read_line(Transaction& tx, const CsvFile& file, std::size_t row) {
  const std::string number = SATCHEL_TRY(file.text(row, "account"));
  const std::string day = SATCHEL_TRY(file.text(row, "used_on"));
  const std::string units = SATCHEL_TRY(file.text(row, "units"));
  const std::string charge = SATCHEL_TRY(file.text(row, "charge"));
  const std::string subscription = SATCHEL_TRY(optional_cell(file, row, "subscription"));
  const std::string id = SATCHEL_TRY(optional_cell(file, row, "id"));
  UsageLine line;
  line.usage.note = SATCHEL_TRY(optional_cell(file, row, "note"));
  const auto account = SATCHEL_TRY(account_numbered(tx, number));
  if (!account) return wrong("There is no account " + number + ".");
  const auto used_on = parse_date(trim(day));
  if (!used_on) return wrong("used_on needs a date, YYYY-MM-DD, instead of \"" + day + "\".");
  const auto amount = parse_decimal(trim(units));
  if (!amount) return wrong("units needs an exact decimal instead of \"" + units + "\".");
  if (!id.empty()) {
    const auto parsed = UsageRecordId::parse(trim(id));
    if (!parsed) return wrong("id needs a UUID instead of \"" + id + "\".");
    line.usage.id = *parsed;
  }
  line.usage.account_id = *account;
  line.usage.used_on = *used_on;
  line.usage.units = *amount;
  const auto charges = SATCHEL_TRY(load_account_charges(tx, *account, add_days(*used_on, 1)));
  return with_charge(std::move(line), charges, charge, trim(subscription));
}

/// Gives the reading the id that the same line of the same file would get again.
void identify(TakenUsage& usage, std::map<std::string, int>& said) {
  if (!usage.id.empty()) return;
  const std::string words = usage.charge_id.text() + " " + to_text(usage.used_on) + " " +
                            to_text(usage.units) + " " + usage.note;
  const int before = said[usage.subscription_id.text() + words]++;
  usage.id =
      UsageRecordId::derive(usage.subscription_id.text(), words + " " + std::to_string(before));
}

Result<std::vector<UsageLine>> read_lines(const ServerContext& context, const CsvFile& file) {
  const auto tx = SATCHEL_TRY(context.database.begin(Access::read));
  std::vector<UsageLine> lines;
  std::map<std::string, int> said;
  for (std::size_t row = 0; row < file.size(); ++row) {
    lines.push_back(SATCHEL_TRY(read_line(*tx, file, row)));
    if (lines.back().problem.empty()) identify(lines.back().usage, said);
  }
  return lines;
}

}  // namespace

Result<std::vector<UsageOutcome>> import_usage(const ServerContext& context, const Actor& actor,
                                               std::string_view text) {
  const CsvFile file = SATCHEL_TRY(CsvFile::parse("The file", text));
  const auto lines = SATCHEL_TRY(read_lines(context, file));
  std::vector<UsageOutcome> outcomes;
  for (std::size_t row = 0; row < lines.size(); ++row) {
    UsageOutcome outcome{file.line_of(row), lines[row].usage.id, false, lines[row].problem};
    if (outcome.problem.empty()) {
      const auto decided = SATCHEL_TRY(perform(context, actor, RecordUsage{lines[row].usage}));
      outcome.recorded = decided.has_value();
      if (!decided) outcome.problem = describe(decided.error().reason);
    }
    outcomes.push_back(std::move(outcome));
  }
  return outcomes;
}

}  // namespace satchel::server
