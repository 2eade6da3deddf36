// explain: how the amount of an invoice line came about, step by step, in words and figures.
#pragma once

#include <string>
#include <vector>

#include "shared/domain/billing/invoice.h"

namespace satchel {

struct ExplainedStep {
  std::string title;   // "Days"
  std::string words;   // "21 of 31 days, 11 December to 31 December 2026"
  std::string amount;  // What it comes to after this step, exact or in money; empty for none.

  bool operator==(const ExplainedStep&) const = default;
};

/// Returns the steps from the order by way of price, tiers, days, discount and rounding to the tax
/// and the line's total. They are computed from the line alone: what a posted line says never
/// changes with the catalogue.
std::vector<ExplainedStep> explain_line(const InvoiceLine& line);

}  // namespace satchel
