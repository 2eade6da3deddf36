// Reading and answering with the site's files.
#include "server/http/site.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include "server/http/negotiate.h"
#include "server/http/problem_reply.h"
#include "shared/base/hash.h"

namespace satchel::server {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::pair<std::string_view, std::string_view>, 15> content_types{{
    {".html", "text/html; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".json", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".wasm", "application/wasm"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".jpg", "image/jpeg"},
    {".otf", "font/otf"},
    {".ttf", "font/ttf"},
    {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
}};

std::string_view content_type_of(const fs::path& path) {
  for (const auto& [extension, type] : content_types) {
    if (path.extension() == extension) return type;
  }
  return "application/octet-stream";
}

/// Fonts and icons may rest in the browser for a day; all else is asked for again by its ETag, so
/// that an update is seen at the next start. The service worker keeps the app for offline use.
std::string cache_control_of(std::string_view name) {
  const bool rests = name.starts_with("fonts/") || name.starts_with("icons/");
  return rests ? "public, max-age=86400" : "no-cache";
}

Result<std::string> read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in.good() && !in.eof()) {
    return fail(ErrorCode::unavailable, "The site's file " + path.string() + " cannot be read.");
  }
  return bytes;
}

bool wants_brotli(const HttpRequest& request) {
  // Codings look enough like media types for the same weighing.
  return negotiate(request.header("accept-encoding"), "br") == "br" &&
         !request.header("accept-encoding").empty();
}

}  // namespace

Result<Site> Site::read(const std::string& folder) {
  Site site;
  if (folder.empty()) return site;
  std::error_code problem;
  fs::recursive_directory_iterator entries(folder, problem);
  if (problem) {
    return fail(ErrorCode::not_found, "The site folder " + folder + " cannot be read (" +
                                          problem.message() + "); build it or name another.");
  }
  for (const fs::directory_entry& entry : entries) {
    const fs::path& path = entry.path();
    if (!entry.is_regular_file() || path.extension() == ".br") continue;
    const std::string name = fs::relative(path, folder).generic_string();
    File file;
    file.content_type = content_type_of(path);
    file.cache_control = cache_control_of(name);
    file.bytes = SATCHEL_TRY(read_file(path));
    file.etag = "\"" + sha256_hex(file.bytes).substr(0, 32) + "\"";
    const fs::path twin = path.string() + ".br";
    if (fs::is_regular_file(twin)) file.brotli = SATCHEL_TRY(read_file(twin));
    site.files_.emplace(name, std::move(file));
  }
  return site;
}

HttpReply Site::reply(std::string_view path, const HttpRequest& request) const {
  const auto found = files_.find(path.empty() ? "index.html" : path);
  if (found == files_.end()) {
    return problem_reply(404, "The app has no such file; start at /app/.");
  }
  const File& file = found->second;
  HttpReply reply{.content_type = file.content_type};
  reply.headers = {
      {"Cache-Control", file.cache_control}, {"ETag", file.etag}, {"Vary", "Accept-Encoding"}};
  if (request.header("if-none-match") == file.etag) {
    reply.status = 304;
    reply.content_type.clear();
    return reply;
  }
  const bool brotli = !file.brotli.empty() && wants_brotli(request);
  reply.body = brotli ? file.brotli : file.bytes;
  if (brotli) reply.headers.emplace_back("Content-Encoding", "br");
  return reply;
}

}  // namespace satchel::server
