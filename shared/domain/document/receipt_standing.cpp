// What changes after a receipt was issued.
#include "shared/domain/document/describe_document.h"
#include "shared/domain/order/order_state.h"

namespace satchel {
namespace {

constexpr const char* status_label = "Status";
constexpr const char* payment_label = "Payment";

}  // namespace

Document with_standing(Document receipt, const Order& order) {
  std::vector<DocumentField> standing;
  // What the office thinks of him is not the customer's business (S9).
  const bool stopped =
      order.lifecycle == OrderLifecycle::fraud || order.lifecycle == OrderLifecycle::denied;
  if (!stopped) standing.push_back({status_label, std::string(status_of(order))});
  standing.push_back({payment_label, std::string(customer_chip_of(order).words)});

  std::vector<DocumentField>& facts = receipt.facts;
  std::erase_if(facts, [](const DocumentField& fact) {
    return fact.label == status_label || fact.label == payment_label;
  });
  const auto after_date = facts.empty() ? facts.begin() : facts.begin() + 1;
  facts.insert(after_date, standing.begin(), standing.end());
  receipt.balance.clear();
  // What was stopped is owed no more; a customer whose order is checked is told nothing of it.
  const bool over =
      order.lifecycle == OrderLifecycle::cancelled || order.lifecycle == OrderLifecycle::denied;
  if (order.due.minor == 0 || over) return receipt;
  const std::string how(name_of(order.document.payment_method));
  if (order.paid.minor != 0) receipt.balance.push_back({"Paid", to_text(order.paid), false});
  receipt.balance.push_back({"Balance due, " + how, to_text(order.due - order.paid), true});
  return receipt;
}

}  // namespace satchel
