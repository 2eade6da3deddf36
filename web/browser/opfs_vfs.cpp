// SQLite's file layer on OPFS synchronous access handles, opened by the worker before the start.
//
// The handles are exclusive and stay open, so files are never created or deleted here: deleting
// empties. Every call into the handle is caught on the JavaScript side; nothing may be thrown
// through the frames of the program. A short write is an error: it is how a full disk shows.
#include <emscripten.h>
#include <emscripten/html5.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstring>

// clang-format off
EM_JS(int, opfs_find, (const char* name), {
  const index = Module.files.findIndex((file) => file.name === UTF8ToString(name));
  return index;
});
EM_JS(int, opfs_read, (int file, void* to, int bytes, double offset), {
  try {
    return Module.files[file].handle.read(HEAPU8.subarray(to, to + bytes), {at: offset});
  } catch (error) {
    Module.report('reading ' + Module.files[file].name + ': ' + error);
    return -1;
  }
});
EM_JS(int, opfs_write, (int file, const void* from, int bytes, double offset), {
  try {
    return Module.files[file].handle.write(HEAPU8.subarray(from, from + bytes), {at: offset});
  } catch (error) {
    Module.report('writing ' + Module.files[file].name + ': ' + error);
    return error.name === 'QuotaExceededError' ? -2 : -1;
  }
});
EM_JS(int, opfs_truncate, (int file, double bytes), {
  try {
    Module.files[file].handle.truncate(bytes);
    return 0;
  } catch (error) {
    Module.report('truncating ' + Module.files[file].name + ': ' + error);
    return error.name === 'QuotaExceededError' ? -2 : -1;
  }
});
EM_JS(int, opfs_flush, (int file), {
  try {
    Module.files[file].handle.flush();
    return 0;
  } catch (error) {
    Module.report('flushing ' + Module.files[file].name + ': ' + error);
    return -1;
  }
});
EM_JS(double, opfs_size, (int file), {
  try {
    return Module.files[file].handle.getSize();
  } catch (error) {
    Module.report('measuring ' + Module.files[file].name + ': ' + error);
    return -1;
  }
});
EM_JS(void, opfs_random, (void* to, int bytes), {
  crypto.getRandomValues(HEAPU8.subarray(to, to + bytes));
});
// clang-format on

namespace {

struct OpfsFile {
  sqlite3_file base;
  int file;
};

int file_of(sqlite3_file* file) { return reinterpret_cast<OpfsFile*>(file)->file; }

int close(sqlite3_file* /*file*/) { return SQLITE_OK; }

int read(sqlite3_file* file, void* to, int bytes, sqlite3_int64 offset) {
  const int count = opfs_read(file_of(file), to, bytes, static_cast<double>(offset));
  if (count < 0) return SQLITE_IOERR_READ;
  if (count == bytes) return SQLITE_OK;
  // SQLite relies on the rest being zero.
  std::memset(static_cast<char*>(to) + count, 0, static_cast<std::size_t>(bytes - count));
  return SQLITE_IOERR_SHORT_READ;
}

int write(sqlite3_file* file, const void* from, int bytes, sqlite3_int64 offset) {
  const int count = opfs_write(file_of(file), from, bytes, static_cast<double>(offset));
  if (count == bytes) return SQLITE_OK;
  return count == -1 ? SQLITE_IOERR_WRITE : SQLITE_FULL;
}

int truncate(sqlite3_file* file, sqlite3_int64 bytes) {
  const int result = opfs_truncate(file_of(file), static_cast<double>(bytes));
  if (result == 0) return SQLITE_OK;
  return result == -2 ? SQLITE_FULL : SQLITE_IOERR_TRUNCATE;
}

int sync(sqlite3_file* file, int /*flags*/) {
  return opfs_flush(file_of(file)) == 0 ? SQLITE_OK : SQLITE_IOERR_FSYNC;
}

int file_size(sqlite3_file* file, sqlite3_int64* bytes) {
  const double size = opfs_size(file_of(file));
  if (size < 0) return SQLITE_IOERR_FSTAT;
  *bytes = static_cast<sqlite3_int64>(size);
  return SQLITE_OK;
}

// The handle is the lock: nobody else can hold it.
int lock(sqlite3_file* /*file*/, int /*level*/) { return SQLITE_OK; }

int check_reserved_lock(sqlite3_file* /*file*/, int* held) {
  *held = 0;
  return SQLITE_OK;
}

int file_control(sqlite3_file* /*file*/, int /*operation*/, void* /*argument*/) {
  return SQLITE_NOTFOUND;
}

int sector_size(sqlite3_file* /*file*/) { return 4096; }

int device_characteristics(sqlite3_file* /*file*/) {
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE | SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN;
}

const sqlite3_io_methods opfs_methods = {1,
                                         close,
                                         read,
                                         write,
                                         truncate,
                                         sync,
                                         file_size,
                                         lock,
                                         lock,
                                         check_reserved_lock,
                                         file_control,
                                         sector_size,
                                         device_characteristics,
                                         nullptr,
                                         nullptr,
                                         nullptr,
                                         nullptr,
                                         nullptr,
                                         nullptr};

int open(sqlite3_vfs* /*vfs*/, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  file->pMethods = nullptr;
  // Without a name it is a temporary file; those live in memory (SQLITE_TEMP_STORE=3).
  if (name == nullptr) return SQLITE_CANTOPEN;
  const int index = opfs_find(name);
  if (index < 0) return SQLITE_CANTOPEN;
  reinterpret_cast<OpfsFile*>(file)->file = index;
  file->pMethods = &opfs_methods;
  if (out_flags != nullptr) *out_flags = flags;
  return SQLITE_OK;
}

int remove(sqlite3_vfs* /*vfs*/, const char* name, int sync_after) {
  const int index = opfs_find(name);
  if (index < 0) return SQLITE_OK;
  if (opfs_truncate(index, 0) != 0) return SQLITE_IOERR_DELETE;
  if (sync_after != 0 && opfs_flush(index) != 0) return SQLITE_IOERR_FSYNC;
  return SQLITE_OK;
}

int access(sqlite3_vfs* /*vfs*/, const char* name, int /*flags*/, int* result) {
  const int index = opfs_find(name);
  *result = index >= 0 && opfs_size(index) > 0 ? 1 : 0;
  return SQLITE_OK;
}

int full_pathname(sqlite3_vfs* /*vfs*/, const char* name, int room, char* out) {
  const std::size_t length = std::strlen(name);
  if (length + 1 > static_cast<std::size_t>(room)) return SQLITE_CANTOPEN;
  std::copy_n(name, length + 1, out);
  return SQLITE_OK;
}

int randomness(sqlite3_vfs* /*vfs*/, int bytes, char* out) {
  opfs_random(out, bytes);
  return bytes;
}

int sleep(sqlite3_vfs* /*vfs*/, int /*microseconds*/) { return 0; }

int current_time_ms(sqlite3_vfs* /*vfs*/, sqlite3_int64* out) {
  // Milliseconds since noon of 24 November 4714 BC, as SQLite counts.
  *out = static_cast<sqlite3_int64>(emscripten_date_now()) + 210866760000000LL;
  return SQLITE_OK;
}

int current_time(sqlite3_vfs* vfs, double* out) {
  sqlite3_int64 now_ms = 0;
  current_time_ms(vfs, &now_ms);
  *out = static_cast<double>(now_ms) / 86400000.0;
  return SQLITE_OK;
}

int last_error(sqlite3_vfs* /*vfs*/, int /*room*/, char* /*out*/) { return 0; }

sqlite3_vfs opfs_vfs = {2,
                        sizeof(OpfsFile),
                        256,
                        nullptr,
                        "opfs",
                        nullptr,
                        open,
                        remove,
                        access,
                        full_pathname,
                        nullptr,
                        nullptr,
                        nullptr,
                        nullptr,
                        randomness,
                        sleep,
                        current_time,
                        last_error,
                        current_time_ms,
                        nullptr,
                        nullptr,
                        nullptr};

}  // namespace

/// SQLite calls these once, because it is compiled without a system of its own.
extern "C" int sqlite3_os_init() { return sqlite3_vfs_register(&opfs_vfs, 1); }
extern "C" int sqlite3_os_end() { return SQLITE_OK; }
