#include <doctest/doctest.h>

#include <sstream>

#include "core/tell_resistance.hpp"
#include "drawing/picture_of.hpp"
#include "report/cable_figure.hpp"
#include "report/certificate.hpp"
#include "report/csv.hpp"
#include "report/junit.hpp"
#include "report/sample.hpp"

using namespace buzzout;

namespace {

// A good cable's record as a jig with ohms makes it, with that resistance in L-.
TestRecord in_ohms(BenchJig& jig, double ohm, Decision decision = Decision::guard_band) {
  TestRecord r = record_of(jig, "good", "00417");
  Verdict& v = r.verdict;
  v.coverage = Coverage::continuity_and_ohms;
  v.decision = decision;
  for (const auto& net : jig.profile.nets) {
    const double here = net.name == "L-" ? ohm : 0.1;
    v.resistances.push_back({net.name, net.contacts[0], net.contacts[1], here, 0.07, {}, 2, "house default", held_against(here, 0.07, {}, 2)});
  }
  const Resistance& told = v.resistances[1];
  v.marginal = told.status == ResistanceStatus::marginal;
  if (told.status != ResistanceStatus::too_high) return r;
  v.outcome = Outcome::fail;
  Fault f;
  f.kind = FaultKind::high_resistance;
  f.net = told.net;
  f.contacts = {told.from, told.to};
  f.ohm = told.ohm;
  f.uncertainty = told.uncertainty;
  f.limit = told.max;
  v.faults = {f};
  v.diagnoses = tell_resistances(jig.profile, v.resistances);
  return r;
}

std::string words_of(const Sheet& sheet) {
  std::ostringstream out;
  const auto lines = [&](const std::vector<SheetText>& all) {
    for (const auto& one : all) out << one.text << " | ";
  };
  out << sheet.title << "\n";
  for (const auto& block : sheet.blocks) {
    if (const auto* h = std::get_if<SheetHeading>(&block)) out << h->text;
    if (const auto* n = std::get_if<SheetNotice>(&block)) out << n->headline << ' ', lines(n->lines);
    if (const auto* t = std::get_if<SheetTable>(&block))
      for (const auto& row : t->rows) lines(row), out << "\n";
    if (const auto* f = std::get_if<SheetFacts>(&block))
      for (const auto& [name, text] : f->rows) out << name << ": " << text.text << "\n";
    out << "\n";
  }
  return out.str();
}

std::string certificate_of(BenchJig& jig, const TestRecord& r) {
  return words_of(certificate({r, jig.profile, {}, {r}, {}, {event_of(r, "A")}}));
}

bool says(const std::string& text, const std::string& what) { return text.find(what) != std::string::npos; }

std::string texts_of(const Figure& figure) {
  std::string out;
  for (const auto& shape : figure.shapes)
    if (const auto* text = std::get_if<FigureText>(&shape)) out += text->text + "\n";
  return out;
}

}  // namespace

TEST_CASE("a certificate has each resistance with its uncertainty, limit and basis, and says how it is decided") {
  BenchJig jig("4.4-ts", "headphone-bench-uno");
  const std::string good = certificate_of(jig, in_ohms(jig, 0.12));
  CHECK(good.starts_with("Certificate of test"));
  for (const std::string what :
       {"L- | amp.R1 – left.S | 0.120 Ω ± 0.070 | at most 2 Ω | house default | ✓ ok", "Coverage: continuity and resistance to ± 0.07 Ω",
        "Expanded, k = 2", "Decision rule: Guard band", "0.10 to 0.12 Ω, each to ± 0.07 Ω"}) {
    CAPTURE(what);
    CHECK(says(good, what));
  }
  CHECK_FALSE(says(good, "not in ohms: continuity only | \nIsolation"));
  CHECK(says(certificate_of(jig, in_ohms(jig, 0.12, Decision::simple)), "Decision rule: Simple acceptance"));
  CHECK_FALSE(says(certificate_of(jig, record_of(jig, "good", "00417")), "Decision rule"));
}

TEST_CASE("a marginal PASS is reported, and not certified unless the limit alone decides") {
  BenchJig jig("4.4-ts", "headphone-bench-uno");
  const std::string guarded = certificate_of(jig, in_ohms(jig, 1.96)), simple = certificate_of(jig, in_ohms(jig, 1.96, Decision::simple));
  CHECK(guarded.starts_with("Test report"));
  CHECK(says(guarded, "This PASS is marginal. L- has 1.960 Ω ± 0.070 between amp.R1 and left.S; at most 2 Ω are allowed, so it may be too high. "
                      "It gets no label, and in a lot it fails."));
  CHECK(simple.starts_with("Certificate of test"));
  CHECK(says(simple, "By the profile, the limit alone decides."));
}

TEST_CASE("a picture shows each wire's ohms, and a wire of too many as a resistor") {
  BenchJig jig("4.4-ts", "headphone-bench-uno");
  const auto drawn = [&](const TestRecord& r) { return picture_of(jig.profile, jig.map, r.verdict); };
  const WiringPicture good = drawn(in_ohms(jig, 0.12)), high = drawn(in_ohms(jig, 4.74)), marginal = drawn(in_ohms(jig, 1.96));
  CHECK(good.wires[1].ohms.words == "0.12 Ω");
  CHECK(good.wires[1].state == WireState::good);
  CHECK(high.wires[1].state == WireState::off_limit);
  CHECK(high.wires[0].state == WireState::good);
  CHECK(marginal.wires[1].state == WireState::good);
  CHECK(marginal.wires[1].ohms.near_limit);
  CHECK(drawn(record_of(jig, "good", "1")).wires[1].ohms.words.empty());
  const TestRecord r = in_ohms(jig, 4.74);
  const std::string texts = texts_of(cable_figure(r, jig.profile, high));
  CHECK(says(texts, "4.74 Ω\n"));
  CHECK(says(texts, "Measured: 0.10 to 4.74 Ω, each to ± 0.07 Ω; at most 2 Ω allowed\n"));
  const TestRecord m = in_ohms(jig, 1.96);
  CHECK(says(texts_of(cable_figure(m, jig.profile, marginal)), "PASS, marginal: "));
}

TEST_CASE("exports have the ohms: new columns behind the old ones, and properties") {
  BenchJig jig("4.4-ts", "headphone-bench-uno");
  std::ostringstream csv, junit;
  write_csv_header(csv);
  write_csv_row(csv, in_ohms(jig, 4.74));
  write_csv_row(csv, record_of(jig, "good", "1"));
  CHECK(says(csv.str(), ",record_sha256,coverage,decision,marginal,highest_ohm,highest_ohm_uncertainty,highest_ohm_wire,resistances\r\n"));
  CHECK(says(csv.str(), ",continuity+ohms,guard-band,no,4.7400,0.0700,L- amp.R1 left.S,L+ amp.T left.T: 0.1000 ok; L- amp.R1 left.S: 4.7400 too-high; "));
  CHECK(csv.str().ends_with(",continuity,simple,no,,,,\r\n"));
  JunitReport report(junit, "x");
  report.add(in_ohms(jig, 4.74), &jig.profile);
  report.finish();
  CHECK(says(junit.str(), R"(<property name="resistance" value="L- amp.R1 left.S: 4.740 Ω ± 0.070, too-high" />)"));
  CHECK(says(junit.str(), R"(<property name="decision" value="guard-band" />)"));
  CHECK(says(junit.str(), "high-resistance L-: amp.R1 and left.S, 4.740 Ω ± 0.070"));
}
