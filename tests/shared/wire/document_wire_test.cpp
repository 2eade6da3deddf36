// Tests that an issued document comes back from its JSON as it was.
#include "shared/wire/document_wire.h"

#include <doctest/doctest.h>

#include "shared/domain/document/describe_document.h"
#include "tests/support/builders.h"

namespace satchel::document_wire_test {
namespace {

TEST_SUITE_BEGIN("document_wire");

TEST_CASE("A12: an issued document reads back as the document that was written") {
  Document document = describe_receipt(an_organisation(), a_company_account(), a_placed_order());
  document.payments = {"Payments", {{"Date", false}, {"Amount", true}}, {{{"1 Dec", "9.00"}, {}}}};
  document.balance = {{"Balance", "0.00 USD", true}};
  document.paragraphs = {"Thank you."};

  const Document read = need(parse_issued_document(to_json(document)));

  CHECK(read == document);
}

TEST_CASE("a row with a cell too few is refused") {
  Document document = describe_receipt(an_organisation(), a_company_account(), a_placed_order());
  document.lines.rows[0].cells.pop_back();

  CHECK_FALSE(parse_issued_document(to_json(document)));
  CHECK_FALSE(parse_issued_document("{}"));
}

TEST_SUITE_END();

}  // namespace
}  // namespace satchel::document_wire_test
