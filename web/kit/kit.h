// The kit's state for one ImGui context: theme, fonts, events, focus, shortcuts and the mirror.
//
// How it fits together: the page keeps a transparent native twin over everything the kit draws.
// People press, type and focus the twins; the page sends numbered events; `Kit` hands each to its
// widget while the screen draws. ImGui lays out and paints; it never sees keys. One event that acts
// (press, text, key) is handed out per frame, so a screen always draws with what came before.
//
// Screens call the widget functions of the other headers (`button`, `text_field`, `table`, …);
// these find the kit through the current ImGui context. Labels are unique within their id scope or
// carry "##id"; what stands after "##" is never shown. Use `IdScope` in every loop.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "web/kit/event.h"
#include "web/kit/mirror.h"
#include "web/kit/theme.h"

struct ImFont;
struct ImGuiContext;

namespace satchel::web {

/// The three faces of the type. The bytes must outlive the kit; empty: ImGui's built-in font.
struct FontFiles {
  std::string_view regular{};
  std::string_view medium{};
  std::string_view semi_bold{};
};

enum class Weight { regular, medium, semi_bold };

/// What a frame starts with: the size of the canvas in CSS pixels, the ratio of device pixels to
/// CSS pixels, and the time in milliseconds.
struct FrameStart {
  float width = 1280;
  float height = 800;
  float pixel_ratio = 1;
  std::int64_t now_ms = 0;
};

/// How much room there is. A tablet (1024×768) is neither wide nor a phone.
struct Viewport {
  float width = 0;
  float height = 0;
  bool wide = false;   // From 1100 px: details stand beside the list.
  bool phone = false;  // Below 720 px: one column, the rail is a menu.
};

/// Where the pointer was, and whether it was drawing.
struct PointerSample {
  float x = 0;
  float y = 0;
  bool down = false;
  bool pressed = false;  // It went down here.
};

/// A key with its meaning, as shown in the dialog of all shortcuts.
struct ShortcutInfo {
  std::string keys{};
  std::string meaning{};
};

struct Toast {
  std::string text{};
  Tone tone = Tone::green;
  std::int64_t until_ms = 0;
};

/// A scrolling part that is open: where its room ends and its content began.
struct Area {
  float bottom = 0;
  float content_top = 0;
  float padding_y = 0;
};

class Kit {
 public:
  /// Makes an ImGui context with the kit's style. Renderers must support textures made on demand
  /// (ImGui 1.92); headless runs need none.
  explicit Kit(const FontFiles& fonts = {});
  ~Kit();
  Kit(const Kit&) = delete;
  Kit& operator=(const Kit&) = delete;

  /// Returns the kit of the current ImGui context. Requires one.
  static Kit& current();

  // Set by the program or the browser.
  void set_theme(Theme theme);
  Theme theme() const { return theme_; }
  const Tokens& tokens() const { return tokens_of(theme_); }
  void set_dense(bool dense) { dense_ = dense; }
  float row_height_px() const { return dense_ ? row_height_dense_px : row_height_touch_px; }

  // The frame.
  void push(Event event);
  bool has_events() const { return !events_.empty(); }
  void begin_frame(const FrameStart& start);
  /// Ends and lays out the frame; afterwards `mirror()` is complete. ImGui::GetDrawData() is ready.
  void end_frame();
  /// Begins, draws, ends, until all events are handed out and the layout rests (at most 40 frames).
  void settle(const FrameStart& start, const std::function<void()>& draw);
  /// Returns when the kit next wants a frame by itself (a toast leaves), if ever.
  std::optional<std::int64_t> wants_frame_at_ms() const;

  Mirror& mirror() { return mirror_; }
  const Mirror& mirror() const { return mirror_; }
  Viewport viewport() const;
  std::int64_t now_ms() const { return start_.now_ms; }
  std::uint32_t last_event_number() const { return last_event_number_; }

  // For widgets: each returns true once, in the frame in which the event is handed out.
  bool take_activate(NodeId id);
  bool take_double_click(NodeId id);
  std::optional<std::string> take_value(NodeId id);
  /// `keys` as in `shortcut`, pressed while the twin `id` or something inside it has the focus.
  bool take_key(NodeId id, std::string_view key);
  bool focused(NodeId id) const { return focused_ == id && id != 0; }
  bool focus_ring(NodeId id) const { return focused(id) && focus_visible_; }
  bool focus_left(NodeId id) const { return left_ == id && id != 0; }
  NodeId focused_id() const { return focused_; }

  // For screens.
  /// Moves the focus to the widget with this label in the next frame it is drawn.
  void focus_next(std::string_view label);
  /// Moves the focus to this twin.
  void focus(NodeId id) { wanted_focus_ = id; }
  /// Returns the twin the page should focus now, once.
  std::optional<NodeId> take_wanted_focus();
  /// Registers a key for this frame and returns true when it was pressed. "N", "/", "Escape",
  /// "Ctrl+Enter", "?". Plain letters do not work inside text boxes; Escape and Ctrl+… do.
  bool shortcut(std::string_view keys, std::string_view meaning);
  /// Shows a short message at the lower edge for four seconds, read out politely.
  void toast(std::string text, Tone tone = Tone::green);

  // For layout code and widgets of the kit.
  ImFont* font(Weight weight) const { return fonts_[static_cast<std::size_t>(weight)]; }
  std::vector<float>& right_edges() { return right_edges_; }
  std::vector<Area>& open_areas() { return open_areas_; }
  /// Returns a number remembered for this id from frame to frame, 0 at first.
  float& remembered(NodeId id) { return remembered_[id]; }
  /// Returns where the pointer went since the frame before, oldest first.
  const std::vector<PointerSample>& pointer_samples() const { return pointer_samples_; }
  /// Returns the text typed into a field that is not a value yet; null when there is none.
  std::unordered_map<NodeId, std::string>& typed_texts() { return typed_texts_; }
  /// Returns the key handed out in this frame, or nullptr; `consume` ends it.
  const Event* key_event() const;
  void consume();
  /// Says that while this twin has the focus these keys are its own, not shortcuts.
  void claim_key(NodeId id, std::string_view key);
  float scroll_offset(NodeId area) const;
  void scroll_to(NodeId area, float offset);
  std::optional<std::pair<NodeId, float>> take_wanted_scroll();
  void open_dialog_scope(NodeId id);
  void close_dialog_scope();
  /// True when a dialog is open and what is being drawn is not in it.
  bool blocked() const;
  /// Returns whether the label was asked for with focus_next, and forgets it.
  bool take_focus_label(std::string_view label);
  bool menu_open = false;  // The rail of a phone.
  /// Where what is painted is noted, for checks that hold the mirror to it; null: nowhere.
  std::vector<Painted>* painted = nullptr;

 private:
  void hand_out_next_event();
  void follow_modal();
  void draw_shortcuts_dialog();
  void draw_toasts();

  ImGuiContext* context_ = nullptr;
  ImFont* fonts_[3] = {};
  Theme theme_ = Theme::light;
  bool dense_ = false;
  FrameStart start_;
  Mirror mirror_;
  std::deque<Event> events_;
  std::optional<Event> acting_;
  std::uint32_t last_event_number_ = 0;
  std::vector<PointerSample> pointer_samples_;
  bool pointer_down_ = false;
  NodeId focused_ = 0;
  NodeId left_ = 0;
  bool focus_visible_ = false;
  std::optional<NodeId> wanted_focus_;
  std::string focus_label_;
  std::vector<ShortcutInfo> shortcuts_;
  std::vector<ShortcutInfo> dialog_shortcuts_;  // Those of the screen below the dialog.
  bool shortcuts_shown_ = false;
  std::vector<Toast> toasts_;
  std::vector<float> right_edges_;
  std::vector<Area> open_areas_;
  std::unordered_map<NodeId, float> remembered_;
  std::unordered_map<NodeId, std::string> typed_texts_;
  std::vector<std::pair<NodeId, std::string>> claims_;
  std::vector<std::pair<NodeId, std::string>> last_claims_;
  NodeId return_focus_ = 0;
  std::unordered_map<NodeId, float> scroll_offsets_;
  std::optional<std::pair<NodeId, float>> wanted_scroll_;
  NodeId modal_before_ = 0;
  std::vector<NodeId> dialog_scopes_;
};

/// Keeps the ids of a loop's turns apart: `const IdScope scope{line.id};`
class [[nodiscard]] IdScope {
 public:
  explicit IdScope(std::string_view id);
  explicit IdScope(std::size_t index);
  ~IdScope();
  IdScope(const IdScope&) = delete;
  IdScope& operator=(const IdScope&) = delete;
};

}  // namespace satchel::web
