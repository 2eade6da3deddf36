// Building the invitation's HTML.
#include "server/http/invite_page.h"

#include <utility>

#include "shared/base/hash.h"

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

std::string base64(const Digest& bytes) {
  constexpr std::string_view letters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t index = 0; index < bytes.size(); index += 3) {
    unsigned block = 0;
    for (std::size_t part = 0; part < 3; ++part) {
      block = block << 8 | (index + part < bytes.size() ? bytes[index + part] : 0u);
    }
    for (std::size_t part = 0; part < 4; ++part) {
      text += index + part > bytes.size() ? '=' : letters[block >> (18 - 6 * part) & 63];
    }
  }
  return text;
}

std::string escaped(std::string_view text) {
  std::string html;
  for (const char letter : text) {
    if (letter == '<') {
      html += "&lt;";
    } else if (letter == '&') {
      html += "&amp;";
    } else if (letter == '"') {
      html += "&quot;";
    } else {
      html += letter;
    }
  }
  return html;
}

std::string page(std::string_view title, const std::string& content) {
  std::string html = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
  html += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>";
  html += escaped(title) + " - Satchel</title>\n<style>";
  html.append(style).append("</style>\n</head>\n<body>\n<main>\n<h1>");
  return html + escaped(title) + "</h1>\n" + content + "</main>\n</body>\n</html>\n";
}

}  // namespace

std::string password_page(std::string_view login, std::string_view problem) {
  std::string content = "<p>For the login <strong>" + escaped(login) + "</strong>.</p>\n";
  if (!problem.empty()) {
    content += "<p class=\"problem\" role=\"alert\">" + escaped(problem) + "</p>\n";
  }
  content += R"html(<form method="post">
<label for="password">Password (at least 8 characters)</label>
<input id="password" name="password" type="password" autocomplete="new-password" required
  minlength="8" maxlength="256" autofocus>
<label for="repeated">The same password again</label>
<input id="repeated" name="repeated" type="password" autocomplete="new-password" required
  minlength="8" maxlength="256">
<button type="submit">Set password</button>
</form>
)html";
  return page("Choose your password", content);
}

std::string message_page(std::string_view title, std::string_view text, std::string_view address,
                         std::string_view link) {
  std::string content = "<p>" + escaped(text) + "</p>\n";
  if (!address.empty()) {
    content += "<p><a href=\"" + escaped(address) + "\">" + escaped(link) + "</a></p>\n";
  }
  return page(title, content);
}

HttpReply page_reply(int status, std::string html) {
  HttpReply reply{
      .status = status, .content_type = "text/html; charset=utf-8", .body = std::move(html)};
  reply.headers.emplace_back("Content-Security-Policy",
                             "default-src 'none'; style-src 'sha256-" + base64(sha256(style)) +
                                 "'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
  // With no-referrer the browser would send the form with the Origin `null`.
  reply.headers.emplace_back("Referrer-Policy", "same-origin");
  return reply;
}

}  // namespace satchel::server
