// OutgoingDesk: the screen about what goes out and its talk with the server, beside the rest of the
// app.
#pragma once

#include <string>
#include <string_view>

#include "web/app/asking.h"
#include "web/model/outgoing_model.h"
#include "web/screens/outgoing.h"

namespace satchel::web {

class OutgoingDesk {
 public:
  OutgoingDesk(Host& host, Kit& kit) : host_(host), kit_(kit), asking_(host) {}

  /// One of its lists was opened, the mails for an unknown word: asks the server for it.
  void enter(std::string_view list);
  /// Draws the list. `online` is whether the server answers; `now` its clock.
  void draw(bool online, Timestamp now, Commands& out);
  /// Sends what the person asked for.
  void perform(const OutgoingWish& wish);
  /// Takes in the answer to one of its requests; false for any other.
  bool take(const FetchReply& reply);
  /// Somebody logged out: nothing of his stays.
  void clear();

 private:
  enum class Ask { rows, more, webhooks, wordings, csv, act, added };
  struct Asked {
    Ask ask = Ask::act;
    std::string done = {};  // What to say when it succeeded.
    std::string file = {};  // The name of a file.
  };

  void load();
  void fetch_list(Ask ask, std::string path);
  void send(std::string doing, FetchRequest request, Asked asked);
  void finish(const Asked& asked, const FetchReply& reply);
  void take_rows(const FetchReply& reply);
  void take_webhooks(const FetchReply& reply);
  void take_added(const FetchReply& reply);
  void take_wordings(const FetchReply& reply);
  void tell_unread(const Error& error);
  void save_webhook(const SaveWebhook& wish);
  void perform_wording(const OutgoingWish& wish);
  std::string list_path(std::string_view first) const;

  Host& host_;
  Kit& kit_;
  Asking<Asked> asking_;
  OutgoingModel model_;
  OutgoingDraft draft_;
};

}  // namespace satchel::web
