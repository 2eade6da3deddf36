// LedgerDesk: the reports of the ledger and their talk with the server.
#pragma once

#include <string>
#include <string_view>

#include "web/app/asking.h"
#include "web/model/ledger_model.h"
#include "web/screens/ledger.h"

namespace satchel::web {

class LedgerDesk {
 public:
  LedgerDesk(Host& host, Kit& kit) : host_(host), kit_(kit), asking_(host) {}

  /// A report was opened, the trial balance for an unknown word: asks the server for it.
  void enter(std::string_view report, satchel::Role role);
  /// Draws the report. `online` is whether the server answers.
  void draw(bool online, Date today, Commands& out);
  /// Sends what the person asked for.
  void perform(const LedgerWish& wish);
  /// Takes in the answer to one of its requests; false for any other.
  bool take(const FetchReply& reply);
  /// Somebody logged out: nothing of his stays.
  void clear();

 private:
  enum class Ask { report, csv, closed };

  void load();
  void send(std::string doing, FetchRequest request, Ask ask);
  void finish(Ask ask, const FetchReply& reply);

  Host& host_;
  Kit& kit_;
  Asking<Ask> asking_;
  LedgerModel model_;
  LedgerDraft draft_;
};

}  // namespace satchel::web
