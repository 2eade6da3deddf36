// Writes and reads issued documents.
#include "shared/wire/document_wire.h"

#include "shared/wire/configuration_wire.h"
#include "shared/wire/reader.h"
#include "shared/wire/writer.h"

namespace satchel {
namespace {

constexpr std::size_t document_rows_max = 1'000'000;
constexpr std::size_t document_texts_max = 1'000;

void encode_party(JsonWriter& out, std::string_view name, const DocumentParty& party) {
  out.key(name);
  out.begin_object();
  out.field("title", party.title);
  out.field("name", party.name);
  encode_texts(out, "lines", party.lines);
  out.end_object();
}

void encode_facts(JsonWriter& out, const std::vector<DocumentField>& facts) {
  out.key("facts");
  out.begin_array();
  for (const DocumentField& fact : facts) {
    out.begin_object();
    out.field("label", fact.label);
    out.field("value", fact.value);
    out.end_object();
  }
  out.end_array();
}

void encode_table(JsonWriter& out, std::string_view name, const DocumentTable& table) {
  out.key(name);
  out.begin_object();
  out.field("title", table.title);
  out.key("columns");
  out.begin_array();
  for (const DocumentColumn& column : table.columns) {
    out.begin_object();
    out.field("title", column.title);
    out.field("number", column.number);
    out.end_object();
  }
  out.end_array();
  out.key("rows");
  out.begin_array();
  for (const DocumentRow& row : table.rows) {
    out.begin_object();
    encode_texts(out, "cells", row.cells);
    encode_texts(out, "details", row.details);
    out.end_object();
  }
  out.end_array();
  out.end_object();
}

void encode_totals(JsonWriter& out, std::string_view name,
                   const std::vector<DocumentTotal>& totals) {
  out.key(name);
  out.begin_array();
  for (const DocumentTotal& total : totals) {
    out.begin_object();
    out.field("label", total.label);
    out.field("value", total.value);
    out.field("strong", total.strong);
    out.end_object();
  }
  out.end_array();
}

DocumentParty read_party(ObjectReader& in) {
  return {in.text("title"), in.text("name"), in.texts("lines", document_texts_max)};
}

DocumentTable read_table(ObjectReader& in) {
  DocumentTable table;
  table.title = in.text("title");
  in.each_object("columns", document_texts_max, [&](ObjectReader& column) {
    table.columns.push_back({column.text("title"), column.flag("number")});
  });
  in.each_object("rows", document_rows_max, [&](ObjectReader& row) {
    table.rows.push_back(
        {row.texts("cells", document_texts_max), row.texts("details", document_texts_max)});
    if (table.rows.back().cells.size() != table.columns.size()) {
      row.report("cells", "must hold one cell for each column");
    }
  });
  return table;
}

std::vector<DocumentTotal> read_totals(ObjectReader& in, std::string_view name) {
  std::vector<DocumentTotal> totals;
  in.each_object(name, document_texts_max, [&](ObjectReader& total) {
    totals.push_back({total.text("label"), total.text("value"), total.flag("strong")});
  });
  return totals;
}

Document read_issued_document(ObjectReader& in) {
  Document document;
  document.kind = in.word<DocumentKind>("kind");
  document.title = in.text("title");
  document.number = in.text("number");
  document.notice = in.text("notice");
  document.issued_on = in.day("issued_on");
  document.paper = in.word<PaperSize>("paper");
  in.object("seller", [&](ObjectReader& party) { document.seller = read_party(party); });
  in.object("customer", [&](ObjectReader& party) { document.customer = read_party(party); });
  in.each_object("facts", document_texts_max, [&](ObjectReader& fact) {
    document.facts.push_back({fact.text("label"), fact.text("value")});
  });
  in.object("lines", [&](ObjectReader& table) { document.lines = read_table(table); });
  document.totals = read_totals(in, "totals");
  in.object("payments", [&](ObjectReader& table) { document.payments = read_table(table); });
  document.balance = read_totals(in, "balance");
  document.paragraphs = in.texts("paragraphs", document_texts_max);
  return document;
}

}  // namespace

std::string to_json(const Document& document) {
  JsonWriter out;
  out.begin_object();
  out.field("kind", document.kind);
  out.field("title", document.title);
  out.field("number", document.number);
  out.field("notice", document.notice);
  out.field("issued_on", document.issued_on);
  out.field("paper", document.paper);
  encode_party(out, "seller", document.seller);
  encode_party(out, "customer", document.customer);
  encode_facts(out, document.facts);
  encode_table(out, "lines", document.lines);
  encode_totals(out, "totals", document.totals);
  encode_table(out, "payments", document.payments);
  encode_totals(out, "balance", document.balance);
  encode_texts(out, "paragraphs", document.paragraphs);
  out.end_object();
  return out.take();
}

Result<Document> parse_issued_document(std::string_view text) {
  return read_document(text, Strictness::strict, read_issued_document);
}

}  // namespace satchel
