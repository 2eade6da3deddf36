// Tests of reading CSV files.
#include <doctest/doctest.h>

#include "server/catalogue/csv_file.h"
#include "tests/support/builders.h"

namespace satchel::server::csv_file_test {
namespace {

TEST_SUITE("CsvFile") {
  TEST_CASE("cells are read by column, NULL is empty, quotes and line ends are understood") {
    const CsvFile file = need(CsvFile::parse(
        "t.csv", "id,name,note\r\n1,Zoë,NULL\n2,\"a, \"\"b\"\"\nc\",\"NULL\"\n3,,x"));

    CHECK(file.size() == 3);
    CHECK(need(file.number(0, "id")) == 1);
    CHECK(need(file.text(0, "name")) == "Zoë");
    CHECK(need(file.text(0, "note")).empty());
    CHECK(need(file.text(1, "name")) == "a, \"b\"\nc");
    CHECK(need(file.text(1, "note")) == "NULL");
    CHECK(need(file.text(2, "note")) == "x");
  }

  TEST_CASE("a byte order mark is skipped, and a file without rows has none") {
    CHECK(need(need(CsvFile::parse("t.csv", "\xEF\xBB\xBFid\n7\n")).number(0, "id")) == 7);
    CHECK(need(CsvFile::parse("t.csv", "id\n")).size() == 0);
  }

  TEST_CASE("what is wrong is said with file and row") {
    const auto short_row = CsvFile::parse("t.csv", "a,b\n1,2\n3\n");
    const auto open_quote = CsvFile::parse("t.csv", "a\n\"x\n");
    const auto not_utf8 = CsvFile::parse("t.csv", "a\n\xC3\x28\n");
    const CsvFile words = need(CsvFile::parse("t.csv", "a\nx\n"));

    REQUIRE_FALSE(short_row);
    CHECK(short_row.error().message.find("t.csv, row 3") != std::string::npos);
    CHECK_FALSE(open_quote);
    CHECK_FALSE(not_utf8);
    CHECK(words.number(0, "a").error().message.find("\"x\"") != std::string::npos);
    CHECK(words.text(0, "b").error().message.find("no column b") != std::string::npos);
    CHECK(CsvFile::read("/no/such/file.csv").error().code == ErrorCode::not_found);
  }
}

}  // namespace
}  // namespace satchel::server::csv_file_test
