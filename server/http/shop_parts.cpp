// Building the shop's forms.
#include "server/http/shop_parts.h"

#include <algorithm>
#include <array>

#include "shared/base/html.h"
#include "shared/base/text.h"
#include "shared/base/words.h"
#include "shared/domain/access/settings.h"
#include "shared/domain/document/describe_document.h"

namespace satchel::server {
namespace {

constexpr std::size_t products_shown_max = 60;

/// Returns the beginning of a form of the step, with the token of whoever has signed in.
std::string begin_form(const Shop& shop, std::string_view step) {
  std::string html = "<form method=\"post\" action=\"" + html_escaped(shop_address(shop, step));
  html += "\">\n";
  return is_signed_in(shop) ? html + hidden_html("form_token", shop.form_token) : html;
}

std::string problems_html(const Rejection* rejection) {
  if (rejection == nullptr) return {};
  if (rejection->reason == Reason::totals_differ) {
    return problem_html("The price has changed since you saw it; check it below and order again.");
  }
  if (rejection->fields.empty()) return problem_html(sentence_of(*rejection));
  std::string html = "<div class=\"problem\" role=\"alert\">Something is missing or wrong:<ul>\n";
  for (const FieldProblem& problem : rejection->fields) {
    std::string name = problem.field.substr(problem.field.rfind('.') + 1);
    std::replace(name.begin(), name.end(), '_', ' ');
    html += "<li>" + html_escaped(name) + ": " + html_escaped(describe(problem.reason)) + "</li>\n";
  }
  return html + "</ul></div>\n";
}

std::string price_html(const Product& product, Currency currency) {
  std::string html;
  for (const Charge& charge : product.plans.front().charges) {
    const Price* price = find_price(charge, currency);
    if (price == nullptr) continue;
    if (!html.empty()) html += " + ";
    if (has_tiers(charge.model)) {
      html += html_escaped(charge.name + " " + std::string(words_of(charge.model)));
    } else {
      html +=
          html_escaped(price_text(price->amount, currency) + " " + std::string(to_text(currency)));
    }
    if (charge.kind != ChargeKind::one_time) html += " " + words_of(charge.every);
  }
  return html;
}

bool fits(const Product& product, const std::vector<std::string>& words) {
  const std::string all =
      fold(product.name + " " + product.category + " " + product.detail + " " + product.code);
  return std::all_of(words.begin(), words.end(),
                     [&](const std::string& word) { return all.find(word) != all.npos; });
}

std::int64_t quantity_of(const Cart& cart, const ProductId& product) {
  for (const CartItem& item : cart.items) {
    if (item.product_id == product) return item.quantity;
  }
  return 0;
}

std::string product_html(const Shop& shop, const Product& product, const Cart& cart) {
  const std::string name = "q_" + product.id.text();
  const std::int64_t quantity = quantity_of(cart, product.id);
  std::string html = "<div class=\"product\"><h2>" + html_escaped(product.name) + "</h2>\n";
  if (!product.detail.empty()) {
    html += "<p class=\"quiet\">" + html_escaped(product.detail) + "</p>\n";
  }
  if (product.kind == ProductKind::add_on) {
    const Product& base = *find_product(*shop.book, product.base_product_id);
    html += "<p class=\"quiet\">Only together with " + html_escaped(base.name) + ".</p>\n";
  }
  html += "<p>" + price_html(product, shop.seller.currency) + "</p>\n<label for=\"" + name +
          "\">Quantity of ";
  html += html_escaped(product.name) + "</label>\n<input class=\"quantity\" type=\"number\"";
  html += " min=\"0\" max=\"1000000\" step=\"1\" inputmode=\"numeric\" id=\"" + name;
  html += "\" name=\"" + name + "\" value=\"" + std::to_string(quantity) + "\"></div>\n";
  return html;
}

std::string choice_html(const ConfigurationField& field, const std::string& name,
                        std::string_view value) {
  std::vector<std::pair<std::string, std::string>> options{{"", "Choose"}};
  if (field.kind == FieldKind::yes_no) {
    options.insert(options.end(), {{"yes", "Yes"}, {"no", "No"}});
  }
  for (const std::string& choice : field.choices) options.emplace_back(choice, choice);
  std::string html = "<label for=\"" + name + "\">" + html_escaped(field.label);
  html += field.required ? " *</label>\n<select id=\"" : "</label>\n<select id=\"";
  html += name + "\" name=\"" + name + (field.required ? "\" required>\n" : "\">\n");
  for (const auto& [word, label] : options) {
    html += "<option value=\"" + html_escaped(word) + (word == value ? "\" selected>" : "\">");
    html += html_escaped(label) + "</option>\n";
  }
  return html + "</select>\n";
}

std::string question_html(const ConfigurationField& field, const std::string& name,
                          std::string_view value) {
  if (field.kind == FieldKind::choice || field.kind == FieldKind::yes_no) {
    return choice_html(field, name, value);
  }
  return input_html({.name = name,
                     .label = field.label,
                     .type = field.kind == FieldKind::date ? "date" : "text",
                     .value = value,
                     .hint = field.help,
                     .required = field.required});
}

/// Returns the questions of the cart's products, a group for each item that has any.
std::string questions_html(const Shop& shop, const Cart& cart) {
  std::string html;
  for (std::size_t at = 0; at < cart.items.size(); ++at) {
    const Product* product =
        shop.book ? find_product(*shop.book, cart.items[at].product_id) : nullptr;
    if (product == nullptr || product->configuration.empty()) continue;
    html += "<fieldset><legend>" + html_escaped(product->name) + "</legend>\n";
    for (const ConfigurationField& field : product->configuration) {
      const std::string name = "c_" + std::to_string(at) + "_" + field.key;
      html += question_html(field, name, value_of(cart.items[at].configuration, field.key));
    }
    html += "</fieldset>\n";
  }
  return html;
}

std::string payment_html(const Shop& shop, const Cart& cart) {
  std::string html = "<fieldset><legend>Payment</legend>\n";
  for (const PaymentMethod method :
       {PaymentMethod::bank_transfer, PaymentMethod::check, PaymentMethod::card,
        PaymentMethod::cash, PaymentMethod::on_account}) {
    if (!is_offered(shop.seller.settings, method, shop.seller.currency)) continue;
    if (method == PaymentMethod::on_account && !shop.site.on_account) continue;
    const bool chosen = cart.place && cart.payment_method == method;
    html += "<label class=\"choice\"><input type=\"radio\" name=\"payment_method\" required";
    html.append(" value=\"").append(to_text(method)).append("\"");
    html += chosen ? " checked>" : ">";
    html.append("<span>").append(name_of(method)).append("</span></label>\n");
  }
  return html + "</fieldset>\n";
}

std::string address_html(const Cart& cart) {
  std::string html = "<fieldset><legend>Address</legend>\n";
  const Address& address = cart.address;
  const std::array<InputField, 5> fields{{
      {"street", "Street and number", "text", "street-address", address.street, "", false},
      {"postal_code", "Postal code", "text", "postal-code", address.postal_code, "", false},
      {"city", "Town", "text", "address-level2", address.city, "", false},
      {"region", "State or province", "text", "address-level1", address.region, "", false},
      {"country", "Country", "text", "country-name", address.country, "", false},
  }};
  for (const InputField& field : fields) html += input_html(field);
  return html + "</fieldset>\n";
}

/// Returns the order's lines as a table, with its totals below.
std::string lines_html(const Shop& shop) {
  if (!shop.order || !shop.customer) return {};
  const Document receipt = describe_receipt(shop.seller, *shop.customer, *shop.order);
  ClientTable ordered{"What you order", {}, {}};
  for (const DocumentColumn& column : receipt.lines.columns) {
    ordered.columns.push_back({column.title, column.number});
  }
  for (const DocumentRow& row : receipt.lines.rows) {
    std::vector<std::string> cells;
    for (const std::string& cell : row.cells) cells.push_back(html_escaped(cell));
    for (const std::string& detail : row.details) {
      cells.front() += "<span class=\"detail\">" + html_escaped(detail) + "</span>";
    }
    ordered.rows.push_back(std::move(cells));
  }
  std::string html = table_html(ordered) + "<dl class=\"facts\">\n";
  for (const DocumentTotal& total : receipt.totals) {
    html += "<div><dt>" + html_escaped(total.label) + "</dt><dd><strong>";
    html += html_escaped(total.value) + "</strong></dd></div>\n";
  }
  return html + "</dl>\n";
}

/// Returns the price that the page shows, to be sent back with the order.
std::string shown_price_html(const Shop& shop) {
  if (!shop.order || !shop.customer) return {};
  const auto totals =
      totals_of(shop.order->document, tax_terms_of(*shop.customer, &shop.seller.taxes));
  if (!totals) return {};
  return hidden_html("shown_one_time", std::to_string(totals->one_time.minor)) +
         hidden_html("shown_tax", std::to_string(totals->tax.minor)) +
         hidden_html("shown_recurring", std::to_string(totals->recurring.minor));
}

}  // namespace

std::string sentence_of(const Rejection& rejection) {
  const Reason reason =
      rejection.fields.empty() ? rejection.reason : rejection.fields.front().reason;
  return std::string(describe(reason));
}

std::string details_form(const Shop& shop, const Cart& cart, const Rejection* rejection) {
  std::string html = problems_html(rejection);
  html +=
      "<p class=\"quiet\">Step 1 of 3. What you enter is kept, so that we can help you to "
      "finish.</p>\n";
  if (!is_signed_in(shop)) {
    html +=
        "<p class=\"quiet\">Have you ordered before? <a href=\"/client/login\">Log in</a> first, "
        "and "
        "the order is with your others.</p>\n";
  }
  html += begin_form(shop, "");
  if (is_signed_in(shop)) {
    html += "<p>You are signed in as <strong dir=\"auto\">" +
            html_escaped(display_name(*shop.customer)) + "</strong>, account " +
            std::to_string(shop.customer->number) + ".</p>\n";
    return html + "<button>Go on to the products</button>\n</form>\n";
  }
  const std::array<InputField, 5> fields{{
      {"first_name", "First name", "text", "given-name", cart.first_name, "", true},
      {"last_name", "Last name", "text", "family-name", cart.last_name, "", true},
      {"email", "E-mail", "email", "email", cart.email, "Your receipt goes there.", true},
      {"company_name", "Company", "text", "organization", cart.company_name,
       "Leave it empty if you order for yourself.", false},
      {"phone", "Phone", "tel", "tel", cart.phone, "", false},
  }};
  for (const InputField& field : fields) html += input_html(field);
  return html + "<button>Go on to the products</button>\n</form>\n";
}

std::string products_form(const Shop& shop, const Cart& cart, std::string_view text) {
  const std::vector<std::string> words = folded_words(text);
  std::string html = "<p class=\"quiet\">Step 2 of 3.</p>\n<form method=\"get\" role=\"search\">\n";
  html += input_html({.name = "text",
                      .label = "Search products",
                      .type = "search",
                      .value = text,
                      .required = false});
  html += "<button class=\"second\">Search</button>\n</form>\n";
  html += begin_form(shop, "products") + hidden_html("text", text);
  html += "<div class=\"grid\">\n";
  std::size_t shown = 0;
  bool more = false;
  for (const Product& product : shop.book ? shop.book->products : std::vector<Product>()) {
    if (!is_in_shop(shop, product) || !fits(product, words)) continue;
    more = shown == products_shown_max;
    if (more) break;
    html += product_html(shop, product, cart);
    ++shown;
  }
  html += "</div>\n";
  if (shown == 0) html += "<p>Nothing fits. Search for something else.</p>\n";
  if (more) html += "<p class=\"quiet\">There are more; search to see them.</p>\n";
  html += "<p>" + std::to_string(cart.items.size()) + " in your cart.</p>\n";
  html += "<button name=\"next\" value=\"checkout\">Go on to check and order</button>\n";
  return html +
         "<button class=\"second\" name=\"next\" value=\"stay\">Update the cart</button>\n"
         "</form>\n";
}

std::string checkout_form(const Shop& shop, const Cart& cart, const Rejection* rejection) {
  std::string html = problems_html(rejection);
  html += "<p class=\"quiet\">Step 3 of 3. <a href=\"" + shop_address(shop, "products");
  html += "\">Change the products</a> or <a href=\"" + shop_address(shop, "");
  html += "\">your details</a>.</p>\n" + lines_html(shop);
  html += begin_form(shop, "checkout") + shown_price_html(shop);
  html += questions_html(shop, cart);
  if (!is_signed_in(shop)) html += address_html(cart);
  html += input_html({.name = "purchase_order",
                      .label = "Your own reference",
                      .value = cart.purchase_order,
                      .required = false});
  return html + payment_html(shop, cart) + "<button>Place the order</button>\n</form>\n";
}

std::string done_html(const Shop& shop, const std::string& card_button) {
  const Order& order = *shop.order;
  const std::string number =
      order.number == 0 ? order.provisional_number : std::to_string(order.number);
  std::string html = "<p>Your order has the number <strong>" + html_escaped(number);
  html += "</strong>.</p>\n<p>" + chip_html(customer_chip_of(order)) + "</p>\n" + lines_html(shop);
  if (order.payment == PaymentState::unpaid) {
    html += "<p>Pay " + html_escaped(to_text(order.due)) + " to " +
            html_escaped(shop.seller.legal_name) + ", " + html_escaped(shop.seller.address) +
            ", and name the order's number. We begin when the payment is here.</p>\n";
  }
  html += card_button;
  if (is_signed_in(shop)) {
    html += "<p><a href=\"/client/orders/" + order.id.text() + "\">Your account</a></p>\n";
  }
  html += begin_form(shop, "again");
  return html + "<button class=\"second\">Start another order</button>\n</form>\n";
}

}  // namespace satchel::server
