// Tests of lists: pages, filters, CSV; and of the files of the site.
#include <iostream>

#include "server/http/list_page.h"
#include "server/http/negotiate.h"
#include "tests/server/http/http_fixture.h"

namespace satchel::server::list_test {
namespace {

std::string between(const std::string& text, const std::string& before, char after) {
  const std::size_t at = text.find(before);
  if (at == std::string::npos) return "";
  return text.substr(at + before.size(), text.find(after, at + before.size()) - at - before.size());
}

TEST_SUITE("lists") {
  TEST_CASE("pages follow each other without gap or repeat, in JSON and in CSV") {
    TestHttp http;
    for (int number = 1; number <= 5; ++number) http.store.add_account(a_company_account(number));
    auto client = http.client_of("ada");
    std::string after;
    int pages = 0;
    int rows = 0;
    do {
      const std::string more = after.empty() ? "" : "&after=" + after;
      const std::string page = text_of(client.Get("/v1/accounts?limit=2" + more));
      for (std::size_t at = 0; (at = page.find(R"("email":)", at)) != page.npos; ++at) ++rows;
      after = between(page, R"("next":")", '"');
      ++pages;
    } while (!after.empty());

    const auto csv = client.Get("/v1/accounts?limit=2", {{"Accept", "text/csv"}});

    CHECK(pages == 3);
    CHECK(rows == 5);
    CHECK(csv->get_header_value("Content-Type").starts_with("text/csv"));
    CHECK(csv->body.starts_with("id,number,kind,name,contact,email,"));
    CHECK(csv->body.find("\r\n") != std::string::npos);
    CHECK(csv->get_header_value("Link").find("rel=\"next\"") != std::string::npos);
  }

  TEST_CASE("a parameter that a list does not know, or a bad value, is refused") {
    TestHttp http;
    auto client = http.client_of("ada");
    for (const char* path :
         {"/v1/accounts?limit=0", "/v1/accounts?limit=501", "/v1/accounts?limit=x",
          "/v1/accounts?limit=-1", "/v1/accounts?after=here", "/v1/accounts?sort=name",
          "/v1/orders?account=7", "/v1/orders?after=here", "/v1/invoices?drafts=yes",
          "/v1/invoices?order=x", "/v1/subscriptions?text=a", "/v1/devices?all=1"}) {
      CAPTURE(path);
      check_problem(client.Get(path), 400);
    }
  }

  TEST_CASE("words find accounts by any word's beginning") {
    TestHttp http;
    Account other = a_company_account(2);
    other.company_name = "Überall & Söhne";
    http.store.add_account(a_company_account(1));
    http.store.add_account(other);
    auto client = http.client_of("ada");

    const std::string found = text_of(client.Get("/v1/accounts?text=sohn%20uberall"));

    CHECK(found.find(other.id.text()) != std::string::npos);
    CHECK(found.find(a_company_account(1).id.text()) == std::string::npos);
  }

  TEST_CASE("a CSV cell is quoted where needed and never a formula") {
    CHECK(csv_text("plain") == "plain");
    CHECK(csv_text("a,b") == "\"a,b\"");
    CHECK(csv_text("say \"hi\"\n") == "\"say \"\"hi\"\"\n\"");
    CHECK(csv_text("=1+1") == "'=1+1");
    CHECK(csv_text("@SUM(A1)") == "'@SUM(A1)");
    CHECK(csv_text("+49 30") == "'+49 30");
    CHECK(csv_text("-12.50") == "-12.50");
    CHECK(csv_text("-1+cmd|' /C calc'!A0") == "'-1+cmd|' /C calc'!A0");
  }

  TEST_CASE("the best type that is accepted is chosen, ours first") {
    const char* ours = "application/json, text/csv";
    CHECK(negotiate("", ours) == "application/json");
    CHECK(negotiate("*/*", ours) == "application/json");
    CHECK(negotiate("text/csv", ours) == "text/csv");
    CHECK(negotiate("text/*;q=0.9, application/json;q=0.5", ours) == "text/csv");
    CHECK(negotiate("application/json;q=0, */*", ours) == "text/csv");
    CHECK(negotiate("image/png", ours).empty());
  }
}

class SiteFolder {
 public:
  SiteFolder() {
    folder_.write("site/index.html", "<!doctype html><title>Satchel</title>");
    folder_.write("site/app.mjs", std::string(5'000, 'a'));
    folder_.write("site/app.mjs.br", "packed");
    folder_.write("site/app.wasm", "wasm");
    folder_.write("site/fonts/Inter-Regular.otf", "font");
    folder_.write("secret.txt", "secret");
  }
  ServerOptions options() const { return {.site_folder = folder_.path() + "/site"}; }

 private:
  TemporaryFolder folder_;
};

TEST_SUITE("site") {
  TEST_CASE("the app's files come with their types, packed where the browser takes it") {
    const SiteFolder site;
    TestHttp http(site.options());
    auto client = http.client();
    client.set_decompress(false);

    const auto root = client.Get("/");
    const auto page = client.Get("/app/");
    const auto brotli = client.Get("/app/app.mjs", {{"Accept-Encoding", "gzip, br"}});
    const auto gzip = client.Get("/app/app.mjs", {{"Accept-Encoding", "gzip"}});
    const auto refusing = client.Get("/app/app.mjs", {{"Accept-Encoding", "br;q=0"}});
    const auto wasm = client.Get("/app/app.wasm");
    const auto font = client.Get("/app/fonts/Inter-Regular.otf");

    CHECK(root->status == 308);
    CHECK(root->get_header_value("Location") == "/app/");
    CHECK(page->get_header_value("Content-Type") == "text/html; charset=utf-8");
    CHECK(page->get_header_value("Cache-Control") == "no-cache");
    CHECK(page->get_header_value("Content-Security-Policy").find("'wasm-unsafe-eval'") !=
          std::string::npos);
    CHECK(brotli->body == "packed");
    CHECK(brotli->get_header_value("Content-Encoding") == "br");
    CHECK(brotli->get_header_value("Content-Type") == "text/javascript; charset=utf-8");
    CHECK(brotli->get_header_value("Vary").find("Accept-Encoding") != std::string::npos);
    CHECK(gzip->get_header_value("Content-Encoding") == "gzip");
    CHECK(refusing->body.size() == 5'000);
    CHECK(wasm->get_header_value("Content-Type") == "application/wasm");
    CHECK(font->get_header_value("Content-Type") == "font/otf");
    CHECK(font->get_header_value("Cache-Control") == "public, max-age=86400");
  }

  TEST_CASE("a file the browser has is not sent again") {
    const SiteFolder site;
    TestHttp http(site.options());
    auto client = http.client();
    const std::string etag = client.Get("/app/app.wasm")->get_header_value("ETag");

    const auto again = client.Get("/app/app.wasm", {{"If-None-Match", etag}});
    const auto head = client.Head("/app/app.wasm");

    CHECK(again->status == 304);
    CHECK(again->body.empty());
    CHECK(again->get_header_value("ETag") == etag);
    CHECK(head->status == 200);
    CHECK(head->body.empty());
  }

  TEST_CASE("nothing outside the site's folder can be had") {
    const SiteFolder site;
    TestHttp http(site.options());
    for (const char* path : {"/app/../secret.txt", "/app/%2e%2e/secret.txt", "/app/..%2fsecret.txt",
                             "/app//etc/passwd", "/app/%2fetc%2fpasswd", "/app/index.html.br",
                             "/app/fonts", "/app/fonts/", "/app/..", "/secret.txt"}) {
      CAPTURE(path);
      const std::string answer = http.send_raw("GET " + std::string(path) +
                                               " HTTP/1.1\r\nHost: localhost\r\n"
                                               "Connection: close\r\n\r\n");
      CHECK_MESSAGE(answer.starts_with("HTTP/1.1 404"), answer);
      CHECK(answer.find("application/problem+json") != std::string::npos);
    }
  }

  TEST_CASE("a site folder that is not there is an error that names it") {
    const auto site =
        HttpServer::open({.port = 0, .site_folder = "/no/such/site"},
                         {MovedClock(), *std::make_unique<SystemRandom>(), std::cerr});
    REQUIRE_FALSE(site);
    CHECK(site.error().message.find("/no/such/site") != std::string::npos);
  }
}

}  // namespace
}  // namespace satchel::server::list_test
