// Documents as HTML or PDF.
#include "server/http/document_reply.h"

#include "server/document/pdf.h"
#include "server/http/html_reply.h"
#include "server/http/negotiate.h"
#include "shared/domain/document/document_html.h"

namespace satchel::server {

DocumentForm document_form_of(const HttpRequest& request) {
  const auto wanted = negotiate(request.header("accept"), "text/html, application/pdf");
  return wanted == "application/pdf" ? DocumentForm::pdf : DocumentForm::html;
}

DocumentForm document_form_of(std::string_view path) {
  return path.ends_with(".pdf") ? DocumentForm::pdf : DocumentForm::html;
}

Result<HttpReply> document_reply(const Document& document, DocumentForm form) {
  const std::string named = "inline; filename=\"" + file_name_of(document);
  if (form == DocumentForm::pdf) {
    HttpReply reply{.content_type = "application/pdf", .body = SATCHEL_TRY(to_pdf(document))};
    reply.headers.emplace_back("Content-Disposition", named + ".pdf\"");
    return reply;
  }
  HttpReply reply = html_reply(200, to_html(document), document_style());
  reply.headers.emplace_back("Content-Disposition", named + ".html\"");
  return reply;
}

}  // namespace satchel::server
