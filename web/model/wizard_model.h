// The order wizard: what can be sold, what the document adds up to, and what is still wrong with
// it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/domain/order/decide_order.h"
#include "shared/store/database.h"
#include "web/model/first_invoice.h"
#include "web/model/model_context.h"

namespace satchel::web {

/// What is read once for a draft, until the revision changes.
struct WizardFacts {
  bool found = false;  // Account and price book are on this device.
  OrderFacts facts;    // Its price_book points nowhere; `price_book` is the one.
  std::shared_ptr<const PriceBook> price_book;
};

/// Returns the facts for this draft. A version of the price book never changes, so `kept` is used
/// again when it is the one the draft pins.
Result<WizardFacts> load_wizard_facts(Transaction& tx, const ModelContext& context,
                                      const Order& draft,
                                      std::shared_ptr<const PriceBook> kept = nullptr);

/// Returns an empty draft for the account, dated today, with the price book that is valid today;
/// nothing when the account or a price book is missing here.
Result<std::optional<Order>> new_draft(Transaction& tx, const ModelContext& context,
                                       const AccountId& account_id, const OrderId& order_id);

/// A draft as the wizard opens it.
struct ReopenedDraft {
  Order order;
  bool changed = false;  // It has to be saved as it is now.
  std::string note;      // What was changed, in words; may be empty.
};

/// Returns the draft; a quote that is still valid is dated today, so that it can be placed as it
/// is, and one past its last day is a plain draft with the prices of today.
Result<ReopenedDraft> reopen_draft(Transaction& tx, const ModelContext& context, Order draft);

/// Returns a draft of the original's customer with its items under the same plans and answers,
/// dated today at today's prices; what is not sold any more is left out and named. Nothing when
/// account or price book are missing here.
Result<std::optional<ReopenedDraft>> copy_draft(Transaction& tx, const ModelContext& context,
                                                const Order& original, const OrderId& order_id);

struct ProductMatch {
  Product product;
  std::string price;         // "18.00", "49.00 / month"
  OrderItemId base_item_id;  // For an add-on: the item of this order it would belong to.
  std::string base;          // What that item is called, or the base product that is missing.
};

/// What the price book says about one item of the draft.
struct WizardItem {
  const Product* product = nullptr;   // Null when the book does not sell it.
  const Plan* plan = nullptr;         // Likewise.
  std::vector<std::string> missing;   // What has to be entered yet: "Quantity", "Domain name".
  std::string question;               // The first of it that is a question of the product.
  std::string problem;                // What is wrong otherwise, as a sentence; may be empty.
  std::string base;                   // For an add-on: what its base is called.
  std::vector<ProductMatch> add_ons;  // That may be added to it.
};

struct WizardModel {
  bool found = false;
  Account account;
  Organisation organisation;
  Date today = date(1970, 1, 1);
  std::shared_ptr<const PriceBook> price_book;
  std::vector<ProductMatch> matches;         // Best first.
  std::vector<WizardItem> items;             // One for each item of the draft.
  Money due_now;                             // Zero on account.
  std::vector<PaymentMethod> methods;        // Those configured for the order's currency.
  std::vector<PaymentMethod> taken_by_hand;  // Of them, those that people can take at the door.
  std::optional<OrderTotals> totals;         // Nothing when an amount is out of range.
  std::vector<FieldProblem> problems;
  std::optional<FirstInvoice> first;
};

/// What the screen asks the model about.
struct WizardQuery {
  const Order& draft;
  std::string_view typed;     // In the type-ahead field.
  bool all_products = false;  // The list was opened: everything that can be sold.
};

/// Returns the model of the wizard for what is typed now; pure and quick enough for every key.
WizardModel plan_wizard(const WizardFacts& known, const WizardQuery& query);

/// Returns the products of the book that can be added to the document on its date in its currency
/// and hold a word that begins with each word of `typed`; those whose name begins with it first, at
/// most 200. An add-on comes once for each item it may belong to, or once with the name of
/// its base when the document has none.
std::vector<ProductMatch> match_products(const PriceBook& book, const OrderDocument& document,
                                         std::string_view typed);

/// Returns what an item is called in this order, unique in it: "Chai", "Chai (2)".
std::string item_name(const OrderDocument& document, std::size_t index);

}  // namespace satchel::web
