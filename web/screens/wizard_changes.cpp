// What adds items to the draft and takes them out, and where the focus goes then.
#include <algorithm>

#include "web/kit/kit.h"
#include "web/screens/wizard_parts.h"

namespace satchel::web {
namespace {

bool has_id(const OrderDocument& document, const OrderItemId& id) {
  return std::any_of(document.items.begin(), document.items.end(),
                     [&](const OrderItem& item) { return item.id == id; });
}

bool asks_at_once(const Product& product) {
  const bool required = std::any_of(product.configuration.begin(), product.configuration.end(),
                                    [](const ConfigurationField& field) { return field.required; });
  return required || product.plans.size() > 1;
}

/// Where to go on after an item was added: its dialog, its quantity, or the next product.
void go_to_added(const PriceBook& book, std::size_t index, WizardDraft& draft) {
  const OrderDocument& document = draft.order.document;
  const OrderItem& item = document.items[index];
  const Product* product = find_product(book, item.product_id);
  if (product != nullptr && asks_at_once(*product)) {
    draft.item = {.open = true, .id = item.id, .added = true};
  } else if (!draft.item.open) {
    const bool counted = product == nullptr || product->quantity_editable;
    Kit::current().focus_next(counted ? item_label("Quantity", document, index)
                                      : std::string(add_product_label));
  }
}

}  // namespace

void add_product(const WizardModel& model, const ProductMatch& match, WizardDraft& draft,
                 Commands& out) {
  OrderDocument& document = draft.order.document;
  const Product& product = match.product;
  if (product.kind == ProductKind::add_on && match.base_item_id.empty()) {
    draft.refusal = product.name + " is an add-on. Add " + match.base + " first.";
    return;
  }
  std::size_t position = document.items.size();
  const auto make = [&] {
    return make_items({draft.order.id, position, document.currency}, *model.price_book, product);
  };
  std::vector<OrderItem> added = make();
  const auto is_used = [&](const OrderItem& item) { return has_id(document, item.id); };
  while (std::any_of(added.begin(), added.end(), is_used)) {
    ++position;
    added = make();
  }
  if (added.empty()) return;
  const std::size_t first = document.items.size();
  for (OrderItem& item : added) {
    item.base_item_id = match.base_item_id;
    document.items.push_back(std::move(item));
  }
  draft.typed.clear();
  draft.all_products = false;
  mark_edited(draft);
  save_now(draft, out);
  go_to_added(*model.price_book, first, draft);
}

void remove_item(std::size_t index, WizardDraft& draft, Commands& out) {
  auto& items = draft.order.document.items;
  RemovedItem removed{items[index].name, items};
  const OrderItem gone = items[index];
  items.erase(std::remove_if(items.begin(), items.end(),
                             [&](const OrderItem& item) {
                               return item.id == gone.id || item.base_item_id == gone.id;
                             }),
              items.end());
  draft.texts.erase(quantity_key(gone));
  draft.texts.erase(discount_key(gone));
  for (std::size_t charge = 0; charge < gone.charges.size(); ++charge) {
    draft.texts.erase(price_key(gone, charge));
  }
  mark_edited(draft);
  save_now(draft, out);
  draft.removed = std::move(removed);
  Kit::current().focus_next(add_product_label);
}

}  // namespace satchel::web
