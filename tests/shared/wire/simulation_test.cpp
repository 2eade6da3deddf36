// Billing cases: what is answered, what is refused as not done, and what cannot be read.
#include "shared/wire/simulation.h"

#include <doctest/doctest.h>

namespace satchel::simulation_test {
namespace {

std::string answer_to(const std::string& text) {
  const auto answer = answer_simulation(text);
  return answer ? answer->text : "cannot be read: " + answer.error().message;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::string timeline(const std::string& events, const std::string& until) {
  return R"({"id":"a","shape":"timeline","currency":"USD","bill_until":")" + until +
         R"(","timeline":[)" + events + "]}";
}

const std::string subscribe =
    R"({"date":"2026-01-10","action":"subscribe","sub":"s1","anchor_day":10,)"
    R"("plan":{"price":"30.00","every":"1 month","bill":"advance"}})";

}  // namespace

TEST_SUITE("simulate") {
  TEST_CASE("each day that something falls due makes an invoice with lines in words") {
    CHECK(answer_to(timeline(subscribe, "2026-02-10")) ==
          R"({"id":"a","invoices":[{"date":"2026-01-10","lines":[{"kind":"recurring","sub":"s1",)"
          R"("start":"2026-01-10","end":"2026-02-10","amount":"30.00",)"
          R"("explanation":"30.00, a whole period, in advance"}],"total":"30.00"},)"
          R"({"date":"2026-02-10","lines":[{"kind":"recurring","sub":"s1","start":"2026-02-10",)"
          R"("end":"2026-03-10","amount":"30.00",)"
          R"("explanation":"30.00, a whole period, in advance"}],"total":"30.00"}]})");
  }

  TEST_CASE("a change credits the old plan and bills the new one from the same day") {
    const std::string answer = answer_to(timeline(
        subscribe + R"(,{"date":"2026-01-20","action":"change_quantity","sub":"s1","quantity":2})",
        "2026-01-31"));
    CHECK(has(answer, R"("end":"2026-02-10","amount":"-20.32")"));
    CHECK(has(answer, R"("amount":"40.65","explanation":"30.00 x 2 x 21 of 31 days, in advance")"));
    CHECK(has(answer, R"("total":"20.33")"));
  }

  TEST_CASE("at the end of the term nothing is given back") {
    const std::string answer = answer_to(timeline(
        subscribe + R"(,{"date":"2026-01-20","action":"cancel","sub":"s1","when":"end_of_term"})",
        "2026-06-10"));
    CHECK_FALSE(has(answer, "credit"));
    CHECK_FALSE(has(answer, "2026-03-10"));
  }

  TEST_CASE("a backdated cancellation, told later, gives back from its own day") {
    const std::string answer =
        answer_to(timeline(subscribe + R"(,{"date":"2026-02-10","action":"bill_run"},)"
                                       R"({"date":"2026-01-25","action":"cancel","sub":"s1"})",
                           "2026-02-15"));
    CHECK(has(answer, R"("start":"2026-01-25","end":"2026-02-10","amount":"-15.48")"));
    CHECK(has(answer, R"("start":"2026-02-10","end":"2026-03-10","amount":"-30.00")"));
    CHECK(has(answer, R"("date":"2026-02-15")"));
  }

  /// The kinds, starts and amounts of all lines.
  std::string lines_of(const std::string& events, const std::string& until) {
    const std::string answer = answer_to(timeline(events, until));
    std::string lines;
    std::size_t at = 0;
    const auto value_of = [&](std::string_view name, std::size_t from) {
      const std::size_t found = answer.find("\"" + std::string(name) + "\":\"", from);
      const std::size_t begin = found + name.size() + 4;
      return answer.substr(begin, answer.find('"', begin) - begin);
    };
    while ((at = answer.find("{\"kind\":", at)) != std::string::npos) {
      lines += value_of("kind", at).substr(0, 1) + " " + value_of("start", at).substr(5) + " " +
               value_of("amount", at) + "; ";
      ++at;
    }
    return lines;
  }

  std::string event(const std::string& date, const std::string& rest) {
    return R"({"date":"2024-)" + date + R"(","sub":"s",)" + rest + "}";
  }

  const std::string january = event(
      "01-01", R"("action":"subscribe","anchor_day":1,"plan":{"price":"100","every":"1 month"})");
  const std::string trial = event(
      "01-01", R"("action":"subscribe","plan":{"price":"100","every":"1 month","trial_days":30})");

  std::string change_to(const std::string& price, const std::string& when) {
    return R"("action":"change_plan","when":")" + when + R"(","plan":{"price":")" + price +
           R"(","every":"1 month"})";
  }

  TEST_CASE("a change replaces one that was to come at the end of the term") {
    const std::string pending = january + "," + event("01-10", change_to("200", "end_of_term"));
    CHECK(lines_of(pending + "," + event("01-20", change_to("300", "now")), "2024-02-01") ==
          "r 01-01 100.00; c 01-20 -38.71; r 01-20 116.13; r 02-01 300.00; ");
    CHECK(lines_of(pending + "," + event("01-20", change_to("300", "end_of_term")), "2024-02-01") ==
          "r 01-01 100.00; r 02-01 300.00; ");
    const std::string cancelled = event("01-20", R"("action":"cancel","when":"end_of_term")");
    CHECK(lines_of(pending + "," + cancelled, "2024-03-01") == "r 01-01 100.00; ");
    const std::string paused =
        event("01-20", R"("action":"pause")") + "," + event("01-25", R"("action":"resume")");
    CHECK(lines_of(pending + "," + paused, "2024-02-01") ==
          "r 01-01 100.00; c 01-20 -38.71; r 01-25 22.58; r 02-01 100.00; ");
  }

  TEST_CASE("a change told later, for an earlier day, takes the place of the later one") {
    CHECK(lines_of(january + "," + event("01-20", change_to("200", "now")) + "," +
                       event("01-10", change_to("300", "now")),
                   "2024-01-31") == "r 01-01 100.00; c 01-10 -70.97; r 01-10 212.90; ");
  }

  TEST_CASE("a trial that ends before it is paid for costs nothing") {
    const std::string at_end = event("01-11", R"("action":"cancel","when":"end_of_term")");
    CHECK(lines_of(trial + "," + at_end, "2024-04-01").empty());
    CHECK(lines_of(trial + "," + event("01-11", change_to("200", "end_of_term")), "2024-02-10") ==
          "r 01-31 200.00; ");
    CHECK(lines_of(trial + "," + event("01-11", change_to("200", "now")), "2024-02-10") ==
          "r 01-31 200.00; ");
  }

  TEST_CASE("on_cancel is about cancelling: changes and pauses give back all the same") {
    const std::string changed = january + "," + event("01-11", change_to("200", "now"));
    std::string none = timeline(changed, "2024-01-31");
    none.insert(1, R"("settings":{"on_cancel":"none"},)");
    CHECK(has(answer_to(none), R"("amount":"-67.74")"));
  }

  TEST_CASE("another recurrence at the end of a term starts from there") {
    CHECK(lines_of(january + "," +
                       event("01-10", R"("action":"change_plan","when":"end_of_term",)"
                                      R"("plan":{"price":"1200","every":"12 month"})"),
                   "2024-06-01") == "r 01-01 100.00; r 02-01 1200.00; ");
  }

  TEST_CASE("a fixed price that was not billed goes with its plan; terms stay with a quantity") {
    const std::string fixed =
        event("01-01",
              R"("action":"subscribe","plan":{"price":"100","every":"1 month","fixed_price":"9"})");
    CHECK(lines_of(fixed + "," + event("01-01", R"("action":"cancel")"), "2024-02-01").empty());
    const std::string terms = event(
        "01-01", R"("action":"subscribe","plan":{"unit_price":"10","every":"1 month","terms":3})");
    CHECK(lines_of(terms + "," + event("03-01", R"("action":"change_quantity","quantity":2)"),
                   "2024-06-01") == "r 01-01 10.00; r 02-01 10.00; r 03-01 20.00; ");
  }

  TEST_CASE("known ahead, later days change subscriptions and not yet money") {
    std::string ahead =
        timeline(january + "," + event("02-15", R"("action":"tax_rate","rate":20)") + "," +
                     event("04-10", R"("action":"credit","amount":"7")") + "," +
                     event("04-15", R"("action":"cancel")"),
                 "2024-03-01");
    ahead.insert(1, R"("cumulative":true,)");
    const std::string answer = answer_to(ahead);
    CHECK(has(answer, R"({"kind":"tax","rate":"20","amount":"20.00")"));
    CHECK(has(answer, R"("total":"320.00")"));
  }

  TEST_CASE("a used day of cancellation on a renewal day: the term, then the rest back") {
    std::string used =
        timeline(january + "," + event("02-01", R"("action":"cancel")"), "2024-02-01");
    used.insert(1, R"("settings":{"last_day":"used"},)");
    CHECK(has(answer_to(used), R"("end":"2024-03-01","amount":"-96.55")"));
  }

  TEST_CASE("tax is rounded on each line, or once on the invoice") {
    const std::string events =
        R"({"date":"2026-01-10","action":"tax_rate","rate":"19"},)"
        R"({"date":"2026-01-10","action":"add_one_time","unit_price":"0.03","quantity":1},)"
        R"({"date":"2026-01-10","action":"add_one_time","unit_price":"0.03","quantity":1})";
    CHECK(has(answer_to(timeline(events, "2026-01-10")), R"("total":"0.08")"));
    std::string once = timeline(events, "2026-01-10");
    once.insert(1, R"("settings":{"tax_rounding":"invoice"},)");
    CHECK(has(answer_to(once), R"("total":"0.07")"));
  }

  TEST_CASE("the account's credit pays first, and what is left stays") {
    const std::string answer = answer_to(timeline(
        R"({"date":"2026-01-01","action":"credit","amount":"50.00"},)" + subscribe, "2026-02-10"));
    CHECK(has(answer, R"("amount":"-30.00","explanation":"from the account's credit of 50.00")"));
    CHECK(has(answer, R"("amount":"-20.00","explanation":"from the account's credit of 20.00")"));
    CHECK(has(answer, R"("total":"10.00")"));
  }

  TEST_CASE("currencies with no decimals and with three") {
    const std::string rest =
        R"("shape":"timeline","bill_until":"2026-01-10","timeline":[{"date":"2026-01-10",)"
        R"("action":"add_one_time","unit_price":"555.5"}]})";
    CHECK(has(answer_to(R"({"currency":"JPY","minor_units":0,)" + rest), R"("total":"556")"));
    CHECK(has(answer_to(R"({"currency":"TND","minor_units":3,)" + rest), R"("total":"555.500")"));
  }

  TEST_CASE("dates and rating tables") {
    CHECK(has(
        answer_to(R"({"id":"d","shape":"dates","anchor_start":"2022-12-31","every":"1 month"})"),
        R"({"id":"d","dates":["2023-01-31","2023-02-28","2023-03-31")"));
    CHECK(answer_to(R"({"id":"r","shape":"rating","rating":{"model":"per_unit","unit":"5.12345"},)"
                    R"("points":[{"units":10},{"units":"0.5"}]})") ==
          R"({"id":"r","points":[{"amount":"51.2345"},{"amount":"2.561725"}]})");
  }

  TEST_CASE("what we do not do is answered so, and does not stop the rest") {
    const auto answer = answer_simulation(
        R"({"cases":[{"id":"a","shape":"calc"},{"id":"b","shape":"dates","every":"1 month"},)"
        R"({"id":"c","shape":"dates","anchor_start":"2026-01-01","every":"1 year"}]})");
    REQUIRE(answer);
    CHECK(answer->answered == 1);
    CHECK(answer->unsupported == 2);
    CHECK(has(answer->text, R"({"id":"a","unsupported":"the shape calc"})"));
    CHECK(has(answer_to(timeline(R"({"date":"2026-01-10","action":"merge"})", "2026-02-01")),
              R"("unsupported":"the action merge")"));
    CHECK(has(
        answer_to(timeline(R"({"date":"2026-01-10","action":"cancel","sub":"x"})", "2026-02-01")),
        "(x on 2026-01-10)"));
    CHECK(has(answer_to(R"({"id":"r","shape":"rating","rating":{"model":"flat","unit":"1",)"
                        R"("floor":"2"},"points":[]})"),
              R"("unsupported":"the field floor")"));
    const std::string tiers = R"({"id":"t","shape":"rating","rating":{"model":"graduated",)"
                              R"("tiers":[{"from":0,"to":10,"unit":1}]},"points":[]})";
    CHECK(has(answer_to(tiers), R"("unsupported":"the field from")"));
    CHECK(has(answer_to(timeline(event("01-10", R"("action":"subscribe","period":)"
                                                R"({"start":"2024-01-15","end":"2024-01-31"},)"
                                                R"("plan":{"price":"1"})"),
                                 "2024-02-01")),
              "period of s"));
    CHECK(has(
        answer_to(timeline(event("01-10", R"("action":"cancel","when":"later")"), "2024-02-01")),
        "the when later"));
  }

  TEST_CASE("what cannot be read is refused with the place") {
    CHECK(has(answer_to("{"), "cannot be read"));
    CHECK(has(answer_to(timeline(R"({"date":"2026-02-30","action":"subscribe"})", "2026-03-01")),
              "timeline[0].date"));
    CHECK(has(answer_to(timeline(R"({"date":"2026-02-03","action":"add_one_time"})", "2026-03-01")),
              "timeline[0].amount"));
    CHECK(has(answer_to(R"({"cases":[{"id":"a"}]})"), "cases[0].shape"));
    CHECK(has(answer_to(R"({"shape":"timeline","bill_until":"2026-01-01"})"), "timeline"));
    const std::string package =
        R"({"shape":"rating","rating":{"model":"package",)"
        R"("package_size":"0","package_price":"1"},"points":[{"units":1}]})";
    CHECK(has(answer_to(package), "rating.package_size"));
  }
}

}  // namespace satchel::simulation_test
