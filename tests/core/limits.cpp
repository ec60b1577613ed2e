#include "core/limits.hpp"

#include "core/ohm_words.hpp"
#include "core/parallel_wires.hpp"
#include "core/resistance_limits.hpp"
#include "core/tell_resistance.hpp"
#include "core_sample.hpp"

namespace buzzout {

using namespace sample;

TEST_CASE("wires side by side are shown by less than one of them has, and by nothing else") {
  Profile p;
  p.nets = {{"shield", contacts({"in.1", "in.shell", "out.1", "out.shell"})}, {"hot", contacts({"in.2", "out.2"})}};
  CHECK(may_have_parallel_wires(p.nets[0]));
  CHECK_FALSE(may_have_parallel_wires(p.nets[1]));
  CHECK_FALSE(may_have_parallel_wires({"ground", contacts({"in.1", "in.shell", "out.1", "tap.S"})}));
  const auto reading = [](const char* from, const char* to, double ohm, double u) {
    Resistance r{"shield", contact(from), contact(to), ohm, u, {}, 2, ""};
    return std::vector{r};
  };
  CHECK_FALSE(shows_parallel_wires(p, p.nets[0], reading("in.1", "out.1", 0.05, 0.01)));
  p.wires["shield"] = Wire{26, {}, 1.2, {}, ""};  // 0.16 ohm
  CHECK(shows_parallel_wires(p, p.nets[0], reading("in.1", "out.1", 0.08, 0.01)));
  CHECK_FALSE(shows_parallel_wires(p, p.nets[0], reading("in.1", "out.1", 0.16, 0.01)));
  CHECK_FALSE(shows_parallel_wires(p, p.nets[0], reading("in.1", "out.1", 0.08, 0.09)));  // too uncertain
  CHECK_FALSE(shows_parallel_wires(p, p.nets[0], reading("in.1", "in.shell", 0.01, 0.01)));  // within one plug
  CHECK_FALSE(shows_parallel_wires(p, p.nets[0], {}));
}

TEST_CASE("a mismatch is told with both wires, the limit, and where to look") {
  Profile p;
  p.use = Use::headphone;
  p.nets = {{"L+", contacts({"amp.T", "left.T"})}, {"L-", contacts({"amp.R1", "left.S"})}};
  p.wires["L+"].colour = "red";
  Resistance more{"L+", contact("amp.T"), contact("left.T"), 0.62, 0.04, {}, 2, ""}, less{"L-", contact("amp.R1"), contact("left.S"), 0.41, 0.04, {}, 2, ""};
  const WireMatch m{more, less, 20, "made alike"};
  CHECK(status_of(m) == ResistanceStatus::too_high);
  const Diagnosis d = tell_mismatch(p, m);
  CHECK(d.code == DiagnosisCode::high_resistance);
  CHECK(d.summary == "L+ has 0.620 Ω ± 0.040, L- 0.410 Ω ± 0.040: 51 % more; the two are made alike, and 20 % are allowed.");
  CHECK(d.repair.find("of the red wire at amp.T and left.T") != std::string::npos);
  CHECK(d.repair.find("broken strands") != std::string::npos);
  Verdict v;
  v.outcome = Outcome::pass;
  v.marginal = true;
  v.decision = Decision::guard_band;
  v.matches = {m};
  v.matches[0].status = ResistanceStatus::marginal;
  CHECK(marginal_in_words(v).find("at most 20 % are allowed") != std::string::npos);
  CHECK_FALSE(passes_for_good(v));
}

TEST_CASE("a joint is named by the colour of its wire, where the profile knows it") {
  Profile p;
  p.nets = {{"L+", contacts({"amp.T", "left.T"})}};
  Resistance r{"L+", contact("amp.T"), contact("left.T"), 5, 0.1, {}, 2, "", ResistanceStatus::too_high};
  CHECK(tell_resistances(p, {r})[0].repair.find("redo the joint at amp.T or left.T") != std::string::npos);
  p.wires["L+"].colour = "red";
  CHECK(tell_resistances(p, {r})[0].repair.find("redo the joint of the red wire at amp.T or left.T") != std::string::npos);
}

}  // namespace buzzout
