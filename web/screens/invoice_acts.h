// Acts of the back office on an invoice: void it, issue it again, write it off, take a payment off.
#pragma once

#include <optional>
#include <string>

#include "web/model/invoice_model.h"
#include "web/screens/commands.h"

namespace satchel::web {

enum class InvoiceAct { void_it, reissue, write_off, undo };

struct InvoiceActsDraft {
  bool open = false;  // The dialog, about this act:
  InvoiceAct act = InvoiceAct::void_it;
  AllocationView undone;  // Of undo: what is taken off.
  std::string reason;
  bool tried = false;
};

/// Opens the dialog that takes the allocation off its invoice.
void ask_to_undo(const AllocationView& allocation, InvoiceActsDraft& draft);

/// Draws what paid the invoice, and the acts; `busy` is what is being done, or empty.
void draw_invoice_acts(const InvoiceDetailsModel& model, const std::string& busy,
                       InvoiceActsDraft& draft, Commands& out);

/// Draws the open dialog, outside of any card.
void draw_invoice_act_dialog(const InvoiceDetailsModel& model, InvoiceActsDraft& draft,
                             Commands& out);

/// Draws the field for the reason of an act on money.
void draw_money_reason(bool tried, std::string& reason);

/// Draws what a payment or an invoice is allocated to, with a button each that takes it off.
/// Returns the one whose button was pressed.
std::optional<AllocationView> draw_allocations(const std::vector<AllocationView>& allocations,
                                               const OfferedAct& undoing);

}  // namespace satchel::web
