// Building the invitation's HTML.
#include "server/http/invite_page.h"

#include <utility>

#include "server/http/html_reply.h"
#include "shared/base/html.h"

namespace satchel::server {
namespace {

constexpr std::string_view style = R"css(
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; }
main { width: min(24rem, 90vw); }
h1 { font-size: 1.5rem; margin: 0 0 0.5rem; }
label { display: block; margin: 1rem 0 0.25rem; }
input { box-sizing: border-box; width: 100%; padding: 0.6rem; font: inherit; }
button { margin-top: 1.5rem; padding: 0.6rem 1.2rem; font: inherit; }
.problem { border-left: 4px solid #c62828; padding-left: 0.75rem; }
)css";

std::string page(std::string_view title, const std::string& content) {
  std::string html = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
  html += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>";
  html += html_escaped(title) + " - Satchel</title>\n<style>";
  html.append(style).append("</style>\n</head>\n<body>\n<main>\n<h1>");
  return html + html_escaped(title) + "</h1>\n" + content + "</main>\n</body>\n</html>\n";
}

}  // namespace

std::string password_page(std::string_view login, std::string_view problem) {
  std::string content = "<p>For the login <strong>" + html_escaped(login) + "</strong>.</p>\n";
  if (!problem.empty()) {
    content += "<p class=\"problem\" role=\"alert\">" + html_escaped(problem) + "</p>\n";
  }
  content += R"html(<form method="post">
<label for="password">Password (at least 12 characters)</label>
<input id="password" name="password" type="password" autocomplete="new-password" required
  minlength="12" maxlength="128" autofocus>
<label for="repeated">The same password again</label>
<input id="repeated" name="repeated" type="password" autocomplete="new-password" required
  minlength="12" maxlength="128">
<button type="submit">Set password</button>
</form>
)html";
  return page("Choose your password", content);
}

std::string message_page(std::string_view title, std::string_view text, std::string_view address,
                         std::string_view link) {
  std::string content = "<p>" + html_escaped(text) + "</p>\n";
  if (!address.empty()) {
    content += "<p><a href=\"" + html_escaped(address) + "\">" + html_escaped(link) + "</a></p>\n";
  }
  return page(title, content);
}

HttpReply page_reply(int status, std::string html) {
  return html_reply(status, std::move(html), style);
}

}  // namespace satchel::server
