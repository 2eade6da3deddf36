// The accessibility mirror: what stands on the canvas, as a tree of roles, names, values and
// states.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace satchel::web {

using NodeId = std::uint32_t;  // The ImGui id of the widget; 0 is the page itself.

/// What a node is. The page makes the matching native element or ARIA role of it.
enum class Role {
  text,
  heading,
  button,
  link,
  textbox,    // <input>, or <textarea> for lines; Node::input says which.
  searchbox,  // <input type=search>
  select,  // <select>, role combobox; Node::options holds the choices, Node::value the chosen one.
  combobox,  // <input role=combobox> with a listbox of its own.
  listbox,
  option,
  checkbox,
  radiogroup,
  radio,
  group,
  tablist,
  tab,
  table,  // Only to read, or with fields in its cells.
  grid,   // Rows can be selected.
  rowgroup,
  row,
  columnheader,
  cell,
  gridcell,  // A cell of a grid.
  navigation,
  main,
  region,
  list,
  listitem,
  status,  // Read out politely when it changes.
  alert,   // Read out at once.
  dialog,
  progressbar,
  image,
};

/// The native type of a text box.
enum class InputType { text, password, email, number, decimal, date, tel, lines };

enum class Current { no, page, step };
enum class Sort { none, ascending, descending, unsorted };  // unsorted: can be sorted by.

struct Rect {
  float x = 0;
  float y = 0;
  float width = 0;
  float height = 0;

  bool operator==(const Rect&) const = default;
};

/// One twin. Fields that do not apply keep their default and are not sent.
struct Node {
  NodeId id = 0;
  NodeId parent = 0;
  Role role = Role::text;
  std::string name{};   // The accessible name; the words themselves for text.
  std::string value{};  // Of fields: the text; of selects: the chosen option.
  std::string
      description{};  // The error beside the field, the reason why a button is off, the help.
  std::string hint{};
  std::string shortcut{};      // "N", "Ctrl+Enter"
  std::string href{};          // Of links: the hash route.
  std::string autocomplete{};  // Of text boxes: the HTML token, such as "email".
  std::vector<std::string> options{};
  InputType input = InputType::text;
  bool disabled = false;
  bool required = false;
  bool invalid = false;
  bool read_only = false;
  bool busy = false;
  bool focusable = false;  // Rows and options: a stop for Tab (only one of a set has it).
  bool modal = false;
  bool drawable = false;  // Fingers draw on it instead of scrolling.
  bool number = false;    // Text aligned right, in tabular figures.
  std::optional<bool> checked{};
  std::optional<bool> selected{};
  std::optional<bool> expanded{};
  std::optional<bool> pressed{};
  Current current = Current::no;
  Sort sort = Sort::none;
  int level = 0;
  int row_index = 0;  // From 1, the header row counts.
  int row_count = 0;
  int column_index = 0;  // From 1.
  int column_count = 0;
  int position = 0;  // In its set, from 1.
  int set_size = 0;
  int now_percent = -1;
  NodeId active_descendant = 0;
  NodeId controls = 0;
  Rect rect{};              // On the canvas, in CSS pixels, unclipped.
  Rect clip{};              // The clip rectangle it was drawn under.
  float scroll_height = 0;  // More than 0: a scroll area with content of this height.
  float scroll_offset = 0;  // How far that content is scrolled.

  bool operator==(const Node&) const = default;

  /// Returns the part of the node that can be seen; zero width or height: nothing of it.
  Rect visible() const;
};

/// Something that was painted for people to read, as it stands on the canvas.
struct Painted {
  std::string text{};  // As painted, cut with an ellipsis where it was; empty for a symbol.
  Rect rect{};
  Rect clip{};

  /// Returns the part that can be seen.
  Rect visible() const;
};

/// What changed between what the page was last told and now.
struct MirrorChanges {
  std::vector<Node> changed{};  // New nodes too; `rect` is in the parent's content.
  std::vector<NodeId> removed{};
  bool structure_changed = false;  // Order or parents differ: send `order` again.
  bool empty() const { return changed.empty() && removed.empty() && !structure_changed; }
};

/// Collects the nodes of a frame and compares them with those last sent.
class Mirror {
 public:
  /// Forgets the nodes of the frame before; parents start at the page.
  void begin_frame();

  /// Adds a node under the innermost open parent and returns it, to be completed by the caller
  /// until the next add. Two nodes with one id in a frame are a bug of the screen: the second gets
  /// the next free id and `duplicate_ids` counts it.
  Node& add(Node node);

  /// Returns an id for words without an id of their own: the next one under the open parent.
  NodeId next_text_id();

  /// Everything added until the matching pop is a child of `parent`, which must have been added.
  void push_parent(NodeId parent);
  void pop_parent();
  NodeId parent() const;

  /// Returns the nodes of this frame in reading order.
  const std::vector<Node>& nodes() const { return nodes_; }

  /// Returns the node with this id, or nullptr.
  const Node* find(NodeId id) const;

  /// Returns a node of this frame to complete it, such as a container's final rectangle; or
  /// nullptr.
  Node* find_to_change(NodeId id);

  /// The page's copy of this node is out of date even if ours did not change: send it again.
  void touch(NodeId id) { touched_.insert(id); }

  /// Returns what the page must be told.
  MirrorChanges changes() const;

  /// The page has been told everything up to this frame.
  void mark_sent();

  /// Returns the rectangle in the coordinates of the parent's content, which scrolling leaves
  /// alone.
  Rect rect_in_parent(const Node& node) const;

  /// Returns the dialog that makes all else inert, or 0.
  NodeId modal() const { return modal_; }

  int duplicate_ids() const { return duplicate_ids_; }

 private:
  Node as_sent(const Node& node) const;

  std::vector<Node> nodes_;
  std::unordered_map<NodeId, std::size_t> index_;
  std::vector<NodeId> parents_;
  std::unordered_map<NodeId, std::uint32_t> text_counts_;  // Words so far, by parent.
  std::vector<std::pair<NodeId, NodeId>> sent_order_;      // id, parent
  std::unordered_map<NodeId, Node> sent_;                  // As the page knows them.
  std::unordered_set<NodeId> touched_;
  NodeId modal_ = 0;
  int duplicate_ids_ = 0;
};

}  // namespace satchel::web
