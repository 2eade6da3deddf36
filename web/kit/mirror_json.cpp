// Writing the mirror's changes as JSON: only what differs from the defaults.
#include "web/kit/mirror_json.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace satchel::web {
namespace {

/// A JSON object being written into a string.
class ObjectText {
 public:
  explicit ObjectText(std::string& out) : out_{out} { out_ += '{'; }

  void close() { out_ += '}'; }

  void key(const char* name) {
    if (!first_) out_ += ',';
    first_ = false;
    out_ += '"';
    out_ += name;
    out_ += "\":";
  }

  void text(const char* name, std::string_view value) {
    if (value.empty()) return;
    key(name);
    append_quoted(out_, value);
  }

  void number(const char* name, std::int64_t value, std::int64_t usual = 0) {
    if (value == usual) return;
    key(name);
    out_ += std::to_string(value);
  }

  void flag(const char* name, bool value) {
    if (!value) return;
    key(name);
    out_ += '1';
  }

  void maybe_flag(const char* name, const std::optional<bool>& value) {
    if (!value) return;
    key(name);
    out_ += *value ? '1' : '0';
  }

  static void append_quoted(std::string& out, std::string_view value) {
    out += '"';
    for (const char c : value) {
      if (c == '"' || c == '\\') {
        out += '\\';
        out += c;
      } else if (static_cast<unsigned char>(c) < 0x20) {
        std::array<char, 8> escaped{};
        std::snprintf(escaped.data(), escaped.size(), "\\u%04x", static_cast<unsigned>(c));
        out += escaped.data();
      } else {
        out += c;
      }
    }
    out += '"';
  }

 private:
  std::string& out_;
  bool first_ = true;
};

void append_number(std::string& out, float value) {
  // Half pixels are fine enough for a twin, and keep the text short.
  const float halves = std::round(value * 2.0F);
  std::array<char, 24> text{};
  std::snprintf(text.data(), text.size(), "%g", static_cast<double>(halves) / 2.0);
  out += text.data();
}

const char* input_word(InputType type) {
  switch (type) {
    case InputType::text:
      return "text";
    case InputType::password:
      return "password";
    case InputType::email:
      return "email";
    case InputType::number:
      return "number";
    case InputType::decimal:
      return "decimal";
    case InputType::date:
      return "date";
    case InputType::tel:
      return "tel";
    case InputType::lines:
      return "lines";
  }
  return "text";
}

const char* sort_word(Sort sort) {
  switch (sort) {
    case Sort::none:
      return "";
    case Sort::ascending:
      return "ascending";
    case Sort::descending:
      return "descending";
    case Sort::unsorted:
      return "none";
  }
  return "";
}

void append_states(ObjectText& object, const Node& node) {
  object.flag("dis", node.disabled);
  object.flag("req", node.required);
  object.flag("inv", node.invalid);
  object.flag("ro", node.read_only);
  object.flag("busy", node.busy);
  object.flag("tab", node.focusable);
  object.flag("modal", node.modal);
  object.flag("num", node.number);
  object.flag("pad", node.drawable);
  object.maybe_flag("chk", node.checked);
  object.maybe_flag("sel", node.selected);
  object.maybe_flag("exp", node.expanded);
  object.maybe_flag("prs", node.pressed);
  object.number("cur", static_cast<int>(node.current));
  object.text("sort", sort_word(node.sort));
  object.number("lvl", node.level);
  object.number("ri", node.row_index);
  object.number("rc", node.row_count);
  object.number("ci", node.column_index);
  object.number("cc", node.column_count);
  object.number("pos", node.position);
  object.number("set", node.set_size);
  object.number("now", node.now_percent, -1);
  object.number("act", node.active_descendant);
  object.number("own", node.controls);
  object.number("sh", static_cast<std::int64_t>(std::ceil(node.scroll_height)));
}

void append_rect(std::string& out, const Rect& rect) {
  out += '[';
  const std::array<float, 4> sides{rect.x, rect.y, rect.width, rect.height};
  for (std::size_t i = 0; i < sides.size(); ++i) {
    if (i > 0) out += ',';
    append_number(out, sides[i]);
  }
  out += ']';
}

/// Writes the node; with the part that is in sight where that is asked for.
void append_node(std::string& out, const Node& node, bool with_sight = false) {
  ObjectText object{out};
  object.number("id", node.id);
  object.text("role", role_word(node.role));
  object.text("name", node.name);
  object.text("val", node.value);
  object.text("desc", node.description);
  object.text("hint", node.hint);
  object.text("key", node.shortcut);
  object.text("href", node.href);
  object.text("auto", node.autocomplete);
  if (node.input != InputType::text) object.text("type", input_word(node.input));
  if (node.role == Role::select) {
    object.key("opts");
    out += '[';
    for (std::size_t i = 0; i < node.options.size(); ++i) {
      if (i > 0) out += ',';
      ObjectText::append_quoted(out, node.options[i]);
    }
    out += ']';
  }
  append_states(object, node);
  object.key("r");
  append_rect(out, node.rect);
  if (with_sight) {
    object.number("in", node.parent);
    object.key("s");
    append_rect(out, node.visible());
  }
  object.close();
}

void append_order(std::string& out, const Mirror& mirror) {
  out += '[';
  bool first = true;
  for (const Node& node : mirror.nodes()) {
    if (!first) out += ',';
    first = false;
    out += std::to_string(node.id) + ',' + std::to_string(node.parent);
  }
  out += ']';
}

}  // namespace

const char* role_word(Role role) {
  static constexpr std::array<const char*, 33> words{
      "text",     "heading",     "button",       "link",     "textbox",  "searchbox",
      "select",   "combobox",    "listbox",      "option",   "checkbox", "radiogroup",
      "radio",    "group",       "tablist",      "tab",      "table",    "grid",
      "rowgroup", "row",         "columnheader", "cell",     "gridcell", "navigation",
      "main",     "region",      "list",         "listitem", "status",   "alert",
      "dialog",   "progressbar", "image"};
  return words[static_cast<std::size_t>(role)];
}

std::string encode_painted(const Mirror& mirror, const std::vector<Painted>& painted, int frames) {
  std::string out;
  ObjectText object{out};
  object.number("frames", frames);
  object.number("modal", mirror.modal());
  object.key("nodes");
  out += '[';
  for (std::size_t i = 0; i < mirror.nodes().size(); ++i) {
    if (i > 0) out += ',';
    append_node(out, mirror.nodes()[i], true);
  }
  out += ']';
  object.key("painted");
  out += '[';
  for (std::size_t i = 0; i < painted.size(); ++i) {
    if (i > 0) out += ',';
    ObjectText item{out};
    item.text("text", painted[i].text);
    item.key("r");
    append_rect(out, painted[i].rect);
    item.key("s");
    append_rect(out, painted[i].visible());
    item.close();
  }
  out += ']';
  object.close();
  return out;
}

std::string encode_mirror(const Mirror& mirror, const MirrorChanges& changes,
                          const MirrorNote& note) {
  std::string out;
  ObjectText object{out};
  object.number("seen", note.last_event);
  object.number("modal", note.modal);
  if (!changes.changed.empty()) {
    object.key("nodes");
    out += '[';
    for (std::size_t i = 0; i < changes.changed.size(); ++i) {
      if (i > 0) out += ',';
      append_node(out, changes.changed[i]);
    }
    out += ']';
  }
  if (!changes.removed.empty()) {
    object.key("gone");
    out += '[';
    for (std::size_t i = 0; i < changes.removed.size(); ++i) {
      if (i > 0) out += ',';
      out += std::to_string(changes.removed[i]);
    }
    out += ']';
  }
  if (changes.structure_changed) {
    object.key("order");
    append_order(out, mirror);
  }
  if (note.focus) object.number("focus", *note.focus, -1);
  if (note.scroll) {
    object.key("scroll");
    out += '[' + std::to_string(note.scroll->first) + ',';
    append_number(out, note.scroll->second);
    out += ']';
  }
  object.close();
  return out;
}

}  // namespace satchel::web
