// Pages for customers: the frame around the client area and the shop, and small parts of HTML.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/message.h"
#include "shared/domain/order/order_state.h"

namespace satchel::server {

struct NavigationLink {
  std::string_view address;
  std::string_view name;
};

/// What stands around a page's content.
struct ClientFrame {
  std::string title;
  std::string brand;                      // The organisation or site whose page it is.
  std::span<const NavigationLink> links;  // Empty before login.
  std::string_view here;                  // The address of the link for this page.
  std::string form_token;                 // With one there is a button to log out.
};

/// Returns the page as a reply: the shared style sheet, forms to this server, and nothing else.
HttpReply client_page(int status, const ClientFrame& frame, const std::string& content);

/// Returns a reply that sends the browser on to `address` with GET.
HttpReply see_other(std::string address);

/// Returns `<p class="problem">` with the text, announced at once; empty for an empty text.
std::string problem_html(std::string_view text);

/// Returns the order's state as a coloured chip with its words.
std::string chip_html(const StateChip& chip);

/// One labelled input.
struct InputField {
  std::string_view name;
  std::string_view label;
  std::string_view type = "text";
  std::string_view autocomplete = "off";
  std::string_view value = {};
  std::string_view hint = {};
  bool required = true;
};

/// Returns the label and its input; the hint describes the input to screen readers.
std::string input_html(const InputField& field);

/// Returns a hidden input.
std::string hidden_html(std::string_view name, std::string_view value);

/// A table whose rows turn into blocks on narrow screens. Cells are HTML already.
struct ClientTable {
  struct Column {
    std::string_view title;
    bool figure = false;
  };
  std::string_view caption;
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;
};

std::string table_html(const ClientTable& table);

}  // namespace satchel::server
