// The pages of an invitation: plain HTML with one style element, allowed by its hash.
#pragma once

#include <string>
#include <string_view>

#include "server/http/message.h"

namespace satchel::server {

/// Returns the page that asks `login` for a new password, with what was wrong before, if anything.
std::string password_page(std::string_view login, std::string_view problem);

/// Returns a page that says one thing, with a link when `address` is not empty.
std::string message_page(std::string_view title, std::string_view text,
                         std::string_view address = "", std::string_view link = "");

/// Returns the page as a reply with a policy of its own: its style and its form, nothing else.
HttpReply page_reply(int status, std::string html);

}  // namespace satchel::server
