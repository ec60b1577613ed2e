#pragma once

#include "drawing/picture_of.hpp"
#include "report/certificate.hpp"
#include "report/sample.hpp"

namespace buzzout {

// Everything about one cable that was tested like this, as a station would have kept it.
inline CableFile file_of(const std::string& profile, const std::string& cable, const std::string& serial = "00417") {
  BenchJig jig(profile, uno_bench_for(profile));
  jig.proofs.empty_seen = kNow;
  jig.proofs.traced = true;
  for (const auto& s : jig.fixture.sockets)
    for (const auto& [pin, point] : s.wires) jig.proofs.connected[{s.name, pin}] = kNow;
  CableFile out{kept(record_of(jig, cable, serial), 417), jig.profile, {}, {}, {}, {}};
  out.picture = figure_of(picture_of(jig.profile, jig.map, out.record.verdict));
  out.history = {out.record};
  out.events = {event_of(out.record, "A")};
  return out;
}

// The same after a FAIL and a repair.
inline CableFile mended_file() {
  CableFile out = file_of("4.4-ts", "good");
  TestRecord failed = file_of("4.4-ts", "open:right.S").record;
  failed.started = "2026-11-26T09:11:20+01:00";
  failed.id = "5d4f1f0e-0000-4000-8000-0123456789ab";
  out.record.attempt = 2;
  out.history = {failed, out.record};
  out.repairs = {{"00417", "2026-11", "redo right.S", "Ines", "2026-11-26T09:20:00+01:00"}};
  CableEvent repaired;
  repaired.kind = CableEvent::Kind::repaired;
  repaired.started = "2026-11-26T09:20:00+01:00";
  out.events = {event_of(failed, "A"), repaired, event_of(out.record, "A")};
  return out;
}

inline CableFile several_faults() { return file_of("4.4-ts", "open:amp.T,short:amp.R2:amp.R3"); }

// Every text that a person or a file brings in is hostile.
inline CableFile hostile_file(const std::string& text) {
  CableFile out = several_faults();
  TestRecord& r = out.record;
  r.serial = r.lot = r.operator_name = r.station = r.software = r.fixture.name = r.id = text;
  r.continuity.basis = r.isolation.basis = out.profile.title = out.profile.note = out.profile.source.text = text;
  for (auto& d : r.verdict.diagnoses) d.summary = d.repair = d.consequence = text;
  for (auto& n : r.verdict.not_tested) n.text = text;
  for (auto& g : r.shift->gates) g.record = text;
  out.history = {r, r};
  out.events = {event_of(r, text)};
  out.repairs = {{text, text, text, text, "2026-11-26T09:20:00+01:00"}};
  return out;
}

}  // namespace buzzout
