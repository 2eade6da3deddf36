// Customers in the client area: their sessions, apart from those of staff, and who asks.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "server/http/call.h"
#include "server/http/client_page.h"
#include "server/http/form.h"
#include "shared/domain/access/organisation.h"
#include "shared/domain/account/account.h"

namespace satchel::server {

/// A customer with a valid session.
struct Customer {
  Account account;
  Organisation seller;
  std::string session;
  std::string form_token;  // Every form carries it: a page of another site cannot know it.
};

/// Returns the customer whose session the browser sends; nothing without a valid one.
Result<std::optional<Customer>> find_customer(Transaction& tx, const Call& call);

/// Returns the value for Set-Cookie; an empty session ends it in the browser.
std::string customer_cookie(const ServerOptions& options, std::string_view session);

/// Answers with the page that `page` makes in a read transaction. Whoever has no session is sent to
/// the login page.
using CustomerPage = std::function<Result<HttpReply>(Transaction&, const Customer&)>;
Result<HttpReply> show_customer(Call& call, const CustomerPage& page);

/// Runs `act` in a write transaction, commits it and answers with what it returned. Whoever has no
/// session is sent to the login page, before anything waits for other writers.
using CustomerAct = std::function<Result<HttpReply>(const ServerWrite&, const Customer&)>;
Result<HttpReply> as_customer(Call& call, const CustomerAct& act);

/// The same for a form: one without the session's token is refused.
using CustomerFormAct =
    std::function<Result<HttpReply>(const ServerWrite&, const Customer&, const NamedTexts&)>;
Result<HttpReply> as_customer_with_form(Call& call, const CustomerFormAct& act);

/// Returns the frame of a page of the client area.
ClientFrame frame_of(const Customer& customer, std::string title, std::string_view here);

}  // namespace satchel::server
