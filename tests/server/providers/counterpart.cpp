// Starting counterparts and making certificates.
#include "tests/server/providers/counterpart.h"

#include <chrono>
#include <fstream>
#include <iterator>

namespace satchel::server {
namespace {

// Debian's own: only that one sees Debian's packages.
constexpr const char* python = "/usr/bin/python3";
constexpr int start_looks_max = 3'000;

int port_in(const std::string& printed) {
  const std::string words = "listening on ";
  const std::size_t at = printed.find(words);
  if (at == std::string::npos || printed.find('\n', at) == std::string::npos) return 0;
  return std::stoi(printed.substr(at + words.size()));
}

}  // namespace

std::string file_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

Counterpart::Counterpart(const std::string& script, std::vector<std::string> arguments) {
  std::vector<std::string> words{python,
                                 std::string(SATCHEL_TESTS_FOLDER) + "/counterparts/" + script};
  words.insert(words.end(), arguments.begin(), arguments.end());
  process_ = need(driver::ChildProcess::start(words, folder_.path() + "/printed"));
  for (int look = 0; look < start_looks_max && port_ == 0 && process_->is_running(); ++look) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    port_ = port_in(printed());
  }
  REQUIRE_MESSAGE(port_ != 0, printed());
}

std::string Counterpart::printed() const { return file_text(folder_.path() + "/printed"); }

Certificate::Certificate(const std::string& name) {
  const auto status = need(driver::run_program(
      {"/usr/bin/openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
       "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=" + name, "-addext",
       "subjectAltName=DNS:" + name, "-keyout", key_path(), "-out", path()},
      folder_.path() + "/log"));
  REQUIRE_MESSAGE(status == 0, file_text(folder_.path() + "/log"));
}

}  // namespace satchel::server
