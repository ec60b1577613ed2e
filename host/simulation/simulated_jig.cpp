#include "simulation/simulated_jig.hpp"

#include "core/error.hpp"
#include "core/jig_server.h"
#include "simulation/simulated_meter.hpp"

namespace buzzout {
namespace {

// Of a board without one.
struct NoSimulatedMeter : NoMeter {
  NoSimulatedMeter(Workbench&, ManualClock&, const Board&) {}
};

template <std::uint8_t Points, class Meter>
class JigOf : public SimulatedJig {
 public:
  JigOf(const Board& board, Workbench& bench, ManualClock& clock, std::uint16_t boot_id)
      : board_(board, bench, clock, boot_id), server_(board_) {
    server_.start();
  }

  void receive(std::string_view bytes) override {
    board_.receive(bytes);
    server_.poll();
  }
  std::string take_sent() override { return board_.take_sent(); }
  protocol::Lamp lamp() const override { return board_.lamp(); }
  unsigned early_readings() const override { return board_.early_readings(); }

 private:
  SimulatedBoard<Points, Meter> board_;
  JigServer<SimulatedBoard<Points, Meter>> server_;
};

}  // namespace

std::unique_ptr<SimulatedJig> boot_simulated_jig(const Board& board, Workbench& bench,
                                                 ManualClock& clock, std::uint16_t boot_id) {
  if (board.points == 64) return std::make_unique<JigOf<64, NoSimulatedMeter>>(board, bench, clock, boot_id);
  if (board.points != 16) throw Error("internal", "no simulated jig has the points of a " + std::string(board.name));
  if (board.kelvin) return std::make_unique<JigOf<16, SimulatedKelvin>>(board, bench, clock, boot_id);
  return std::make_unique<JigOf<16, SimulatedHalfKelvin>>(board, bench, clock, boot_id);
}

}  // namespace buzzout
