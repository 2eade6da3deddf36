// Turns carts into commands that decide like those of any other author.
#include "server/sync/cart.h"

#include "server/store/civil_date.h"
#include "server/sync/perform.h"
#include "shared/store/account_store.h"
#include "shared/store/catalog_store.h"
#include "shared/store/order_store.h"
#include "shared/store/organisation_store.h"

namespace satchel::server {
namespace {

/// What stands in the database before this step.
struct CartFacts {
  Organisation organisation;
  Date today = date(1970, 1, 1);
  std::optional<Order> order;
  std::optional<Account> account;
  std::optional<PriceBook> book;  // The version of today, with the cart's products.
};

/// Whose cart it is: a stranger's makes an account of its own (docs/decisions/0017).
AccountId customer_of(const OrderId& id, const Cart& cart) {
  return cart.account_id.empty() ? cart_account_of(id) : cart.account_id;
}

Result<CartFacts> load_cart_facts(const ServerContext& context, const OrderId& id,
                                  const Cart& cart) {
  const auto tx = SATCHEL_TRY(context.database.begin(Access::read));
  CartFacts facts;
  auto organisation = SATCHEL_TRY(find_organisation(*tx));
  if (!organisation) return fail(ErrorCode::corrupt, "there is no organisation to sell");
  facts.organisation = *std::move(organisation);
  facts.today = SATCHEL_TRY(today_of(facts.organisation, context.now));
  facts.order = SATCHEL_TRY(find_order(*tx, id));
  facts.account = SATCHEL_TRY(find_account(*tx, customer_of(id, cart)));
  if (const auto version = SATCHEL_TRY(find_price_book_version(*tx, facts.today))) {
    std::vector<ProductId> products;
    for (const CartItem& item : cart.items) products.push_back(item.product_id);
    facts.book = SATCHEL_TRY(find_price_book_of(*tx, *version, products));
  }
  return facts;
}

/// Sites are no users; what they bring counts as the office's, under the site's name.
Actor actor_of(const SalesSite& site) { return {UserId(), site.name, Role::clerk, {}}; }

Account account_of(const CartFacts& facts, const OrderId& id, const Cart& cart) {
  Account account;
  account.id = cart_account_of(id);
  account.kind = cart.company_name.empty() ? AccountKind::consumer : AccountKind::company;
  account.company_name = cart.company_name;
  account.first_name = cart.first_name;
  account.last_name = cart.last_name;
  account.email = cart.email;
  account.login = cart.email;
  account.phone = cart.phone;
  account.address = cart.address;
  account.currency = facts.organisation.currency;
  account.created_on = facts.today;
  account.bill_cycle_day = facts.organisation.bill_cycle_day;
  account.payment_terms_days = facts.organisation.payment_terms_days;
  return account;
}

/// Returns the changes that make the stored account say what the cart says.
EditAccount edit_of(const Account& stored, const Account& wished) {
  using enum AccountField;
  EditAccount edit{.account_id = stored.id};
  for (const AccountField field : {company_name, first_name, last_name, email, phone, street, city,
                                   region, postal_code, country}) {
    const std::string& base = field_of(stored, field);
    const std::string& value = field_of(wished, field);
    if (base != value) edit.changes.push_back({field, base, value});
  }
  return edit;
}

Result<Decision<void>> keep_customer(const ServerContext& context, const SalesSite& site,
                                     const CartFacts& facts, const Account& wished) {
  Command command = CreateAccount{wished};
  if (facts.account) {
    EditAccount edit = edit_of(*facts.account, wished);
    if (edit.changes.empty()) return Decision<void>();
    command = std::move(edit);
  }
  const auto decided = SATCHEL_TRY(perform(context, actor_of(site), command));
  if (!decided) return Decision<void>(tl::unexpected<Rejection>(decided.error()));
  return Decision<void>();
}

/// Returns which item of the cart the add-on belongs to: the one it names, else the first of its
/// base product; nothing where there is none.
std::optional<std::size_t> base_of(const Cart& cart, const CartItem& wished, const Product& addon) {
  if (wished.base) return *wished.base < cart.items.size() ? wished.base : std::nullopt;
  for (std::size_t at = 0; at < cart.items.size(); ++at) {
    if (cart.items[at].product_id == addon.base_product_id) return at;
  }
  return std::nullopt;
}

/// Ties each add-on to its base. One without stays without, which placing refuses (base_missing).
void tie_add_ons(const CartFacts& facts, const Cart& cart, OrderDocument& document) {
  for (std::size_t at = 0; at < cart.items.size(); ++at) {
    const Product& product = *find_product(*facts.book, cart.items[at].product_id);
    if (product.kind != ProductKind::add_on && !cart.items[at].base) continue;
    const auto base = base_of(cart, cart.items[at], product);
    if (base) document.items[at].base_item_id = document.items[*base].id;
  }
}

Decision<OrderDocument> document_of(const CartFacts& facts, const OrderId& id, const Cart& cart) {
  OrderDocument document;
  document.account_id = customer_of(id, cart);
  document.ordered_on = facts.today;
  document.currency = facts.organisation.currency;
  document.price_book_version = facts.book ? facts.book->version : 0;
  document.payment_method = cart.payment_method.value_or(PaymentMethod::on_account);
  document.purchase_order = cart.purchase_order;
  document.signed_by = cart.first_name + " " + cart.last_name;
  for (std::size_t at = 0; at < cart.items.size(); ++at) {
    const CartItem& wished = cart.items[at];
    const std::string field = "items[" + std::to_string(at) + "].product_id";
    const Product* product = facts.book ? find_product(*facts.book, wished.product_id) : nullptr;
    if (product == nullptr) return reject(Reason::product_not_sold, field);
    auto item = make_item(id, at, *product, document.currency);
    if (!item) return reject(Reason::product_not_sold, field);
    item->quantity = wished.quantity;
    item->configuration = wished.configuration;
    document.items.push_back(*std::move(item));
  }
  tie_add_ons(facts, cart, document);
  return document;
}

std::string provisional_number_of(const SalesSite& site, const OrderId& id) {
  return site.code + "-" + id.text().substr(id.text().size() - 8);
}

/// Whether the document costs its customer what he was shown.
bool is_as_shown(const Cart& cart, const OrderDocument& document, const TaxTerms& taxes) {
  const auto totals = totals_of(document, taxes);
  return !cart.shown ||
         (totals && *cart.shown == ShownPrice{totals->one_time, totals->tax, totals->recurring});
}

Decision<Command> order_command_of(const SalesSite& site, const OrderId& id, const Cart& cart,
                                   const OrderDocument& document) {
  const std::string provisional = provisional_number_of(site, id);
  if (!cart.place) {
    return Command(SaveDraft{
        .order_id = id, .provisional_number = provisional, .document = document, .notes = {}});
  }
  if (!cart.payment_method) return reject(Reason::field_required, "payment_method");
  if (cart.payment_method == PaymentMethod::on_account && !site.on_account) {
    return reject(Reason::payment_method_unavailable, "payment_method");
  }
  const auto totals = totals_of(document);
  if (!totals) return reject(Reason::amount_out_of_range);
  PlaceOrder place;
  place.order_id = id;
  place.provisional_number = provisional;
  place.document = document;
  place.quoted_one_time = totals->one_time;
  place.quoted_recurring = totals->recurring;
  place.document_digest = digest_of(document);
  return Command(std::move(place));
}

}  // namespace

AccountId cart_account_of(const OrderId& id) {
  return AccountId::derive(id.text(), "customer of the cart");
}

Result<Decision<Order>> put_cart(const ServerContext& context, const SalesSite& site,
                                 const OrderId& id, const Cart& cart) {
  const CartFacts facts = SATCHEL_TRY(load_cart_facts(context, id, cart));
  if (facts.order && facts.order->site_code != site.code) {
    return Decision<Order>(reject(Reason::order_not_found));
  }
  if (facts.order && facts.order->lifecycle != OrderLifecycle::draft) {
    if (cart.place) return Decision<Order>(*facts.order);
    return Decision<Order>(reject(Reason::order_not_draft));
  }
  const auto document = document_of(facts, id, cart);
  if (!document) return Decision<Order>(tl::unexpected<Rejection>(document.error()));
  // The customer as this step leaves him: his address says how he is taxed.
  const bool known = !cart.account_id.empty() && facts.account;
  const Account customer = known ? *facts.account : account_of(facts, id, cart);
  Cart wished = cart;
  wished.place =
      cart.place && is_as_shown(cart, *document, tax_terms_of(customer, &facts.organisation.taxes));
  const auto command = order_command_of(site, id, wished, *document);
  if (!command) return Decision<Order>(tl::unexpected<Rejection>(command.error()));
  if (cart.account_id.empty()) {
    const auto kept = SATCHEL_TRY(keep_customer(context, site, facts, customer));
    if (!kept) return Decision<Order>(tl::unexpected<Rejection>(kept.error()));
  }

  const OrderSource source{site.code, !site.reseller.empty(), site.number};
  const auto decided = SATCHEL_TRY(perform(context, actor_of(site), *command, source));
  if (!decided) return Decision<Order>(tl::unexpected<Rejection>(decided.error()));
  if (wished.place != cart.place) return Decision<Order>(reject(Reason::totals_differ));
  const auto tx = SATCHEL_TRY(context.database.begin(Access::read));
  auto order = SATCHEL_TRY(find_order(*tx, id));
  if (!order) return fail(ErrorCode::corrupt, "an order is gone that was just written");
  return Decision<Order>(*std::move(order));
}

Result<std::optional<OrderTotals>> load_totals(Transaction& tx, const Order& order) {
  const auto account = SATCHEL_TRY(find_account(tx, order.document.account_id));
  const auto organisation = SATCHEL_TRY(find_organisation(tx));
  if (!account || !organisation) return totals_of(order.document);
  return totals_of(order.document, tax_terms_of(*account, &organisation->taxes));
}

}  // namespace satchel::server
