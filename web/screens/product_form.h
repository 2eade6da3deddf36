// The form of a product of the draft: all that the administrator sets up for it.
#pragma once

#include "web/model/catalogue_model.h"
#include "web/screens/commands.h"
#include "web/screens/typed_fields.h"

namespace satchel::web {

struct ProductForm {
  Product product;
  bool fresh = false;  // Not in the draft yet.
  bool tried = false;  // Saving was tried while something could not be read.
  TypedFields typed;
};

/// Returns the form of a new product: one plan with one charge.
ProductForm new_product_form(Currency currency);

/// Draws the form; returns false when it was closed.
bool draw_product_form(const CatalogueModel& model, ProductForm& form, Commands& out);

}  // namespace satchel::web
