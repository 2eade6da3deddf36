// satchel: the administrator's command line on an organisation.
#include <CLI/CLI.hpp>
#include <iostream>

#include "server/main/access_words.h"
#include "server/main/commands.h"
#include "server/main/coupon_commands.h"
#include "server/main/ledger_words.h"
#include "server/main/migrate_store_command.h"
#include "server/main/system_clock.h"
#include "server/main/tax_commands.h"
#include "server/store/system_random.h"

namespace satchel::server {
namespace {

/// Everything the words can set; the chosen command reads its part.
struct Words {
  SalesSite site;
  Place place;
  InitArguments init{.address = "http://127.0.0.1:8080"};
  std::string currency = "USD";
  AccessWords access;
  LedgerWords ledger;
  TaxWords tax;
  std::string source;
  std::vector<std::string> orders;
  bool all = false;
  BillArguments bill;
  CatalogueArguments catalogue;
  PaymentArguments payment;
  std::string payment_id;
  std::string reason;
  std::string export_what;
  std::string export_format = "csv";
  std::string clock;
  ProviderArguments provider;
};

void add_organisation_commands(CLI::App& app, Words& words, Act& act) {
  CLI::App* init = add_command(app, "init", "create an empty real organisation", words.place);
  Organisation& organisation = words.init.organisation;
  init->add_option("--name", organisation.legal_name, "the legal name")->required();
  init->add_option("--address", organisation.address, "the address on invoices")->required();
  init->add_option("--tax-id", organisation.tax_id, "the tax id on invoices");
  init->add_option("--currency", words.currency, "ISO 4217 code")->capture_default_str();
  init->add_option("--time-zone", organisation.time_zone, "IANA name")->capture_default_str();
  init->add_option("--bill-cycle-day", organisation.bill_cycle_day, "day of the month")
      ->check(CLI::Range(1, 31))
      ->capture_default_str();
  init->add_option("--admin", words.init.admin_login, "e-mail of the first administrator")
      ->required();
  init->add_option("--admin-name", words.init.admin_name, "name of the first administrator");
  init->add_option("--server", words.init.address, "the server's address, for the link")
      ->capture_default_str();
  init->callback([&] {
    act = [&](const CommandRun& run) -> Result<void> {
      const auto currency = parse_enum<Currency>(words.currency);
      if (!currency) {
        return fail(ErrorCode::invalid, "The currency " + words.currency + " is not known.");
      }
      words.init.organisation.currency = *currency;
      return run_init(run, words.init);
    };
  });

  CLI::App* demo = add_command(app, "demo", "create the demo organisation", words.place);
  demo->callback([&] { act = run_demo; });

  CLI::App* import = app.add_subcommand("import", "bring data in");
  import->require_subcommand(1);
  CLI::App* northwind = add_command(*import, "northwind", "the Northwind data set", words.place);
  northwind->add_option("source", words.source, "the folder of CSV files")->required();
  northwind->callback([&] {
    act = [&](const CommandRun& run) { return run_import_northwind(run, words.source); };
  });

  CLI::App* usage = add_command(*import, "usage", "usage of a CSV file", words.place);
  usage->add_option("file", words.source, "columns: account, charge, used_on, units")->required();
  usage->callback(
      [&] { act = [&](const CommandRun& run) { return run_usage_import(run, words.source); }; });

  CLI::App* clock =
      add_command(app, "clock", "show or move a demo organisation's date", words.place);
  clock->add_option("date", words.clock, "YYYY-MM-DD, or off for real time");
  clock->callback(
      [&] { act = [&](const CommandRun& run) { return run_clock(run, words.clock); }; });
}

void add_reprice_command(CLI::App& catalogue, Words& words, Act& act) {
  CLI::App* reprice =
      add_command(catalogue, "reprice", "move subscriptions to the prices in force", words.place);
  reprice->add_option("--on", words.catalogue.valid_from, "from this day on: YYYY-MM-DD")
      ->required();
  reprice->add_option("--product", words.catalogue.product, "only of the product with this code");
  reprice->add_flag("--preview", words.catalogue.preview, "say what it would change, and stop");
  reprice->callback([&] {
    act = [&](const CommandRun& run) { return run_catalogue_reprice(run, words.catalogue); };
  });
}

void add_catalogue_commands(CLI::App& app, Words& words, Act& act) {
  CLI::App* catalogue = app.add_subcommand("catalogue", "products and prices");
  catalogue->require_subcommand(1);
  CLI::App* exported = add_command(*catalogue, "export", "write a price book version", words.place);
  exported->add_option("--version", words.catalogue.version, "the version; the newest without it");
  exported->add_option("--format", words.catalogue.format, "json or csv")
      ->check(CLI::IsMember({"json", "csv"}))
      ->capture_default_str();
  exported->callback([&] {
    act = [&](const CommandRun& run) { return run_catalogue_export(run, words.catalogue); };
  });

  CLI::App* imported = add_command(*catalogue, "import", "take a file into the draft", words.place);
  imported->add_option("file", words.catalogue.file, "a .csv file, or JSON as exported")
      ->required();
  imported->callback([&] {
    act = [&](const CommandRun& run) { return run_catalogue_import(run, words.catalogue); };
  });

  CLI::App* publish = add_command(*catalogue, "publish", "publish the draft", words.place);
  publish->add_option("name", words.catalogue.name, "the name of the version")->required();
  publish->add_option("--from", words.catalogue.valid_from, "first day: YYYY-MM-DD")->required();
  publish->add_option("--until", words.catalogue.valid_until, "last day: YYYY-MM-DD");
  publish->callback([&] {
    act = [&](const CommandRun& run) { return run_catalogue_publish(run, words.catalogue); };
  });
  add_reprice_command(*catalogue, words, act);
}

void add_site_commands(CLI::App& app, Words& words, Act& act) {
  CLI::App* site = app.add_subcommand("site", "sites that send carts");
  site->require_subcommand(1);
  CLI::App* add = add_command(*site, "add", "add or change a site", words.place);
  add->add_option("code", words.site.code, "a-z, 0-9 and dashes, for addresses")->required();
  add->add_option("name", words.site.name, "full name")->required();
  add->add_option("--reseller", words.site.reseller, "who owes for its orders");
  add->add_flag("--on-account", words.site.on_account, "its customers may be invoiced later");
  CLI::App* key = add_command(*site, "key", "print a new key for a site", words.place);
  key->add_option("code", words.site.code, "the site's code")->required();
  CLI::App* list = add_command(*site, "list", "list sites", words.place);
  add->callback(
      [&] { act = [&](const CommandRun& run) { return run_site_add(run, words.site); }; });
  key->callback(
      [&] { act = [&](const CommandRun& run) { return run_site_key(run, words.site.code); }; });
  list->callback([&] { act = run_site_list; });
}

void add_desk_commands(CLI::App& app, Words& words, Act& act) {
  CLI::App* accept = add_command(app, "accept", "accept pending orders", words.place);
  CLI::App* complete = add_command(app, "complete", "complete accepted orders", words.place);
  for (CLI::App* command : {accept, complete}) {
    command->add_option("orders", words.orders, "ids or numbers");
    command->add_flag("--all", words.all, "every order that waits");
  }
  accept->callback([&] {
    act = [&](const CommandRun& run) {
      return run_order_act(run, OrderAct::accept, words.orders, words.all);
    };
  });
  complete->callback([&] {
    act = [&](const CommandRun& run) {
      return run_order_act(run, OrderAct::complete, words.orders, words.all);
    };
  });

  CLI::App* bill = add_command(app, "bill", "run a bill cycle", words.place);
  CLI::Option* join = bill->add_option("--join", words.bill.join, "help with a run that goes on");
  bill->add_option("--through", words.bill.through, "exclusive end: YYYY-MM-DD")->excludes(join);
  CLI::Option* account =
      bill->add_option("--account", words.bill.account, "only this one, at once");
  account->excludes(join);
  CLI::Option* dry = bill->add_flag("--dry", words.bill.dry, "figures only");
  dry->excludes(account);
  CLI::Option* post = bill->add_flag("--post", words.bill.post, "post the invoices, too");
  post->excludes(dry);
  CLI::Option* retry = bill->add_flag("--retry", words.bill.retry, "bill what failed again");
  retry->excludes(dry);
  bill->add_flag("--discard", words.bill.discard, "throw the open run's drafts away")
      ->excludes(dry)
      ->excludes(retry)
      ->excludes(post);
  bill->callback([&] { act = [&](const CommandRun& run) { return run_bill(run, words.bill); }; });

  CLI::App* exported = add_command(app, "export", "write rows to the output", words.place);
  exported->add_option("what", words.export_what, "accounts, orders, invoices or payments")
      ->required()
      ->check(CLI::IsMember({"accounts", "orders", "invoices", "payments"}));
  exported->add_option("--format", words.export_format, "csv or json")
      ->check(CLI::IsMember({"csv", "json"}))
      ->capture_default_str();
  exported->callback([&] {
    act = [&](const CommandRun& run) {
      return run_export(run, words.export_what, words.export_format);
    };
  });
}

void add_payment_commands(CLI::App& app, Words& words, Act& act) {
  CLI::App* payment = app.add_subcommand("payment", "money that came in");
  payment->require_subcommand(1);
  CLI::App* record = add_command(*payment, "record", "record a payment", words.place);
  record->add_option("--order", words.payment.order, "the order's id or number");
  record->add_option("--account", words.payment.account, "or the account's id or number");
  record->add_option("--amount", words.payment.amount, "in the account's currency")->required();
  record->add_option("--method", words.payment.method, "bank_transfer, check, cash or card")
      ->capture_default_str();
  record->add_option("--reference", words.payment.reference, "check number or transfer text");
  record->add_option("--on", words.payment.taken_on, "YYYY-MM-DD; today without it");
  record->callback(
      [&] { act = [&](const CommandRun& run) { return run_payment_record(run, words.payment); }; });

  CLI::App* refund = add_command(*payment, "refund", "give a payment back", words.place);
  refund->add_option("payment", words.payment_id, "the payment's id")->required();
  refund->add_option("--reason", words.reason, "why")->required();
  refund->callback([&] {
    act = [&](const CommandRun& run) {
      return run_payment_refund(run, words.payment_id, words.reason);
    };
  });

  CLI::App* list = add_command(*payment, "list", "write all payments to the output", words.place);
  list->add_option("--format", words.export_format, "csv or json")
      ->check(CLI::IsMember({"csv", "json"}))
      ->capture_default_str();
  list->callback([&] {
    act = [&](const CommandRun& run) { return run_export(run, "payments", words.export_format); };
  });
}

void add_provider_commands(CLI::App& app, Words& words, Act& act) {
  CLI::App* provider = app.add_subcommand("provider", "mail, gateways and other outside services");
  provider->require_subcommand(1);
  CLI::App* set = add_command(*provider, "set", "set how a provider is reached", words.place);
  set->add_option("provider", words.provider.provider, "its name")->required();
  set->add_option("settings", words.provider.settings, "name=value; name=- reads a line")
      ->required();
  set->callback([&] {
    act = [&](const CommandRun& run) { return run_provider_set(run, words.provider, std::cin); };
  });
  CLI::App* show =
      add_command(*provider, "show", "list settings, secrets only as (set)", words.place);
  show->add_option("provider", words.provider.provider, "its name; all without");
  show->callback([&] {
    act = [&](const CommandRun& run) { return run_provider_show(run, words.provider.provider); };
  });
}

Result<void> run_act(const Words& words, const Act& act) {
  const SystemClock clock;
  SystemRandom random;
  const Timestamp now = clock.now();
  const DataFolder folder = SATCHEL_TRY(DataFolder::open(words.place.data, words.place.database));
  const auto database = SATCHEL_TRY(open_database(folder, random, now));
  return act({folder, {*database, random, now}, std::cout, &clock});
}

}  // namespace

}  // namespace satchel::server

int main(int count, char** arguments) {
  using namespace satchel::server;
  Words words;
  Act act;
  CLI::App app("Administers an organisation.");
  app.require_subcommand(1);
  add_organisation_commands(app, words, act);
  add_catalogue_commands(app, words, act);
  add_access_commands(app, words.access, words.place, act);
  add_site_commands(app, words, act);
  add_desk_commands(app, words, act);
  add_payment_commands(app, words, act);
  add_ledger_commands(app, words.ledger, words.place, act);
  add_tax_commands(app, words.tax, words.place, act);
  add_coupon_commands(app, words.source, words.place, act);
  add_provider_commands(app, words, act);
  std::string cases;
  CLI::App* simulation = app.add_subcommand("simulate", "answer billing cases; no data folder");
  simulation->add_option("file", cases, "a JSON document of cases")->required();
  MigrateStoreArguments move;
  CLI::App* moving =
      app.add_subcommand("migrate-store", "move an organisation from SQLite to PostgreSQL");
  moving->add_option("--from", move.from, "its data folder, or a SQLite file")->required();
  moving->add_option("--to", move.to, "an empty database: postgresql://...")->required();
  CLI11_PARSE(app, count, arguments);
  if (simulation->parsed()) return run_simulate(cases, std::cout, std::cerr);

  const auto done = moving->parsed() ? run_migrate_store(move, std::cout) : run_act(words, act);
  if (done) return 0;
  std::cerr << "satchel: " << done.error().message << std::endl;
  return 1;
}
