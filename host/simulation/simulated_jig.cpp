#include "simulation/simulated_jig.hpp"

#include "core/error.hpp"
#include "core/jig_server.h"

namespace buzzout {
namespace {

template <std::uint8_t Points>
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
  SimulatedBoard<Points> board_;
  JigServer<SimulatedBoard<Points>> server_;
};

}  // namespace

std::unique_ptr<SimulatedJig> boot_simulated_jig(const Board& board, Workbench& bench,
                                                 ManualClock& clock, std::uint16_t boot_id) {
  switch (board.points) {
    case 16:
      return std::make_unique<JigOf<16>>(board, bench, clock, boot_id);
    case 64:
      return std::make_unique<JigOf<64>>(board, bench, clock, boot_id);
    default:
      throw Error("internal", "no simulated jig has the points of a " + std::string(board.name));
  }
}

}  // namespace buzzout
