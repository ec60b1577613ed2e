#include "live/live.hpp"

#include <algorithm>
#include <cmath>

#include "core/compare.hpp"
#include "core/diagnose.hpp"
#include "core/error_codes.hpp"
#include "core/ohm_words.hpp"
#include "core/resistance_limits.hpp"
#include "core/seen_parts.hpp"
#include "core/upset.hpp"


namespace buzzout {
namespace {

bool is_isolated(const ScanMatrix& m) {
  for (Point p = 0; p < m.points(); ++p)
    if (m.rows[p] != only(p)) return false;
  return true;
}

PointSet points_of_end(const End& end, const FixtureMap& map) {
  PointSet out = 0;
  for (const auto& pin : end.type.contacts) out |= map.points_of({end.name, pin});
  return out;
}

// Nothing of the end is linked to anything outside of it.
bool is_out(PointSet end, const ScanMatrix& m) {
  for (Point p = 0; p < m.points(); ++p)
    if (has(end, p) ? (m.rows[p] & ~end) != 0 : (m.rows[p] & end) != 0) return false;
  return true;
}

// The farthest that any of them is known to have gone.
std::optional<double> farther(std::optional<double> a, std::optional<double> b) {
  if (!a || !b) return a ? a : b;
  return std::abs(*a) < std::abs(*b) ? b : a;
}

void add(std::vector<Upset>& to, const Upset& u) {
  const auto same = std::ranges::find_if(to, [&](const Upset& o) {
    return o.kind == u.kind && o.net == u.net && o.redone == u.redone;
  });
  if (same == to.end()) {
    to.push_back(u);
    return;
  }
  same->change = farther(same->change, u.change);
  same->times += u.times;
  same->last = std::max(same->last, u.last);
  for (const auto& c : u.contacts)
    if (std::ranges::find(same->contacts, c) == same->contacts.end()) same->contacts.push_back(c);
}

bool is_outside(const Resistance& r) { return r.status == ResistanceStatus::too_high || r.status == ResistanceStatus::too_low; }

class Follower {
 public:
  Follower(LiveState state, const Look& look, const Job& job)
      : s_(std::move(state)), look_(look), job_(job), expected_(job.profile, job.map) {}

  LiveState follow() {
    if (s_.looks++ == 0) begin();
    const bool changed = s_.held_high != look_.held_high || s_.held_low != look_.held_low ||
                         (look_.clean() && s_.matrix != look_.matrix);
    s_.at = look_.at;
    s_.held_high = look_.held_high;
    s_.held_low = look_.held_low;
    if (changed) s_.changed = look_.at;
    if (look_.clean()) {
      if (s_.matrix == look_.matrix) s_.agreed = look_.matrix;
      s_.matrix = look_.matrix;
      follow_wires();
      follow_ends();
      follow_resistances();
      if (is_isolated(look_.matrix)) gather_all();
      judge_fresh();
    } else {
      s_.matrix = s_.agreed;
      s_.held_until = look_.at;
      std::erase_if(s_.fresh,
                    [&](const LiveState::Fresh& f) { return look_.at - f.at <= LiveState::kTorn; });
      unsettle(look_.held_high | look_.held_low);
    }
    const LiveStatus now = status();
    if (now != s_.status) s_.since = look_.at;
    s_.status = now;
    if (now == LiveStatus::wrong && look_.at - s_.since >= LiveState::kWrong) s_.was_wrong = true;
    return std::move(s_);
  }

 private:
  void begin() {
    s_.began = s_.changed = s_.since = look_.at;
    s_.wires.assign(expected_.nets().size(), {});
    s_.out_since.assign(job_.profile.ends.size(), -1);
  }

  // As expected in both directions, and linked to nothing else.
  bool is_whole(const ExpectedNet& net) const {
    for (Point p = 0; p < look_.matrix.points(); ++p) {
      const PointSet difference = expected_.difference(look_.matrix, p);
      if (has(net.points, p) ? difference != 0 : (difference & net.points) != 0) return false;
    }
    return true;
  }

  void follow_wires() {
    PointSet upset = 0;
    for (std::size_t i = 0; i < s_.wires.size(); ++i) {
      auto& wire = s_.wires[i];
      const ExpectedNet& net = expected_.nets()[i];
      const bool whole = is_whole(net);
      if (wire.whole && wire.settled && !whole) {
        // Torn by what held the jig, perhaps: it counts if it is still so when that has passed.
        if (look_.at - s_.held_until <= LiveState::kTorn) continue;
        upset |= net.points;
      }
      if (whole && !wire.whole) wire.whole_since = look_.at;
      if (whole != wire.whole) note_change(wire);
      wire.whole = whole;
      watch_chatter(wire);
      if (whole && look_.at - wire.whole_since >= LiveState::kSettle) wire.settled = true;
    }
    if (upset != 0 && is_all_in()) note_upsets(upset);
  }

  bool is_all_in() const { return s_.all_in_since >= 0 && look_.at - s_.all_in_since >= LiveState::kSettle; }

  // A net that was not settled is being worked on, and so is what it touches.
  void note_upsets(PointSet upset) {
    for (const auto& f : compare(job_.map, expected_, netlist_of(look_.matrix))) {
      const auto parts = parts_of(f);
      const bool settled =
          std::ranges::all_of(parts, [&](std::size_t i) { return s_.wires[i].settled; });
      const bool now = std::ranges::any_of(
          parts, [&](std::size_t i) { return (expected_.nets()[i].points & upset) != 0; });
      if (!settled || !now) continue;
      const auto kind = parts.size() > 1 ? Upset::Kind::touched : Upset::Kind::lost;
      s_.fresh.push_back({{kind, f.net, f.contacts, 1, look_.at, false}, look_.at});
    }
  }

  // The nets that take part, by their place in the expectation.
  std::vector<std::size_t> parts_of(const Fault& f) const {
    const std::string names = " + " + f.net + " + ";
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < expected_.nets().size(); ++i)
      if (names.find(" + " + expected_.nets()[i].name + " + ") != std::string::npos)
        out.push_back(i);
    return out;
  }

  // The net of a point, if it is one that is watched.
  const LiveState::Wire* wire_at(Point p) const {
    for (std::size_t i = 0; i < s_.wires.size(); ++i)
      if (has(expected_.nets()[i].points, p)) return &s_.wires[i];
    return nullptr;
  }

  void follow_resistances() {
    const auto is = [&](const PathOhms& path, bool LiveState::Wire::*state) {
      const auto *from = wire_at(path.from), *to = wire_at(path.to);
      return from != nullptr && to != nullptr && from->*state && to->*state;
    };
    std::erase_if(s_.ohms, [&](const OhmTrace& t) {
      return !is(t.path, &LiveState::Wire::whole) || look_.at - t.recent.back().at > OhmTrace::kShown;
    });
    if (!look_.ohms) return;
    const OhmLook& ohms = *look_.ohms;
    s_.ohm_problem = ohms.problem;
    if (!is(ohms.path, &LiveState::Wire::whole)) return;
    const auto is_at = [&](const OhmTrace& t) { return t.path.from == ohms.path.from && t.path.to == ohms.path.to; };
    if (ohms.problem) {
      // What is charged or powered from outside says nothing of the wire.
      for (auto& t : s_.ohms) t.torn = t.torn || (is_at(t) && ohms.problem->code != kPoweredCable);
      return;
    }
    const bool counts = is(ohms.path, &LiveState::Wire::settled) && is_all_in() && look_.at - s_.held_until > LiveState::kTorn;
    for (const auto& r : resistances_at(job_.profile, job_.map, ohms.path)) {
      auto found = std::ranges::find_if(s_.ohms, [&](const OhmTrace& t) { return is_at(t) && t.now.net == r.net; });
      if (found == s_.ohms.end()) {
        const auto behind = [&](const OhmTrace& t) {
          return std::pair(t.path.from, t.path.to) > std::pair(ohms.path.from, ohms.path.to);
        };
        found = s_.ohms.insert(std::ranges::find_if(s_.ohms, behind), OhmTrace(r, ohms.path));
      }
      if (auto upset = follow_ohms(*found, r, ohms, look_.at, counts)) s_.fresh.push_back({std::move(*upset), look_.at});
    }
  }

  void note_change(LiveState::Wire& wire) const {
    if (wire.changes.size() == LiveState::kChanges) wire.changes.erase(wire.changes.begin());
    wire.changes.push_back(look_.at);
  }

  void watch_chatter(LiveState::Wire& wire) const {
    const bool chatters = wire.changes.size() == LiveState::kChanges &&
                          look_.at - wire.changes.front() <= LiveState::kChatter;
    if (!chatters)
      wire.chatters_since = -1;
    else if (wire.chatters_since < 0)
      wire.chatters_since = look_.at;
    else if (look_.at - wire.chatters_since >= LiveState::kBounce)
      wire.settled = true;
  }

  void follow_ends() {
    for (std::size_t e = 0; e < job_.profile.ends.size(); ++e) {
      const PointSet points = points_of_end(job_.profile.ends[e], job_.map);
      auto& since = s_.out_since[e];
      if (!is_out(points, look_.matrix))
        since = -1;
      else if (since < 0)
        since = look_.at;
      if (is_pulled(e)) {
        unsettle(points);
        std::erase_if(s_.fresh, [&](const LiveState::Fresh& f) { return came_with(f, e); });
        s_.all_in_since = -1;
      }
    }
    const bool all_in = std::ranges::all_of(s_.out_since, [](std::int64_t since) { return since < 0; });
    if (all_in && s_.all_in_since < 0) s_.all_in_since = look_.at;
  }

  bool is_pulled(std::size_t end) const {
    return s_.out_since[end] >= 0 && look_.at - s_.out_since[end] >= LiveState::kPulled;
  }

  bool takes_part(const Upset& u, std::size_t end) const {
    return std::ranges::find(u.contacts, job_.profile.ends[end].name, &Contact::end) !=
           u.contacts.end();
  }

  // Whether an end that is out explains an upset: it takes part, and was on its way out by then.
  bool came_with(const LiveState::Fresh& f, std::size_t end) const {
    return s_.out_since[end] >= 0 && f.at >= s_.out_since[end] - LiveState::kOnItsWay && takes_part(f.upset, end);
  }

  // What let go on the way to nothing being connected is one upset, and no wire's own.
  void gather_all() {
    const std::int64_t out = *std::ranges::max_element(s_.out_since);
    const auto goes_along = [&](const LiveState::Fresh& f) {
      return f.upset.kind == Upset::Kind::lost && f.at >= out - LiveState::kOnItsWay;
    };
    if (std::ranges::count_if(s_.fresh, goes_along) < 2) return;
    LiveState::Fresh all{{Upset::Kind::lost, kAllWires, {}, 1, 0, false}, 0};
    for (const auto& f : s_.fresh) {
      if (!goes_along(f)) continue;
      all.at = all.upset.last = std::max(all.at, f.at);
      all.upset.contacts.insert(all.upset.contacts.end(), f.upset.contacts.begin(), f.upset.contacts.end());
    }
    std::erase_if(s_.fresh, goes_along);
    s_.fresh.push_back(std::move(all));
  }

  // After a while an upset stays, unless an end that takes part is still out.
  void judge_fresh() {
    std::erase_if(s_.fresh, [&](const LiveState::Fresh& f) {
      if (look_.at - f.at < LiveState::kPulled) return false;
      for (std::size_t e = 0; e < s_.out_since.size(); ++e)
        if (came_with(f, e)) return false;
      add(s_.upsets, f.upset);
      return true;
    });
  }

  void unsettle(PointSet points) {
    for (std::size_t i = 0; i < s_.wires.size(); ++i)
      if ((expected_.nets()[i].points & points) != 0) s_.wires[i] = {};
  }

  LiveStatus status() const {
    if (look_.held_high != 0) return LiveStatus::powered;
    if (look_.held_low != 0) return LiveStatus::grounded;
    if (is_isolated(look_.matrix)) return LiveStatus::no_cable;
    if (std::ranges::any_of(s_.wires, [](const auto& wire) { return wire.chatters_since >= 0; }))
      return LiveStatus::unsteady;
    if (!expected_.met_by(look_.matrix) || !job_.profile.hazard.empty()) return LiveStatus::wrong;
    if (std::ranges::any_of(resistances_of(s_), is_outside)) return LiveStatus::wrong;
    return s_.has_open_upsets() ? LiveStatus::unsteady : LiveStatus::right;
  }

  LiveState s_;
  const Look& look_;
  const Job& job_;
  Expectation expected_;
};

}  // namespace

std::string_view to_string(LiveStatus s) {
  switch (s) {
    case LiveStatus::no_cable:
      return "no-cable";
    case LiveStatus::wrong:
      return "wrong";
    case LiveStatus::unsteady:
      return "unsteady";
    case LiveStatus::right:
      return "right";
    case LiveStatus::grounded:
      return "grounded";
    case LiveStatus::powered:
      break;
  }
  return "powered";
}

bool LiveState::has_open_upsets() const {
  return !fresh.empty() || !std::ranges::all_of(upsets, &Upset::redone);
}

LiveState follow(LiveState state, const Look& look, const Job& job) {
  return Follower(std::move(state), look, job).follow();
}

LiveState redone(LiveState s) {
  const auto all = all_upsets(s);
  s.upsets.clear();
  s.fresh.clear();
  for (auto u : all) {
    u.redone = true;
    add(s.upsets, u);
  }
  for (auto& wire : s.wires) wire = {};
  s.ohms.clear();
  return s;
}

std::vector<Resistance> resistances_of(const LiveState& s) {
  std::vector<Resistance> out;
  for (const auto& t : s.ohms) out.push_back(t.now);
  return out;
}

const OhmTrace* moving_trace(const LiveState& s) {
  constexpr std::int64_t kLately = 3000;
  const OhmTrace* out = nullptr;
  const auto swing = [](const OhmTrace* t) { return t->most - t->least; };
  for (const auto& t : s.ohms)
    if (t.has_moved_since(s.at - kLately) && (out == nullptr || swing(&t) > swing(out))) out = &t;
  return out;
}

const OhmTrace* telling_trace(const LiveState& s) {
  const OhmTrace* out = moving_trace(s);
  if (out != nullptr) return out;
  // By more than readings differ: else it would be now one and now another of several good wires.
  const auto slack = [](const OhmTrace& t) { return t.now.max ? t.repeats / *t.now.max : 0; };
  for (const auto& t : s.ohms)
    if (out == nullptr || strain(t.now) > strain(out->now) + slack(t)) out = &t;
  return out;
}

std::vector<Swing> swings(const LiveState& s) {
  std::vector<Swing> out;
  for (const auto& t : s.ohms)
    if (t.has_swung() && !t.strayed) out.push_back({t.now.net, t.now.from, t.now.to, t.least, t.most});
  return out;
}

std::vector<std::string> undecided(const LiveState& s, const Job& job) { return undecided_beside(resistances_of(s), job); }

std::vector<Upset> all_upsets(const LiveState& s) {
  std::vector<Upset> out = s.upsets;
  for (const auto& f : s.fresh) add(out, f.upset);
  return out;
}

std::vector<Chatter> chattering(const LiveState& s, const Job& job) {
  std::vector<Chatter> out;
  const Expectation expected(job.profile, job.map);
  for (std::size_t i = 0; i < s.wires.size(); ++i)
    if (s.wires[i].chatters_since >= 0)
      out.push_back({expected.nets()[i].name, contacts_at(expected.nets()[i].points, job.map)});
  return out;
}

Verdict finding(const LiveState& s, const Job& job) {
  Verdict v;
  v.outcome = Outcome::aborted;
  v.matrix = s.matrix;
  v.wiring.expected = job.profile.wiring;
  if (s.matrix.rows.empty() || is_isolated(s.matrix)) {
    v.outcome = Outcome::no_cable;
    return v;
  }
  const Expectation expected(job.profile, job.map);
  const Netlist measured = netlist_of(s.matrix);
  for (PointSet net : measured.nets)
    if (auto contacts = contacts_at(net, job.map); size(net) > 1 && contacts.size() > 1)
      v.nets.push_back(std::move(contacts));
  v.wiring = classify_wiring(job.profile, job.map, measured);
  v.balanced_safe = balanced_safe(job.profile, job.map, measured);
  v.resistances = resistances_of(s);
  const bool met = expected.met_by(s.matrix);
  if (met && job.profile.hazard.empty()) {
    v = with_resistance_faults(std::move(v), job);
    if (!v.faults.empty()) v.outcome = Outcome::fail;
    return v;
  }
  v.outcome = Outcome::fail;
  if (met) {
    v.diagnoses = {tell_hazard(job.profile)};
    return v;
  }
  if (!job.profile.parts.empty()) {
    const PartReading found = read_with_parts(job.profile, job.map, expected, s.matrix);
    v.faults = found.faults;
    if (const auto of_wires = found.of_wires(); !of_wires.empty()) v.diagnoses = diagnose(found.cable, job.map, found.wires, of_wires);
    v.diagnoses.insert(v.diagnoses.end(), found.diagnoses.begin(), found.diagnoses.end());
    return with_resistance_faults(std::move(v), job);
  }
  v.faults = compare(job.map, expected, measured);
  v.diagnoses = diagnose(job.profile, job.map, measured, v.faults);
  return with_resistance_faults(std::move(v), job);
}

}  // namespace buzzout
