// Lookups in one price book version.
#include "shared/domain/catalog/price_book.h"

#include <algorithm>

namespace satchel {
namespace {

template <class T, class Key>
const T* find_by_id(const std::vector<T>& all, const Key& id) {
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const T& each) { return each.id == id; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

const Product* find_product(const PriceBook& book, const ProductId& id) {
  return find_by_id(book.products, id);
}

const Plan* find_plan(const Product& product, const PlanId& id) {
  return find_by_id(product.plans, id);
}

const Price* find_price(const Charge& charge, Currency currency) {
  for (const Price& price : charge.prices) {
    if (price.currency == currency) return &price;
  }
  return nullptr;
}

bool is_valid(const PriceBook& book, Date on) {
  if (book.withdrawn || on < book.valid_from) return false;
  return !book.valid_until || on <= *book.valid_until;
}

bool is_available(const Product& product, Date on) {
  if (!product.available) return false;
  if (product.available_from && on < *product.available_from) return false;
  return !product.available_until || on <= *product.available_until;
}

}  // namespace satchel
