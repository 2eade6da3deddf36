// Checkout jobs: the card gateway is asked for a page, how a checkout stands, or for a refund.
#pragma once

#include <optional>

#include "server/providers/card_checkout.h"
#include "server/providers/job_worker.h"

namespace satchel::server {

/// Asks the gateway of the settings once. The outcome's answer is for `news_of`; a refund has none.
Result<JobOutcome> attempt_checkout(const ServerContext& context, const Job& job);

/// Returns what the gateway said; nothing when it gave no answer, and for a refund.
std::optional<CheckoutNews> news_of(const JobOutcome& outcome);

}  // namespace satchel::server
