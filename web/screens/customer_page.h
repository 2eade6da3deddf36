// One customer: how to reach him, what he ordered and owes, notes and history; New order starts
// here, and so does every other act on the account.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "web/kit/table.h"
#include "web/model/customer_model.h"
#include "web/screens/commands.h"

namespace satchel::web {

struct CustomerPageDraft {
  std::size_t tab = 0;
  bool actions_open = false;   // The menu of Account Actions.
  bool standing_open = false;  // The dialog of the standing, with what is typed in it.
  AccountStanding standing;
  std::string credit_limit;
  bool territories_open = false;   // The dialog of the territories.
  std::vector<bool> in_territory;  // Ticked there, in the model's order.
  bool editing_notes = false;
  std::string notes;
  std::string error;  // Why the last act was refused.
  TableState history;
  TableState orders;
  TableState subscriptions;
  TableState invoices;
  TableState payments;
};

void draw_customer_page(const CustomerPageModel& model, CustomerPageDraft& draft, Commands& out);

}  // namespace satchel::web
