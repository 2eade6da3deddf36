// A document as an answer, as a page or as a PDF.
#pragma once

#include <string_view>

#include "server/document/issue_document.h"
#include "server/http/message.h"
#include "shared/base/result.h"

namespace satchel::server {

enum class DocumentForm { html, pdf };

/// Returns the form that the request's Accept header wants; HTML unless PDF is wanted more.
DocumentForm document_form_of(const HttpRequest& request);

/// Returns the form by the end of a path: PDF for ".pdf".
DocumentForm document_form_of(std::string_view path);

/// Returns the document in this form, named for who keeps it as a file.
Result<HttpReply> document_reply(const Document& document, DocumentForm form);

}  // namespace satchel::server
