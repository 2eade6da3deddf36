// The rows of lists, the same over HTTP and in exports.
#pragma once

#include "server/http/list_page.h"
#include "shared/domain/account/account.h"
#include "shared/domain/billing/invoice.h"
#include "shared/domain/subscription/subscription.h"
#include "shared/store/awaiting_payment.h"
#include "shared/store/order_store.h"
#include "shared/store/payment_store.h"

namespace satchel::server {

void write_row(ListWriter& out, const Account& account);
void write_row(ListWriter& out, const OrderRow& row);
void write_row(ListWriter& out, const Subscription& subscription);
void write_row(ListWriter& out, const Invoice& invoice);
void write_row(ListWriter& out, const PaymentRow& row);
void write_row(ListWriter& out, const AwaitingPayment& row);
void write_row(ListWriter& out, const CreditEntry& entry);

}  // namespace satchel::server
