// Which network addresses lie outside: webhooks must not reach into our own network.
#pragma once

#include <sys/socket.h>

namespace satchel::server {

/// Returns whether the address belongs to the public internet: not loopback, private, link-local,
/// shared, multicast, reserved, or such an IPv4 address written as IPv6.
bool is_public_address(const sockaddr& address);

}  // namespace satchel::server
