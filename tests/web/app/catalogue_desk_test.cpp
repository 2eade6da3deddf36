// The catalogue's talk with the server: versions, export, and files that are imported.
#include "web/app/catalogue_desk.h"

#include <doctest/doctest.h>

#include "shared/wire/aggregate_wire.h"
#include "tests/web/app/test_desk.h"
#include "tests/web/app/test_office.h"

namespace satchel::web::catalogue_desk_test {
namespace {

const std::string versions = R"({"items":[
  {"version":3,"name":"Spring","valid_from":"2027-03-01","withdrawn":false,"products":5},
  {"version":2,"name":"Flop","valid_from":"2026-01-01","valid_until":"2026-06-30",
   "withdrawn":true,"products":4},
  {"version":1,"name":"Autumn","valid_from":"2026-01-01","withdrawn":false,"products":3}]})";

/// Returns the server's answer with the usual book as the draft of this revision.
std::string a_draft(std::int64_t revision) {
  return R"({"revision":)" + std::to_string(revision) +
         R"(,"changed_at_ms":1,"changed_by":"Ada Admin","book":)" + to_json(a_price_book()) + "}";
}

/// An administrator's catalogue on a device that holds the usual book.
struct Desk : TestDesk {
  explicit Desk(bool with_draft = false, satchel::Role role = satchel::Role::admin)
      : TestDesk(role) {
    app.replies["/v1/price-books"] = {200, versions};
    app.replies["/v1/price-book-draft"] = {404, "{}"};
    if (with_draft) app.replies["/v1/price-book-draft"] = {200, a_draft(7)};
    open("/catalogue");
  }

  /// The person picks this file where one is asked for.
  void pick(const std::string& name, const std::string& bytes) {
    app.host.picked.clear();
    press("Import a file");
    CHECK(app.host.picked == ".csv,.json");
    app.program->on_file({name, static_cast<std::int64_t>(bytes.size()), bytes});
    app.draw();
    app.answer_all();
  }
};

TEST_SUITE_BEGIN("catalogue desk");

TEST_CASE("P1: the versions are listed as they stand today, and as a file") {
  Desk desk;
  desk.press("Versions");
  CHECK(says(desk.row("Spring"), "Sold later"));
  CHECK(says(desk.row("Spring"), "1 Mar 2027"));
  CHECK(says(desk.row("Flop"), "Withdrawn"));
  CHECK(says(desk.row("Autumn"), "Sold today"));

  desk.press("Export CSV");
  CHECK(desk.app.host.file_name == "catalogue-versions.csv");
  CHECK(says(desk.app.host.file, R"("2","Flop","2026-01-01","2026-06-30","4","Withdrawn")"));
}

TEST_CASE("P1: a version is withdrawn only after a question, and once") {
  Desk desk;
  desk.press("Versions");
  desk.press("Flop");
  CHECK(desk.app.ui.find(Role::button, "Withdraw version")->disabled);
  desk.press("Spring");
  desk.app.acts.clear();
  desk.press("Withdraw version");
  CHECK(desk.app.acts.empty());
  desk.press("Withdraw it");

  REQUIRE(desk.app.acts.size() == 2);
  CHECK(desk.app.acts[0].method == "POST");
  CHECK(desk.app.acts[0].path == "/v1/price-books/3/withdraw");
  CHECK(desk.app.acts[1].path == "/v1/price-books");
  CHECK(desk.app.ui.shows("Version withdrawn"));
}

TEST_CASE("P1: a version is saved as JSON or CSV, as the server writes it") {
  for (const bool csv : {true, false}) {
    CAPTURE(csv);
    Desk desk;
    desk.press("Versions");
    desk.press("Autumn");
    desk.app.replies["/v1/price-books/1"] = {200, "the book"};
    desk.app.acts.clear();
    desk.press(csv ? "Save as CSV" : "Save as JSON");
    CHECK(desk.app.acts[0].path == (csv ? "/v1/price-books/1?format=csv" : "/v1/price-books/1"));
    CHECK(desk.app.host.file_name == (csv ? "catalogue-1.csv" : "catalogue-1.json"));
    CHECK(desk.app.host.file == "the book");
  }
}

TEST_CASE("A14: everyone can save what is sold; only administrators import and see versions") {
  Desk desk(false, satchel::Role::clerk);
  CHECK(desk.app.ui.find(Role::button, "Import a file") == nullptr);
  CHECK(desk.app.ui.find(Role::tab, "Versions") == nullptr);
  desk.app.replies["/v1/price-books/1"] = {200, "code,name\r\n"};
  desk.press("Save as CSV");
  CHECK(desk.app.host.file_name == "catalogue-1.csv");
}

TEST_CASE("P1: the draft is saved as JSON without asking, as CSV by the server") {
  Desk desk(true);
  desk.press("Save as JSON");
  CHECK(desk.app.acts.empty());
  CHECK(desk.app.host.file_name == "catalogue-draft.json");
  CHECK(need(parse_price_book(desk.app.host.file)) == a_price_book());

  desk.app.replies["/v1/price-book-draft"] = {200, "code,name\r\n"};
  desk.press("Save as CSV");
  CHECK(desk.app.acts[0].path == "/v1/price-book-draft?format=csv");
  CHECK(desk.app.host.file_name == "catalogue-draft.csv");
  CHECK(desk.app.host.file == "code,name\r\n");
}

TEST_CASE("P1: a CSV file is imported into the draft, which it makes when there is none") {
  for (const bool with_draft : {true, false}) {
    CAPTURE(with_draft);
    Desk desk(with_draft);
    desk.app.replies["/v1/price-book-draft"] = {200, a_draft(8)};
    desk.pick("prices.csv", "code,name\r\nT,\"Tea, green\"\r\n");

    REQUIRE(desk.app.acts.size() == 1);
    CHECK(desk.app.acts[0].method == "PUT");
    CHECK(desk.app.acts[0].path == "/v1/price-book-draft");
    CHECK(desk.app.acts[0].body == R"({"revision":)" + std::string(with_draft ? "7" : "0") +
                                       R"(,"csv":"code,name\u000d\nT,\"Tea, green\"\u000d\n"})");
    CHECK(desk.app.ui.shows("prices.csv is in the draft"));
    CHECK(desk.app.ui.shows("Draft of version"));
  }
}

TEST_CASE("P1: a JSON file is imported whole; one that is no catalogue is not sent") {
  Desk desk(true);
  desk.pick("book.json", to_json(a_price_book()));
  CHECK(desk.app.acts[0].body == R"({"revision":7,"book":)" + to_json(a_price_book()) + "}");

  desk.app.acts.clear();
  desk.pick("notes.json", R"({"version":1})");
  CHECK(desk.app.acts.empty());
  CHECK(desk.app.ui.find_containing(Role::alert, "notes.json is no catalogue") != nullptr);
}

TEST_CASE("P1: a file's wrong lines are told one by one, and nothing was imported") {
  Desk desk;
  const Problem problem{.title = "Bad Request",
                        .status = 400,
                        .detail =
                            "Line 2, column price: is cheap.\nLine 9, column plan: is empty. "
                            "Nothing was imported."};
  desk.app.replies["/v1/price-book-draft"] = {400, encode(problem)};
  desk.pick("prices.csv", "code\r\n");
  CHECK(desk.app.ui.find(Role::alert, "Line 2, column price: is cheap.") != nullptr);
  CHECK(desk.app.ui.shows("Line 9, column plan: is empty. Nothing was imported."));
  CHECK_FALSE(desk.app.ui.shows("Draft of version"));
}

TEST_CASE("P1: a file that is too large, or in another encoding, is not sent") {
  Desk desk;
  desk.pick("latin.csv", "code\r\nCaf\xe9\r\n");
  CHECK(desk.app.acts.empty());
  CHECK(desk.app.ui.find_containing(Role::alert, "latin.csv is not UTF-8") != nullptr);

  desk.app.program->on_file({"film.csv", picked_bytes_max + 1, ""});
  desk.app.draw();
  CHECK(desk.app.acts.empty());
  CHECK(desk.app.ui.find_containing(Role::alert, "film.csv is larger than 8 MB") != nullptr);
}

TEST_CASE("offline the catalogue's files say why they cannot be had") {
  Desk desk;
  desk.app.go_offline();
  CHECK(desk.app.ui.find(Role::button, "Import a file")->disabled);
  CHECK(desk.app.ui.find(Role::button, "Save as CSV")->disabled);
}

TEST_SUITE_END();

}  // namespace
}  // namespace satchel::web::catalogue_desk_test
