// Asking: the requests of a desk that are on their way, each with what it was asked for.
#pragma once

#include <map>
#include <optional>
#include <utility>

#include "web/kit/program.h"

namespace satchel::web {

template <class Asked>
class Asking {
 public:
  explicit Asking(Host& host) : host_(host) {}

  void ask(const FetchRequest& request, Asked asked) {
    asked_.emplace(host_.fetch(request), std::move(asked));
  }
  /// Returns what this is the answer to, once; nothing for the answer to anybody else's request.
  std::optional<Asked> answered(const FetchReply& reply) {
    auto found = asked_.extract(reply.request);
    if (found.empty()) return std::nullopt;
    return std::move(found.mapped());
  }
  /// What was asked for before does not count any more.
  void forget() { asked_.clear(); }

 private:
  Host& host_;
  std::map<int, Asked> asked_;
};

}  // namespace satchel::web
