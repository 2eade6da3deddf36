// The sentence for each reason: what is wrong, and what to do.
#include "shared/domain/rejection.h"

#include <array>
#include <cstddef>

namespace satchel {
namespace {

// In the order of the enumeration; the assertion below holds the two together.
constexpr auto sentences = std::to_array<std::string_view>({
    "This customer does not exist or is not yours. Choose another customer.",
    "This customer was already created. Open it instead.",
    "Fill in this field.",
    "This text is too long. Shorten it.",
    "This is not valid here. Check the spelling.",
    "This looks like a payment card number. Remove it: card numbers are never stored.",
    "This territory is not yours. Choose one of your own.",
    "Somebody else changed this field meanwhile. Look at both values and decide.",
    "This order does not exist or is not yours.",
    "An order with this id already exists. Open it instead.",
    "The order was already placed. Placed orders are changed by the back office.",
    "Only a pending order can be accepted. Look at its state.",
    "Only an accepted order can be completed. Accept it first.",
    "The order is closed and can only be viewed. Copy it as a new draft instead.",
    "Only the author or the back office may change this draft.",
    "The order needs an approval first.",
    "An item is not active yet. Wait for it or retry it, then complete the order.",
    "Add at least one item.",
    "The order has too many items. Split it into several orders.",
    "The price book of this order does not sell this product. Remove the item.",
    "This product is not available on the order's date. Remove it or change the date.",
    "The item's charges differ from its plan. Remove the item and add it again.",
    "Enter a whole quantity from 1 to 1,000,000.",
    "Enter a price from 0 to 1,000,000,000.",
    "Enter a discount from 0 to 100 %.",
    "The amount is too large. Lower the quantity or the price.",
    "The order's currency is not the customer's currency.",
    "This payment does not exist or is not yours.",
    "A payment with this id was recorded with another content. Record it under a new id.",
    "This payment was refunded already.",
    "Its part in the customer's credit was used meanwhile. Give the rest back by hand.",
    "The price book version of this order is unknown. Synchronize, then check the prices.",
    "The date lies before the customer's account was created. Choose a later date.",
    "The date lies in a bill cycle that is already closed. Choose a later date.",
    "The date lies in the future. Choose today or an earlier date.",
    "This configuration is required. Fill it in, then go on.",
    "No payment method is configured for this currency. Ask the administrator to set one up.",
    "The server computes another total than was shown. Check the order and place it again.",
    "The order differs from what was signed. Check it and sign again.",
    "Something this depends on was refused. Repair that first.",
    "Your role may not do this. Ask the back office.",
    "The server does not know this command yet. It is kept; update the server.",
});
static_assert(sentences.size() == EnumWords<Reason>::words.size());
static_assert(static_cast<std::size_t>(Reason::command_unknown) + 1 == sentences.size());

}  // namespace

std::string_view describe(Reason reason) { return sentences[static_cast<std::size_t>(reason)]; }

}  // namespace satchel
