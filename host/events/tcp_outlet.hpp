#pragma once

#include <optional>

#include "events/outlet.hpp"
#include "transport/tcp_stream.hpp"

namespace buzzout {

// Sends to a listener, and connects anew when it went away.
class TcpOutlet final : public Outlet {
 public:
  explicit TcpOutlet(TcpAddress address) : address_(std::move(address)) {}

  void send_line(std::string_view line, std::size_t& done, const StopSignal&) override;

 private:
  TcpAddress address_;
  std::optional<TcpStream> stream_;
};

}  // namespace buzzout
