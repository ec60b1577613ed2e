#include "core/older_firmware.hpp"

#include "core/board.hpp"

namespace buzzout {
namespace {

std::vector<std::string> lacking(const JigIdentity& jig, bool could_measure_ohms, bool in_a_test) {
  std::vector<std::string> out;
  if (jig.simulated || find_board(jig.board) == nullptr) return out;
  if (jig.lamp_seconds == 0) out.emplace_back("a pass lamp that the program cannot put out any more does not go out by itself");
  if (could_measure_ohms && jig.range_ohm == 0) out.emplace_back("it measures no resistance");
  if (jig.rows == 0 && !in_a_test) out.emplace_back("what the USB chip lost of a scan is measured again, instead of sent again");
  return out;
}

}  // namespace

std::vector<std::string> lacks_of(const JigIdentity& jig) {
  const Board* board = find_board(jig.board);
  return lacking(jig, board != nullptr && (board->kelvin || board->readers != 0), false);
}

std::vector<std::string> lacks_of(const JigIdentity& jig, const Fixture& fixture) {
  const Board* board = find_board(jig.board);
  return lacking(jig, (board != nullptr && board->kelvin) || !fixture.senses.empty() || !fixture.taps.empty(), true);
}

}  // namespace buzzout
