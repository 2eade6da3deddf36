// What the screens about dunning ask for; each goes to the server at once or not at all.
#pragma once

#include <variant>

#include "shared/domain/dunning/dunning.h"
#include "shared/store/dunning_store.h"

namespace satchel::web {

/// Loads the queue, or its next page.
struct LoadDunning {
  bool more = false;
};

/// Offers the whole queue as a file.
struct SaveDunningCsv {};

/// Takes every step that is due, now.
struct RunDunning {};

struct SaveLadder {
  DunningLadder ladder;
};

/// Asks what is set for the customer.
struct LoadControls {
  AccountId account_id;
};

struct SaveControls {
  AccountId account_id;
  AccountControls controls;
};

using DunningWish =
    std::variant<LoadDunning, SaveDunningCsv, RunDunning, SaveLadder, LoadControls, SaveControls>;

}  // namespace satchel::web
