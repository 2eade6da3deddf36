// DunningDesk: the screens about dunning and their talk with the server.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "web/app/asking.h"
#include "web/model/dunning_model.h"
#include "web/screens/dunning.h"

namespace satchel::web {

class DunningDesk {
 public:
  DunningDesk(Host& host, Kit& kit) : host_(host), kit_(kit), asking_(host) {}

  /// The queue was opened, or the ladder for the tab "ladder": asks the server for it.
  void enter(std::string_view tab, satchel::Role role);
  /// Draws the tab. `online` is whether the server answers.
  void draw(bool online, Commands& out);
  /// Sends what the person asked for.
  void perform(const DunningWish& wish);
  /// Takes in the answer to one of its requests; false for any other.
  bool take(const FetchReply& reply);
  /// Somebody logged out: nothing of his stays.
  void clear();
  /// Whether something was done since the last call that an exchange would bring to the device.
  bool take_changed();

 private:
  enum class Ask { queue, more, ladder, ladder_saved, controls, controls_saved, csv, run };
  struct Asked {
    Ask ask = Ask::queue;
    AccountId account_id = {};
  };

  void get(Ask ask, std::string path);
  void send(std::string doing, FetchRequest request, Asked asked);
  void load_queue();
  void finish(const Asked& asked, const FetchReply& reply);
  void take_queue(const FetchReply& reply);
  void take_ladder(const FetchReply& reply);
  void take_controls(const Asked& asked, const FetchReply& reply);
  void take_run(const FetchReply& reply);
  void tell_unread(const Error& error);

  Host& host_;
  Kit& kit_;
  Asking<Asked> asking_;
  DunningModel model_;
  DunningDraft draft_;
  bool changed_ = false;
};

}  // namespace satchel::web
