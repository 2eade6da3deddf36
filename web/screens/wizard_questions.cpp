// The questions of products and of every order: a field for each, by its kind.
#include <algorithm>

#include "web/kit/choice.h"
#include "web/kit/field.h"
#include "web/kit/kit.h"
#include "web/kit/layout.h"
#include "web/model/words.h"
#include "web/screens/wizard_parts.h"

namespace satchel::web {
namespace {

/// What is wrong with the answer, in words; a missing one only when it is asked for.
std::string error_of(const Questions& questions, const ConfigurationField& field) {
  const std::string path = questions.path + "." + field.key;
  for (const FieldProblem& problem : questions.problems) {
    if (problem.field != path) continue;
    if (problem.reason == Reason::field_invalid) return answer_words(field);
    if (problem.reason != Reason::configuration_required || questions.tried) {
      return std::string(describe(problem.reason));
    }
  }
  return {};
}

/// What may be chosen: the words shown and the values kept. Only an optional question offers none.
struct Choices {
  std::vector<std::string> words;
  std::vector<std::string> values;
};

Choices choices_of(const ConfigurationField& field) {
  Choices choices;
  if (!field.required) choices = {{"No answer"}, {""}};
  if (field.kind == FieldKind::yes_no) {
    choices.words.insert(choices.words.end(), {"Yes", "No"});
    choices.values.insert(choices.values.end(), {"yes", "no"});
    return choices;
  }
  choices.words.insert(choices.words.end(), field.choices.begin(), field.choices.end());
  choices.values.insert(choices.values.end(), field.choices.begin(), field.choices.end());
  return choices;
}

FieldResult draw_choice(const FieldSpec& spec, const ConfigurationField& field,
                        std::string& value) {
  const Choices choices = choices_of(field);
  const auto known = std::find(choices.values.begin(), choices.values.end(), value);
  std::size_t index = static_cast<std::size_t>(known - choices.values.begin());
  FieldResult result;
  result.changed = select(spec, choices.words, index);
  result.left = result.changed;  // A choice is complete at once.
  if (result.changed) value = choices.values[index];
  return result;
}

FieldResult draw_answer(const FieldSpec& spec, const ConfigurationField& field,
                        std::string& value) {
  switch (field.kind) {
    case FieldKind::text:
      return text_field(spec, value);
    case FieldKind::number: {
      const FieldResult result = decimal_field(spec, value);
      std::replace(value.begin(), value.end(), ',', '.');
      return result;
    }
    case FieldKind::date: {
      FieldResult result = date_field(spec, value);
      result.left = result.left || result.changed;
      return result;
    }
    case FieldKind::choice:
    case FieldKind::yes_no:
      return draw_choice(spec, field, value);
  }
  return {};
}

}  // namespace

void draw_questions(const Questions& questions, std::vector<ConfigurationValue>& values,
                    WizardDraft& draft, Commands& out) {
  for (const ConfigurationField& field : questions.fields) {
    const IdScope scope{field.key};
    std::string value = value_of(values, field.key);
    const std::string error = error_of(questions, field);
    const FieldResult result = draw_answer(
        {.label = field.label, .help = field.help, .error = error, .required = field.required},
        field, value);
    if (result.changed) {
      set_value(values, field.key, value);
      mark_edited(draft);
    }
    if (result.left || result.submitted) save_now(draft, out);
  }
}

}  // namespace satchel::web
