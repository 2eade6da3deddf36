// App: the program behind the browser's seam. It holds the database, the clock and the network, and
// nothing a screen could know by itself.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "shared/store/sqlite_database.h"
#include "web/app/access_desk.h"
#include "web/app/catalogue_desk.h"
#include "web/app/dunning_desk.h"
#include "web/app/ledger_desk.h"
#include "web/app/outgoing_desk.h"
#include "web/app/route.h"
#include "web/kit/program.h"
#include "web/model/allocation_model.h"
#include "web/model/bill_run_model.h"
#include "web/screens/bill_runs.h"
#include "web/screens/customer_form.h"
#include "web/screens/customer_page.h"
#include "web/screens/customers.h"
#include "web/screens/frame.h"
#include "web/screens/general.h"
#include "web/screens/invoices.h"
#include "web/screens/login.h"
#include "web/screens/order_list.h"
#include "web/screens/payment_dialog.h"
#include "web/screens/payments.h"
#include "web/screens/reports.h"
#include "web/screens/subscriptions.h"
#include "web/screens/sync_screen.h"
#include "web/screens/wizard.h"
#include "web/sync/kept_drafts.h"
#include "web/sync/sync_loop.h"

namespace satchel::web {

/// What people are typing, screen by screen; it survives changes of the data below.
struct Drafts {
  LoginDraft login;
  GeneralDraft general;
  OrderListDraft orders;
  CustomersDraft customers;
  CustomerFormDraft customer_form;
  CustomerPageDraft customer_page;
  WizardDraft wizard;
  SubscriptionsDraft subscriptions;
  InvoicesDraft invoices;
  PaymentsDraft payments;
  ReportsDraft reports;
  PaymentDraft payment;  // The dialog, on whatever screen.
  BillRunsDraft bill_runs;
};

/// What screens may know, loaded again when the revision or the question changes.
struct Models {
  LoginModel login;
  FrameModel frame;
  GeneralModel general;
  UnsentWork unsent;  // For the page General.
  OrderListModel orders;
  OrderDetailsModel order;
  CustomersModel customers;
  CustomerFormModel customer_form;
  CustomerPageModel customer_page;
  WizardFacts wizard;
  SubscriptionsModel subscriptions;
  InvoiceListModel invoices;
  InvoiceDetailsModel invoice;
  PaymentListModel payments;
  PaymentDetailsModel payment;
  ReportModel report;
  BillRunsModel bill_runs;
  SyncModel sync;
  StorageView storage;
};

/// A request to the server that is not an exchange.
struct OnlineAct {
  enum class Kind {
    log_in,
    log_out,
    order,
    account,
    bill_runs,
    bill_run,
    bill_run_check,
    bill_run_comparison,
    bill_run_file,
    receipt,
    invoice,
    refund,
    subscription,
    credit,
    invoice_act,
    credit_log,
    bulk,
    overview
  };
  Kind kind = Kind::log_in;
  OrderId order_id;
  std::string done;  // What to say when it succeeded.
  InvoiceId invoice_id{};
  AccountId account_id{};
  std::string outcome{};  // What became of it, after `done`: " is void".
};

class App final : public Program {
 public:
  explicit App(const ProgramStart& start);

  void draw() override;
  void on_reply(const FetchReply& reply) override;
  void on_wake() override;
  void on_route(std::string_view route) override;
  void on_online(bool online) override;
  void on_visible(bool visible) override;
  void on_file(const PickedFile& file) override;
  void on_storage(const StorageState& state) override;

 private:
  /// The browser's generator as the core wants it.
  class HostRandom final : public Random {
   public:
    explicit HostRandom(Host& host) : host_(host) {}
    void fill(std::span<std::uint8_t> bytes) override {
      host_.fill_random(std::as_writable_bytes(bytes));
    }

   private:
    Host& host_;
  };

  // app.cpp: life and drawing.
  Result<void> open(const std::string& database);
  void draw_failure();
  void draw_place(Commands& out);
  void draw_page(Commands& out);
  Timestamp now() const { return {host_.now_ms()}; }
  bool logged_in() const { return device_.session.has_value(); }
  bool is_online() const { return reached_ && loop_->state() != SyncState::needs_login; }
  bool login_shown() const { return !logged_in() || route_.place == Place::login; }
  void fail_with(const Error& error);

  // app_places.cpp: moving between screens.
  void go(const std::string& route, bool replace = false);
  Route start_place() const;
  void enter(const Route& route);
  void enter_wizard();
  void reopen_wizard(Transaction& tx);
  void leave_wizard();
  void open_new_customer();
  void start_customer(const std::string& name);
  void start_edit(const AccountId& id);
  void start_copy(const AccountId& id);
  void tell_title();

  // app_models.cpp: loading.
  Result<void> load_models();
  Result<void> load_place(Transaction& tx, const ModelContext& context);
  Result<void> load_money_place(Transaction& tx, const ModelContext& context);
  Result<void> load_chosen_payment(Transaction& tx, const ModelContext& context);
  Result<void> load_orders(Transaction& tx, const ModelContext& context);
  Result<void> load_customer_list(Transaction& tx, const ModelContext& context);
  Result<ModelContext> make_context(Transaction& tx, const Organisation& organisation) const;
  Date today_of(const Organisation& organisation) const;
  std::string question() const;
  void refresh_status();

  // app_commands.cpp: carrying out.
  void perform(const Commands& commands);
  void perform_one(const Request& request);
  void perform_order_act(const Request& request);
  void perform_customer_act(const Request& request);
  std::optional<Rejection> give(const Command& command);
  void perform_save(SaveDraft command);
  void copy_order(const OrderId& id);
  bool perform_place(PlaceOrder command);
  void perform_quote(SaveQuote command);
  void perform_pay(const SaveAndPay& wish);
  bool take_answer(const std::optional<Rejection>& rejection);
  void show_saved(const OrderId& id);
  std::string shown_number(const PlaceOrder& command);
  void perform_customer(const Command& command);
  std::optional<Command> with_password(Command command);
  bool number_draft();
  void tell_unsaved(const Error& error);
  void save_rescue_file();
  void save_customers(const std::string& search);
  void save_list(ExportedList list);
  void save_customer_list(CustomerList list);
  void offer_csv(const std::string& list, const std::string& file);
  Result<std::string> write_list(Transaction& tx, ExportedList list);
  void log_out();

  // app_drafts.cpp: what is being typed.
  bool is_typing() const;
  void save_pending_draft();
  bool holds_unsaved_draft();
  void keep_customer_form();
  void keep_signature();
  void restore_signature(Transaction& tx);
  void forget_signature(const OrderId& id);
  void begin_form(CustomerFormDraft draft);
  bool restore_form(Transaction& tx, const CustomerFormDraft& begun);
  void forget_form();
  void discard_form();

  // app_network.cpp: the server.
  void act_on(const SyncActions& actions);
  void schedule_wake();
  void send(const FetchRequest& request, OnlineAct act);
  bool is_of_desk(const FetchReply& reply);
  void log_in(const LogIn& wish);
  void set_standing(const SetStanding& wish);
  void assign(const AssignTerritories& wish);
  void finish_account(const OnlineAct& act, const FetchReply& reply);
  void act_on_order(const Command& command);
  void load_overview();
  void finish_overview(const FetchReply& reply);
  void finish_login(const FetchReply& reply);
  void finish_order_act(const OnlineAct& act, const FetchReply& reply);
  void exchange_soon();
  void reload_session();

  // app_bill_runs.cpp: bill runs.
  bool perform_bill_run_act(const Request& request);
  void load_bill_runs();
  void watch_bill_runs();
  void wake_bill_runs();
  void start_bill_run(const StartBillRun& wish);
  void act_on_bill_run(const ActOnBillRun& wish);
  void check_bill_run(const CheckBillRun& wish);
  void compare_bill_run(const CompareBillRun& wish);
  void finish_bill_runs(const FetchReply& reply);
  void finish_bill_run(const OnlineAct& act, const FetchReply& reply);
  void finish_bill_run_check(const OnlineAct& act, const FetchReply& reply);

  // app_documents.cpp: receipts, quotes and invoices.
  bool perform_document_act(const Request& request);
  void print_receipt(const OrderId& id);
  void print_provisional_receipt(const OrderId& id);
  void print_own_paper(const OrderId& id);
  void print_invoice(const InvoiceId& id);
  void print_own_invoice(const InvoiceId& id);
  void finish_invoice(const OnlineAct& act, const FetchReply& reply);
  void send_paper(const OrderId& id, const std::string& paper);
  void finish_receipt(const OnlineAct& act, const FetchReply& reply);

  // app_payments.cpp: money that came in.
  bool perform_payment_act(const Request& request);
  bool perform_subscription_act(const Request& request);
  void record_usage(RecordUsage command);
  void finish_subscription(const OnlineAct& act, const FetchReply& reply);
  void record_payment(RecordPayment command);
  void refund_payment(const RefundPayment& command);
  void finish_refund(const OnlineAct& act, const FetchReply& reply);
  void use_credit(const UseCredit& command);
  void finish_credit(const OnlineAct& act, const FetchReply& reply);

  // app_allocations.cpp: what paid what, and the acts of the back office on invoices.
  void allocate(const AllocatePayment& command);
  void undo_allocation(const UndoAllocation& command);
  void write_off(const WriteOffInvoice& command);
  void void_invoice(const VoidInvoice& command);
  void act_on_payment(const std::string& act, std::string body, std::string done);
  void act_on_invoice(const std::string& path, std::string body, std::string outcome);
  bool take_invoice_answer(const OnlineAct& act, const FetchReply& reply);
  void finish_invoice_act(const OnlineAct& act, const FetchReply& reply);
  void follow_credit(const AccountId& account, std::int64_t version);
  void finish_credit_log(const OnlineAct& act, const FetchReply& reply);

  // app_filters.cpp: the saved filters.
  bool perform_filter_act(const Request& request);

  // app_bulk.cpp: acts on several orders.
  void start_bulk(const BulkAct& wish);
  void send_next_of_bulk();
  void finish_one_of_bulk(const OnlineAct& act, const FetchReply& reply);

  void shorten_log();
  void tell_sync_news(const SyncStatus& before);

  Host& host_;
  Kit& kit_;
  HostRandom random_;
  std::unique_ptr<Database> database_;
  Device device_;
  std::optional<SyncLoop> loop_;
  SyncStatus status_;
  std::string failure_;  // Why the program cannot work; empty when it can.

  Route route_;
  std::string last_route_;  // Where the person came from.
  Drafts drafts_;
  Models models_;
  std::int64_t revision_ = 1;    // Grows with every change of rows or marks.
  std::string loaded_;           // The question that `models_` answers.
  OrderListQuery orders_query_;  // Of the pages in `models_`, as of this revision.
  std::int64_t orders_revision_ = 0;
  CustomerListQuery customers_query_;
  std::int64_t customers_revision_ = 0;
  Organisation organisation_;
  bool accepted_ = false;  // The last command was accepted.
  bool unsaved_ = false;   // The last command could not be kept on this device.

  bool reached_ = false;  // The server answered the last time it was asked.
  int sync_request_ = 0;  // The exchange on its way; 0 for none.
  ExchangeId sync_exchange_;
  bool exchange_again_ = false;
  std::map<int, OnlineAct> acts_;
  CreditLog credit_log_;
  std::string credit_key_;  // What `credit_log_` was asked for.
  BulkAct bulk_;            // The orders that are still to be asked.
  AccessDesk access_;
  CatalogueDesk catalogue_;
  OutgoingDesk outgoing_;
  DunningDesk dunning_;
  LedgerDesk ledger_;
  std::optional<Timestamp> sync_wake_;
  std::optional<Timestamp> bill_runs_wake_;  // When a run that goes on is looked at again.
  std::optional<Timestamp> draft_wake_;      // When a draft being typed is kept.
};

}  // namespace satchel::web
