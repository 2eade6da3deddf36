// Pages of HTML as answers, each under a policy that lets it do nothing but show itself.
#pragma once

#include <string>
#include <string_view>

#include "server/http/message.h"

namespace satchel::server {

/// Returns the page as a reply whose policy allows its one style element, which holds `style`, and
/// forms to this server; nothing else.
HttpReply html_reply(int status, std::string html, std::string_view style);

}  // namespace satchel::server
