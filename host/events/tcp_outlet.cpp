#include "events/tcp_outlet.hpp"

#include "core/error.hpp"

namespace buzzout {
namespace {

constexpr std::chrono::seconds kToConnect{5}, kToAcknowledge{5};

}  // namespace

void TcpOutlet::send_line(std::string_view line, std::size_t& done, const StopSignal& stop) {
  if (!stream_) {
    done = 0;
    stream_.emplace(address_, stop, kToConnect);
  }
  try {
    stream_->send(line, done, stop, std::chrono::milliseconds::max());
    // A system whose program is gone refuses the line; one whose program only reads acknowledges it.
    if (stream_->peer_ended()) stream_->await_acknowledgement(stop, kToAcknowledge);
  } catch (const Error&) {
    stream_.reset();
    throw;
  }
}

}  // namespace buzzout
