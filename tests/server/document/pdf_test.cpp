// Tests of PDFs, read back by pdftotext: every text is there, on as many pages as it takes.
#include "server/document/pdf.h"

#include <cstdio>

#include "shared/domain/document/describe_document.h"
#include "tests/server/http/http_fixture.h"

namespace satchel::server::pdf_test {
namespace {

/// Returns what pdftotext finds in the PDF, pages parted by form feeds.
std::string text_in(const std::string& pdf) {
  const TemporaryFolder folder;
  folder.write("document.pdf", pdf);
  const std::string command = "pdftotext -layout -enc UTF-8 " + folder.path() + "/document.pdf -";
  std::FILE* output = ::popen(command.c_str(), "r");
  REQUIRE(output != nullptr);
  std::string text;
  char part[4096];
  while (const std::size_t count = std::fread(part, 1, sizeof part, output)) {
    text.append(part, count);
  }
  REQUIRE(::pclose(output) == 0);
  return text;
}

std::size_t count_of(const std::string& text, std::string_view part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++count;
  return count;
}

Document a_receipt(std::size_t lines) {
  Document receipt =
      describe_receipt(an_organisation(), a_company_account(), a_completed_order(12));
  const DocumentRow row = receipt.lines.rows[0];
  receipt.lines.rows.assign(lines, row);
  for (std::size_t at = 0; at < lines; ++at) {
    receipt.lines.rows[at].cells[0] = "Coffee no. " + std::to_string(at + 1);
  }
  return receipt;
}

TEST_SUITE_BEGIN("pdf");

TEST_CASE("A12: the PDF holds the receipt's texts as text") {
  const std::string text = text_in(need(
      to_pdf(describe_receipt(an_organisation(), a_company_account(), a_completed_order(12)))));

  for (const char* part :
       {"Receipt", "1012", "Satchel Trading Ltd", "Tax ID US-123", "Alfreds Futterkiste",
        "Maria Anders", "22 Nov 2026", "Coffee", "10.99", "32.97", "32.97 USD", "49.00 USD",
        "Every month, in advance", "Page 1 of 1"}) {
    CHECK_MESSAGE(count_of(text, part) > 0, part, " is missing in\n", text);
  }
}

TEST_CASE("the same document gives the same bytes") {
  const Document receipt = a_receipt(3);

  const std::string bytes = need(to_pdf(receipt));

  CHECK(bytes.starts_with("%PDF-"));
  CHECK(bytes == need(to_pdf(receipt)));
}

TEST_CASE("a long table goes on over pages, each with its head, its number and no line lost") {
  const std::string text = text_in(need(to_pdf(a_receipt(120))));

  const std::size_t pages = count_of(text, "\f");
  CHECK(pages > 3);
  CHECK(count_of(text, "Description") == pages);
  CHECK(count_of(text, "Page " + std::to_string(pages) + " of " + std::to_string(pages)) == 1);
  for (int line : {1, 2, 60, 119, 120}) {
    CHECK(count_of(text, "Coffee no. " + std::to_string(line) + " ") == 1);
  }
}

TEST_CASE("accents, Arabic and Chinese can be read and copied out of the PDF") {
  Account account = a_company_account();
  account.company_name = "Søren Müller & Çelik";
  account.first_name = "محمد";
  account.last_name = "";
  account.address.city = "東京都";

  const std::string text =
      text_in(need(to_pdf(describe_receipt(an_organisation(), account, a_completed_order(12)))));

  CHECK(count_of(text, "Søren Müller & Çelik") == 1);
  CHECK(count_of(text, "محمد") == 1);
  CHECK(count_of(text, "東京都") == 1);
}

TEST_CASE("a text longer than a page is parted between lines") {
  Document receipt = a_receipt(1);
  std::string words;
  for (int word = 1; word <= 3'000; ++word) words += "word" + std::to_string(word) + " ";
  receipt.lines.rows[0].details = {words};

  const std::string text = text_in(need(to_pdf(receipt)));

  CHECK(count_of(text, "\f") > 1);
  CHECK(count_of(text, "word1 ") == 1);
  CHECK(count_of(text, "word3000") == 1);
}

TEST_CASE("more lines than a PDF takes are refused with what to do instead") {
  const auto refused = to_pdf(a_receipt(pdf_rows_max + 1));

  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::invalid);
  CHECK(refused.error().message.find("text/html") != std::string::npos);
}

TEST_SUITE_END();

}  // namespace
}  // namespace satchel::server::pdf_test
