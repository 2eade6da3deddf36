// satchel accept, complete and export.
#include <charconv>
#include <ostream>

#include "server/http/list_rows.h"
#include "server/main/commands.h"
#include "server/main/founding.h"
#include "server/main/people.h"
#include "server/store/account_list.h"
#include "server/sync/perform.h"
#include "shared/store/billing_store.h"
#include "shared/store/order_store.h"
#include "shared/store/payment_store.h"

namespace satchel::server {
namespace {

constexpr std::int64_t page_rows = 200;

/// Calls `visit(row)` for every order, newest first.
template <class Visit>
Result<void> each_order(Transaction& tx, Visit visit) {
  OrderQuery query{.count_max = page_rows};
  while (true) {
    const auto rows = SATCHEL_TRY(list_orders(tx, query));
    for (const OrderRow& row : rows) visit(row);
    if (std::ssize(rows) < page_rows) return {};
    query.after = cursor_of(rows.back());
  }
}

/// Returns the orders that are named by id or number, or all that wait for the act.
Result<std::vector<OrderRow>> orders_for(const CommandRun& run, OrderAct act,
                                         const std::vector<std::string>& names, bool all) {
  const auto waiting =
      act == OrderAct::accept ? OrderLifecycle::pending : OrderLifecycle::in_progress;
  std::vector<OrderRow> chosen;
  std::vector<bool> found(names.size(), false);
  const auto tx = SATCHEL_TRY(run.context.database.begin(Access::read));
  SATCHEL_TRY(each_order(*tx, [&](const OrderRow& row) {
    bool named = all && row.head.lifecycle == waiting;
    for (std::size_t index = 0; index < names.size(); ++index) {
      const bool fits =
          names[index] == row.id.text() || names[index] == std::to_string(row.head.number);
      if (fits) found[index] = named = true;
    }
    if (named) chosen.push_back(row);
  }));
  for (std::size_t index = 0; index < names.size(); ++index) {
    if (!found[index]) {
      return fail(ErrorCode::not_found, "There is no order " + names[index] + ".");
    }
  }
  return chosen;
}

/// Writes the rows that `load(after)` gives, page by page, until one is not full.
template <class Load, class Cursor>
Result<void> write_pages(ListWriter& out, Load load, Cursor cursor) {
  std::string after;
  while (true) {
    const auto rows = SATCHEL_TRY(load(after));
    for (const auto& row : rows) write_row(out, row);
    if (std::ssize(rows) < page_rows) return {};
    after = cursor(rows.back());
  }
}

Result<void> write_export(Transaction& tx, const std::string& what, ListWriter& out) {
  if (what == "accounts") {
    return write_pages(
        out,
        [&](const std::string& after) {
          return list_accounts(tx, {.count_max = page_rows, .after = after});
        },
        [](const Account& account) { return account.id.text(); });
  }
  if (what == "orders") {
    return write_pages(
        out,
        [&](const std::string& after) {
          return list_orders(tx, {.count_max = page_rows, .after = after});
        },
        [](const OrderRow& row) { return cursor_of(row); });
  }
  if (what == "invoices") {
    return write_pages(
        out,
        [&](const std::string& after) {
          return list_invoices(tx, {.count_max = page_rows, .after = after});
        },
        [](const Invoice& invoice) { return cursor_of(invoice); });
  }
  if (what == "payments") {
    return write_pages(
        out,
        [&](const std::string& after) {
          return list_payments(tx, {.count_max = page_rows, .after = after});
        },
        [](const PaymentRow& row) { return cursor_of(row); });
  }
  return fail(ErrorCode::invalid, "Only accounts, orders, invoices and payments can be exported.");
}

}  // namespace

Result<void> run_order_act(const CommandRun& run, OrderAct act,
                           const std::vector<std::string>& orders, bool all) {
  std::size_t done = 0;
  std::size_t refused = 0;
  for (const OrderRow& row : SATCHEL_TRY(orders_for(run, act, orders, all))) {
    const Command command =
        act == OrderAct::accept ? Command(AcceptOrder{row.id}) : Command(CompleteOrder{row.id});
    const auto decided = SATCHEL_TRY(perform(run.context, command_line_actor(), command));
    if (decided) {
      ++done;
    } else {
      ++refused;
      run.out << "  order " << row.head.number
              << " was refused: " << describe(decided.error().reason) << "\n";
    }
  }
  run.out << (act == OrderAct::accept ? "Accepted " : "Completed ") << done << " orders.\n";
  if (refused == 0) return {};
  return fail(ErrorCode::conflict, std::to_string(refused) + " orders were refused; see above.");
}

Result<void> run_export(const CommandRun& run, const std::string& what, const std::string& format) {
  ListWriter out(format == "json" ? ListFormat::json : ListFormat::csv);
  const auto tx = SATCHEL_TRY(run.context.database.begin(Access::read));
  SATCHEL_TRY(write_export(*tx, what, out));
  run.out << out.take("");
  return {};
}

}  // namespace satchel::server
