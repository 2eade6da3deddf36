// Reads socket addresses from the system.
#include "server/http/socket_address.h"

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cstdlib>

namespace satchel::server {
namespace {

SocketAddress address_of(const sockaddr_storage& storage, socklen_t length) {
  std::array<char, NI_MAXHOST> host{};
  std::array<char, NI_MAXSERV> service{};
  const auto* address = reinterpret_cast<const sockaddr*>(&storage);
  const int failed = ::getnameinfo(address, length, host.data(), host.size(), service.data(),
                                   service.size(), NI_NUMERICHOST | NI_NUMERICSERV);
  if (failed != 0) return {};
  return {host.data(), std::atoi(service.data())};
}

}  // namespace

SocketAddress remote_address(int socket) {
  sockaddr_storage storage{};
  socklen_t length = sizeof storage;
  if (::getpeername(socket, reinterpret_cast<sockaddr*>(&storage), &length) != 0) return {};
  return address_of(storage, length);
}

SocketAddress local_address(int socket) {
  sockaddr_storage storage{};
  socklen_t length = sizeof storage;
  if (::getsockname(socket, reinterpret_cast<sockaddr*>(&storage), &length) != 0) return {};
  return address_of(storage, length);
}

}  // namespace satchel::server
