// Parts of the customer's page: profile, notes, history, standing, Account Actions.
#pragma once

#include "web/screens/customer_page.h"

namespace satchel::web {

/// Writes how to reach the customer, his contacts and his terms.
void draw_customer_profile(const CustomerPageModel& model, Commands& out);

/// Lists what the customer paid; a row leads to the order it was for.
void draw_customer_payments(const CustomerPageModel& model, CustomerPageDraft& draft,
                            Commands& out);

/// Shows the notes; whoever may edit changes them here.
void draw_customer_notes(const CustomerPageModel& model, CustomerPageDraft& draft, Commands& out);

/// Lists who did what to the account, newest first.
void draw_customer_history(const CustomerPageModel& model, CustomerPageDraft& draft);

/// Says what has to be known before anything is done: a fraud flag, a hold, a missing login.
void draw_standing_banner(const CustomerPageModel& model, CustomerPageDraft& draft);

/// The button Account Actions, its menu and its dialogs.
void draw_account_actions(const CustomerPageModel& model, CustomerPageDraft& draft, Commands& out);

}  // namespace satchel::web
