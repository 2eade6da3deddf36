// Folders, secret files and the lock.
#include "server/main/data_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "server/postgres/postgres_database.h"
#include "server/store/open_store.h"
#include "server/store/server_schema.h"

namespace satchel::server {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> fail_at(const std::string& path, const char* what, int reason) {
  return fail(ErrorCode::unavailable, path + " cannot be " + what + " (" + std::strerror(reason) +
                                          "). Own the folder, or name another with --data.");
}

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(descriptor) == 0;
}

}  // namespace

Result<DataFolder> DataFolder::open(const std::string& path, const std::string& database) {
  if (!database.empty() && !is_postgres_url(database)) {
    return fail(ErrorCode::invalid,
                "--database needs an address: postgresql://user@host/name. A SQLite file lies in "
                "the folder that --data names.");
  }
  if (path.empty()) {
    if (!database.empty()) return DataFolder(path, database);
    return fail(ErrorCode::invalid,
                "No organisation is named: give its folder with --data, its PostgreSQL database "
                "with --database, or both.");
  }
  // Whatever is made from here on, the database above all, is its owner's alone.
  ::umask(S_IRWXG | S_IRWXO);
  std::error_code problem;
  if (!fs::exists(path, problem)) {
    fs::create_directories(path, problem);
    if (problem) return fail_at(path, "made", problem.value());
  }
  if (!fs::is_directory(path, problem)) {
    return fail(ErrorCode::invalid, path + " is no folder; name one with --data.");
  }
  if (::access(path.c_str(), R_OK | W_OK | X_OK) != 0) return fail_at(path, "written", errno);
  return DataFolder(path, database);
}

Result<void> DataFolder::write_secret(std::string_view name, std::string_view text) const {
  const std::string target = path_ + "/" + std::string(name);
  const std::string draft = target + ".new";
  ::unlink(draft.c_str());
  const int descriptor =
      ::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor < 0) return fail_at(draft, "written", errno);
  const bool written = write_all(descriptor, text);
  const int reason = errno;
  ::close(descriptor);
  if (!written) return fail_at(draft, "written", reason);
  if (::rename(draft.c_str(), target.c_str()) != 0) return fail_at(target, "written", errno);
  return {};
}

std::string DataFolder::read_text(std::string_view name) const {
  if (!has_files()) return {};
  std::ifstream in(path_ + "/" + std::string(name), std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

Result<FolderLock> FolderLock::take(const DataFolder& folder) {
  if (!folder.has_files()) return FolderLock(-1);
  const std::string path = folder.path() + "/satcheld.lock";
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor < 0) return fail_at(path, "opened", errno);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    ::close(descriptor);
    return fail(ErrorCode::conflict, "Another satcheld serves " + folder.path() +
                                         " already. Stop it, or name another folder with --data.");
  }
  return FolderLock(descriptor);
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<std::unique_ptr<Database>> open_database(const DataFolder& folder, Random& random,
                                                Timestamp now) {
  auto database = SATCHEL_TRY(open_store(folder.database_address()));
  SATCHEL_TRY(migrate_server({*database, random, now}));
  return database;
}

}  // namespace satchel::server
