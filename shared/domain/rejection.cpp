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
    "New orders of this customer are on hold. Ask the office to lift the hold first.",
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
    "This invoice does not exist, is not yours, or was not posted yet.",
    "There is nothing to pay, or no credit to pay it with.",
    "Allocate more than zero, at most what is open of the invoice and left of the payment.",
    "This payment paid nothing of this invoice. Look at what it paid.",
    "Give back more than zero, at most what is left of the payment.",
    "Nothing is open of this invoice. Look at its balance.",
    "Something was paid, credited or written off of this invoice. Take that off it first.",
    "An order's own invoice is only voided to be issued again. Ask for that, or cancel the order.",
    "The month is not over yet. Close it once it is.",
    "The month is closed already, with all months before it. Look at the closed months.",
    "A bill run dated in this month is open. Post or discard it first.",
    "The price book version of this order is unknown. Synchronize, then check the prices.",
    "The date lies before the customer's account was created. Choose a later date.",
    "The date lies in a bill cycle that is already closed. Choose a later date.",
    "The date lies in the future. Choose today or an earlier date.",
    "This configuration is required. Fill it in, then go on.",
    "No payment method is configured for this currency. Ask the administrator to set one up.",
    "The price of this product is fixed. Take out the other price or the discount.",
    "This product is sold once per item. Set the quantity to 1.",
    "An order with a plan holds exactly one plan. Make an order for each plan.",
    "This add-on needs its base product in the same order. Add the base or remove the add-on.",
    "The end is not after the start. Choose a later date, or none.",
    "The server computes another total than was shown. Check the order and place it again.",
    "The order differs from what was signed. Check it and sign again.",
    "The quote's last day is over. Check the prices and make a new quote.",
    "Somebody has already looked at this order. Ask the back office to cancel it.",
    "Money was received for this order. Ask the back office to cancel it.",
    "The order waits for no approval. Look at its state.",
    "Only an order whose approval was refused can be taken back. Look at its state.",
    "Whoever took the order cannot approve it. Ask somebody else with that permission.",
    "The customer has to agree to the changed order first. Ask for a new signature.",
    "The order was not changed; no consent is needed.",
    "The fraud check has not answered yet. Wait for it, then accept the order.",
    "No reseller owes anything for this order, or he has paid.",
    "The reseller has not paid for this order yet. Record his payment first.",
    "The order is not paid yet. Record the payment first.",
    "The delay after acceptance is not over yet. The order is verified by itself.",
    "The order has no such item. Load the order again.",
    "The item is not in a state for this. Load the order again.",
    "Only an order marked as fraud can be set back. Look at its state.",
    "Only a cancelled, denied or fraud order can be deleted. Cancel it first.",
    "An invoice of this order has a payment, so the order stays in the books.",
    "What was typed is not the order's number. Type the number to confirm.",
    "This subscription does not exist or is not yours.",
    "The subscription has ended by then. Choose an earlier day, or place a new order.",
    "The subscription is paused. Resume it first.",
    "The subscription is not paused.",
    "The date lies before the service began, or before it was paused. Choose a later date.",
    "Usage with this id was recorded with another content. Record it under a new id.",
    "The subscription has no such usage charge on that day. Choose another day or charge.",
    "There is no coupon with this code. Check it, or take it off the order.",
    "This coupon does not count for the order's date, currency or terms. Take it off or enter it "
    "again.",
    "This coupon was used as often as it may be. Take it off the order.",
    "Something this depends on was refused. Repair that first.",
    "Your role may not do this. Ask the back office.",
    "Choose a password of at least 8 characters with a capital letter and a digit.",
    "The two passwords differ. Type the same one twice.",
    "Another customer has this login. Choose another one.",
    "The server does not know this command yet. It is kept; update the server.",
    "The server could not carry this out. It is kept here; ask the administrator to look at its "
    "log.",
});
static_assert(sentences.size() == EnumWords<Reason>::words.size());
static_assert(static_cast<std::size_t>(Reason::not_carried_out) + 1 == sentences.size());

}  // namespace

std::string_view describe(Reason reason) { return sentences[static_cast<std::size_t>(reason)]; }

}  // namespace satchel
