// Draws configuration fields for the administrator.
#include "web/screens/question_editor.h"

#include <optional>

#include "web/kit/button.h"
#include "web/kit/choice.h"
#include "web/kit/field.h"
#include "web/kit/kit.h"
#include "web/kit/layout.h"
#include "web/kit/text.h"

namespace satchel::web {
namespace {

void draw_bounds(ConfigurationField& field) {
  const bool number = field.kind == FieldKind::number;
  const bool day = field.kind == FieldKind::date;
  if (!number && !day && field.kind != FieldKind::text) return;
  Columns columns({1, 1, 1});
  text_field({.label = number ? "Least" : (day ? "Earliest" : "Fewest characters")}, field.minimum);
  columns.next();
  text_field({.label = number ? "Greatest" : (day ? "Latest" : "Most characters")}, field.maximum);
  columns.next();
  if (field.kind == FieldKind::text) {
    text_field({.label = "Pattern", .help = "# a digit, @ a letter, * anything"}, field.pattern);
  }
}

void draw_question(ConfigurationField& field, const std::string& key, TypedFields& typed) {
  static const std::vector<std::string> kinds{"Text", "Number", "Date", "Choice", "Yes or no"};
  {
    Columns columns({2, 1, 1});
    text_field({.label = "Question", .required = true}, field.label);
    columns.next();
    text_field({.label = "Key", .help = "Never changed later", .required = true}, field.key);
    columns.next();
    std::size_t kind = static_cast<std::size_t>(field.kind);
    if (select({.label = "Answer"}, kinds, kind)) {
      field.kind = static_cast<FieldKind>(kind);
      if (field.kind != FieldKind::choice) field.choices.clear();
      if (field.kind != FieldKind::text) field.pattern.clear();
      field.minimum.clear();
      field.maximum.clear();
    }
  }
  if (field.kind == FieldKind::choice) {
    typed.list({.label = "Choices", .help = "With commas between", .required = true},
               key + ".choices", field.choices);
  }
  draw_bounds(field);
  text_field({.label = "Help", .hint = "Shown below the field"}, field.help);
  checkbox("Required", field.required);
}

}  // namespace

void edit_questions(std::vector<ConfigurationField>& fields, TypedFields& typed) {
  std::optional<std::size_t> removed;
  for (std::size_t index = 0; index < fields.size(); ++index) {
    const IdScope scope{index};
    draw_question(fields[index], "question." + std::to_string(index), typed);
    if (button({.label = "Remove question", .kind = ButtonKind::link})) removed = index;
    divider();
  }
  if (removed) {
    fields.erase(fields.begin() + static_cast<std::ptrdiff_t>(*removed));
    typed.clear();
  }
  if (secondary_button("Add a question")) fields.emplace_back();
}

}  // namespace satchel::web
