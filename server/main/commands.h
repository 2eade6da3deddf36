// The commands of satchel, one function each; each prints what it did.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "server/main/data_folder.h"
#include "server/store/server_write.h"
#include "server/store/site_store.h"
#include "shared/base/result.h"
#include "shared/domain/access/organisation.h"

namespace satchel::server {

/// What every command works with. The database is migrated.
struct CommandRun {
  const DataFolder& folder;
  ServerContext context;
  std::ostream& out;
  const Clock* clock = nullptr;  // By which long acts tell their progress; without one, none.
};

struct InitArguments {
  Organisation organisation;
  std::string admin_login;
  std::string admin_name;
  std::string address;  // Of the server, for the printed link.
};

/// Founds an empty real organisation and prints the one-time link for its first administrator.
Result<void> run_init(const CommandRun& run, const InitArguments& arguments);
/// Founds the demo organisation, or prints the logins of the one that is there.
Result<void> run_demo(const CommandRun& run);
/// Brings Northwind in; nothing when it is there already.
Result<void> run_import_northwind(const CommandRun& run, const std::string& source);

/// Adds the site, or changes name and reseller of the one with its code.
Result<void> run_site_add(const CommandRun& run, const SalesSite& site);
/// Gives the site a new key and prints it, once.
Result<void> run_site_key(const CommandRun& run, const std::string& code);
Result<void> run_site_list(const CommandRun& run);

enum class OrderAct { accept, complete };

/// Accepts or completes the named orders (ids or numbers), or with `all` every order that waits
/// for it. Refusals are listed; the command fails when there was one.
Result<void> run_order_act(const CommandRun& run, OrderAct act,
                           const std::vector<std::string>& orders, bool all);

struct BillArguments {
  std::string through;
  std::string join = {};     // The id of a run that goes on, instead of a date.
  std::string account = {};  // Id or number: bills him alone, at once.
  bool dry = false;
  bool retry = false;
  bool post = false;
  bool discard = false;
};

/// Runs a bill cycle: figures only, up to the drafts, or to the posted invoices. An open run
/// through the same date goes on, bills its failed accounts again, or is discarded;
/// ErrorCode::conflict for one through another. Joining a run helps those that are at it.
/// A named account is billed alone and its invoice posted, while no run is open.
Result<void> run_bill(const CommandRun& run, const BillArguments& arguments);

/// Returns the account with this id or number.
Result<AccountId> find_named_account(Transaction& tx, const std::string& name);

struct PaymentArguments {
  std::string order;    // Id or number; or
  std::string account;  // id or number.
  std::string method = "bank_transfer";
  std::string amount;  // In the account's currency.
  std::string reference;
  std::string taken_on;  // Today when empty.
};

/// Records a payment for an order or an account and prints what became of it.
Result<void> run_payment_record(const CommandRun& run, const PaymentArguments& arguments);
/// Gives a whole payment back.
Result<void> run_payment_refund(const CommandRun& run, const std::string& payment,
                                const std::string& reason);

/// Records the usage that a CSV file tells, line by line (server/http/usage_file.h). Refusals are
/// listed; the command fails when there was one, and the other lines are recorded.
Result<void> run_usage_import(const CommandRun& run, const std::string& path);

/// Writes all accounts, orders, invoices or payments to the output as CSV or as one JSON document.
Result<void> run_export(const CommandRun& run, const std::string& what, const std::string& format);

struct CatalogueArguments {
  std::string file;  // A .csv file, or JSON otherwise.
  std::string format = "json";
  std::int64_t version = 0;  // 0: the newest.
  std::string name;
  std::string valid_from;
  std::string valid_until;
  std::string product;  // A code.
  bool preview = false;
};

/// Writes a price book version to the output as JSON or CSV.
Result<void> run_catalogue_export(const CommandRun& run, const CatalogueArguments& arguments);

/// Takes a file into the draft; nothing of it when a line is wrong.
Result<void> run_catalogue_import(const CommandRun& run, const CatalogueArguments& arguments);

/// Publishes the draft as the next version.
Result<void> run_catalogue_publish(const CommandRun& run, const CatalogueArguments& arguments);

/// Gives running subscriptions the prices in force from the day `valid_from` on, of one product or
/// all, and says what that changes. Those sold at a price of their own keep it.
Result<void> run_catalogue_reprice(const CommandRun& run, const CatalogueArguments& arguments);

struct ProviderArguments {
  std::string provider;
  std::vector<std::string> settings;  // "name=value"; an empty value goes back to the default.
};

/// Sets how a provider is reached. A value `-` is read from `in`, one line: secrets need not stand
/// in the list of processes.
Result<void> run_provider_set(const CommandRun& run, const ProviderArguments& arguments,
                              std::istream& in);
/// Prints the settings of a provider, or of all; of a secret only whether it is set.
Result<void> run_provider_show(const CommandRun& run, const std::string& name);

/// Shows the organisation's date, or moves a demo organisation's: a date, or "off".
Result<void> run_clock(const CommandRun& run, const std::string& date);

/// Exit statuses of `satchel simulate`: some cases ask for what we do not do; nothing could be
/// read.
inline constexpr int simulation_incomplete = 3;
inline constexpr int simulation_unreadable = 2;

/// Answers the billing cases of the file on `out`; problems go to `problems`. Returns the exit
/// status.
int run_simulate(const std::string& path, std::ostream& out, std::ostream& problems);

}  // namespace satchel::server
