// Knows the names of the files in a data folder, and calls satchel to make them.
#include "tests/driver/data_folder.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/driver/child_process.h"

namespace satchel::driver {
namespace {

/// Runs satchel with `words` on a folder that has no organisation yet.
Result<void> make_organisation(const std::string& data, std::vector<std::string> words) {
  std::error_code failure;
  if (std::filesystem::exists(database_path(data), failure)) {
    return fail(ErrorCode::conflict, data + " has an organisation already; choose a new folder");
  }
  std::filesystem::create_directories(data, failure);
  if (failure) return fail(ErrorCode::unavailable, data + " cannot be made");
  words.insert(words.begin(), program_path("satchel"));
  words.insert(words.end(), {"--data", data});
  const std::string log_path = data + "/satchel.log";
  const int status = SATCHEL_TRY(run_program(words, log_path));
  if (status == 0) return {};
  return fail(ErrorCode::unavailable,
              "satchel ended with status " + std::to_string(status) + "; see " + log_path);
}

}  // namespace

std::string database_path(const std::string& data) { return data + "/satchel.db"; }

Result<std::vector<Login>> load_logins(const std::string& data) {
  const std::string path = data + "/demo-logins.txt";
  std::ifstream file(path);
  if (!file) return fail(ErrorCode::not_found, path + " cannot be read");
  std::vector<Login> logins;
  std::string text;
  while (std::getline(file, text)) {
    std::istringstream words(text);
    Login login;
    const bool whole = static_cast<bool>(words >> login.login >> login.password >> login.role);
    if (whole) logins.push_back(login);
  }
  return logins;
}

LoginRequest request_of(const Login& login) {
  LoginRequest request;
  request.login = login.login;
  request.password = login.password;
  return request;
}

Result<void> import_northwind(const std::string& input, const std::string& data) {
  return make_organisation(data, {"import", "northwind", input});
}

Result<void> make_demo(const std::string& data) { return make_organisation(data, {"demo"}); }

}  // namespace satchel::driver
