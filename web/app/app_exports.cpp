// Offers lists as files.
#include "web/app/app.h"
#include "web/model/list_exports.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

std::string_view file_of(ExportedList list) {
  switch (list) {
    case ExportedList::orders:
      return "orders";
    case ExportedList::awaiting_payment:
      return "awaiting-payment";
    case ExportedList::subscriptions:
      return "subscriptions";
    case ExportedList::invoices:
      return "invoices";
    case ExportedList::payments:
      return "payments";
    case ExportedList::report:
      return "report";
    case ExportedList::bill_runs:
      return "bill-runs";
  }
  return "list";
}

}  // namespace

Result<std::string> App::write_list(Transaction& tx, ExportedList list) {
  switch (list) {
    case ExportedList::orders:
      return export_orders(tx, query_of(drafts_.orders), today_of(organisation_));
    case ExportedList::awaiting_payment:
      return export_awaiting_payment(tx, today_of(organisation_));
    case ExportedList::subscriptions:
      return export_subscriptions(tx, drafts_.subscriptions.search, today_of(organisation_));
    case ExportedList::invoices:
      return export_invoices(tx, drafts_.invoices.search);
    case ExportedList::payments:
      return export_payments(tx, drafts_.payments.search);
    case ExportedList::report: {
      const auto context = SATCHEL_TRY(make_context(tx, organisation_));
      return export_report(tx, context, query_of(drafts_.reports));
    }
    case ExportedList::bill_runs:
      return export_bill_runs(models_.bill_runs.runs);
  }
  return std::string();
}

void App::save_list(ExportedList list) {
  auto tx = database_->begin(Access::read);
  if (!tx) return fail_with(tx.error());
  const auto file = write_list(**tx, list);
  if (!file) return fail_with(file.error());
  offer_csv(std::string(file_of(list)), *file);
}

void App::save_customer_list(CustomerList list) {
  const CustomerPageModel& page = models_.customer_page;
  offer_csv("customer-" + number_of(page.account) + "-" + std::string(to_text(list)),
            export_customer_list(page, list));
}

/// The file's name ends with the day.
void App::offer_csv(const std::string& list, const std::string& file) {
  const std::string name = list + "-" + to_text(today_of(organisation_)) + ".csv";
  host_.save_file(name, "text/csv", file);
  kit_.toast("Saved as " + name);
}

}  // namespace satchel::web
