// Text as a file of the library: a profile, a fixture, a connector or the settings, as its first key
// has it. What loads must keep every promise of its type.
#include <algorithm>
#include <set>

#include "catalog/config_yaml.hpp"
#include "catalog/fixture_yaml.hpp"
#include "catalog/profile_yaml.hpp"
#include "core/half_holds.hpp"
#include "core/resistance_limits.hpp"
#include "core/verdict.hpp"
#include "core/wire_match.hpp"
#include "fuzz/property.hpp"
#include "fuzz/shipped.hpp"
#include "fuzz/wiring_model.hpp"

using namespace buzzout;
using fuzz::shipped;

namespace {

constexpr std::int64_t kNow = 1'800'000'000;

Scan scan_of(const ScanMatrix& matrix, std::uint32_t count) { return {7, count, 0, 0, matrix}; }

Evidence evidence_of(const Fixture& fixture, const ScanMatrix& matrix) {
  Evidence e;
  e.jig.board = fixture.board;
  e.jig.points = matrix.points();
  e.jig.protocol = 1;
  std::uint32_t count = 0;
  e.scans.push_back(scan_of(matrix, ++count));
  for (Point p = 0; p < matrix.points(); ++p)
    e.holds.push_back({7, ++count, 0, 0, only(p), kHoldMs, matrix.rows[p], matrix.rows[p]});
  for (const PointSet half : halves_of(matrix)) {
    PointSet low = 0;
    for (Point p : members(half)) low |= matrix.rows[p];
    e.halves.push_back({7, ++count, 0, 0, half, kHoldMs, low, low});
  }
  e.scans.push_back(scan_of(matrix, ++count));
  return e;
}

ScanMatrix isolated(unsigned points) {
  ScanMatrix out;
  for (Point p = 0; p < points; ++p) out.rows.push_back(only(p));
  return out;
}

// One net of the profile taken apart.
ScanMatrix without_net(ScanMatrix m, const Net& net, const FixtureMap& map) {
  for (const auto& c : net.contacts)
    for (Point p : members(map.points_of(c))) m.rows[p] = only(p);
  return m;
}

// Every two contacts of a net have a limit, with its basis, and what the file says cannot loosen the one for all.
void check_limits(const Profile& p) {
  for (const auto& [net, wire] : p.wires) MUST(p.net_named(net) != nullptr && !(wire.awg && wire.mm2));
  for (const auto& net : p.nets)
    for (const auto& one : net.contacts)
      for (const auto& other : net.contacts) {
        if (one == other) continue;
        const auto limit = limits_of(p, net, one, other);
        MUST(limit.max && *limit.max >= 0 && *limit.max <= loosest_limit(p).ohm && !limit.basis.empty());
        MUST(limit.max == limits_of(p, net, other, one).max);
        if (!p.allowance) MUST(*limit.max <= p.continuity.ohm);
        if (p.allowance) MUST(p.wire(net) != nullptr && copper_ohms(*p.wire(net)));
      }
  if (p.match) MUST(!wires_made_alike(p).empty());
  if (p.golden)
    for (const auto& path : p.golden->paths) MUST(path.from != path.to && p.net_of(path.from) != nullptr && p.net_of(path.from) == p.net_of(path.to));
}

void check_on(const Profile& profile, const Fixture& fixture) {
  std::optional<FixtureMap> map;
  if (!fuzz::succeeds([&] { map.emplace(profile, fixture); })) return;
  const Expectation expected(profile, *map);
  const fuzz::WiringModel model(profile, fixture, *map);
  MUST(expected.points() == model.points());
  MUST(expected.matrix() == model.matrix());
  const ScanMatrix empty = isolated(model.points());
  MUST(!expected.met_by(empty));
  const Job job{profile, fixture, *map};
  const auto judged = [&](const ScanMatrix& m) {
    return judge(job, evidence_of(fixture, m), {}, kNow);
  };
  const Verdict nothing = judged(empty);
  MUST(nothing.outcome == Outcome::no_cable || nothing.outcome == Outcome::error);
  const Verdict good = judged(model.matrix());
  if (!profile.hazard.empty()) MUST(good.outcome != Outcome::pass);
  else if (good.outcome != Outcome::pass)
    MUST(good.problem && (good.problem->code == "template" || good.problem->code == "needs-ohms" ||
                          good.problem->code == "unsafe" || good.problem->code == "too-many-points"));
  for (const auto& net : profile.nets) {
    const Verdict v = judged(without_net(model.matrix(), net, *map));
    MUST(v.outcome != Outcome::pass && v.outcome != Outcome::aborted);
    if (v.outcome == Outcome::fail) MUST(!v.faults.empty() && !v.diagnoses.empty());
    if (v.problem) MUST(v.problem->code != "unexplained");
  }
}

void check_profile(const Profile& p) {
  std::set<std::string> ends, roles;
  for (const auto& end : p.ends) MUST(ends.insert(end.name).second && !end.type.contacts.empty());
  std::set<Contact> used;
  const auto use = [&](const Contact& c) {
    MUST(p.end(c.end) != nullptr);
    MUST(std::ranges::count(p.end(c.end)->type.contacts, c.pin) == 1);
    MUST(used.insert(c).second);
  };
  for (const auto& net : p.nets) {
    MUST(net.contacts.size() >= 2);
    for (const auto& role : net.roles()) MUST(!role.empty() && roles.insert(role).second);
    for (const auto& c : net.contacts) use(c);
  }
  for (const auto& c : p.ignored) use(c);
  for (const auto& end : p.ends)
    MUST(std::ranges::any_of(p.nets, [&](const Net& net) {
      std::set<std::string> met;
      for (const auto& c : net.contacts) met.insert(c.end);
      return met.contains(end.name) && met.size() > 1;
    }));
  check_limits(p);
  MUST(p.continuity.ohm > 0 && p.continuity.ohm <= 1000 && p.isolation.ohm >= 1000 && p.isolation.ohm <= 1e9);
  if (p.trust == Trust::sourced) MUST(p.source.certainty == 'A' || p.source.certainty == 'B');
  MUST(!p.title.empty() && fuzz::is_printable(p.title) && fuzz::is_printable(p.note));
  MUST(p.revision >= 1 && p.sha256.size() == 64);
  for (const auto& fixture : shipped().fixtures) check_on(p, fixture);
}

void check_fixture(const Fixture& f) {
  const Board* board = find_board(f.board);
  MUST(board != nullptr && !f.sockets.empty());
  std::set<std::string> names;
  for (const auto& s : f.sockets) {
    MUST(names.insert(s.name).second && s.wires.size() == s.type.contacts.size());
    std::set<Point> points;
    for (const auto& [pin, point] : s.wires) MUST(point < board->points && points.insert(point).second);
    for (const auto& a : s.accepts) {
      std::set<std::string> taken;
      for (const auto& [pin, landings] : a.lands)
        for (const auto& l : landings) MUST(s.type.has_contact(l) && taken.insert(l).second);
    }
  }
  // Sockets that share points with any other: each with each.
  std::vector<const Socket*> sharers;
  const auto share = [](const Socket& a, const Socket& b) { return (a.points() & b.points()) != 0; };
  for (const auto& s : f.sockets)
    if (std::ranges::any_of(f.sockets, [&](const Socket& o) { return &o != &s && share(o, s); }))
      sharers.push_back(&s);
  for (const Socket* a : sharers)
    for (const Socket* b : sharers) MUST(share(*a, *b));
  for (const auto& profile : shipped().profiles) check_on(profile, f);
}

void check_connector(const ConnectorType& c) {
  const std::set<std::string> pins(c.contacts.begin(), c.contacts.end());
  MUST(!pins.empty() && pins.size() == c.contacts.size());
  if (c.shell) MUST(pins.contains(*c.shell));
  if (c.shell_bond) MUST(c.shell && pins.contains(*c.shell_bond) && *c.shell != *c.shell_bond);
}

// Whether `text` has a line that begins so.
bool has_key(const std::string& text, const std::string& key) {
  return text.starts_with(key) || text.find("\n" + key) != text.npos;
}

// As fuzz::succeeds, and an Error points into the file and shows nothing that a terminal obeys.
template <class Action>
void load(Action action) {
  try {
    action();
  } catch (const Error& e) {
    MUST(!e.code.empty() && !e.message.empty() && e.where.starts_with("x.yaml"));
    MUST(e.where.size() < 2000 && e.remedy.size() < 4000);
    MUST(fuzz::is_printable(e.message) && fuzz::is_printable(e.where) && fuzz::is_printable(e.remedy));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  static const ConnectorLibrary library = shipped().library();
  load([&] {
    const SourceText source("x.yaml", text);
    if (has_key(text, "fixture:") && has_key(text, "sockets:")) {
      check_fixture(load_fixture(source, library));
    } else if (has_key(text, "connector:")) {
      check_connector(load_connector(source));
    } else if (has_key(text, "profile:")) {
      const Profile whole = load_profile(source, library);
      check_profile(whole);
      MUST(load_aliases(source) == whole.aliases);
      for (const auto& variant : whole.variants) check_profile(load_profile(source, library, variant));
    } else {
      for (const auto& [key, value] : load_config(source).values)
        MUST(!value.empty() && fuzz::is_printable(value));
    }
  });
  return 0;
}
