// Reads bill runs out of the server's answers.
#include "web/model/bill_run_model.h"

#include "shared/store/account_store.h"
#include "shared/wire/reader.h"
#include "web/model/csv.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

constexpr std::size_t rows_max = 100'000;

BillRunView read_bill_run(ObjectReader& in) {
  BillRunView run;
  run.id = in.text("id");
  run.through = in.day("through");
  run.state = parse_enum<BillRunState>(in.text("state")).value_or(BillRunState::unknown);
  run.accounts_total = in.optional_number("accounts_total", 0);
  run.accounts_done = in.optional_number("accounts_done", 0);
  run.accounts_failed = in.optional_number("accounts_failed", 0);
  run.with_errors = in.optional_flag("completed_with_errors");
  if (in.has("progress")) {
    in.object("progress", [&](ObjectReader& progress) {
      run.accounts_per_second = progress.number("accounts_per_second");
      run.seconds_left = progress.number("seconds_left");
    });
  }
  run.invoice_count = in.optional_number("invoice_count", 0);
  run.line_count = in.optional_number("line_count", 0);
  run.posted_count = in.optional_number("posted_count", 0);
  in.each_object("totals", rows_max, [&](ObjectReader& total) {
    const std::int64_t minor = total.number("minor");
    run.totals.push_back({minor, total.word<Currency>("currency")});
  });
  in.each_object("failed", rows_max, [&](ObjectReader& failure) {
    std::string account = failure.text("account_id");
    run.failed.push_back({std::move(account), failure.optional_text("error")});
  });
  in.each_object("unsent_devices", rows_max, [&](ObjectReader& device) {
    const std::string name = device.optional_text("name");
    run.unsent_devices.push_back(name.empty() ? device.optional_text("label") : name);
  });
  return run;
}

BillRunRow read_row(ObjectReader& in) {
  BillRunRow row;
  row.kind = in.optional_text("kind");
  row.account =
      in.text("account_name") + ", account " + std::to_string(in.number("account_number"));
  row.before = in.money("before");
  row.after = in.money("after");
  row.difference = in.money("difference");
  return row;
}

}  // namespace

Result<std::vector<BillRunRow>> parse_bill_run_rows(std::string_view body) {
  return read_document(body, Strictness::tolerant, [](ObjectReader& in) {
    std::vector<BillRunRow> rows;
    in.each_object("items", rows_max, [&](ObjectReader& item) { rows.push_back(read_row(item)); });
    return rows;
  });
}

std::string_view words_of_anomaly(const BillRunRow& row) {
  if (row.kind == "missing") return "Billed before, not now";
  if (row.kind == "not_positive") return "Nothing to pay";
  return "Unusual change";
}

Result<BillRunView> parse_bill_run(std::string_view body) {
  return read_document(body, Strictness::tolerant, read_bill_run);
}

Result<std::vector<BillRunView>> parse_bill_runs(std::string_view body) {
  return read_document(body, Strictness::tolerant, [](ObjectReader& in) {
    std::vector<BillRunView> runs;
    in.each_object("items", rows_max,
                   [&](ObjectReader& item) { runs.push_back(read_bill_run(item)); });
    return runs;
  });
}

Result<void> name_failures(Transaction& tx, BillRunView& run) {
  for (BillRunFailure& failure : run.failed) {
    const auto id = AccountId::parse(failure.account);
    if (!id) continue;
    const auto account = SATCHEL_TRY(find_account(tx, *id));
    if (account) failure.account = display_name(*account) + ", account " + number_of(*account);
  }
  return {};
}

std::string_view words_of(BillRunState state) {
  switch (state) {
    case BillRunState::dry:
      return "Dry run";
    case BillRunState::running:
      return "Running";
    case BillRunState::ready:
      return "Ready to post";
    case BillRunState::posting:
      return "Posting";
    case BillRunState::posted:
      return "Posted";
    case BillRunState::discarded:
      return "Discarded";
    case BillRunState::unknown:
      return "Unknown";
  }
  return "Unknown";
}

std::string_view words_of(const BillRunView& run) {
  if (!run.with_errors) return words_of(run.state);
  return run.state == BillRunState::posted ? "Posted with errors" : "Completed with errors";
}

std::string words_of_progress(const BillRunView& run) {
  std::string words =
      grouped(run.accounts_done) + " of " + count_of(run.accounts_total, "account", "accounts");
  if (run.seconds_left < 0) return words;
  return words + ", " + grouped(run.accounts_per_second) + " per second, " +
         grouped(run.seconds_left) + " s left";
}

std::string export_bill_runs(const std::vector<BillRunView>& runs) {
  CsvWriter csv({"Last day", "State", "Accounts", "Failed", "Invoices", "Lines", "Posted", "Total",
                 "Currency"});
  for (const BillRunView& run : runs) {
    const auto add = [&](const std::string& total, std::string_view currency) {
      csv.row({to_text(add_days(run.through, -1)), words_of(run),
               std::to_string(run.accounts_total), std::to_string(run.accounts_failed),
               std::to_string(run.invoice_count), std::to_string(run.line_count),
               std::to_string(run.posted_count), total, currency});
    };
    if (run.totals.empty()) add("0", "");
    for (const Money& total : run.totals) add(plain_amount(total), to_text(total.currency));
  }
  return csv.take();
}

}  // namespace satchel::web
