#include "simulation/simulated_channel.hpp"

#include <algorithm>

namespace buzzout {

SimulatedChannel::SimulatedChannel(std::string name, const Board& board, Workbench& bench,
                                   ManualClock& clock, std::uint16_t boot_id)
    : name_(std::move(name)),
      clock_(clock),
      bench_(bench),
      jig_(boot_simulated_jig(board, bench, clock, boot_id)) {
  waiting_ += jig_->take_sent();
}

void SimulatedChannel::write(std::string_view bytes) {
  jig_->receive(bytes);
  waiting_ += jig_->take_sent();
}

std::size_t SimulatedChannel::read(char* into, std::size_t most, Duration wait) {
  if (waiting_.empty() && wait > Duration{0}) {
    clock_.sleep(wait);
    bench_.advance(std::chrono::duration<double>(wait).count());
  }
  const std::size_t n = std::min(most, waiting_.size());
  std::copy_n(waiting_.begin(), n, into);
  waiting_.erase(0, n);
  return n;
}

}  // namespace buzzout
