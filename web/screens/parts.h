// Parts that several screens share: tones of states, marks of unsent work, rows of people and
// money.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/domain/order/order_state.h"
#include "shared/domain/rejection.h"
#include "web/kit/kit.h"
#include "web/model/first_invoice.h"
#include "web/model/shell_model.h"
#include "web/sync/outbox.h"

namespace satchel::web {

/// Returns the tone of a state's colour.
Tone tone_of(StateColour colour);

/// Returns the tone of unsent work: yellow, or red when it was refused.
Tone tone_of(SyncMark mark);

/// Returns the tone of the sync card.
Tone tone_of(SyncMood mood);

/// Returns the sentence for the first problem of this field; empty when there is none.
std::string_view problem_with(const std::vector<FieldProblem>& problems, std::string_view field);

/// Draws the pad to sign on with its hint, and Clear once something is drawn. The typed name beside
/// it is a signature, too.
void draw_signature_pad(std::string& path);

/// Writes the first invoice with its rows, total and the next 12 months.
void draw_first_invoice(const FirstInvoice& first, float chart_height);

/// Draws only the bars of the next 12 months.
void draw_schedule(const FirstInvoice& first, float height);

}  // namespace satchel::web
