// Compares price book versions, and prices a document anew.
#include "shared/domain/order/price_promise.h"

#include <algorithm>

#include "shared/base/decimal.h"
#include "shared/domain/billing/price_terms.h"

namespace satchel {
namespace {

std::string words_of(const Price& price) {
  const std::string terms = to_text(price.terms);
  return terms.empty() ? to_text(price.amount) : to_text(price.amount) + "; " + terms;
}

/// Gives one charge its new list price; a price that was agreed by hand stays as it was agreed.
std::optional<OrderAmendment> reprice_charge(ItemCharge& sold, const Price& list,
                                             const std::string& field) {
  const bool agreed = sold.unit_price != sold.list_price;
  const Price before{list.currency, sold.unit_price, sold.terms};
  sold.list_price = list.amount;
  sold.terms = list.terms;
  if (!agreed) sold.unit_price = list.amount;
  const Price after{list.currency, sold.unit_price, sold.terms};
  if (after == before) return std::nullopt;
  return OrderAmendment{field, words_of(before), words_of(after)};
}

std::optional<Reason> reprice_item(OrderItem& item, const Product& product,
                                   const OrderDocument& document, RepricedDocument& out) {
  const Plan* plan = find_plan(product, item.plan_id);
  if (plan == nullptr) return Reason::product_not_sold;
  if (plan->charges.size() != item.charges.size()) return Reason::charges_differ;
  item.tax_ppm = product.tax_rate_ppm;
  item.tax_category = product.tax_category;
  for (std::size_t index = 0; index < item.charges.size(); ++index) {
    const Charge& charge = plan->charges[index];
    const Price* price = find_price(charge, document.currency);
    if (charge.id != item.charges[index].charge_id) return Reason::charges_differ;
    if (price == nullptr) return Reason::product_not_sold;
    const auto amendment =
        reprice_charge(item.charges[index], *price, item.name + ", " + charge.name);
    if (amendment) out.amendments.push_back(*amendment);
  }
  return std::nullopt;
}

}  // namespace

bool is_honoured(const PriceBook& book, const Organisation& organisation, Date today) {
  if (book.withdrawn) return false;
  if (!book.valid_until) return true;
  return today <= add_days(*book.valid_until, organisation.settings.promise_grace_days);
}

bool is_same_offer(OrderDocument one, OrderDocument other) {
  one.signed_by.clear();
  other.signed_by.clear();
  return one == other;
}

bool is_quote_open(Date until, Date signed_on, const Organisation& organisation, Date today) {
  return signed_on <= add_days(until, 1) &&
         today <=
             add_days(until, std::max<std::int64_t>(1, organisation.settings.promise_grace_days));
}

Decision<RepricedDocument> reprice(const OrderDocument& document, const PriceBook& book) {
  RepricedDocument out{document, {}};
  out.document.price_book_version = book.version;
  for (std::size_t index = 0; index < document.items.size(); ++index) {
    OrderItem& item = out.document.items[index];
    const Product* product = find_product(book, item.product_id);
    const auto problem = product == nullptr ? std::optional(Reason::product_not_sold)
                                            : reprice_item(item, *product, document, out);
    if (problem) return reject(*problem, "items[" + std::to_string(index) + "]");
  }
  return out;
}

}  // namespace satchel
