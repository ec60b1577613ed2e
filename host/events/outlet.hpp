#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "transport/stop_signal.hpp"

namespace buzzout {

// Where lines of events go. One thread uses it.
class Outlet {
 public:
  virtual ~Outlet() = default;

  // Gets a line out, from byte `done` on, and counts it up; waits as long as whoever listens takes nothing. Throws
  // Error if that cannot be now: call it again later, with the `done` that it leaves, and the whole line reaches the
  // one who listens then.
  virtual void send_line(std::string_view line, std::size_t& done, const StopSignal&) = 0;
};

// "-" is standard output, "tcp://host:port" a listener, anything else a file that lines are appended to; a named pipe
// too. Throws Error "bad-address", or "events-unwritable" with what the system said. Nobody has to listen yet.
std::unique_ptr<Outlet> open_outlet(const std::string& target);

}  // namespace buzzout
