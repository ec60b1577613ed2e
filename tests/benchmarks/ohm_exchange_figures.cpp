#include <cmath>

#include "bench/measure_ohms.hpp"
#include "benchmarks/avr_link.hpp"
#include "benchmarks/firmware_figures.hpp"
#include "benchmarks/rig.hpp"
#include "catalog/catalog.hpp"
#include "jig/jig_client.hpp"

namespace buzzout::benchmarks {
namespace {

struct Way {
  const char* name;
  const char* board;
  const char* fixture;
  bool addon;
  double most_ms;
};

// With the time on the wire, but for a USB chip's own waits.
constexpr Way kWays[] = {{"mega, Kelvin", "mega", "headphone-bench", false, 100},
                         {"uno, half Kelvin", "uno", "headphone-bench-uno-ohms", false, 60},
                         {"uno, milliohm add-on", "uno", "headphone-bench-uno", true, 100},
                         {"mega, milliohm add-on", "mega", "headphone-bench", true, 100}};

Fixture with_taps(Fixture fixture) {
  for (Point p = 0; p < find_board(fixture.board)->points; ++p) fixture.taps[p] = p;
  return fixture;
}

struct OhmExchange {
  double before_ms = 0, ms = 0;  // of what is asked early in a test, and of the cable
  std::size_t bytes = 0;         // of both
};

OhmExchange measure(const Way& way) {
  const Catalog library({BUZZOUT_SOURCE_DIR});
  const Board& board = *find_board(way.board);
  const Profile profile = library.profile(kProfile);
  const Fixture fixture = way.addon ? with_taps(library.fixture(way.fixture)) : library.fixture(way.fixture);
  const FixtureMap map(profile, fixture);
  Workbench bench(board, fixture, &profile, {}, [&](const std::string& name) { return library.profile(name); });
  bench.plug(parse_cable_edits("good"));
  AvrJig jig(BUZZOUT_FIRMWARE + std::string("buzzout-") + way.board + ".elf", board, bench);
  AvrLink link(jig);
  JigClient client(link, link, 40'000'000);
  client.connect();
  client.fold_senses(fixture);
  require(client.scan().clean(), "the jig is not clean");

  const OhmTask task = ohm_task(client.identity(), Job{profile, fixture, map});
  require(task.paths.size() == profile.nets.size(), std::string(way.name) + " does not measure all wires");
  OhmMeasurement ohms(client, task);
  link.bytes = 0;
  OhmExchange out;
  const auto ms_since = [&](buzzout::Clock::time_point begun) { return static_cast<double>((link.now() - begun).count()) / 1e3; };
  auto begun = link.now();
  ohms.prepare();
  out.before_ms = ms_since(begun);
  link.sleep(std::chrono::milliseconds(100));  // the slow pass takes longer
  begun = link.now();
  const OhmEvidence found = ohms.measure();
  out.ms = ms_since(begun);
  out.bytes = link.bytes;
  require(!found.problem && found.paths.size() == task.paths.size(), std::string(way.name) + " measures wrongly");
  for (const auto& path : found.paths) require(std::abs(path.ohm - 0.1) < 0.2, std::string(way.name) + " measures wrongly");
  return out;
}

}  // namespace

std::vector<Table> ohm_figures() {
  std::vector<Table> out;
  for (const auto& way : kWays) {
    const OhmExchange e = measure(way);
    out.push_back({"Ohms of a 4.4 mm cable, four wires, sealed, at 1 Mbaud",
                   {way.name},
                   {{"first request to last reply", {e.ms}, " ms", 1, at_most(way.most_ms)},
                    {"  and early in the test", {e.before_ms}, " ms", 1},
                    {"bytes of both, both ways", {static_cast<double>(e.bytes)}, " B"}}});
  }
  return out;
}

}  // namespace buzzout::benchmarks
