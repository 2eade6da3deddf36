// The data folder: where satchel and satcheld keep an organisation, and who may log in.
#pragma once

#include <string>
#include <vector>

#include "shared/base/result.h"
#include "shared/wire/session_message.h"

namespace satchel::driver {

/// Returns the path of the organisation's database in its data folder.
std::string database_path(const std::string& data);

/// A line of the logins file that was written with the organisation.
struct Login {
  std::string role;  // "rep" or "admin".
  std::string login;
  std::string password;
};

/// Returns the logins of the data folder, or what is wrong with the file.
Result<std::vector<Login>> load_logins(const std::string& data);

/// Returns the request that logs in without a device.
LoginRequest request_of(const Login& login);

/// Makes the organisation in a new data folder by `satchel import northwind`; refuses a folder that
/// has one.
Result<void> import_northwind(const std::string& input, const std::string& data);

/// Makes the demo organisation in a new data folder by `satchel demo`.
Result<void> make_demo(const std::string& data);

}  // namespace satchel::driver
