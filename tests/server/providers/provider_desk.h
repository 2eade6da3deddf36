// A server whose providers are counterparts on this machine.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "server/providers/job_worker.h"
#include "server/store/provider_store.h"
#include "tests/server/providers/counterpart.h"

namespace satchel::server {

/// The clock that a TestServer moves.
class ServerClock final : public Clock {
 public:
  explicit ServerClock(const TestServer& server) : server_(server) {}
  Timestamp now() const override { return server_.now; }

 private:
  const TestServer& server_;
};

/// Returns the provider's settings, defaults first.
inline Settings settings_of(Provider provider,
                            const std::vector<std::pair<std::string, std::string>>& given) {
  Settings settings;
  for (const SettingRule& rule : setting_rules()) {
    if (rule.provider == provider) settings[std::string(rule.name)] = rule.otherwise;
  }
  for (const auto& [name, value] : given) settings[name] = value;
  return settings;
}

/// Tells an HTTP counterpart how to answer the next `times` requests.
inline void misbehave(const Counterpart& counterpart, const std::string& mode, int times = 1) {
  httplib::Client client("127.0.0.1", counterpart.port());
  const auto told =
      client.Post("/control", R"({"mode":")" + mode + R"(","times":)" + std::to_string(times) + "}",
                  "application/json");
  REQUIRE(told);
  REQUIRE(told->status == 200);
}

/// Returns what the counterpart was asked and answered so far, as it lists it.
inline std::string asked(const Counterpart& counterpart) {
  httplib::Client client("127.0.0.1", counterpart.port());
  const auto listed = client.Get("/control");
  REQUIRE(listed);
  return listed->body;
}

inline std::string address_of(const Counterpart& counterpart) {
  return "http://127.0.0.1:" + std::to_string(counterpart.port());
}

/// Returns how often `part` stands in `text`.
inline int times_in(const std::string& text, const std::string& part) {
  int count = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++count;
  return count;
}

}  // namespace satchel::server
