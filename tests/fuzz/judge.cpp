// A complete test of a good cable of the library, spoilt here and there: PASS where a reading of the
// evidence point by point says so too, and nowhere else.
//
// An input: one byte for the cable and its fixture; then steps of four bytes, what to spoil, where in
// the evidence, which point of it, and how.
#include <algorithm>

#include "core/half_holds.hpp"
#include "core/verdict.hpp"
#include "fuzz/property.hpp"
#include "fuzz/shipped.hpp"
#include "fuzz/wiring_model.hpp"

using namespace buzzout;
using fuzz::shipped;

namespace {

constexpr std::int64_t kNow = 1'800'000'000;

// One cable of the library in a fixture, and the evidence of a good test of it.
struct Placed {
  Placed(const Profile& p, const Fixture& f)
      : profile(p), fixture(f), map(p, f), model(p, f, map) {
    good.jig.board = f.board;
    good.jig.number = 1;
    good.jig.firmware = "0.1.0";
    good.jig.protocol = 1;
    good.jig.points = model.points();
    std::uint32_t count = 40;
    good.scans.push_back({7, ++count, 0, 0, model.matrix()});
    for (Point p1 = 0; p1 < model.points(); ++p1) {
      const PointSet low = good.scans[0].matrix.rows[p1];
      good.holds.push_back({7, ++count, 0, 0, only(p1), kHoldMs, low, low});
    }
    for (const PointSet half : halves_of(good.scans[0].matrix)) {
      PointSet low = 0;
      for (Point p1 : members(half)) low |= good.scans[0].matrix.rows[p1];
      good.halves.push_back({7, ++count, 0, 0, half, kHoldMs, low, low});
    }
    good.scans.push_back({7, count + 30, 0, 0, model.matrix()});  // room for more holds
  }
  const Profile& profile;
  const Fixture& fixture;
  FixtureMap map;
  fuzz::WiringModel model;
  Evidence good;
};

const std::vector<Placed>& all_placed() {
  static const std::vector<Placed> placed = [] {
    std::vector<Placed> out;
    for (const auto& f : shipped().fixtures)
      for (const auto& p : shipped().profiles)
        fuzz::succeeds([&] { out.emplace_back(p, f); });
    MUST(out.size() > 10);
    return out;
  }();
  return placed;
}

struct Step {
  std::uint8_t what, where, point, how;
};

template <class T>
T* pick(std::vector<T>& from, std::uint8_t where) {
  return from.empty() ? nullptr : &from[where % from.size()];
}

// What is known of the jig and of its fixture.
void spoil_bench(JigIdentity& jig, FixtureEvidence& proofs, const Fixture& fixture, const Step& s) {
  const Socket& socket = fixture.sockets[s.where % fixture.sockets.size()];
  const Contact contact{socket.name, socket.wires[s.point % socket.wires.size()].first};
  switch (s.how % 6) {
    case 0: jig.points = s.point; break;
    case 1: jig.board = s.point & 1 ? "uno" : "mega"; break;
    case 2: proofs.bridged = true; break;
    case 3: proofs.broken.insert(contact); break;
    case 4: proofs.misrouted.insert(contact); break;
    case 5: proofs.failed.insert(socket.name); break;
  }
}

void spoil(Evidence& e, FixtureEvidence& proofs, const Placed& placed, const Step& s) {
  Scan* scan = pick(e.scans, s.where);
  Hold* hold = pick(e.holds, s.where);
  const Point p = s.point % 64;
  const auto row = [&](Scan& of) -> PointSet& { return of.matrix.rows[s.point % of.matrix.rows.size()]; };
  const bool has_rows = scan != nullptr && !scan->matrix.rows.empty();
  switch (s.what % 16) {
    case 0:
      if (has_rows) row(*scan) ^= only(s.how % 64);
      break;
    case 1:  // in every scan
      for (auto& each : e.scans)
        if (!each.matrix.rows.empty()) row(each) ^= only(s.how % 64);
      break;
    case 2:  // a wire from point to point, in every scan and both ways
      for (auto& each : e.scans)
        if (const Point q = s.how % 64; p < each.matrix.points() && q < each.matrix.points()) {
          each.matrix.rows[p] |= each.matrix.rows[q];
          each.matrix.rows[q] |= each.matrix.rows[p];
        }
      break;
    case 3:
      if (hold) (s.how & 1 ? hold->always_low : hold->ever_low) ^= only(p);
      break;
    case 4:
      if (hold) hold->always_low ^= only(p), hold->ever_low ^= only(p);
      break;
    case 5:
      if (hold) hold->driven ^= only(p);
      break;
    case 6:
      if (hold) hold->ms = s.how;
      break;
    case 7:
      if (scan) (s.how & 1 ? scan->held_low : scan->held_high) ^= only(p);
      break;
    case 8:
      if (hold) (s.how & 1 ? hold->held_low : hold->held_high) ^= only(p);
      break;
    case 9:
      if (scan && s.how & 1) scan->boot ^= s.point;
      if (hold && !(s.how & 1)) hold->boot ^= s.point;
      break;
    case 10:
      if (scan && s.how & 1) scan->count = s.point;
      if (hold && !(s.how & 1)) hold->count = s.point;
      break;
    case 11:
      if (scan && s.how & 1) e.scans.erase(e.scans.begin() + (scan - e.scans.data()));
      if (hold && !(s.how & 1)) e.holds.erase(e.holds.begin() + (hold - e.holds.data()));
      break;
    case 12:  // a point held once more, for a while
      if (p < placed.model.points() && e.holds.size() < 32) {
        const PointSet low = placed.good.scans[0].matrix.rows[p];
        const std::uint32_t count = e.holds.empty() ? 42 : e.holds.back().count + 1;
        e.holds.push_back({7, count, 0, 0, only(p), s.how, low, low});
      }
      break;
    case 13:
      if (has_rows) s.how & 1 ? scan->matrix.rows.pop_back() : scan->matrix.rows.push_back(only(p));
      break;
    case 14:
      spoil_bench(e.jig, proofs, placed.fixture, s);
      break;
    case 15:  // the same scan once more
      if (scan && e.scans.size() < 5) {
        Scan more = *scan;
        more.count = e.scans.back().count + 1;
        e.scans.push_back(more);
      }
      break;
  }
}

bool low(PointSet set, unsigned p) { return (set >> p & 1) != 0; }

// Why a PASS would be wrong; empty if it would be right. In its own words: point by point.
std::string objection(const Evidence& e, const FixtureEvidence& proofs, const Placed& placed) {
  const auto& m = placed.model;
  const unsigned n = m.points();
  if (placed.profile.trust == Trust::template_only) return "a template";
  if (e.jig.board != placed.fixture.board || e.jig.points != n) return "another board";
  if (e.scans.size() < 2) return "too few scans";
  if (proofs.bridged) return "a bridged fixture";
  for (const auto& placement : placed.map.placements()) {
    for (const auto* wires : {&proofs.broken, &proofs.misrouted})
      for (const auto& c : *wires)
        if (c.end == placement.socket) return "a bad wire in the fixture";
    if (proofs.failed.contains(placement.socket)) return "a socket with points of others";
  }

  std::uint64_t last = e.scans[0].count;
  for (const auto& h : e.holds) {
    if (h.boot != e.scans[0].boot || h.count <= last) return "a hold out of order";
    last = h.count;
    if (h.held_high != 0 || h.held_low != 0) return "an unclean hold";
    for (unsigned p = 0; p < 64; ++p) {
      if (p >= n && (low(h.driven, p) || low(h.always_low, p) || low(h.ever_low, p))) return "no such point";
      if (low(h.driven, p) && !low(h.always_low, p)) return "a dead point";
      if (low(h.always_low, p) && !low(h.ever_low, p)) return "always but never";
    }
  }
  for (std::size_t i = 1; i < e.scans.size(); ++i) {
    if (e.scans[i].boot != e.scans[0].boot || e.scans[i].count <= last) return "a scan out of order";
    last = e.scans[i].count;
  }
  for (const auto& s : e.scans) {
    if (s.held_high != 0 || s.held_low != 0) return "an unclean scan";
    if (s.matrix.rows.size() != n) return "another matrix";
    for (unsigned p = 0; p < n; ++p) {
      if (!low(s.matrix.rows[p], p)) return "a dead point";
      for (unsigned q = 0; q < 64; ++q) {
        const bool is_low = low(s.matrix.rows[p], q);
        if (q >= n && is_low) return "no such point";
        if (q >= n || m.ignored(p) || m.ignored(q)) continue;
        if (m.joined(p, q) && !is_low) return "a wire is missing";
        if (is_low != low(e.scans[0].matrix.rows[p], q)) return "scans that differ";
      }
    }
  }

  std::vector<bool> held(n);
  for (const auto& h : e.holds) {
    unsigned p = 0;
    while (p < n && h.driven != PointSet{1} << p) ++p;
    if (p == n) return "a hold of several points";
    if (h.ms < 20) return "a short hold";
    held[p] = true;
    for (unsigned q = 0; q < n; ++q) {
      if (m.ignored(p) || m.ignored(q)) continue;
      if (m.joined(p, q) && !low(h.always_low, q)) return "a wire did not last";
      if (!m.joined(p, q) && low(h.ever_low, q)) return "a wire too many";
    }
  }
  for (unsigned p = 0; p < n; ++p)
    if (!held[p]) return "a point was not held";
  if (!placed.profile.hazard.empty()) return "known to be bad";
  return "";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto& placed = all_placed()[size > 0 ? data[0] % all_placed().size() : 0];
  Evidence evidence = placed.good;
  FixtureEvidence proofs;
  for (std::size_t i = 1; i + 4 <= size && i < 400; i += 4)
    spoil(evidence, proofs, placed, {data[i], data[i + 1], data[i + 2], data[i + 3]});

  const Verdict v = judge({placed.profile, placed.fixture, placed.map}, evidence, proofs, kNow);
  const std::string wrong = objection(evidence, proofs, placed);
  if ((v.outcome == Outcome::pass) != wrong.empty()) {
    std::fprintf(stderr, "%s; objection: %s\n", std::string(to_string(v.outcome)).c_str(), wrong.c_str());
    MUST((v.outcome == Outcome::pass) == wrong.empty());
  }
  const bool is_template = placed.profile.trust == Trust::template_only;
  const bool known_bad = !placed.profile.hazard.empty();
  if (size < 5)
    MUST(v.outcome == (is_template ? Outcome::error : known_bad ? Outcome::fail : Outcome::pass));
  MUST(v.outcome != Outcome::aborted);
  MUST((v.outcome == Outcome::error) == v.problem.has_value());
  if (v.problem) MUST(v.problem->code != "unexplained" && !v.problem->message.empty());
  if (!v.faults.empty()) MUST(v.outcome == Outcome::fail);
  if (v.outcome == Outcome::fail) MUST(!v.faults.empty() || known_bad);
  MUST((v.outcome == Outcome::fail) == !v.diagnoses.empty());
  if (v.outcome == Outcome::pass) MUST(!v.not_tested.empty());
  for (const auto& d : v.diagnoses) MUST(!to_string(d.code).empty() && !d.summary.empty());
  return 0;
}
