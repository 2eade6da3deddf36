// Starting, asking and stopping a server in a test.
#include "tests/server/http/http_fixture.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <streambuf>

#include "server/store/password.h"
#include "server/store/token_store.h"

namespace satchel::server {

/// A buffer that several threads may write to and one may read.
class TestHttp::SharedLog final : public std::streambuf {
 public:
  std::string text() const {
    const std::lock_guard lock(mutex_);
    return text_;
  }

 protected:
  int_type overflow(int_type letter) override {
    const std::lock_guard lock(mutex_);
    text_ += static_cast<char>(letter);
    return letter;
  }
  std::streamsize xsputn(const char* from, std::streamsize count) override {
    const std::lock_guard lock(mutex_);
    text_.append(from, static_cast<std::size_t>(count));
    return count;
  }

 private:
  mutable std::mutex mutex_;
  std::string text_;
};

TemporaryFolder::TemporaryFolder() {
  path_ = (std::filesystem::temp_directory_path() / "satchel-test-XXXXXX").string();
  REQUIRE(::mkdtemp(path_.data()) != nullptr);
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void TemporaryFolder::write(const std::string& name, std::string_view bytes) const {
  const std::filesystem::path target = std::filesystem::path(path_) / name;
  std::filesystem::create_directories(target.parent_path());
  std::ofstream(target, std::ios::binary) << bytes;
}

TestHttp::TestHttp(ServerOptions options)
    : store(folder.path() + "/satchel.db"),
      log_(std::make_unique<SharedLog>()),
      log_stream_(std::make_unique<std::ostream>(log_.get())) {
  options.port = 0;
  options.database = test_engine().address_of(folder.path() + "/satchel.db");
  server_ = need(HttpServer::open(options, {clock, random_, *log_stream_}));
  thread_ = std::thread([this] { server_->serve(); });
  server_->wait_until_ready();
}

TestHttp::~TestHttp() {
  server_->stop();
  thread_.join();
}

httplib::Client TestHttp::client() const {
  httplib::Client client("127.0.0.1", server_->port());
  client.set_read_timeout(60);
  return client;
}

httplib::Client TestHttp::client_of(const std::string& login) {
  httplib::Client made = client();
  made.set_bearer_token_auth(token_of(login));
  return made;
}

std::string TestHttp::token_of(const std::string& login, const DeviceId& device) {
  std::string token;
  store.now = clock.now();
  // Not the fixture's seeded bytes: each call must give another token.
  const auto tx = need(store.database->begin());
  const ServerWrite write{*store.database, *tx, random_, clock.now()};
  const auto user = need(find_user_by_login(*tx, login));
  REQUIRE(user);
  if (!device.empty()) need(register_device(*tx, {device, user->id, "Test"}, clock.now()));
  token = need(issue_token(write, user->id, device));
  need(tx->commit());
  return token;
}

void TestHttp::give_passwords() {
  static const std::string hash = need(hash_password(right_password));
  store.write([&](const ServerWrite& in) {
    for (User user : need(list_users(in.tx))) {
      user.password_hash = hash;
      need(save_user(in.tx, user));
    }
  });
}

std::string TestHttp::send_raw(const std::string& bytes) const {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port()));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  REQUIRE(::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  std::string_view left = bytes;
  while (!left.empty()) {
    const ssize_t sent = ::send(socket, left.data(), left.size(), MSG_NOSIGNAL);
    if (sent <= 0) break;
    left.remove_prefix(static_cast<std::size_t>(sent));
  }
  std::string answer;
  char part[4096];
  for (ssize_t count = 0; (count = ::recv(socket, part, sizeof part, 0)) > 0;) {
    answer.append(part, static_cast<std::size_t>(count));
  }
  ::close(socket);
  return answer;
}

std::string TestHttp::log() const { return log_->text(); }

void TestHttp::check_is_up() const {
  auto asking = client();
  const auto result = asking.Get("/readyz");
  REQUIRE(result);
  CHECK(result->status == 200);
}

Problem check_problem(const httplib::Result& result, int status) {
  REQUIRE_MESSAGE(result, httplib::to_string(result.error()));
  CHECK_MESSAGE(result->status == status, result->body);
  CHECK(result->get_header_value("Content-Type") == "application/problem+json");
  const auto problem = parse_problem(result->body);
  REQUIRE_MESSAGE(problem, result->body);
  CHECK(problem->status == result->status);
  CHECK_FALSE(problem->title.empty());
  CHECK(problem->detail.size() > 10);
  return *problem;
}

std::string text_of(const httplib::Result& result) {
  return result ? result->body : "no answer: " + httplib::to_string(result.error());
}

std::string gzipped(const std::string& bytes) {
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string packed(deflateBound(&stream, bytes.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

}  // namespace satchel::server
