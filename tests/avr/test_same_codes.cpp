#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>

#include "avr/firmware_rig.hpp"
#include "simulation/simulated_jig.hpp"

using namespace buzzout;

namespace {

// The firmware's core in this process, on a bench like a FirmwareRig's.
struct NativeRig {
  explicit NativeRig(std::string_view name)
      : board(*find_board(name)),
        fixture(Rig::one_socket(board)),
        bench(board, fixture, nullptr, {},
              [](const std::string& profile) -> Profile { throw Error("unknown-profile", "no profile " + profile); }),
        jig(boot_simulated_jig(board, bench, clock, 1)) {
    jig->take_sent();
  }
  std::string line(const std::string& request) {
    jig->receive(request + "\n");
    std::string reply = jig->take_sent();
    while (reply.ends_with('\n') || reply.ends_with('\r')) reply.pop_back();
    return reply;
  }

  const Board& board;
  Fixture fixture;
  Workbench bench;
  ManualClock clock;
  std::unique_ptr<SimulatedJig> jig;
};

// Without the boot's id, which differs.
std::string behind_first_field(const std::string& reply) {
  return reply.substr(std::min(reply.size(), reply.find(',')));
}

template <class R>
void set_up(R& rig, std::uint64_t seed, double noise) {
  ConverterTraits traits;
  traits.noise_lsb = noise;
  traits.inl_lsb = 1.25;
  traits.dnl_lsb = 0.5;
  rig.bench.set_converter(traits, seed);
  rig.bench.set_build(JigBuild::of_seed(rig.board, seed));
  rig.bench.plug(parse_cable_edits("bridge:1:2,bridge:2:11,bridge:3:4,bridge:4:12"));
}

}  // namespace

TEST_CASE("the firmware's ELF and its core in this process read the same codes, a hundred times on each board") {
  for (const char* board : {"uno", "mega"})
    for (std::uint64_t seed = 1; seed <= 13; ++seed) {
      constexpr double kNoises[] = {0.1, 0.25, 0.4, 0.8};
      const double noise = kNoises[seed % 4];
      CAPTURE(board);
      CAPTURE(seed);
      FirmwareRig elf(board);
      NativeRig native(board);
      set_up(elf, seed, noise);
      set_up(native, seed, noise);
      const bool kelvin = elf.board.kelvin;
      for (const char* reference : {"0", "1", "1", "0"})
        for (const std::string pair : {kelvin ? "1,2,0003" : "1,2,0400", kelvin ? "4,3,000C" : "4,3,0800"}) {
          const std::string request = std::string("MEASure:RAW? ") + reference + ",16," + pair + ",0123";
          const std::string codes = behind_first_field(native.line(request));
          CAPTURE(request);
          CHECK(codes.size() > 30);
          CHECK(behind_first_field(elf.line(request)) == codes);
        }
    }
}
