// Mail jobs: each sends one mail of the outbox.
#pragma once

#include "server/providers/job_worker.h"

namespace satchel::server {

/// Returns how mails are sent: by the mail server of the settings, as they are at that moment.
/// The Message-ID is the job's, so that attempts after a lost answer can be told to be the same.
JobHandler mail_handler();

}  // namespace satchel::server
