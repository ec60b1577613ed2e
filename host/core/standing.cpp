#include "core/standing.hpp"

#include <algorithm>
#include <array>

#include "core/attached_headphones.hpp"
#include "core/error_codes.hpp"
#include "core/moment.hpp"
#include "core/ohm_words.hpp"
#include "core/upset.hpp"

namespace buzzout {
namespace {

using Kind = CableEvent::Kind;

bool is_test(const CableEvent& e) { return e.kind == Kind::passed || e.kind == Kind::failed || e.kind == Kind::unjudged; }

// Whether every net that came and went was redone before the PASS.
bool is_redone(const CableEvent& fail, const CableEvent& pass) {
  return !fail.loose.empty() && std::ranges::all_of(fail.loose, [&](const auto& net) {
    return std::ranges::find(pass.redone, net) != pass.redone.end();
  });
}

// Whether the bench of the PASS is the one that showed the fault, and not long ago.
bool has_shown(const CableEvent& pass, const CableEvent& fail) {
  return pass.bench == fail.bench && pass.at >= fail.at && pass.at - fail.at <= kProofSeconds;
}

// What a PASS that came after a FAIL says of it: nothing, that it is gone, or why it is not.
std::optional<Unlifted> objection(const CableEvent& fail, const Standing::Fail& state, const CableEvent& pass) {
  const bool as_other = pass.content != fail.content;
  if (as_other && !state.corrected) return Unlifted::passed_as_other;
  if (fail.intermittent && !state.repaired && (as_other || !is_redone(fail, pass))) return Unlifted::repair_not_noted;
  if (as_other) return {};
  if (pass.coverage < fail.coverage) return Unlifted::lesser_coverage;
  for (const auto& c : fail.contacts)
    if (std::ranges::find(pass.contacts, c) != pass.contacts.end()) return Unlifted::contact_not_seen;
  const bool may_hide = (fail.broken && pass.may_hide_breaks) || (fail.exchanged && pass.may_hide_exchanges);
  if (may_hide && !has_shown(pass, fail)) return Unlifted::bench_not_proved;
  return {};
}

// What a marginal PASS leaves to be shown: what a FAIL by ohms does.
CableEvent doubt_of(const CableEvent& marginal) {
  CableEvent out = marginal;
  out.kind = Kind::failed;
  out.coverage = Coverage::continuity_and_ohms;
  out.contacts.clear();
  out.broken = true;
  return out;
}

// A jig that has no number yet is told from others by its station.
std::string bench_of(const TestRecord& r) {
  std::string out = r.station + "\n" + r.jig.board + "\n" + std::to_string(r.jig.number) + "\n" + r.fixture.sha256;
  for (const auto& [end, socket] : r.sockets) out += "\n" + end + "\n" + socket;
  return out;
}

// A plug that is pulled is no wire that lets go.
bool is_loose(const Upset& u) { return !u.redone && u.net != kAllWires; }

bool is_join(FaultKind kind) { return kind == FaultKind::short_ || kind == FaultKind::low_isolation; }

class History {
 public:
  History(std::span<const CableEvent> events, bool simulated) : events_(events), simulated_(simulated) {}

  Standing read() {
    for (std::size_t i = 0; i < events_.size(); ++i) take(i);
    if (!labels_.empty()) out_.label = labels_.back();
    out_.state = !out_.fails.empty()      ? Standing::State::failed
                 : !out_.marginal.empty() ? Standing::State::to_retest
                 : !out_.passes.empty()   ? Standing::State::passed
                 : taken_back_            ? Standing::State::to_retest
                                          : Standing::State::untested;
    return std::move(out_);
  }

 private:
  void take(std::size_t i) {
    const CableEvent& e = events_[i];
    const bool ours = e.simulated == simulated_;
    switch (e.kind) {
      case Kind::passed:
        if (ours && e.marginal) pass_marginally(i);
        else if (ours) pass(i);
        return;
      case Kind::failed:
        if (!ours) return;
        std::erase_if(out_.passes, [&](std::size_t p) { return events_[p].content == e.content; });
        out_.fails.push_back({i, Unlifted::not_passed_since, false, false});
        return;
      case Kind::repaired:
        // Whoever touched it made another cable of it, whichever jig had tested it.
        taken_back_ = taken_back_ || !out_.passes.empty() || !out_.marginal.empty();
        out_.passes.clear();
        out_.marginal.clear();
        out_.repair = i;
        if (ours)
          for (auto& f : out_.fails) f.repaired = true;
        return;
      case Kind::corrected:
        out_.corrections.push_back(i);
        for (auto* all : {&out_.fails, &out_.marginal})
          for (auto& f : *all)
            if (events_[f.event].record == e.of) f.corrected = true;
        return;
      case Kind::labelled:
        labels_.push_back(i);
        return;
      case Kind::unlabelled:
        std::erase_if(labels_, [&](std::size_t label) { return events_[label].record == e.of; });
        return;
      case Kind::unjudged:
        return;
    }
  }

  void pass_marginally(std::size_t i) {
    std::erase_if(out_.passes, [&](std::size_t p) { return events_[p].content == events_[i].content; });
    out_.marginal.push_back({i, Unlifted::not_passed_since, false, false});
    out_.repair.reset();
  }

  void pass(std::size_t i) {
    out_.passes.push_back(i);
    out_.repair.reset();
    std::erase_if(out_.marginal, [&](const Standing::Fail& m) { return !objection(doubt_of(events_[m.event]), m, events_[i]); });
    std::erase_if(out_.fails, [&](Standing::Fail& f) {
      const auto why = objection(events_[f.event], f, events_[i]);
      // A PASS as something else says less about why than one as the same.
      if (why && (*why != Unlifted::passed_as_other || f.why == Unlifted::not_passed_since)) f.why = *why;
      return !why;
    });
  }

  std::span<const CableEvent> events_;
  bool simulated_;
  bool taken_back_ = false;          // a repair took a PASS back
  std::vector<std::size_t> labels_;  // that may be on the cable
  Standing out_;
};

std::string day(const CableEvent& e) { return e.started.substr(0, 10); }

}  // namespace

bool is_against(const TestRecord& r) {
  const Verdict& v = r.verdict;
  switch (v.outcome) {
    case Outcome::fail: return true;
    case Outcome::error: {
      // An ERROR that says something of the cable.
      constexpr std::array<std::string_view, 3> kOfTheCable = {kUnsafe, kTooManyJoined, kUnexplained};
      return (v.problem && std::ranges::find(kOfTheCable, v.problem->code) != kOfTheCable.end()) ||
             v.balanced_safe.answer == BalancedSafe::Answer::no || std::ranges::any_of(v.diagnoses, &Diagnosis::dangerous);
    }
    case Outcome::aborted: return r.watched && std::ranges::any_of(r.watched->upsets, is_loose);
    case Outcome::pass:
    case Outcome::no_cable: break;
  }
  return false;
}

CableEvent event_of(const TestRecord& r, std::string content) {
  CableEvent e;
  e.kind = r.verdict.outcome == Outcome::pass ? Kind::passed : is_against(r) ? Kind::failed : Kind::unjudged;
  e.simulated = r.simulated;
  e.record = r.id;
  e.started = r.started;
  e.person = r.operator_name;
  e.lot = r.lot;
  e.profile = r.profile.name;
  e.of_headphones = is_of_headphones(r.profile.name);
  e.bench = bench_of(r);
  e.coverage = r.verdict.coverage;
  if (const auto at = moment_of(r.started)) e.at = at->utc;
  e.content = std::move(content);
  bool joined = false, opened = false;
  if (e.kind == Kind::failed)
    for (const auto& f : r.verdict.faults) {
      if (f.kind == FaultKind::intermittent) {
        e.intermittent = true;
        e.loose.push_back(f.net);
      }
      e.contacts.insert(e.contacts.end(), f.contacts.begin(), f.contacts.end());
      if (f.ohm) e.coverage = Coverage::continuity_and_ohms;  // whatever else the test could not decide
      (is_join(f.kind) ? joined : e.broken) = true;
      opened = opened || !(is_join(f.kind) || (f.kind == FaultKind::high_resistance && f.ohm));
    }
  e.exchanged = opened && joined;
  // What is out of its limits, and was not told because something worse was.
  const auto is_beyond = [](const Resistance& o) { return o.status == ResistanceStatus::too_high || o.status == ResistanceStatus::too_low; };
  if (e.kind == Kind::failed && std::ranges::any_of(r.verdict.resistances, is_beyond)) e.coverage = Coverage::continuity_and_ohms;
  if (e.kind == Kind::failed && r.verdict.outcome == Outcome::aborted)
    for (const auto& u : r.watched->upsets)
      if (is_loose(u)) {
        e.intermittent = true;
        e.loose.push_back(u.net);
        e.contacts.insert(e.contacts.end(), u.contacts.begin(), u.contacts.end());
      }
  if (e.kind == Kind::passed) {
    e.marginal = !passes_for_good(r.verdict);
    if (r.watched)
      for (const auto& u : r.watched->upsets)
        if (u.redone) e.redone.push_back(u.net);
    for (const auto& n : r.verdict.not_tested) {
      if (n.code == NotTestedCode::socket_wire_unproved) e.contacts.insert(e.contacts.end(), n.contacts.begin(), n.contacts.end());
      if (n.code == NotTestedCode::fixture_never_empty) e.may_hide_breaks = true;
      if (n.code == NotTestedCode::fixture_untraced) e.may_hide_exchanges = true;
    }
  }
  return e;
}

Standing standing_of(std::span<const CableEvent> events, bool simulated) { return History(events, simulated).read(); }

bool is_only_simulated(std::span<const CableEvent> events) {
  return std::ranges::none_of(events, [](const CableEvent& e) { return is_test(e) && !e.simulated; });
}

Standing standing_of(std::span<const CableEvent> events) { return standing_of(events, is_only_simulated(events)); }

bool is_passed_as(const Standing& s, std::span<const CableEvent> events, const std::set<std::string>& contents) {
  return s.state == Standing::State::passed &&
         std::ranges::any_of(s.passes, [&](std::size_t i) { return contents.contains(events[i].content); });
}

std::string_view to_string(Standing::State s) {
  switch (s) {
    case Standing::State::passed: return "passed";
    case Standing::State::failed: return "failed";
    case Standing::State::to_retest: return "to-retest";
    case Standing::State::untested: break;
  }
  return "untested";
}

std::string why_not_passed(const Standing& s, std::span<const CableEvent> events) {
  switch (s.state) {
    case Standing::State::passed: return "";
    case Standing::State::untested: return "no test of it has come to a verdict";
    case Standing::State::to_retest:
      if (s.marginal.empty()) return "it was repaired after it passed";
      return "it passed as " + events[s.marginal.back().event].profile + " (" + day(events[s.marginal.back().event]) +
             ") with a limit within the uncertainty, and was not measured any better since";
    case Standing::State::failed: break;
  }
  const auto& f = s.fails.back();
  const CableEvent& fail = events[f.event];
  if (f.corrected && f.why != Unlifted::repair_not_noted)
    return "its FAIL as " + fail.profile + " (" + day(fail) + ") was taken back, and it has not passed since as the kind of cable that it is";
  std::string out = "it failed as " + fail.profile + " (" + day(fail) + ")";
  if (f.repaired && (f.why == Unlifted::not_passed_since || f.why == Unlifted::repair_not_noted))
    return out + ", and was not tested since it was repaired";
  switch (f.why) {
    case Unlifted::not_passed_since: return out;
    case Unlifted::passed_as_other: return out + ", and has not passed as that since";
    case Unlifted::repair_not_noted: return out + ", intermittent, and no repair was noted before it passed";
    case Unlifted::lesser_coverage: return out + ", and the test that it passed since covers less";
    case Unlifted::bench_not_proved:
      return out + ", and the fixture in which it passed since was not proved: a bridge or exchanged wires in it could hide the fault";
    case Unlifted::contact_not_seen: break;
  }
  return out + ", and the fixture's wire that would show it was not proved when it passed since";
}

std::string what_lifts(const Standing& s, std::span<const CableEvent> events) {
  switch (s.state) {
    case Standing::State::passed: return "";
    case Standing::State::to_retest:
      if (!s.marginal.empty()) return kMarginalRemedy;
      [[fallthrough]];
    case Standing::State::untested: return "test it again";
    case Standing::State::failed: break;
  }
  const auto& f = s.fails.back();
  const CableEvent& fail = events[f.event];
  const std::string again = "test it again as " + (f.corrected ? "the kind of cable that it is" : fail.profile);
  if (fail.intermittent && !f.repaired) return "mend it, note the repair, and " + again;
  if (f.corrected) return again;
  switch (f.why) {
    case Unlifted::not_passed_since: return f.repaired ? again : "mend it, and " + again;
    case Unlifted::passed_as_other:
      return again + "; if it was tested as the wrong kind by mistake, take that test back; if this is another cable, "
                     "give it a serial number of its own";
    case Unlifted::lesser_coverage: return again + " on a jig that measures resistance";
    case Unlifted::bench_not_proved: return "prove and trace the fixture, and " + again;
    case Unlifted::contact_not_seen: return "prove the fixture, and " + again;
    case Unlifted::repair_not_noted: break;
  }
  return again;
}

}  // namespace buzzout
