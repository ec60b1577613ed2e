#pragma once

#include <string>
#include <string_view>

#include "core/error.hpp"
#include "transport/stop_signal.hpp"
#include "transport/tcp_address.hpp"

namespace buzzout {

// One connection, for sending. What the other side says is thrown away.
class TcpStream {
 public:
  // Throws Error "no-connection" with the address, and what the system said or that it took too long.
  TcpStream(const TcpAddress&, const StopSignal&, std::chrono::milliseconds patience);

  // Sends from byte `done` on, and counts it up, as long as the other side takes something within each `patience`.
  // Throws Error "connection-lost"; "connection-slow" if the patience, or the time of the stop signal, is over.
  void send(std::string_view bytes, std::size_t& done, const StopSignal&, std::chrono::milliseconds patience);

  // Whether the other side has said that it will send no more. It may read on, or be gone.
  bool peer_ended() const;

  // Until the other side's system has acknowledged every byte. Throws as send().
  void await_acknowledgement(const StopSignal&, std::chrono::milliseconds patience);

  // Says that nothing follows, and waits for the acknowledgement.
  void finish(const StopSignal&, std::chrono::milliseconds patience);

 private:
  Error trouble(const std::string& code, const std::string& what) const;

  std::string address_;
  Descriptor socket_;
};

}  // namespace buzzout
