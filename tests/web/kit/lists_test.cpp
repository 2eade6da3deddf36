// Tables, type-ahead, rail and layout: rows, keys and landmarks.
#include <doctest/doctest.h>

#include <array>

#include "tests/web/ui.h"
#include "web/kit/chart.h"
#include "web/kit/combobox.h"
#include "web/kit/layout.h"
#include "web/kit/shell.h"
#include "web/kit/table.h"
#include "web/kit/text.h"

namespace satchel::web::lists_test {
namespace {

const std::array<Column, 2> order_columns{
    Column{.title = "Order", .width = 100, .sortable = true},
    Column{.title = "Total", .align = Align::right, .sortable = true}};

struct Orders {
  std::size_t count = 830;
  TableState state;
  TableResult last;
  int sorted = 0;
  std::optional<std::size_t> opened;

  void draw() {
    const Card card{{.name = "Orders list"}};
    last = table({.name = "Orders", .columns = order_columns, .row_count = count}, state,
                 [](std::size_t row, Cells& cells) {
                   cells.two_lines(std::to_string(10248 + row), "not sent", Tone::yellow);
                   cells.number("12.50");
                 });
    sorted += last.sort_changed ? 1 : 0;
    if (last.opened) opened = last.opened;
  }
};

}  // namespace

TEST_SUITE("table") {
  TEST_CASE("only rows in sight have twins, but the table counts them all") {
    Ui ui;
    Orders orders;

    ui.frame([&] { orders.draw(); });

    const Node* grid = ui.find(Role::grid, "Orders");
    REQUIRE(grid != nullptr);
    CHECK(grid->row_count == 831);
    CHECK(ui.all(Role::row).size() < 30);
    CHECK(ui.find_containing(Role::row, "10248")->row_index == 2);
  }

  TEST_CASE("pressing a row selects it and arrows move on") {
    Ui ui;
    Orders orders;
    const auto draw = [&] { orders.draw(); };

    ui.press("10250", draw);
    CHECK(orders.state.selected == 2);
    ui.focus("10250", draw);
    ui.key("ArrowDown", draw);
    CHECK(orders.state.selected == 3);
    ui.key("Enter", draw);
    CHECK(orders.opened == 3);
  }

  TEST_CASE("PageDown and End bring the selected row into sight") {
    Ui ui;
    Orders orders;
    const auto draw = [&] { orders.draw(); };
    ui.press("10248", draw);
    ui.focus("10248", draw);

    ui.key("PageDown", draw);
    CHECK(*orders.state.selected > 5);
    ui.key("End", draw);

    CHECK(orders.state.selected == 829);
    const Node* last = ui.find_containing(Role::row, "11077");
    REQUIRE(last != nullptr);
    CHECK(last->visible().height > 30);
    CHECK(ui.kit().focused(last->id));
  }

  TEST_CASE("pressing a title sorts, pressing it again turns the order around") {
    Ui ui;
    Orders orders;
    const auto draw = [&] { orders.draw(); };

    ui.press("Total", draw);
    CHECK(ui.find(Role::columnheader, "Total")->sort == Sort::ascending);
    ui.press("Total", draw);

    CHECK(ui.find(Role::columnheader, "Total")->sort == Sort::descending);
    CHECK(orders.sorted == 2);
    CHECK(ui.find(Role::columnheader, "Order")->sort == Sort::unsorted);
  }

  TEST_CASE("an empty table draws its titles and no row") {
    Ui ui;
    Orders orders;
    orders.count = 0;

    ui.frame([&] { orders.draw(); });

    CHECK(ui.all(Role::row).size() == 1);
  }
}

TEST_SUITE("combobox") {
  struct Products {
    std::string typed;
    std::vector<ComboOption> matches;
    std::vector<std::string> picked;

    void draw() {
      const ComboResult result = combobox({.label = "Add a product"}, matches, typed);
      if (result.text_changed) search();
      if (!result.picked) return;
      picked.push_back(matches[*result.picked].label);
      typed.clear();
      matches.clear();
    }

    void search() {
      matches.clear();
      for (const char* name : {"Chai", "Chang", "Chartreuse verte", "Konbu"}) {
        if (std::string{name}.rfind(typed, 0) == 0) matches.push_back({name, "1 box", "18.00"});
      }
    }
  };

  TEST_CASE("typing opens the list, arrows move and Enter picks") {
    Ui ui;
    Products products;
    const auto draw = [&] { products.draw(); };

    ui.type("Add a product", "Cha", draw);
    const Node* field = ui.field("Add a product");
    CHECK(field->expanded == true);
    REQUIRE(ui.all(Role::option).size() == 3);
    CHECK(field->active_descendant == ui.all(Role::option)[0]->id);
    ui.key("ArrowDown", draw);
    CHECK(ui.field("Add a product")->active_descendant == ui.all(Role::option)[1]->id);
    ui.key("Enter", draw);

    CHECK(products.picked == std::vector<std::string>{"Chang"});
    CHECK(ui.field("Add a product")->value.empty());
    CHECK(ui.field("Add a product")->expanded == false);
  }

  TEST_CASE("Escape closes the list without leaving the screen") {
    Ui ui;
    Products products;
    bool left = false;
    const auto draw = [&] {
      left = ui.kit().shortcut("Escape", "Back") || left;
      products.draw();
    };
    ui.type("Add a product", "Ch", draw);

    ui.key("Escape", draw);
    CHECK(ui.field("Add a product")->expanded == false);
    CHECK_FALSE(left);
    ui.key("Escape", draw);
    CHECK(left);
  }

  TEST_CASE("an option can be pressed") {
    Ui ui;
    Products products;
    const auto draw = [&] { products.draw(); };
    ui.type("Add a product", "Ko", draw);

    ui.press("Konbu, 1 box, 18.00", draw);

    CHECK(products.picked == std::vector<std::string>{"Konbu"});
  }

  TEST_CASE("nothing that matches is said in words") {
    Ui ui;
    Products products;

    ui.type("Add a product", "xyz", [&] { products.draw(); });

    CHECK(ui.shows("Nothing found"));
  }
}

TEST_SUITE("shell") {
  struct Page {
    std::vector<NavItem> items{{"Orders", "#/orders", 830, true}, {"Customers", "#/customers", 91}};
    std::string search;
    std::optional<std::size_t> went;
    bool action = false;

    void draw() {
      Shell shell{{.items = items, .sync = {"Offline", Tone::yellow, {"3 orders on this device"}}}};
      if (shell.result().nav) went = shell.result().nav;
      const auto header = page_header(
          {.title = "Orders", .search = &search, .action = "New order", .action_key = "N"});
      action = action || header.action;
    }
  };

  TEST_CASE("the rail is a navigation with the current page and counts") {
    Ui ui;
    Page page;

    ui.press("Customers 91", [&] { page.draw(); });

    CHECK(page.went == 1);
    CHECK(ui.find(Role::link, "Orders 830")->current == Current::page);
    CHECK(ui.find_containing(Role::link, "Synchronization: Offline, 3 orders") != nullptr);
    CHECK(ui.find(Role::heading, "Orders")->level == 1);
  }

  TEST_CASE("the main action works by its key from anywhere") {
    Ui ui;
    Page page;
    const auto draw = [&] { page.draw(); };

    ui.frame(draw);
    ui.key("n", draw);

    CHECK(page.action);
  }

  TEST_CASE("on a phone the rail is a menu") {
    Ui ui{390, 844};
    Page page;
    const auto draw = [&] { page.draw(); };
    ui.frame(draw);
    CHECK(ui.find(Role::link, "Orders 830") == nullptr);

    ui.press("Menu", draw);
    ui.press("Orders 830", draw);

    CHECK(page.went == 0);
    CHECK(ui.find(Role::link, "Orders 830") == nullptr);
  }

  TEST_CASE("steps say where one is, and earlier ones can be pressed") {
    Ui ui;
    const std::array<std::string, 3> names{"Items", "Configure", "Confirm"};
    std::optional<std::size_t> pressed;

    ui.press("1 Items", [&] {
      if (const auto step = steps(names, 1)) pressed = step;
    });

    CHECK(pressed == 0);
    CHECK(ui.find(Role::listitem, "2 Configure")->current == Current::step);
  }
}

TEST_SUITE("layout") {
  TEST_CASE("details stand beside the list from 1100 pixels and replace it below") {
    for (const float width : {1280.0F, 1024.0F}) {
      Ui ui{width, 768};
      ui.frame([&] {
        TwoPane panes{{.side_wanted = true}};
        if (panes.main()) body("the list");
        if (panes.side()) body("the details");
      });

      CHECK(ui.shows("the details"));
      CHECK(ui.shows("the list") == (width > 1100));
    }
  }

  TEST_CASE("columns stand side by side and stack on a phone") {
    for (const float width : {1280.0F, 390.0F}) {
      Ui ui{width, 844};
      ui.frame([&] {
        Columns columns{{1, 1}};
        body("first");
        columns.next();
        body("second");
      });
      const Node* first = ui.find(Role::text, "first");
      const Node* second = ui.find(Role::text, "second");

      CHECK((second->rect.y == first->rect.y) == (width > 1000));
      CHECK((second->rect.x > first->rect.x) == (width > 1000));
    }
  }

  TEST_CASE("what is scrolled out of sight still has its twin") {
    Ui ui;
    ui.frame([&] {
      const Card card{{.name = "Long", .height = 300}};
      for (std::size_t i = 0; i < 60; ++i) body("line " + std::to_string(i));
    });

    const Node* card = ui.find(Role::region, "Long");
    REQUIRE(card != nullptr);
    CHECK(card->scroll_height > 900);
    REQUIRE(ui.find(Role::text, "line 59") != nullptr);
    CHECK(ui.find(Role::text, "line 59")->visible().height == 0);
  }

  TEST_CASE("a chart has the same figures in words") {
    Ui ui;
    const std::array<Bar, 2> bars{Bar{"D", 93463, "December 934.63 DKK"},
                                  Bar{"J", 6125, "January 61.25 DKK"}};

    ui.frame([&] { bar_chart({.name = "Next 12 months", .bars = bars}); });

    CHECK(ui.find(Role::image, "Next 12 months: December 934.63 DKK; January 61.25 DKK") !=
          nullptr);
  }
}

}  // namespace satchel::web::lists_test
