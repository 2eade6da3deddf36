// How each kind of job is done, with what its outcome means for orders.
#pragma once

#include "server/providers/job_worker.h"

namespace satchel::server {

JobHandlers job_handlers();

}  // namespace satchel::server
