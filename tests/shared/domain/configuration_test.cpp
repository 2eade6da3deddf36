// Configuration: answers against their questions, and questions that make no sense.
#include "shared/domain/catalog/configuration.h"

#include <doctest/doctest.h>

#include "shared/domain/limits.h"
#include "tests/support/builders.h"

namespace satchel::configuration_test {
namespace {

ConfigurationField a_field(std::string key, FieldKind kind, bool required = false) {
  ConfigurationField field;
  field.key = std::move(key);
  field.label = "Label";
  field.kind = kind;
  field.required = required;
  return field;
}

std::vector<ConfigurationField> hosting_fields() {
  ConfigurationField domain = a_field("domain", FieldKind::text, true);
  domain.minimum = "4";
  domain.maximum = "12";
  domain.pattern = "*.@@*";
  ConfigurationField years = a_field("years", FieldKind::number);
  years.minimum = "0.5";
  years.maximum = "10";
  ConfigurationField start = a_field("start", FieldKind::date);
  start.minimum = "2026-01-01";
  ConfigurationField language = a_field("language", FieldKind::choice, true);
  language.choices = {"English", "French"};
  return {domain, years, start, language, a_field("mail", FieldKind::yes_no)};
}

std::vector<FieldProblem> check(const std::vector<ConfigurationValue>& values) {
  return problems_of(values, hosting_fields(), "items[2].configuration");
}

}  // namespace

TEST_SUITE("configuration") {
  TEST_CASE("P8: answers of every kind are taken, optional ones may be missing") {
    CHECK(check({{"domain", "a.example"}, {"language", "French"}}).empty());
    CHECK(check({{"domain", "a.example"},
                 {"language", "English"},
                 {"years", "0.50"},
                 {"start", "2026-01-01"},
                 {"mail", "no"}})
              .empty());
    CHECK(check({{"domain", "a.example"}, {"language", "French"}, {"years", ""}}).empty());
  }

  TEST_CASE("P8: a required answer that is missing is named with its field") {
    const auto problems = check({{"language", ""}});

    REQUIRE(problems.size() == 2);
    CHECK(problems[0] ==
          FieldProblem{"items[2].configuration.domain", Reason::configuration_required});
    CHECK(problems[1] ==
          FieldProblem{"items[2].configuration.language", Reason::configuration_required});
    CHECK(check({{"domain", "   "}, {"language", "French"}}).size() == 2);
  }

  TEST_CASE("P8: an answer of the wrong type, choice, bound or pattern is refused") {
    const auto refused = [](const std::string& key, const std::string& value) {
      std::vector<ConfigurationValue> values{{"domain", "a.example"}, {"language", "French"}};
      std::erase_if(values, [&](const ConfigurationValue& each) { return each.key == key; });
      values.push_back({key, value});
      const auto problems = check(values);
      return problems ==
             std::vector<FieldProblem>{{"items[2].configuration." + key, Reason::field_invalid}};
    };
    CHECK(refused("domain", "a.b"));
    CHECK(refused("domain", "a-longer.name"));
    CHECK(refused("domain", "nodothere"));
    CHECK(refused("years", "ten"));
    CHECK(refused("years", "0.4"));
    CHECK(refused("years", "10.01"));
    CHECK(refused("start", "2026-02-30"));
    CHECK(refused("start", "2025-12-31"));
    CHECK(refused("language", "german"));
    CHECK(refused("mail", "true"));
    CHECK(refused("unknown", "x"));
  }

  TEST_CASE("P8: a question is answered once") {
    const auto problems = check({{"language", "French"}, {"domain", "a.example"}, {"domain", ""}});
    REQUIRE(problems.size() == 1);
    CHECK(problems[0] == FieldProblem{"items[2].configuration.domain", Reason::field_invalid});
  }

  TEST_CASE("P8: not even a draft holds malformed or endless answers, or a card number") {
    const auto reason_of = [](std::string value) {
      const std::vector<ConfigurationValue> values{{"note", std::move(value)}};
      const auto problems = draft_problems_of(values, "configuration");
      return problems.empty() ? Reason::command_unknown : problems[0].reason;
    };
    CHECK(reason_of("fine") == Reason::command_unknown);
    CHECK(reason_of("\xff") == Reason::field_invalid);
    CHECK(reason_of(std::string(configuration_length_max + 1, 'a')) == Reason::field_too_long);
    CHECK(reason_of("4111 1111 1111 1111") == Reason::card_number_refused);
    const std::vector<ConfigurationValue> many(configuration_fields_max + 1, {"note", ""});
    CHECK(draft_problems_of(many, "configuration").size() == 1);
    const std::vector<ConfigurationValue> odd{{"No Key", ""}};
    CHECK(draft_problems_of(odd, "configuration").size() == 1);
  }

  TEST_CASE("P8: a pattern's signs stand for digits, letters and anything") {
    CHECK(matches("anything", ""));
    CHECK(matches("AB-12", "@@-##"));
    CHECK_FALSE(matches("AB-1", "@@-##"));
    CHECK_FALSE(matches("AB-123", "@@-##"));
    CHECK(matches("shop.example.com", "*.com"));
    CHECK(matches("a.com.com", "*.com"));
    CHECK_FALSE(matches("shop.example.org", "*.com"));
    CHECK(matches("", "*"));
    CHECK(matches("a*b", "a*b"));
  }

  TEST_CASE("P8: a question that nobody can answer is refused when it is set up") {
    const auto wrong = [](ConfigurationField field) {
      const std::vector<ConfigurationField> fields{std::move(field)};
      const auto problems = problems_of_fields(fields, "configuration");
      return problems.empty() ? std::string() : problems[0].field;
    };
    CHECK(problems_of_fields(hosting_fields(), "configuration").empty());
    CHECK(wrong(a_field("Upper", FieldKind::text)) == "configuration[0].key");
    CHECK(wrong(a_field("", FieldKind::text)) == "configuration[0].key");
    CHECK(wrong(a_field("choice", FieldKind::choice)) == "configuration[0].choices");

    ConfigurationField field = a_field("field", FieldKind::date);
    field.minimum = "12";
    CHECK(wrong(field) == "configuration[0].minimum");
    field = a_field("field", FieldKind::yes_no);
    field.maximum = "1";
    CHECK(wrong(field) == "configuration[0].maximum");
    field = a_field("field", FieldKind::number);
    field.pattern = "##";
    CHECK(wrong(field) == "configuration[0].pattern");
    field = a_field("field", FieldKind::text);
    field.label = " ";
    CHECK(wrong(field) == "configuration[0].label");
    field = a_field("field", FieldKind::choice);
    field.choices = {"one", "two\nlines"};
    CHECK(wrong(field) == "configuration[0].choices");

    const std::vector<ConfigurationField> twice(2, a_field("same", FieldKind::text));
    CHECK(problems_of_fields(twice, "order_fields") ==
          std::vector<FieldProblem>{{"order_fields[1].key", Reason::field_invalid}});
  }
}

}  // namespace satchel::configuration_test
