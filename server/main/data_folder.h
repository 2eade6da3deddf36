// DataFolder: where one organisation's database lies, and the files beside it, if any.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/store/database.h"

namespace satchel::server {

class DataFolder {
 public:
  /// Makes the folder (for its owner alone) unless it is there. With a PostgreSQL address as
  /// `database`, the database lies there, and the path may be empty: then there are no files.
  /// ErrorCode::unavailable when the folder cannot be made or written.
  static Result<DataFolder> open(const std::string& path, const std::string& database = "");

  const std::string& path() const { return path_; }
  bool has_files() const { return !path_.empty(); }
  /// Returns what open_store takes.
  std::string database_address() const {
    return database_.empty() ? path_ + "/satchel.db" : database_;
  }
  /// Returns where the organisation is, as the command line says it.
  std::string words() const {
    return (has_files() ? "--data " + path_ : "") + (has_files() && !database_.empty() ? " " : "") +
           (database_.empty() ? "" : "--database " + database_);
  }

  /// Writes a file that only its owner may read, whole or not at all. Requires has_files.
  Result<void> write_secret(std::string_view name, std::string_view text) const;
  /// Returns the file's text; empty when there is none.
  std::string read_text(std::string_view name) const;

 private:
  DataFolder(std::string path, std::string database)
      : path_(std::move(path)), database_(std::move(database)) {}

  std::string path_;
  std::string database_;
};

/// A lock on a data folder that lasts as long as the object, or its process. Without a folder it
/// locks nothing: several satcheld may serve one PostgreSQL database.
class FolderLock {
 public:
  /// ErrorCode::conflict when another satcheld serves the folder.
  static Result<FolderLock> take(const DataFolder& folder);

  ~FolderLock();
  FolderLock(FolderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FolderLock& operator=(FolderLock&&) = delete;

 private:
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
};

/// Opens the folder's database and brings its schema up to date.
Result<std::unique_ptr<Database>> open_database(const DataFolder& folder, Random& random,
                                                Timestamp now);

}  // namespace satchel::server
