#include "bench/measure.hpp"

#include <algorithm>

namespace buzzout {
Evidence measure(JigClient& jig, const OhmTask& ohms) {
  Evidence e;
  e.jig = jig.identity();
  e.scans.push_back(jig.scan());
  const ScanMatrix& quick = e.scans.front().matrix;
  OhmTask task = ohms;
  OhmMeasurement resistances(jig, task);
  resistances.prepare();
  for (Point p = 0; p < quick.points(); ++p) e.holds.push_back(jig.hold(only(p), kHoldMs));
  ScanMatrix linked = quick;
  if (const auto slow = slow_pass_of(e.holds, quick.points())) {
    linked = slow->settled(quick);  // what only the quick scan shows is capacitance
    for (const PointSet half : halves_of(linked)) e.halves.push_back(jig.hold(half, kHoldMs));
  }
  const auto is_left_out = [&](const OhmPath& path) { return !may_drive(path, linked); };
  const bool whole = std::ranges::none_of(task.paths, [&](const OhmPath& path) { return path.must_be && is_left_out(path); });
  std::erase_if(task.paths, is_left_out);
  e.ohms = resistances.measure();
  if (!whole) e.ohms.left_out = unmeasured_path();
  e.scans.push_back(jig.scan());
  jig.require_same_jig();
  return e;
}

Verdict test_cable(JigClient& jig, const Job& job, const FixtureEvidence& proofs, std::int64_t now,
                   std::vector<Upset> upsets, const OhmTask& ohms) {
  jig.set_lamp(protocol::Lamp::busy);
  Evidence evidence = measure(jig, ohms);
  evidence.upsets = std::move(upsets);
  return judge(job, evidence, proofs, now);
}

void learn_proofs(FixtureEvidence& proofs, const Job& job, const Verdict& verdict, std::int64_t now) {
  if (verdict.outcome == Outcome::no_cable) proofs.empty_seen = now;
  // On a fixture that may have a bridge inside, a PASS shows nothing about single wires.
  if (verdict.outcome != Outcome::pass || !proofs.empty_is_proved(now)) return;
  for (const auto& net : job.profile.nets)
    for (const auto& contact : net.contacts)
      for (Point p : members(job.map.points_of(contact)))
        // On a shared point the plug may have been in another socket.
        if (job.map.socket_contacts_at(p).size() == 1)
          proofs.connected[job.map.socket_contact(contact, p)] = now;
}

}  // namespace buzzout
