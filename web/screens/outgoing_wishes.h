// What the screen about outgoing mails, deliveries and jobs asks for; each goes to the server at
// once or not at all.
#pragma once

#include <string>
#include <variant>
#include <vector>

namespace satchel::web {

/// Loads the list for the filters that stand on the screen, or its next page.
struct LoadOutgoing {
  bool more = false;
};

/// Sends the mail or the delivery again, or tries the job again.
struct SendAgain {
  std::string id;
};

/// Offers everything that passes the filters as a file.
struct SaveOutgoingCsv {};

struct SaveWebhook {
  std::string id;  // Empty: a new one.
  std::string url;
  std::vector<std::string> events;
  bool enabled = true;
};

struct RemoveWebhook {
  std::string id;
};

struct SaveWording {
  std::string kind;
  std::string title;
  std::string text;
};

/// Back to the wording that was delivered.
struct ResetWording {
  std::string kind;
};

/// Takes the secret off the screen.
struct HideSecret {};

using OutgoingWish = std::variant<LoadOutgoing, SendAgain, SaveOutgoingCsv, SaveWebhook,
                                  RemoveWebhook, SaveWording, ResetWording, HideSecret>;

}  // namespace satchel::web
