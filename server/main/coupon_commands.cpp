// satchel coupon export and import.
#include "server/main/coupon_commands.h"

#include <ostream>

#include "server/catalogue/coupon_act.h"
#include "server/main/commands.h"
#include "server/main/text_file.h"
#include "shared/store/coupon_store.h"
#include "shared/wire/coupon_wire.h"

namespace satchel::server {

Result<void> run_coupon_export(const CommandRun& run) {
  const auto tx = SATCHEL_TRY(run.context.database.begin(Access::read));
  run.out << coupon_file(SATCHEL_TRY(load_coupons(*tx))) << "\n";
  return {};
}

Result<void> run_coupon_import(const CommandRun& run, const std::string& file) {
  const std::string text = SATCHEL_TRY(read_text_file(file));
  const Coupons coupons = SATCHEL_TRY(parse_coupon_file(text));
  const auto tx = SATCHEL_TRY(run.context.database.begin());
  const Editor editor{{}, "The command line"};
  const auto done = SATCHEL_TRY(put_coupons(write_in(run.context, *tx), editor, coupons));
  if (!done) {
    std::string words = done.error().detail;
    for (const FieldProblem& field : done.error().fields) {
      words += "\n  " + field.field + ": " + std::string(describe(field.reason));
    }
    return fail(ErrorCode::invalid, words);
  }
  SATCHEL_TRY(tx->commit());
  run.out << "There are " << done->size() << " coupons. Orders that named one keep its terms.\n";
  return {};
}

void add_coupon_commands(CLI::App& app, std::string& file, Place& place, Act& act) {
  CLI::App* coupon = app.add_subcommand("coupon", "codes that take something off an order");
  coupon->require_subcommand(1);
  CLI::App* exported = add_command(*coupon, "export", "write the coupons as JSON", place);
  exported->callback([&] { act = run_coupon_export; });

  CLI::App* imported = add_command(*coupon, "import", "replace the coupons by a file", place);
  imported->add_option("file", file, "JSON as exported")->required();
  imported->callback(
      [&] { act = [&](const CommandRun& run) { return run_coupon_import(run, file); }; });
}

}  // namespace satchel::server
