// Writing the words by which an order is found.
#include "shared/store/order_words.h"

#include <set>

#include "shared/store/search_words.h"

namespace satchel {
namespace {

void add_values(std::string& text, const std::vector<ConfigurationValue>& values) {
  for (const ConfigurationValue& each : values) text += " " + each.value;
}

/// Everything that stands inside the order (S16).
std::string text_of(const Order& order) {
  const OrderDocument& document = order.document;
  std::string text = order.provisional_number + " " + order.site_code + " " + order.notes;
  if (order.number != 0) text += " " + std::to_string(order.number);
  if (order.site_number != 0) text += " " + std::to_string(order.site_number);
  for (const std::string* each :
       {&document.purchase_order, &document.referral, &document.signed_by, &document.bill_to_email,
        &document.contact_email, &order.taken_by_name, &order.incomplete_reason,
        &order.settlement_note}) {
    text += " " + *each;
  }
  add_values(text, document.configuration);
  for (const OrderItem& item : document.items) {
    text += " " + item.name + " " + item.detail;
    add_values(text, item.configuration);
  }
  for (const OrderCharge& charge : document.charges) text += " " + charge.name;
  for (const ItemFulfilment& each : order.fulfilments) {
    text += " " + each.target + " " + each.username + " " + each.remote_id + " " + each.error;
  }
  for (const OrderEvent& event : order.history) text += " " + event.reason;
  return text;
}

Result<std::set<std::string>> words_around(Transaction& tx, const OrderId& id) {
  std::set<std::string> words;
  for (const Row& row : SATCHEL_TRY(tx.query(R"sql(
         SELECT w.word FROM payment p JOIN payment_word w ON w.payment_id = p.id
         WHERE p.order_id = $1
         UNION
         SELECT CAST(i.number AS TEXT) FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id
         WHERE l.order_id = $1 AND i.number <> 0
       )sql",
                                             id))) {
    words.insert(row.text(0));
  }
  return words;
}

Result<void> add_words(Transaction& tx, const OrderId& id, const std::set<std::string>& words) {
  for (const std::string& word : words) {
    SATCHEL_TRY(
        tx.run("INSERT INTO order_word (order_id, word) VALUES ($1, $2) ON CONFLICT DO NOTHING", id,
               word));
  }
  return {};
}

}  // namespace

Result<void> save_order_words(Transaction& tx, const Order& order) {
  std::set<std::string> words = SATCHEL_TRY(words_around(tx, order.id));
  for (std::string& word : search_words_of(text_of(order))) words.insert(std::move(word));
  std::set<std::string> before;
  for (const Row& row :
       SATCHEL_TRY(tx.query("SELECT word FROM order_word WHERE order_id = $1", order.id))) {
    before.insert(row.text(0));
  }
  if (words == before) return {};
  SATCHEL_TRY(tx.run("DELETE FROM order_word WHERE order_id = $1", order.id));
  return add_words(tx, order.id, words);
}

Result<void> add_order_words(Transaction& tx, const OrderId& id, std::string_view text) {
  const std::vector<std::string> words = search_words_of(text);
  return add_words(tx, id, {words.begin(), words.end()});
}

Result<void> add_order_words(Transaction& tx, const Invoice& invoice) {
  if (invoice.number == 0) return {};
  std::set<OrderId> orders;
  for (const InvoiceLine& line : invoice.lines) orders.insert(line.order_id);
  for (const OrderId& order : orders) {
    SATCHEL_TRY(add_words(tx, order, {std::to_string(invoice.number)}));
  }
  return {};
}

}  // namespace satchel
