// Site: the built browser client, read once, with its precompressed twins.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "server/http/message.h"
#include "shared/base/result.h"

namespace satchel::server {

class Site {
 public:
  /// Reads every file below `folder`; FILE.br is the brotli form of FILE. Nothing outside the
  /// folder can ever be served, for only what was read here is. An empty name gives an empty site.
  static Result<Site> read(const std::string& folder);

  /// Returns the file at `path` below the site ("" is index.html): 200, 304 for a known ETag, 404.
  HttpReply reply(std::string_view path, const HttpRequest& request) const;

 private:
  struct File {
    std::string content_type;
    std::string cache_control;
    std::string etag;
    std::string bytes;
    std::string brotli;  // Empty without a precompressed twin.
  };

  std::map<std::string, File, std::less<>> files_;
};

}  // namespace satchel::server
