// DataFolder: where one organisation's database lies, and the files beside it.
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
  /// Makes the folder (for its owner alone) unless it is there. ErrorCode::unavailable when it
  /// cannot be made or written.
  static Result<DataFolder> open(const std::string& path);

  const std::string& path() const { return path_; }
  std::string database_path() const { return path_ + "/satchel.db"; }

  /// Writes a file that only its owner may read, whole or not at all.
  Result<void> write_secret(std::string_view name, std::string_view text) const;
  /// Returns the file's text; empty when there is none.
  std::string read_text(std::string_view name) const;

 private:
  explicit DataFolder(std::string path) : path_(std::move(path)) {}

  std::string path_;
};

/// A lock on a data folder that lasts as long as the object, or its process.
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
