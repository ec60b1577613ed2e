#include "naming/identification.hpp"

#include <algorithm>

#include "core/compare.hpp"
#include "core/diagnose.hpp"
#include "core/expectation.hpp"
#include "core/fixture_map.hpp"

namespace buzzout {

std::string_view to_string(IdentityResult r) {
  switch (r) {
    case IdentityResult::nothing: return "nothing";
    case IdentityResult::exact: return "exact";
    case IdentityResult::dangerous: return "dangerous";
    case IdentityResult::near: return "near";
    case IdentityResult::unknown: break;
  }
  return "unknown";
}

IdentityResult Identification::result() const {
  if (reading.nothing()) return IdentityResult::nothing;
  if (std::ranges::any_of(exact, [](const CableMatch& m) { return !m.profile->hazard.empty(); }))
    return IdentityResult::dangerous;
  if (!exact.empty()) return IdentityResult::exact;
  return near.empty() ? IdentityResult::unknown : IdentityResult::near;
}

namespace {

// How many candidates are looked at more closely for each one that is told.
constexpr std::size_t kCandidates = 8 * kMostNear;

unsigned measured_wires(const Netlist& measured) {
  unsigned out = 0;
  for (PointSet net : measured.nets) out += size(net) - 1;
  return out;
}

NearCable explain(const CableMatch& match, const Fixture& fixture, const Netlist& measured) {
  NearCable out{{match}, {}, {}};
  const FixtureMap map(*match.profile, fixture, match.seating.choices(*match.profile, fixture));
  out.faults = compare(map, Expectation(*match.profile, map), measured);
  out.diagnoses = diagnose(*match.profile, map, measured, out.faults);
  return out;
}

bool is_near(const NearCable& n, unsigned measured) {
  const CableMatch& m = n.matches.front();
  if (2 * m.common >= std::max(m.wires, measured)) return true;
  const auto told = [&](DiagnosisCode code) { return std::ranges::find(n.diagnoses, code, &Diagnosis::code) != n.diagnoses.end(); };
  return !told(DiagnosisCode::end_not_connected) && !told(DiagnosisCode::other_cable) && 2 * n.diagnoses.size() <= m.wires;
}

}  // namespace

Identification identify(Reading reading, const Fixture& fixture, const CableIndex& index) {
  Identification out{std::move(reading), {}, {}};
  const Reading& r = out.reading;
  for (auto& m : index.exact(r.matrix)) {
    const FixtureMap map(*m.profile, fixture, m.seating.choices(*m.profile, fixture));
    if ((r.unsteady & ~Expectation(*m.profile, map).ignored()) == 0) out.exact.push_back(std::move(m));
  }
  if (!out.exact.empty()) return out;
  const unsigned measured = measured_wires(r.netlist);
  for (const auto& m : index.nearest(r.netlist, kCandidates)) {
    const auto twin = std::ranges::find_if(
        out.near, [&](const NearCable& n) { return n.matches.front().form == m.form; });
    if (twin != out.near.end()) {
      twin->matches.push_back(m);
      continue;
    }
    if (out.near.size() == kMostNear) continue;
    NearCable near = explain(m, fixture, r.netlist);
    // Of several, those that need a second thing in other sockets tell nothing.
    const bool needs_another = std::ranges::any_of(near.faults, &Fault::foreign);
    if (!is_near(near, measured) || (!out.near.empty() && needs_another)) continue;
    // On which pins a template's wires belong nobody knows: what differs is no mistake.
    if (m.profile->trust == Trust::template_only) near.diagnoses.clear();
    out.near.push_back(std::move(near));
  }
  return out;
}

namespace {

// With more, what was tested is another cable that is known rather than this one with so many mistakes.
constexpr std::size_t kFewFindings = 1;

bool has_same_plugs(const Profile& a, const Profile& b) {
  if (a.ends.size() != b.ends.size()) return false;
  for (std::size_t e = 0; e < a.ends.size(); ++e)
    if (a.ends[e].type.name != b.ends[e].type.name) return false;
  return true;
}

}  // namespace

void add_likeness(std::vector<Diagnosis>& to, const std::vector<CableMatch>& exact, const Profile& tested) {
  if (!tested.hazard.empty()) return;
  const bool is_another = to.size() > kFewFindings || std::ranges::find(to, DiagnosisCode::other_cable, &Diagnosis::code) != to.end();
  std::string names, first;
  for (const auto& m : exact) {
    if (m.profile->name == tested.name || m.seating.seat != Seat::as_labelled) continue;
    if (m.profile->trust == Trust::template_only) continue;  // no cable, but a shape of one
    if (!m.profile->hazard.empty()) {
      if (!has_same_plugs(*m.profile, tested)) continue;
      if (is_another) to.clear();
      forbid_repairs(to);
      to.insert(to.begin(), tell_hazard(*m.profile));
      to.front().rewired = true;
      return;
    }
    if (names.empty()) first = m.profile->name;
    names += (names.empty() ? "" : ", or as ") + m.profile->name;
  }
  if (names.empty()) return;
  const Action test{ActionCode::test, {{"profile", first}}};
  if (is_another) {
    to = {tell_other_cable(to, "it measures exactly as " + names)};
    to.front().repair = "Move no wire before you know which cable it is, and in which socket. If it is " + first + ", test it as that.";
    to.front().action = test;
    return;
  }
  if (!to.empty() && !to.front().repair.empty())
    to.front().repair = "First look whether it is " + first + ", which measures the same. If not: " + to.front().repair;
  Diagnosis hint{DiagnosisCode::other_cable, "It measures exactly as " + names + ".", "", "If that is the cable you have, test it as that."};
  hint.action = test;
  hint.rewired = true;  // as every cable that is known
  const bool wrong_sockets = std::ranges::find(to, DiagnosisCode::other_socket, &Diagnosis::code) != to.end();
  to.push_back(std::move(hint));
  if (wrong_sockets) put_in_order(to);
}

}  // namespace buzzout
