// satchel: the administrator's command line on a data folder.
#include <CLI/CLI.hpp>
#include <functional>
#include <iostream>

#include "server/main/commands.h"
#include "server/main/system_clock.h"
#include "server/store/system_random.h"

namespace satchel::server {
namespace {

using Act = std::function<Result<void>(const CommandRun&)>;

/// Everything the words can set; the chosen command reads its part.
struct Words {
  std::string data;
  InitArguments init{.address = "http://127.0.0.1:8080"};
  std::string currency = "USD";
  UserArguments user{.address = "http://127.0.0.1:8080"};
  std::string source;
  std::vector<std::string> orders;
  bool all = false;
  BillArguments bill;
  std::string export_what;
  std::string export_format = "csv";
  std::string clock;
  ProviderArguments provider;
  std::string code;
  std::string name;
};

CLI::App* add_command(CLI::App& app, const char* name, const char* help, Words& words) {
  CLI::App* command = app.add_subcommand(name, help);
  command->add_option("--data", words.data, "the organisation's data folder")->required();
  return command;
}

void add_organisation_commands(CLI::App& app, Words& words, Act& act) {
  CLI::App* init = add_command(app, "init", "create an empty real organisation", words);
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

  CLI::App* demo = add_command(app, "demo", "create the demo organisation", words);
  demo->callback([&] { act = run_demo; });

  CLI::App* import = app.add_subcommand("import", "bring data in");
  import->require_subcommand(1);
  CLI::App* northwind = add_command(*import, "northwind", "the Northwind data set", words);
  northwind->add_option("source", words.source, "the folder of CSV files")->required();
  northwind->callback([&] {
    act = [&](const CommandRun& run) { return run_import_northwind(run, words.source); };
  });

  CLI::App* clock = add_command(app, "clock", "show or move a demo organisation's date", words);
  clock->add_option("date", words.clock, "YYYY-MM-DD, or off for real time");
  clock->callback(
      [&] { act = [&](const CommandRun& run) { return run_clock(run, words.clock); }; });
}

void add_user_commands(CLI::App& app, Words& words, Act& act) {
  CLI::App* user = app.add_subcommand("user", "users");
  user->require_subcommand(1);
  CLI::App* add = add_command(*user, "add", "add a user and print a one-time link", words);
  add->add_option("login", words.user.login, "e-mail")->required();
  add->add_option("--name", words.user.name, "the person's name");
  add->add_option("--role", words.user.role, "rep, manager, clerk, accountant or admin")
      ->capture_default_str();
  add->add_option("--territory", words.user.territories, "codes of territories");
  CLI::App* list = add_command(*user, "list", "list users", words);
  CLI::App* password = add_command(*user, "password", "print a link for a new password", words);
  password->add_option("login", words.user.login, "e-mail")->required();
  for (CLI::App* command : {add, password}) {
    command->add_option("--server", words.user.address, "the server's address, for the link")
        ->capture_default_str();
  }
  CLI::App* territory = add_command(*user, "territory", "set a user's territories", words);
  territory->add_option("login", words.user.login, "e-mail")->required();
  territory->add_option("codes", words.user.territories, "codes of territories");
  add->callback(
      [&] { act = [&](const CommandRun& run) { return run_user_add(run, words.user); }; });
  list->callback([&] { act = run_user_list; });
  password->callback(
      [&] { act = [&](const CommandRun& run) { return run_user_password(run, words.user); }; });
  territory->callback(
      [&] { act = [&](const CommandRun& run) { return run_user_territory(run, words.user); }; });

  CLI::App* areas = app.add_subcommand("territory", "territories");
  areas->require_subcommand(1);
  CLI::App* area = add_command(*areas, "add", "add a territory", words);
  area->add_option("code", words.code, "short code")->required();
  area->add_option("name", words.name, "full name");
  area->callback([&] {
    act = [&](const CommandRun& run) { return run_territory_add(run, words.code, words.name); };
  });
}

void add_desk_commands(CLI::App& app, Words& words, Act& act) {
  CLI::App* accept = add_command(app, "accept", "accept pending orders", words);
  CLI::App* complete = add_command(app, "complete", "complete accepted orders", words);
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

  CLI::App* bill = add_command(app, "bill", "run a bill cycle", words);
  bill->add_option("--through", words.bill.through, "exclusive end: YYYY-MM-DD")->required();
  CLI::Option* dry = bill->add_flag("--dry", words.bill.dry, "figures only");
  CLI::Option* post = bill->add_flag("--post", words.bill.post, "post the invoices, too");
  post->excludes(dry);
  bill->add_flag("--discard", words.bill.discard, "throw the open run's drafts away")
      ->excludes(dry)
      ->excludes(post);
  bill->callback([&] { act = [&](const CommandRun& run) { return run_bill(run, words.bill); }; });

  CLI::App* exported = add_command(app, "export", "write rows to the output", words);
  exported->add_option("what", words.export_what, "accounts, orders or invoices")
      ->required()
      ->check(CLI::IsMember({"accounts", "orders", "invoices"}));
  exported->add_option("--format", words.export_format, "csv or json")
      ->check(CLI::IsMember({"csv", "json"}))
      ->capture_default_str();
  exported->callback([&] {
    act = [&](const CommandRun& run) {
      return run_export(run, words.export_what, words.export_format);
    };
  });
}

void add_provider_commands(CLI::App& app, Words& words, Act& act) {
  CLI::App* provider = app.add_subcommand("provider", "mail, gateways and other outside services");
  provider->require_subcommand(1);
  CLI::App* set = add_command(*provider, "set", "set how a provider is reached", words);
  set->add_option("provider", words.provider.provider, "its name")->required();
  set->add_option("settings", words.provider.settings, "name=value; name=- reads a line")
      ->required();
  set->callback([&] {
    act = [&](const CommandRun& run) { return run_provider_set(run, words.provider, std::cin); };
  });
  CLI::App* show = add_command(*provider, "show", "list settings, secrets only as (set)", words);
  show->add_option("provider", words.provider.provider, "its name; all without");
  show->callback([&] {
    act = [&](const CommandRun& run) { return run_provider_show(run, words.provider.provider); };
  });
}

Result<void> run_act(const Words& words, const Act& act) {
  const SystemClock clock;
  SystemRandom random;
  const Timestamp now = clock.now();
  const DataFolder folder = SATCHEL_TRY(DataFolder::open(words.data));
  const auto database = SATCHEL_TRY(open_database(folder, random, now));
  return act({folder, {*database, random, now}, std::cout});
}

}  // namespace
}  // namespace satchel::server

int main(int count, char** arguments) {
  using namespace satchel::server;
  Words words;
  Act act;
  CLI::App app("Administers an organisation's data folder.");
  app.require_subcommand(1);
  add_organisation_commands(app, words, act);
  add_user_commands(app, words, act);
  add_desk_commands(app, words, act);
  add_provider_commands(app, words, act);
  CLI11_PARSE(app, count, arguments);

  const auto done = run_act(words, act);
  if (done) return 0;
  std::cerr << "satchel: " << done.error().message << std::endl;
  return 1;
}
