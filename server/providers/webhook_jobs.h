// Webhook jobs: each sends one event to one address.
#pragma once

#include "server/providers/job_worker.h"

namespace satchel::server {

/// Returns how events are delivered: signed, with the event's own id, so that a receiver knows
/// repetitions. Every answer that is no success is tried again; 410 switches the webhook off.
JobHandler webhook_handler();

}  // namespace satchel::server
