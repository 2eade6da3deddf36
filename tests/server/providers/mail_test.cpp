// Tests of mails: composed, sent to a real mail server, refused, tried again.
#include "server/providers/mail_jobs.h"
#include "server/providers/mail_message.h"
#include "server/store/provider_store.h"
#include "tests/server/providers/provider_desk.h"

namespace satchel::server::mail_test {
namespace {

/// A server whose mails go to a sink.
class MailDesk {
 public:
  explicit MailDesk(std::vector<std::string> sink_options = {})
      : sink_("smtp_sink.py", with_folder(std::move(sink_options))) {
    set({{"host", "localhost"},
         {"port", std::to_string(sink_.port())},
         {"security", "none"},
         {"from", "desk@satchel.example"},
         {"from_name", "Satchel, the desk"}});
  }

  void set(const std::vector<std::pair<std::string, std::string>>& settings) {
    server.write([&](const ServerWrite& in) {
      for (const auto& [name, value] : settings) {
        need(save_setting(in, {Provider::mail, name, value}));
      }
    });
  }

  MailId add(const Mail& mail) {
    MailId id;
    server.write([&](const ServerWrite& in) { id = need(enqueue_mail(in, mail)); });
    return id;
  }

  StoredMail stored(const MailId& id) {
    return server.read([&](Transaction& tx) { return *need(find_mail(tx, id)); });
  }

  /// Works once and returns the job as it is then.
  std::optional<Job> work() {
    return need(
        work_once(server.context(), ServerClock(server), {{JobKind::mail, mail_handler()}}));
  }

  /// Returns mail `number` as the sink got it.
  std::string taken(int number) const {
    return file_text(folder_.path() + "/" + std::to_string(number) + ".eml");
  }
  std::string envelope(int number) const {
    return file_text(folder_.path() + "/" + std::to_string(number) + ".json");
  }

  TestServer server;

 private:
  std::vector<std::string> with_folder(std::vector<std::string> options) {
    options.insert(options.begin(), folder_.path());
    return options;
  }

  TemporaryFolder folder_;
  Counterpart sink_;
};

Mail a_mail(const std::string& to = "nancy@customer.example") {
  return {.to = to, .title = "Receipt 1001", .text = "Thank you.", .about = "order:1"};
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST_SUITE("mail message") {
  const MailEnvelope envelope{
      .from = "desk@satchel.example", .message_id = "1@satchel.example", .at = {1'764'108'266'000}};

  TEST_CASE("a plain mail has its headers once and its text as base64") {
    const std::string message = compose_message(a_mail(), envelope);

    CHECK(message ==
          "Date: Tue, 25 Nov 2025 22:04:26 +0000\r\n"
          "From: <desk@satchel.example>\r\n"
          "To: <nancy@customer.example>\r\n"
          "Subject: Receipt 1001\r\n"
          "Message-ID: <1@satchel.example>\r\n"
          "Auto-Submitted: auto-generated\r\n"
          "MIME-Version: 1.0\r\n"
          "Content-Type: text/plain; charset=utf-8\r\n"
          "Content-Transfer-Encoding: base64\r\n\r\n"
          "VGhhbmsgeW91Lg==\r\n");
  }

  TEST_CASE("a title beyond ASCII becomes encoded words that part no character") {
    Mail mail = a_mail();
    mail.title.clear();
    for (int count = 0; count < 40; ++count) mail.title += "\xE2\x82\xAC";

    const std::string message = compose_message(mail, envelope);

    CHECK(has(message, "Subject: =?UTF-8?B?4oKs4oKs"));
    for (const char c : message) CHECK(static_cast<unsigned char>(c) < 0x80);
    for (std::size_t at = 0; at < message.size();) {
      const std::size_t end = message.find("\r\n", at);
      REQUIRE(end != std::string::npos);
      CHECK(end - at <= 78);
      at = end + 2;
    }
  }

  TEST_CASE("nothing can smuggle a header in") {
    TestServer server;
    const std::string evil = "x\r\nBcc: all@customer.example";
    std::vector<Mail> mails(5, a_mail());
    mails[0].to = "nancy@customer.example\r\nBcc: x@y.example";
    mails[1].title = evil;
    mails[2].attachments = {{.name = evil, .content_type = "text/plain", .bytes = "x"}};
    mails[3].attachments = {{.name = "a.txt", .content_type = "text/plain\r\nX: y", .bytes = "x"}};
    mails[4].to = "n\xC3\xA4ncy@customer.example";

    server.write([&](const ServerWrite& in) {
      for (const Mail& mail : mails) {
        const auto refused = enqueue_mail(in, mail);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == ErrorCode::invalid);
      }
    });
    CHECK(server.count("SELECT COUNT(*) FROM job") == 0);
  }
}

TEST_SUITE("mail") {
  TEST_CASE("C6: a mail reaches the mail server with text, HTML and a file") {
    MailDesk desk;
    Mail mail = a_mail();
    mail.title = "Quittung f\xC3\xBCr Z\xC3\xBCrich";
    mail.html = "<p>Thank you.</p>";
    mail.attachments = {{"receipt-1001.pdf", "application/pdf", std::string("%PDF\0\xFF", 6)}};

    const MailId id = desk.add(mail);
    const auto job = desk.work();

    REQUIRE(job);
    CHECK(job->state == JobState::done);
    CHECK(desk.stored(id).state == JobState::done);
    const std::string taken = desk.taken(1);
    CHECK(has(taken, "Subject: =?UTF-8?B?UXVpdHR1bmcgZsO8ciBaw7xyaWNo?="));
    CHECK(has(taken, "From: \"Satchel, the desk\" <desk@satchel.example>"));
    CHECK(has(taken, "Message-ID: <" + job->id.text() + "@satchel.example>"));
    CHECK(has(taken, "Content-Type: multipart/mixed;"));
    CHECK(has(taken, "Content-Type: multipart/alternative;"));
    CHECK(has(taken, "PHA+VGhhbmsgeW91LjwvcD4="));
    CHECK(has(taken, "filename=\"receipt-1001.pdf\""));
    CHECK(has(taken, "JVBERgD/"));
    CHECK(has(desk.envelope(1), R"("to": ["nancy@customer.example"])"));
    CHECK_FALSE(desk.work());
  }

  TEST_CASE("a refused receiver ends the job with the server's words") {
    MailDesk desk;
    const MailId id = desk.add(a_mail("refuse@customer.example"));

    const auto job = desk.work();

    REQUIRE(job);
    CHECK(job->state == JobState::given_up);
    CHECK(has(job->last_error, "550"));
    CHECK(desk.stored(id).last_error == job->last_error);
  }

  TEST_CASE("a mailbox that is full after the data ends the job, too") {
    MailDesk desk;
    desk.add(a_mail("full@customer.example"));

    const auto job = desk.work();

    REQUIRE(job);
    CHECK(job->state == JobState::given_up);
    CHECK(has(job->last_error, "552"));
  }

  TEST_CASE("a temporary refusal is tried again after a while, under the same Message-ID") {
    MailDesk desk;
    desk.add(a_mail("later@customer.example"));

    const auto first = desk.work();
    const auto at_once = desk.work();
    desk.server.now.ms += retry_delay_ms(1);
    const auto second = desk.work();

    REQUIRE(first);
    CHECK(first->state == JobState::failed);
    CHECK(has(first->last_error, "451"));
    CHECK_FALSE(at_once);
    REQUIRE(second);
    CHECK(second->state == JobState::done);
    CHECK(second->last_error.empty());
    CHECK(has(desk.taken(1), "Message-ID: <" + first->id.text() + "@"));
    CHECK(desk.server.lines("SELECT outcome FROM job_attempt ORDER BY number") == "retry\ndone\n");
  }

  TEST_CASE("a mail server that does not answer costs the time-out and is tried again") {
    MailDesk desk;
    desk.set({{"timeout_ms", "300"}});
    desk.add(a_mail("slow@customer.example"));

    const auto job = desk.work();

    REQUIRE(job);
    CHECK(job->state == JobState::failed);
    CHECK(has(job->last_error, "timed out"));
  }

  TEST_CASE("STARTTLS and a login are used, and a wrong password is not final") {
    const Certificate certificate("localhost");
    MailDesk desk({"--tls", "starttls", "--cert", certificate.path(), "--key",
                   certificate.key_path(), "--user", "desk", "--password", "right"});
    desk.set({{"security", "starttls"},
              {"ca_file", certificate.path()},
              {"user", "desk"},
              {"password", "wrong"}});
    desk.add(a_mail());

    const auto wrong = desk.work();
    desk.set({{"password", "right"}});
    desk.server.now.ms += retry_delay_ms(1);
    const auto right = desk.work();

    REQUIRE(wrong);
    CHECK(wrong->state == JobState::failed);
    REQUIRE(right);
    CHECK_MESSAGE(right->state == JobState::done, right->last_error);
    CHECK(has(desk.envelope(1), R"("tls": true, "user": "desk")"));
  }

  TEST_CASE("TLS from the first byte works") {
    const Certificate certificate("localhost");
    MailDesk desk(
        {"--tls", "implicit", "--cert", certificate.path(), "--key", certificate.key_path()});
    desk.set({{"security", "tls"}, {"ca_file", certificate.path()}});
    desk.add(a_mail());

    const auto job = desk.work();

    REQUIRE(job);
    CHECK_MESSAGE(job->state == JobState::done, job->last_error);
  }

  TEST_CASE("a certificate that is not trusted, or of another name, gets no mail") {
    const Certificate other("other.example");
    MailDesk desk({"--tls", "starttls", "--cert", other.path(), "--key", other.key_path()});
    desk.set({{"security", "starttls"}});
    desk.add(a_mail());

    const auto untrusted = desk.work();
    desk.set({{"ca_file", other.path()}});
    desk.server.now.ms += retry_delay_ms(1);
    const auto misnamed = desk.work();

    REQUIRE(untrusted);
    CHECK(untrusted->state == JobState::failed);
    CHECK(has(untrusted->last_error, "certificate"));
    REQUIRE(misnamed);
    CHECK(misnamed->state == JobState::failed);
    CHECK(has(misnamed->last_error, "subject name"));
    CHECK(desk.taken(1).empty());
  }

  TEST_CASE("a mail server without STARTTLS gets no mail when it is wanted") {
    MailDesk desk;
    desk.set({{"security", "starttls"}});
    desk.add(a_mail());

    const auto job = desk.work();

    REQUIRE(job);
    CHECK(job->state == JobState::failed);
    CHECK(desk.taken(1).empty());
  }

  TEST_CASE("a password never goes over an open connection") {
    MailDesk desk;
    desk.set({{"user", "desk"}, {"password", "right"}});
    desk.add(a_mail());

    const auto job = desk.work();

    REQUIRE(job);
    CHECK(job->state == JobState::failed);
    CHECK(has(job->last_error, "open connection"));
  }

  TEST_CASE("a resent mail is a new message with the same content") {
    MailDesk desk;
    const MailId id = desk.add(a_mail());
    const auto first = desk.work();
    desk.server.write([&](const ServerWrite& in) { CHECK(need(resend_mail(in, id))); });

    const auto second = desk.work();

    REQUIRE(second);
    CHECK(second->state == JobState::done);
    CHECK(second->id != first->id);
    CHECK(has(desk.taken(2), second->id.text()));
    CHECK(has(desk.taken(2), "VGhhbmsgeW91Lg=="));
  }
}

}  // namespace
}  // namespace satchel::server::mail_test
