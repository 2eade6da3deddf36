// Commands: what a screen asked for in this frame; the app carries it out.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "shared/domain/command.h"
#include "web/model/customer_exports.h"
#include "web/screens/access_wishes.h"
#include "web/screens/catalogue_wishes.h"
#include "web/screens/dunning_wishes.h"
#include "web/screens/ledger_wishes.h"
#include "web/screens/outgoing_wishes.h"
#include "web/sync/saved_filters.h"

namespace satchel::web {

/// Shows another screen: a route such as "/orders".
struct GoTo {
  std::string route;
  bool replace = false;  // Without a new entry in the browser's history.
};

/// Goes to where the person came from.
struct GoBack {};

struct LogIn {
  std::string login;
  std::string password;
  std::string code;  // Of an app, where one is asked for.
};

struct LogOut {};

/// Exchanges with the server at once.
struct SyncNow {};

/// Offers everything that waits as a file.
struct SaveRescueFile {};

/// Takes a refused entry off the list.
struct DismissRefused {
  std::int64_t sequence = 0;
};

struct ToggleTheme {};

/// Opens the form for a new customer, with the words that were searched for.
struct StartCustomer {
  std::string name;
};

/// Opens the form with the customer's fields.
struct StartEdit {
  AccountId account_id;
};

/// Opens the form for a new customer, with what may be the same as for this one.
struct CopyCustomer {
  AccountId account_id;
};

/// Drops what was typed into the customer form.
struct DiscardForm {};

/// What the office allows the customer; sent to the server at once or not at all.
struct SetStanding {
  AccountId account_id;
  AccountStanding standing;
};

/// Whose customer this is; sent to the server at once or not at all.
struct AssignTerritories {
  AccountId account_id;
  std::vector<TerritoryId> territories;
};

/// Offers the customers that match the search as a CSV file.
struct ExportCustomers {
  std::string search;
};

enum class ExportedList {
  orders,
  awaiting_payment,
  subscriptions,
  invoices,
  payments,
  report,
  bill_runs
};

/// Offers the list, whole and with the filter on its screen, as a CSV file.
struct ExportList {
  ExportedList list = ExportedList::orders;
};

/// Offers a list of the customer on the screen as a CSV file.
struct ExportCustomerList {
  CustomerList list = CustomerList::orders;
};

/// Shows the page of this customer after the form was saved, or the wizard for him.
struct AfterCustomer {
  AccountId account_id;
  bool new_order = false;
};

/// Prints the order's receipt: the one the server issued where it can be reached, else our own.
struct PrintReceipt {
  OrderId order_id;
};

struct PrintInvoice {
  InvoiceId invoice_id;
};

/// Has the server mail the receipt to the customer.
struct SendReceipt {
  OrderId order_id;
};

/// Prints the quote as this device knows it; there is no other.
struct PrintQuote {
  OrderId order_id;
};

/// Has the server mail the quote to the customer.
struct SendQuote {
  OrderId order_id;
};

/// Places the order and records the money that was taken for it; the id of the payment, its order
/// and its day are filled in.
struct SaveAndPay {
  PlaceOrder order;
  TakenPayment payment;
};

/// Keeps which further fields orders show on this device.
struct KeepOrderFields {
  std::string fields;
};

/// Keeps a filter of the list of orders under its name.
struct SaveFilter {
  SavedFilter filter;
};

struct ForgetFilter {
  std::string name;
};

/// Does the same with several orders, each decided by the server alone.
struct BulkAct {
  CommandKind act = CommandKind::accept_order;  // Accept, deny or cancel.
  std::string reason;
  std::vector<OrderId> orders;
  std::map<OrderId, std::vector<ItemAcceptance>> items;  // To set up, where an order has some.
};

/// Opens the dialog that records a payment.
struct TakePayment {
  AccountId account_id;
  OrderId order_id;                                     // Empty for none.
  InvoiceId invoice_id;                                 // Empty for the order's own, or none.
  std::string subject;                                  // "Order 1012 of Alfreds Futterkiste"
  Money open;                                           // What is still to be paid.
  PaymentMethod method = PaymentMethod::bank_transfer;  // How it was to be paid.
};

/// Begins a draft with the order's items, as they are sold today.
struct CopyOrder {
  OrderId order_id;
};

/// Leaves the wizard's draft as it is, saved on this device.
struct LeaveDraft {};

/// Bill runs live on the server; these are sent at once or not at all.
struct LoadBillRuns {};

struct StartBillRun {
  Date through = date(1970, 1, 1);
  bool dry = true;
};

enum class BillRunAct { retry, post, discard };

struct ActOnBillRun {
  std::string id;
  BillRunAct act = BillRunAct::post;
};

/// Asks the server for the anomalies of a run.
struct CheckBillRun {
  std::string id;
};

/// Asks for what differs from the cycle before or from its dry run: for the screen or as a file.
struct CompareBillRun {
  std::string id;
  bool with_dry = false;
  bool as_file = false;
};

/// Commands of the domain are decided and saved on this device, except acts of the back office,
/// which go to the server at once. The others are acts of the client itself.
using Request = std::variant<
    CreateAccount, EditAccount, SaveDraft, CancelDraft, PlaceOrder, SaveQuote, WithdrawOrder,
    AmendOrder, ConsentOrder, DeclineOrder, AcceptOrder, DenyOrder, ApproveOrder, RejectApproval,
    SettleOrder, CompleteOrder, CancelOrder, MarkFraud, ResetOrder, DeleteOrder, EditOrder,
    FollowUpOrder, ActivateItem, RetryItem, ScreenOrder, VerifyOrder, GoTo, GoBack, LogIn, LogOut,
    SyncNow, SaveRescueFile, DismissRefused, ToggleTheme, StartCustomer, StartEdit, CopyCustomer,
    DiscardForm, SetStanding, AssignTerritories, ExportCustomers, ExportList, ExportCustomerList,
    AfterCustomer, LeaveDraft, LoadBillRuns, StartBillRun, ActOnBillRun, CheckBillRun,
    CompareBillRun, CatalogueWish, AccessWish, OutgoingWish, DunningWish, LedgerWish, PrintReceipt,
    PrintInvoice, SendReceipt, PrintQuote, SendQuote, SaveAndPay, KeepOrderFields, TakePayment,
    BulkAct, SaveFilter, ForgetFilter, CopyOrder, RecordPayment, RefundPayment, AllocatePayment,
    UndoAllocation, UseCredit, WriteOffInvoice, VoidInvoice, RecordUsage, ChangeSubscription,
    CancelSubscription, PauseSubscription, ResumeSubscription>;

using Commands = std::vector<Request>;

}  // namespace satchel::web
