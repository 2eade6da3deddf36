// The customer form: compulsory fields marked, errors beside them, likely duplicates at the side.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "web/model/customer_model.h"
#include "web/screens/commands.h"

namespace satchel::web {

struct CustomerFormDraft {
  Account account;  // As typed.
  Account base;     // As it was before; only for an edit.
  bool editing = false;
  bool own_login = false;  // The login was overridden; until then it follows the e-mail.
  std::string password;    // Sealed before it is stored or sent; never part of a model.
  std::string password_again;
  bool set_password = false;          // In an edit: the fields are shown.
  bool show_address = false;          // Hidden until asked for.
  bool tried = false;                 // Saving was tried: every problem shows.
  std::set<std::string> left;         // Fields that were left once: their problems show.
  std::vector<FieldProblem> refused;  // Of the last decision.
  std::string refusal;                // In words, when it is about no field.
  std::string began;                  // The form's text before anything was typed.
  std::string kept;                   // The text that this device has.
  bool touched = false;               // Something was typed.
  bool returned = false;              // It was typed before the screen was left.
  bool discarding = false;            // The question whether to drop it is open.
};

/// Returns the command that saves what was typed, but for the password: whoever has the key seals
/// it.
Request command_of(const CustomerFormDraft& draft);

void draw_customer_form(const CustomerFormModel& model, CustomerFormDraft& draft, Commands& out);

}  // namespace satchel::web
