// Logs everybody in with the passwords of the logins file.
#include "tests/replay/open_reps.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "tests/driver/csv_table.h"
#include "tests/driver/data_folder.h"

namespace satchel::driver {
namespace {

constexpr std::size_t commands_per_exchange = 4;  // So that many exchanges happen.

using EmployeeKeys = std::map<std::string, std::string>;  // By full name.

Result<EmployeeKeys> load_employees(const std::string& folder) {
  const CsvTable employees = SATCHEL_TRY(CsvTable::read(folder + "/employees.csv"));
  EmployeeKeys keys;
  for (std::size_t row = 0; row < employees.row_count(); ++row) {
    const std::string first = SATCHEL_TRY(employees.field(row, "firstName"));
    const std::string last = SATCHEL_TRY(employees.field(row, "lastName"));
    keys[first + " " + last] = SATCHEL_TRY(employees.field(row, "employeeID"));
  }
  return keys;
}

/// The key of the rep's row: he is known by his name, which only a login tells.
Result<std::string> find_employee(ReplayRun& run, const Login& login,
                                  const EmployeeKeys& employees) {
  HttpSession http(run.server.port());
  const Session session = SATCHEL_TRY(http.login(request_of(login)));
  const auto employee = employees.find(session.name);
  if (employee != employees.end()) return employee->second;
  return fail(ErrorCode::invalid, session.name + " is no employee of the input");
}

Result<Rep> open_rep(ReplayRun& run, const Login& login, const EmployeeKeys& employees) {
  const std::string employee = SATCHEL_TRY(find_employee(run, login, employees));
  DeviceOptions options;
  options.path = run.options.data + "/devices/employee-" + employee + ".db";
  options.name = "Device of employee " + employee;
  options.port = run.server.port();
  options.seed = run.options.seed * 1'000 + run.reps.size();
  options.bounds.commands_max = commands_per_exchange;
  Rep rep{employee, SATCHEL_TRY(FieldDevice::open(options))};
  SATCHEL_TRY(rep.device->login(login.login, login.password));
  SATCHEL_TRY(rep.device->exchange_until_idle());
  return rep;
}

}  // namespace

Result<void> open_reps(ReplayRun& run) {
  const EmployeeKeys employees = SATCHEL_TRY(load_employees(run.options.input));
  std::error_code failure;
  std::filesystem::create_directories(run.options.data + "/devices", failure);
  if (failure) return fail(ErrorCode::unavailable, "the folder for devices cannot be made");
  for (const Login& login : SATCHEL_TRY(load_logins(run.options.data))) {
    if (login.role == "admin") {
      run.office = HttpSession(run.server.port());
      SATCHEL_TRY(run.office.login(request_of(login)));
    } else {
      run.reps.push_back(SATCHEL_TRY(open_rep(run, login, employees)));
    }
  }
  std::sort(run.reps.begin(), run.reps.end(),
            [](const Rep& a, const Rep& b) { return a.employee < b.employee; });
  return {};
}

}  // namespace satchel::driver
