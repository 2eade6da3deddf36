// Where the two ends of a connection are, as numbers.
#pragma once

#include <string>

namespace satchel::server {

struct SocketAddress {
  std::string ip;
  int port = 0;
};

/// Returns the other end of the connected socket; empty when the connection has gone.
SocketAddress remote_address(int socket);

/// Returns this end of the socket.
SocketAddress local_address(int socket);

}  // namespace satchel::server
