// Forms: application/x-www-form-urlencoded bodies.
#pragma once

#include <string_view>

#include "server/http/message.h"

namespace satchel::server {

/// Returns the fields of the form, decoded, in their order.
NamedTexts parse_form(std::string_view body);

/// Returns the field's text; empty when absent.
std::string_view field_of(const NamedTexts& form, std::string_view name);

}  // namespace satchel::server
