// Buttons, fields and choices: their twins, and what pressing and typing does.
#include <doctest/doctest.h>

#include <array>

#include "tests/web/ui.h"
#include "web/kit/button.h"
#include "web/kit/choice.h"
#include "web/kit/feedback.h"
#include "web/kit/field.h"
#include "web/kit/text.h"

namespace satchel::web::widgets_test {

TEST_SUITE("heading") {
  TEST_CASE("no level is left out on the way down, whatever size the words have") {
    Ui ui;
    ui.frame([] {
      heading("Orders", 1);
      heading("Invoiced to", 3);
      heading("Items", 3);
      heading("Total", 2);
    });

    CHECK(ui.find(Role::heading, "Invoiced to")->level == 2);
    CHECK(ui.find(Role::heading, "Items")->level == 3);
    CHECK(ui.find(Role::heading, "Total")->level == 2);
  }
}

TEST_SUITE("button") {
  TEST_CASE("pressing a button is seen once") {
    Ui ui;
    int pressed = 0;

    ui.press("Save", [&] { pressed += primary_button("Save") ? 1 : 0; });

    CHECK(pressed == 1);
  }

  TEST_CASE("a button that is off is not pressed and says why") {
    Ui ui;
    int pressed = 0;
    const auto draw = [&] {
      pressed += button({.label = "Run", .why_disabled = "Not while offline"}) ? 1 : 0;
    };
    ui.frame(draw);
    const Node* run = ui.find(Role::button, "Run");
    REQUIRE(run != nullptr);

    ui.kit().push({.kind = EventKind::activate, .id = run->id});
    ui.frame(draw);

    CHECK(pressed == 0);
    CHECK(ui.find(Role::button, "Run")->disabled);
    CHECK(ui.find(Role::button, "Run")->description == "Not while offline");
  }

  TEST_CASE("a button's key presses it, but a letter typed in a text does not") {
    Ui ui;
    int pressed = 0;
    std::string name;
    const auto draw = [&] {
      pressed += primary_button("New order", "N") ? 1 : 0;
      text_field({.label = "Name"}, name);
    };

    ui.frame(draw);
    ui.key("n", draw);
    CHECK(pressed == 1);
    CHECK(ui.find(Role::button, "New order")->shortcut == "N");

    ui.focus("Name", draw);
    ui.key("n", draw);
    CHECK(pressed == 1);
  }

  TEST_CASE("a text of several lines keeps Enter for itself, and Ctrl+Enter works in it") {
    Ui ui;
    int pressed = 0;
    std::string text = "one\ntwo";
    FieldResult result;
    const auto draw = [&] {
      result = text_area({.label = "Text"}, text, 6);
      pressed += primary_button("Save", "Ctrl+Enter") ? 1 : 0;
    };
    ui.frame(draw);
    const Node* field = ui.field("Text");
    REQUIRE(field != nullptr);
    CHECK(field->input == InputType::lines);
    CHECK(field->value == "one\ntwo");
    CHECK(field->rect.height > 3 * 14);

    ui.type("Text", "one\ntwo\nthree", draw);
    CHECK(text == "one\ntwo\nthree");
    ui.key("Enter", draw);
    CHECK_FALSE(result.submitted);
    CHECK(pressed == 0);
    ui.key("Ctrl+Enter", draw);
    CHECK(pressed == 1);
  }

  TEST_CASE("Ctrl+Enter works inside a text field") {
    Ui ui;
    int pressed = 0;
    std::string name;
    const auto draw = [&] {
      text_field({.label = "Name"}, name);
      pressed += primary_button("Next", "Ctrl+Enter") ? 1 : 0;
    };

    ui.focus("Name", draw);
    ui.key("Ctrl+Enter", draw);

    CHECK(pressed == 1);
  }
}

TEST_SUITE("field") {
  TEST_CASE("typing replaces the text and is reported once") {
    Ui ui;
    std::string name = "Zoë";
    int changes = 0;
    const auto draw = [&] { changes += text_field({.label = "Name"}, name).changed ? 1 : 0; };

    ui.type("Name", "Müller", draw);

    CHECK(name == "Müller");
    CHECK(changes == 1);
    CHECK(ui.field("Name")->value == "Müller");
  }

  TEST_CASE("an error stands beside the field in words and marks it invalid") {
    Ui ui;
    std::string mail;
    const auto draw = [&] {
      text_field({.label = "Primary Email", .error = "Required", .required = true}, mail);
    };

    ui.frame(draw);

    const Node* field = ui.field("Primary Email");
    REQUIRE(field != nullptr);
    CHECK(field->invalid);
    CHECK(field->required);
    CHECK(field->description == "Required");
    CHECK(ui.find(Role::alert, "Required") != nullptr);
  }

  TEST_CASE("Enter in a field submits it with the text typed before") {
    Ui ui;
    std::string text;
    std::string submitted;
    const auto draw = [&] {
      if (text_field({.label = "Name"}, text).submitted) submitted = text;
    };

    ui.type("Name", "Ada", draw);
    ui.key("Enter", draw);

    CHECK(submitted == "Ada");
  }

  TEST_CASE("a number field keeps its value while the text is not a number in range") {
    Ui ui;
    std::int64_t quantity = 3;
    const auto draw = [&] { number_field({.label = "Quantity"}, quantity, {1, 100}); };

    ui.type("Quantity", "12", draw);
    CHECK(quantity == 12);
    ui.type("Quantity", "0", draw);
    CHECK(quantity == 12);
    ui.kit().push({.kind = EventKind::blur, .id = ui.field("Quantity")->id});
    ui.frame(draw);

    CHECK(ui.field("Quantity")->value == "0");
    CHECK(ui.field("Quantity")->invalid);
    CHECK(ui.shows("A whole number from 1 to 100"));
  }

  TEST_CASE("a decimal field drops what cannot stand in a number") {
    Ui ui;
    std::string price;
    const auto draw = [&] { decimal_field({.label = "Price"}, price); };

    ui.type("Price", "1x2.5.0", draw);

    CHECK(price == "12.50");
  }

  TEST_CASE("slash moves the focus to the search field") {
    Ui ui;
    std::string words;
    const auto draw = [&] { search_field({.label = "Search"}, words); };

    ui.frame(draw);
    ui.key("/", draw);

    CHECK(ui.kit().focused(ui.field("Search")->id));
  }

  TEST_CASE("a field that is drawn later can be asked to take the focus") {
    Ui ui;
    std::string first;
    std::string second;
    const auto draw = [&] {
      text_field({.label = "First Name"}, first);
      text_field({.label = "Last Name"}, second);
    };
    ui.frame(draw);

    ui.kit().focus_next("Last Name");
    ui.frame(draw);

    CHECK(ui.kit().focused(ui.field("Last Name")->id));
  }
}

TEST_SUITE("choice") {
  TEST_CASE("a select takes the option chosen") {
    Ui ui;
    const std::array<std::string, 3> options{"EUR", "USD", "JPY"};
    std::size_t index = 0;

    ui.choose("Currency", "JPY", [&] { select({.label = "Currency"}, options, index); });

    CHECK(index == 2);
    CHECK(ui.find(Role::select, "Currency")->value == "JPY");
  }

  TEST_CASE("a checkbox turns on and off") {
    Ui ui;
    bool on = false;
    const auto draw = [&] { checkbox("Show address", on); };

    ui.check("Show address", true, draw);
    CHECK(on);
    CHECK(ui.find(Role::checkbox, "Show address")->checked == true);
    ui.check("Show address", false, draw);
    CHECK_FALSE(on);
  }

  TEST_CASE("pressing a pill filters and says which one is pressed") {
    Ui ui;
    const std::array<Pill, 2> pills{Pill{"All", 830}, Pill{"Incomplete", 4}};
    std::size_t index = 0;

    ui.press("Incomplete 4", [&] { filter_pills("States", pills, index); });

    CHECK(index == 1);
    CHECK(ui.find(Role::button, "Incomplete 4")->pressed == true);
    CHECK(ui.find(Role::button, "All 830")->pressed == false);
  }

  TEST_CASE("arrows move between tabs and radios and take the focus along") {
    Ui ui;
    const std::array<std::string, 2> names{"Orders", "Invoices"};
    const std::array<std::string, 2> kinds{"Company", "Consumer"};
    std::size_t tab = 0;
    std::size_t kind = 0;
    const auto draw = [&] {
      tabs("Parts", names, tab);
      segmented("Kind", kinds, kind);
    };

    ui.focus("Orders", draw);
    ui.key("ArrowRight", draw);
    CHECK(tab == 1);
    CHECK(ui.find(Role::tab, "Invoices")->selected == true);
    ui.press("Consumer", draw);
    CHECK(kind == 1);
    CHECK(ui.find(Role::radio, "Consumer")->checked == true);
  }
}

TEST_SUITE("dialog") {
  TEST_CASE("while a dialog is open nothing behind it can be pressed") {
    Ui ui;
    bool open = true;
    int behind = 0;
    const auto draw = [&] {
      behind += secondary_button("Behind") ? 1 : 0;
      Dialog dialog{"Discard draft?", open};
      if (dialog.shown()) {
        body("The draft will be lost.");
        if (danger_button("Discard")) open = false;
      }
    };
    ui.frame(draw);
    REQUIRE(ui.kit().mirror().modal() != 0);

    ui.kit().push({.kind = EventKind::activate, .id = ui.find(Role::button, "Behind")->id});
    ui.frame(draw);
    CHECK(behind == 0);
    CHECK(ui.kit().focused(ui.find(Role::button, "Discard")->id));

    ui.press("Discard", draw);
    CHECK_FALSE(open);
    CHECK(ui.kit().mirror().modal() == 0);
  }

  TEST_CASE("Escape closes the dialog, not the screen behind it") {
    Ui ui;
    bool open = true;
    bool back = false;
    const auto draw = [&] {
      back = ui.kit().shortcut("Escape", "Back") || back;
      Dialog dialog{"Discard draft?", open};
    };
    ui.frame(draw);

    ui.key("Escape", draw);

    CHECK_FALSE(open);
    CHECK_FALSE(back);
  }

  TEST_CASE("a question mark shows all shortcuts of the screen") {
    Ui ui;
    const auto draw = [&] { primary_button("New order", "N"); };
    ui.frame(draw);

    ui.key("?", draw);

    CHECK(ui.find(Role::dialog, "All shortcuts") != nullptr);
    CHECK(ui.shows("New order"));
    ui.press("Close", draw);
    CHECK(ui.find(Role::dialog, "All shortcuts") == nullptr);
  }
}

}  // namespace satchel::web::widgets_test
