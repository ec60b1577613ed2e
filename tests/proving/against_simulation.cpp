#include <chrono>

#include "bench/bench_jig.hpp"
#include "proving/prove.hpp"

using namespace buzzout;

// What `profiles prove` says of a mistake on paper is what the electrical model, the firmware core and the
// protocol say of it.
TEST_CASE("every mistake measures and is judged as on the simulated jig") {
  const auto begun = std::chrono::steady_clock::now();
  unsigned tried = 0;
  for (const auto& name : shipped_profiles()) {
    CAPTURE(name);
    BenchJig jig(name, uno_bench_for(name));
    const Proof proof = prove(jig.job);
    const auto mistakes = mistakes_of(jig.profile);
    REQUIRE(proof.trials.size() == mistakes.size());
    for (std::size_t i = 0; i < mistakes.size(); ++i) {
      const auto& m = mistakes[i];
      CAPTURE(m.edits);
      const Verdict v = jig.test(m.edits);
      REQUIRE(v.matrix == m.cable.matrix(jig.map));
      REQUIRE(v.outcome == proof.trials[i].outcome);
      REQUIRE((v.diagnoses.empty() ? "" : to_string(v.diagnoses.front().code)) == proof.trials[i].diagnosis);
      ++tried;
    }
  }
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begun;
  MESSAGE(tried, " mistakes, ", taken.count(), " s");
  CHECK(tried > 2000);
}
