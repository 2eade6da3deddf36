// The order list: rows with their state chips, and how many lie in each archive.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "shared/domain/command.h"
#include "shared/domain/order/order_state.h"
#include "shared/store/order_store.h"
#include "web/model/model_context.h"
#include "web/model/order_acts.h"
#include "web/sync/saved_filters.h"

namespace satchel::web {

/// How many rows a page of the list has; the next one is loaded when the last row comes into sight.
inline constexpr std::int64_t order_page_rows = 500;

/// What the list shall show; typed and pressed on the screen.
struct OrderListQuery {
  AccountId account_id;  // Empty for all.
  std::string text;
  std::optional<Archive> archive;   // Nothing for all.
  std::optional<OrderQueue> queue;  // Nothing for all.
  std::optional<std::string> site;  // A code, or empty for our own desk; nothing for all.
  std::optional<OrderSort> sort;    // Nothing for newest first.
  bool descending = false;

  bool operator==(const OrderListQuery&) const = default;
};

struct OrderListRow {
  OrderId id;
  std::string number;
  bool provisional = false;
  std::string customer;
  std::string city;
  std::string rep;
  std::string_view status;  // The back office's word: "Pending"; empty for a draft.
  std::string validity;     // Of a quote: "valid until 22 Dec 2026".
  std::string_view method;  // How it is paid: "bank transfer".
  std::string site;         // Where it comes from: a site's name, or "own desk".
  Date ordered_on = date(1970, 1, 1);
  Money total;      // One-time charges.
  Money recurring;  // A full month.
  StateChip chip{StateColour::grey, {}};
  Archive archive = Archive::incomplete;
  std::optional<SyncMark> mark;  // Nothing when it is safe on the server.
};

/// An order that is to be accepted with others, and what has to be set up for it.
struct BulkSetup {
  OrderId order_id;
  std::vector<ItemToAccept> items;
};

/// What an act on several orders comes to, by the rules that decide it.
struct BulkChoice {
  std::set<OrderId> able;                        // They can take it as they are.
  std::vector<BulkSetup> setups;                 // Of those, where there is something to set up.
  std::map<std::string, std::int64_t> left_out;  // How many others, by the reason in words.
};

struct OrderListModel {
  OrderCounts counts;
  std::vector<OrderListRow> rows;      // The pages so far.
  std::int64_t found = 0;              // All that match.
  std::optional<Money> sum;            // Of the totals of all that match, when of one currency.
  std::vector<SavedFilter> filters;    // Of this person, on this device; filled in by the app.
  std::vector<SiteName> sites;         // To choose from.
  std::optional<BulkChoice> choice;    // Of the marked orders, while an act on them is asked.
  std::vector<CommandKind> bulk_acts;  // What this person may do with several orders at once.
  std::string why_off;                 // Not empty: not now, and why.
  bool more = false;                   // There are more than the rows here.
  std::string cursor;                  // Where the next page begins.
};

/// Returns which of the orders can be accepted, denied or cancelled, and why the others cannot.
Result<BulkChoice> load_bulk_choice(Transaction& tx, const ModelContext& context, CommandKind act,
                                    const std::set<OrderId>& orders);

/// Returns the query as the store takes it, for the first page.
OrderQuery stored_query(const OrderListQuery& query, Date today);

/// Adds the next page to the rows.
Result<void> load_more_orders(Transaction& tx, const ModelContext& context,
                              const OrderListQuery& query, OrderListModel& model);

/// Returns the orders that match the query, in its order: the first page.
Result<OrderListModel> load_order_list(Transaction& tx, const ModelContext& context,
                                       const OrderListQuery& query);

}  // namespace satchel::web
