#include "bench/bench_jig.hpp"
#include "properties/random_cable.hpp"

using namespace buzzout;
using namespace buzzout::properties;

// The electrical model, the firmware core and the protocol on one side; wires as a graph on the other.
TEST_CASE("whatever is soldered, the jig measures what is connected, and only the right cable passes") {
  for (const auto& fixture : kHeadphoneBenches)
    for (const std::string profile : {"4.4-ts", "trs-3.5-to-dual-ts-3.5", "xlr-3-mic:shell-bonded"}) {
      BenchJig jig(profile, fixture);
      CHECK(rc::check(profile + " on " + fixture, [&] {
        const RandomCable made = make(jig.profile, *random_edits());
        RC_LOG() << made.edits;
        const Verdict v = jig.test(made.edits);
        const ScanMatrix wanted = made.cable.matrix(jig.map);
        RC_ASSERT(v.matrix == wanted);
        const Netlist measured = netlist_of(v.matrix);
        RC_ASSERT(measured.nets == netlist_of(wanted).nets);
        // Diodes both ways are the one thing that may count as a wire; every verdict says so.
        const bool both_ways = made.edits.find("diode") != made.edits.rfind("diode") &&
                               !made.cable.is_as_wanted() && jig.expected.met_by(wanted);
        RC_ASSERT((v.outcome == Outcome::pass) == (made.cable.is_as_wanted() || both_ways));
        RC_CLASSIFY(v.outcome == Outcome::pass, "passes");
        RC_CLASSIFY(!measured.one_ways.empty(), "with a diode");
      }));
      jig.check_conduct();
    }
}
