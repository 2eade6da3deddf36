// Editing the questions of a product or of every order.
#pragma once

#include <string>
#include <vector>

#include "shared/domain/catalog/configuration.h"
#include "web/screens/typed_fields.h"

namespace satchel::web {

/// Draws the questions with a button to add one.
void edit_questions(std::vector<ConfigurationField>& fields, TypedFields& typed);

}  // namespace satchel::web
