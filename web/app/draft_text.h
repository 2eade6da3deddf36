// Draft texts: what people are typing, as it is kept on the device.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "web/screens/customer_form.h"
#include "web/screens/wizard.h"

namespace satchel::web {

/// Returns what was typed into the form, but for passwords: those are kept nowhere.
std::string text_of_form(const CustomerFormDraft& draft);

/// Returns the form that `text_of_form` wrote, or nothing when it cannot be read.
std::optional<CustomerFormDraft> parse_form(std::string_view text);

/// Returns the strokes with what they sign; empty when nothing is drawn.
std::string text_of_signature(const WizardDraft& draft);

/// Returns the strokes that `text_of_signature` wrote; empty when they sign another document.
std::string parse_signature(std::string_view text, const OrderDocument& document);

}  // namespace satchel::web
