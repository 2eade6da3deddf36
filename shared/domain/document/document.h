// Document: a receipt, quote or invoice as people read it; the HTML page and the PDF both come from
// it.
#pragma once

#include <string>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/enum_words.h"

namespace satchel {

enum class DocumentKind { receipt, invoice, credit_note, quote, statement };
SATCHEL_ENUM_WORDS(DocumentKind, "receipt", "invoice", "credit_note", "quote", "statement");

enum class PaperSize { a4, letter };
SATCHEL_ENUM_WORDS(PaperSize, "a4", "letter");

/// A label with its value: "Due date", "22 Dec 2026".
struct DocumentField {
  std::string label;
  std::string value;

  bool operator==(const DocumentField&) const = default;
};

/// A party: a heading, a name and the lines below it.
struct DocumentParty {
  std::string title;
  std::string name;
  std::vector<std::string> lines;

  bool operator==(const DocumentParty&) const = default;
};

struct DocumentColumn {
  std::string title;
  bool number = false;  // Set flush with the end of the line, in figures of one width.

  bool operator==(const DocumentColumn&) const = default;
};

/// A row has one cell per column; its details stand below the first cell, smaller.
struct DocumentRow {
  std::vector<std::string> cells;
  std::vector<std::string> details;

  bool operator==(const DocumentRow&) const = default;
};

struct DocumentTable {
  std::string title;  // Names the table for those who cannot see it; shown when there are several.
  std::vector<DocumentColumn> columns;
  std::vector<DocumentRow> rows;

  bool operator==(const DocumentTable&) const = default;
};

struct DocumentTotal {
  std::string label;
  std::string value;
  bool strong = false;  // The figure that people look for.

  bool operator==(const DocumentTotal&) const = default;
};

/// Everything that is printed, in the order in which it is printed. All texts are ready to be read.
struct Document {
  DocumentKind kind = DocumentKind::receipt;
  std::string title;   // "Receipt", "Provisional receipt", "Quote".
  std::string number;  // "1012", or "D3-0007" while provisional.
  std::string notice;  // What to know first, such as "Void"; often empty.
  Date issued_on = date(1970, 1, 1);
  PaperSize paper = PaperSize::a4;
  DocumentParty seller;
  DocumentParty customer;
  std::vector<DocumentField> facts;
  DocumentTable lines;
  std::vector<DocumentTotal> totals;
  DocumentTable payments;               // Without rows when there are none.
  std::vector<DocumentTotal> balance;   // Below the payments: what is left to pay.
  std::vector<std::string> paragraphs;  // Terms and notes.

  bool operator==(const Document&) const = default;
};

/// Returns the name of the document's file, without its type: "receipt-1012".
std::string file_name_of(const Document& document);

}  // namespace satchel
