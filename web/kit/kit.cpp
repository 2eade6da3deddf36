// The kit's frame: handing out events, keeping focus and shortcuts, opening the root window.
#include "web/kit/kit.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <utility>

#include "web/kit/paint.h"

namespace satchel::web {
namespace {

constexpr std::int64_t toast_ms = 4000;
constexpr int settle_frames_max = 40;
constexpr std::size_t toasts_max = 2;

bool same_letters(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    return std::tolower(static_cast<unsigned char>(x)) ==
           std::tolower(static_cast<unsigned char>(y));
  });
}

bool matches(const Event& event, std::string_view keys) {
  const bool wants_control = keys.substr(0, 5) == "Ctrl+";
  if (wants_control) keys.remove_prefix(5);
  return event.control == wants_control && !event.alt && same_letters(event.text, keys);
}

ImFont* add_font(std::string_view bytes) {
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  if (bytes.empty()) return atlas->Fonts.empty() ? atlas->AddFontDefault() : atlas->Fonts[0];
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  // ImGui takes the bytes as mutable but only reads what it does not own.
  return atlas->AddFontFromMemoryTTF(const_cast<char*>(bytes.data()),
                                     static_cast<int>(bytes.size()), 17.0F, &config);
}

}  // namespace

Kit::Kit(const FontFiles& fonts) : context_{ImGui::CreateContext()} {
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.UserData = this;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
  io.ConfigErrorRecoveryEnableAssert = true;
  ImGuiStyle& style = ImGui::GetStyle();
  style.WindowPadding = {0, 0};
  style.WindowBorderSize = 0;
  style.WindowRounding = 0;
  style.ItemSpacing = {space(2), space(2)};
  style.AntiAliasedLinesUseTex = false;
  style.CircleTessellationMaxError = 0.1F;
  fonts_[0] = add_font(fonts.regular);
  fonts_[1] = add_font(fonts.medium);
  fonts_[2] = add_font(fonts.semi_bold);
}

Kit::~Kit() { ImGui::DestroyContext(context_); }

Kit& Kit::current() { return *static_cast<Kit*>(ImGui::GetIO().UserData); }

void Kit::set_theme(Theme theme) { theme_ = theme; }

void Kit::push(Event event) {
  // Only the newest text of a field counts while nothing else happened in between.
  if (event.kind == EventKind::set_value && !events_.empty() &&
      events_.back().kind == EventKind::set_value && events_.back().id == event.id) {
    events_.back() = std::move(event);
    return;
  }
  events_.push_back(std::move(event));
}

void Kit::hand_out_next_event() {
  acting_.reset();
  left_ = 0;
  pointer_samples_.clear();
  while (!events_.empty() && !acting_) {
    Event event = std::move(events_.front());
    events_.pop_front();
    last_event_number_ = std::max(last_event_number_, event.number);
    switch (event.kind) {
      case EventKind::focus:
        focused_ = event.id;
        focus_visible_ = event.flag;
        break;
      case EventKind::blur:
        if (focused_ != event.id) break;
        left_ = focused_;
        focused_ = 0;
        return;  // A frame of its own, so that the field sees it.
      case EventKind::scroll:
        scroll_offsets_[event.id] = event.y;
        break;
      case EventKind::pointer:
        ImGui::GetIO().AddMousePosEvent(event.x, event.y);
        ImGui::GetIO().AddMouseButtonEvent(0, event.flag);
        pointer_samples_.push_back({event.x, event.y, event.flag, event.flag && !pointer_down_});
        pointer_down_ = event.flag;
        break;
      case EventKind::pointer_leave:
        ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX);
        break;
      case EventKind::activate:
      case EventKind::set_value:
      case EventKind::key:
      case EventKind::double_click:
        acting_ = std::move(event);
        break;
    }
  }
}

void Kit::begin_frame(const FrameStart& start) {
  ImGui::SetCurrentContext(context_);
  start_ = start;
  hand_out_next_event();
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {std::max(start.width, 1.0F), std::max(start.height, 1.0F)};
  io.DisplayFramebufferScale = {start.pixel_ratio, start.pixel_ratio};
  io.DeltaTime = 1.0F / 60.0F;
  modal_before_ = mirror_.modal();
  mirror_.begin_frame();
  if (painted != nullptr) painted->clear();
  last_claims_ = std::exchange(claims_, {});
  shortcuts_.clear();
  ImGui::NewFrame();
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(io.DisplaySize);
  ImGui::Begin("##root", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoNav |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground |
                   ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollWithMouse);
  fill({{0, 0}, io.DisplaySize}, tokens().canvas);
  right_edges_.assign(1, io.DisplaySize.x);
  open_areas_.assign(1, {io.DisplaySize.y, 0, 0});
}

void Kit::end_frame() {
  if (shortcut("?", "All shortcuts")) {
    shortcuts_shown_ = true;
    dialog_shortcuts_ = shortcuts_;
  }
  if (shortcuts_shown_) draw_shortcuts_dialog();
  draw_toasts();
  ImGui::End();
  ImGui::Render();
  follow_modal();
}

void Kit::follow_modal() {
  const NodeId modal = mirror_.modal();
  if (modal == modal_before_) return;
  if (modal == 0) {
    if (!wanted_focus_ && mirror_.find(return_focus_) != nullptr) wanted_focus_ = return_focus_;
    return;
  }
  if (modal_before_ == 0) return_focus_ = focused_;
  if (wanted_focus_) return;
  bool inside = false;
  for (const Node& node : mirror_.nodes()) {
    inside = inside || node.id == modal;
    const bool takes_focus = node.role == Role::button || node.role == Role::textbox ||
                             node.role == Role::select || node.role == Role::combobox ||
                             node.role == Role::checkbox || node.role == Role::searchbox;
    if (inside && takes_focus && !node.disabled) {
      wanted_focus_ = node.id;
      return;
    }
  }
}

void Kit::settle(const FrameStart& start, const std::function<void()>& draw) {
  for (int i = 0; i < settle_frames_max; ++i) {
    const std::vector<Node> last = mirror_.nodes();
    begin_frame(start);
    const bool acted = acting_.has_value() || left_ != 0;
    draw();
    end_frame();
    if (!acted && events_.empty() && i > 0 && last == mirror_.nodes()) return;
  }
}

std::optional<std::int64_t> Kit::wants_frame_at_ms() const {
  std::optional<std::int64_t> soonest;
  for (const Toast& toast : toasts_) {
    if (!soonest || toast.until_ms < *soonest) soonest = toast.until_ms;
  }
  return soonest;
}

Viewport Kit::viewport() const {
  return {start_.width, start_.height, start_.width >= details_from_width_px,
          start_.width < phone_below_width_px};
}

bool Kit::take_activate(NodeId id) {
  if (!acting_ || acting_->kind != EventKind::activate || acting_->id != id) return false;
  mirror_.touch(id);
  const bool allowed = !blocked();
  acting_.reset();
  return allowed;
}

bool Kit::take_double_click(NodeId id) {
  if (!acting_ || acting_->kind != EventKind::double_click || acting_->id != id) return false;
  const bool allowed = !blocked();
  acting_.reset();
  return allowed;
}

std::optional<std::string> Kit::take_value(NodeId id) {
  if (!acting_ || acting_->kind != EventKind::set_value || acting_->id != id) return std::nullopt;
  mirror_.touch(id);
  std::optional<std::string> text;
  if (!blocked()) text = std::move(acting_->text);
  acting_.reset();
  return text;
}

bool Kit::take_key(NodeId id, std::string_view key) {
  const Event* event = key_event();
  if (event == nullptr || event->id != id || blocked() || !matches(*event, key)) return false;
  acting_.reset();
  return true;
}

const Event* Kit::key_event() const {
  return acting_ && acting_->kind == EventKind::key ? &*acting_ : nullptr;
}

void Kit::consume() { acting_.reset(); }

void Kit::claim_key(NodeId id, std::string_view key) { claims_.emplace_back(id, key); }

bool Kit::shortcut(std::string_view keys, std::string_view meaning) {
  if (keys.empty() || blocked()) return false;
  shortcuts_.push_back({std::string{keys}, std::string{meaning}});
  const Event* event = key_event();
  if (event == nullptr || !matches(*event, keys)) return false;
  if (event->in_text && !event->control && event->text != "Escape") return false;
  const auto owned = [&](const auto& claim) {
    return claim.first == event->id && same_letters(claim.second, event->text);
  };
  if (std::any_of(last_claims_.begin(), last_claims_.end(), owned)) return false;
  acting_.reset();
  return true;
}

void Kit::focus_next(std::string_view label) { focus_label_ = label; }

bool Kit::take_focus_label(std::string_view label) {
  if (focus_label_.empty() || blocked()) return false;
  if (label != focus_label_ && shown_part(label) != focus_label_) return false;
  focus_label_.clear();
  return true;
}

std::optional<NodeId> Kit::take_wanted_focus() { return std::exchange(wanted_focus_, {}); }

void Kit::toast(std::string text, Tone tone) {
  const auto same = [&](const Toast& toast) { return toast.text == text; };
  toasts_.erase(std::remove_if(toasts_.begin(), toasts_.end(), same), toasts_.end());
  if (toasts_.size() == toasts_max) toasts_.erase(toasts_.begin());
  toasts_.push_back({std::move(text), tone, now_ms() + toast_ms});
}

float Kit::scroll_offset(NodeId area) const {
  const auto found = scroll_offsets_.find(area);
  return found == scroll_offsets_.end() ? 0 : found->second;
}

void Kit::scroll_to(NodeId area, float offset) {
  scroll_offsets_[area] = std::max(0.0F, offset);
  wanted_scroll_ = {area, std::max(0.0F, offset)};
}

std::optional<std::pair<NodeId, float>> Kit::take_wanted_scroll() {
  return std::exchange(wanted_scroll_, {});
}

void Kit::open_dialog_scope(NodeId id) { dialog_scopes_.push_back(id); }

void Kit::close_dialog_scope() { dialog_scopes_.pop_back(); }

bool Kit::blocked() const {
  if (modal_before_ == 0) return false;
  return dialog_scopes_.empty() || dialog_scopes_.back() != modal_before_;
}

IdScope::IdScope(std::string_view id) {
  if (id.empty()) id = "##";  // ImGui would take a null end for a terminated string.
  ImGui::PushID(id.data(), id.data() + id.size());
}

IdScope::IdScope(std::size_t index) { ImGui::PushID(reinterpret_cast<const void*>(index)); }

IdScope::~IdScope() { ImGui::PopID(); }

}  // namespace satchel::web
