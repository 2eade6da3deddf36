// Reports as a screen shows them: rows with their figures, and a sentence.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/store/order_report.h"
#include "web/model/model_context.h"

namespace satchel::web {

enum class ReportKind { status, rep, product, day, week, month, incomplete, awaiting_payment };

struct ReportQueryView {
  ReportKind kind = ReportKind::status;
  ReportSpan span;  // Not of awaiting payment, which is as of today.
};

struct ReportLine {
  std::string label;
  std::int64_t count = 0;
  std::optional<Money> once;     // Of awaiting payment: what is open.
  std::optional<Money> monthly;  // Nothing where the report has no such figure.
};

struct ReportModel {
  bool may_see_ledger = false;  // Then the reports of the ledger are a press away.
  std::string summary;          // "12 orders, 1,250.00 USD once, 49.00 USD a month"
  std::vector<ReportLine> lines;
};

/// Returns the report over the orders on this device: all that this person may see.
Result<ReportModel> load_report(Transaction& tx, const ModelContext& context,
                                const ReportQueryView& query);

/// Returns the report as a CSV file.
Result<std::string> export_report(Transaction& tx, const ModelContext& context,
                                  const ReportQueryView& query);

}  // namespace satchel::web
