// Tests of the wording of mails: as delivered, in one's own words, and as delivered again.
#include "server/store/mail_template.h"

#include "shared/base/text.h"
#include "shared/wire/writer.h"
#include "tests/server/http/http_fixture.h"

namespace satchel::server::mail_template_test {
namespace {

std::string wording(std::string_view title, std::string_view text) {
  JsonWriter out;
  out.begin_object();
  out.field("title", title);
  out.field("text", text);
  out.end_object();
  return out.take();
}

auto put(TestHttp& http, const std::string& kind, const std::string& body,
         const std::string& user = "ada") {
  return http.client_of(user).Put("/v1/mail-templates/" + kind, body, "application/json");
}

bool holds(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

Mail welcome(TestHttp& http) {
  return http.store.read([](Transaction& tx) {
    return need(
        word_mail(tx, MailKind::welcome,
                  {{"customer", "Maria Anders"}, {"product", "Support"}, {"server", "us-1"}}));
  });
}

}  // namespace

TEST_SUITE("mail templates") {
  TEST_CASE("every kind has a wording, with the organisation among its names") {
    for (int each = 0; each <= static_cast<int>(MailKind::new_password); ++each) {
      const auto kind = static_cast<MailKind>(each);
      CAPTURE(to_text(kind));
      const MailTemplate wording = delivered_template(kind);
      CHECK_FALSE(wording.title.empty());
      CHECK(wording.text.back() == '\n');
      CHECK(placeholders_of(kind).size() >= 3);
    }
    CHECK(placeholders_of(MailKind::new_password) ==
          std::vector<std::string>{"customer", "login", "link", "organisation"});
  }

  TEST_CASE("a line that says nothing is left out, braces without a name stay") {
    CHECK(fill("Dear {name},\nServer: {server}\n{a}{b}\n{ open\n", {{"name", "Ana"}, {"b", "B"}}) ==
          "Dear Ana,\nB\n{ open\n");
    CHECK(fill("", {}).empty());
  }

  TEST_CASE("C6: an administrator words the welcome himself, and as delivered again") {
    TestHttp http;
    CHECK(welcome(http).title == "Welcome: Support");
    CHECK(welcome(http).text ==
          "Dear Maria Anders,\n\nSupport is ready for you.\nServer: us-1\n\n"
          "Satchel Trading Ltd\n");

    const auto saved = put(http, "welcome", wording("{product}!", "Hello {customer}\n{domain}\n"));
    REQUIRE(saved);
    CHECK_MESSAGE(saved->status == 200, saved->body);
    CHECK(holds(saved->body, R"("own":true)"));
    CHECK(welcome(http).title == "Support!");
    CHECK(welcome(http).text == "Hello Maria Anders\n");
    CHECK(
        http.store.lines("SELECT action FROM audit_log WHERE subject = 'mail_template:welcome'") ==
        "word_mail\n");

    const auto reset = http.client_of("ada").Delete("/v1/mail-templates/welcome");
    REQUIRE(reset);
    CHECK(reset->status == 200);
    CHECK(welcome(http).title == "Welcome: Support");
    CHECK(holds(text_of(http.client_of("ada").Get("/v1/mail-templates")),
                R"("kind":"late_payment")"));
  }

  TEST_CASE(
      "a wording that cannot be sent is refused with what to do, and nobody else words mails") {
    TestHttp http;
    const Problem unknown =
        check_problem(put(http, "welcome", wording("Hi", "Dear {castomer}")), 400);
    CHECK(holds(unknown.detail, "{castomer} stands for nothing in welcome"));
    CHECK(holds(unknown.detail, "{customer}"));
    CHECK(holds(check_problem(put(http, "welcome", wording("", "x")), 400).detail, "title"));
    CHECK(holds(check_problem(put(http, "welcome", wording("a\nb", "x")), 400).detail, "title"));
    CHECK(holds(check_problem(put(http, "welcome", wording("a", "")), 400).detail, "text"));
    check_problem(put(http, "nothing", wording("a", "b")), 404);
    check_problem(put(http, "welcome", wording("a", "b"), "nancy"), 403);
    CHECK(http.store.count("SELECT COUNT(*) FROM mail_template") == 0);
  }

  TEST_CASE("a title that a value makes too long is cut to a subject line") {
    TestHttp http;
    const Mail mail = http.store.read([](Transaction& tx) {
      std::string name;
      for (int letter = 0; letter < 300; ++letter) name += "é";
      return need(word_mail(tx, MailKind::welcome, {{"product", name}}));
    });
    CHECK(length_of(mail.title) == mail_title_length_max);
    CHECK(is_clean_utf8(mail.title));
  }
}

}  // namespace satchel::server::mail_template_test
