#include "core/verdict.hpp"

#include <algorithm>
#include <map>
#include <cmath>

#include "core/amplifier.hpp"
#include "core/attached_headphones.hpp"
#include "core/balance.hpp"
#include "core/channels.hpp"
#include "core/compare.hpp"
#include "core/diagnose.hpp"
#include "core/error_codes.hpp"
#include "core/intermittence.hpp"
#include "core/known_defect.hpp"
#include "core/name_clashes.hpp"
#include "core/older_firmware.hpp"
#include "core/parallel_wires.hpp"
#include "core/part_network.hpp"
#include "core/resistance_limits.hpp"
#include "core/roles.hpp"
#include "core/seen_parts.hpp"
#include "core/separation.hpp"
#include "core/tell_headphones.hpp"
#include "core/tell_resistance.hpp"
#include "core/undecided_parts.hpp"
#include "core/words.hpp"

namespace buzzout {

std::string_view to_string(Outcome o) {
  switch (o) {
    case Outcome::pass: return "PASS";
    case Outcome::fail: return "FAIL";
    case Outcome::error: return "ERROR";
    case Outcome::no_cable: return "NO_CABLE";
    case Outcome::aborted: break;
  }
  return "ABORTED";
}

namespace {

constexpr const char* kFailed = "not safe to use: the cable failed";

// "25", "0.5", "0.46"
std::string rounded(double value) {
  if (value > 0 && value < 1) return plain_number(std::round(value * 100) / 100);
  const long tenths = std::lround(value * 10);
  std::string out = std::to_string(tenths / 10);
  if (value < 10 && tenths % 10 != 0) out += "." + std::to_string(tenths % 10);
  return out;
}

bool is_isolated(const ScanMatrix& m) {
  for (Point p = 0; p < m.points(); ++p)
    if (m.rows[p] != only(p)) return false;
  return true;
}

class Judgement {
 public:
  Judgement(const Job& job, const Evidence& evidence, const FixtureEvidence& proofs, std::int64_t now)
      : job_(job), evidence_(evidence), proofs_(proofs), now_(now), expected_(job.profile, job.map) {
    if (!job.profile.parts.empty()) wired_ = wired(job.profile);
  }

  Verdict reach() {
    verdict_.wiring.expected = job_.profile.wiring;
    verdict_.jig_sound = shows_sound_jig(evidence_);
    // Each step returns true once it has settled the outcome. Only the last one can say PASS, and no
    // step before it may be passed over.
    const bool settled = unusable_job() || unusable_fixture() || unusable_evidence() || nothing_in() ||
                         differs_from_profile() || known_to_be_bad() || unsafe_though_as_wanted() ||
                         let_go_or_conducts_badly() || unusable_ohms() || leaves_parts_undecided();
    if (!settled) {
      verdict_.outcome = Outcome::pass;
      verdict_.marginal = std::ranges::any_of(verdict_.resistances, is_marginal) || any_marginal(verdict_.headphones) ||
                          std::ranges::find(verdict_.matches, ResistanceStatus::marginal, &WireMatch::status) != verdict_.matches.end();
    }
    if (verdict_.outcome == Outcome::error) verdict_.coverage = Coverage::continuity;
    if (verdict_.outcome == Outcome::pass || verdict_.outcome == Outcome::fail) {
      list_not_tested();
      withhold_safety();
    }
    return std::move(verdict_);
  }

  Verdict with_resistance_faults(Verdict v) {
    verdict_ = std::move(v);
    add_resistance_faults();
    return std::move(verdict_);
  }
  std::vector<std::string> undecided_beside(std::vector<Resistance> all) {
    verdict_.resistances = std::move(all);
    return undecided_by_ohms();
  }

 private:
  bool error(Problem p) {
    verdict_.outcome = Outcome::error;
    verdict_.problem = std::move(p);
    return true;
  }
  bool error(std::string code, std::string message, std::string where, std::string remedy, std::optional<Action> action = {}) {
    return error(Problem{std::move(code), std::move(message), std::move(where), std::move(remedy), std::move(action)});
  }

  bool unusable_job() {
    const auto& p = job_.profile;
    if (p.trust == Trust::template_only) {
      const bool whole = p.name.find(':') == std::string::npos && !p.variants.empty();
      return error("template", "profile " + p.name + " is a template: its polarity is not known, so "
                   "nothing can pass against it", "profile " + p.name,
                   (whole ? "see its variants, " + list_of(p.variants, ", ") + "; or " : "") +
                       "learn a profile from a cable known to be good",
                   Action{ActionCode::learn, {{"from", without_headphones(typed_name(p))}}});
    }
    for (const auto& part : p.parts)
      if (part.kind == PartKind::unknown)
        return error("needs-ohms", "profile " + p.name + " contains components (" + part.name +
                     ") and nothing here measures resistance", "profile " + p.name,
                     "test it with an ohmmeter");
    if (evidence_.jig.board != job_.fixture.board)
      return error("wrong-board", "fixture " + job_.fixture.name + " is for a " + job_.fixture.board +
                   " and the jig is a " + evidence_.jig.board, "fixture " + job_.fixture.name,
                   "choose a fixture for this board", Action{ActionCode::choose_fixture});
    for (const auto& end : p.ends)
      if (!is_proved_present(end))
        return error("unprovable-end", "profile " + p.name + " joins end `" + end.name +
                     "` to no other end, so its presence cannot be proved", "profile " + p.name, "");
    for (const auto& net : p.nets)
      for (const auto& c : net.contacts)
        if (job_.map.points_of(c) == 0)
          return error("unwired-contact", "contact " + c.name() + " of net " + net.name +
                       " reaches no test point", "fixture " + job_.fixture.name,
                       "wire the socket's contact to a test point");
    for (const auto& net : expected_.nets())
      if (size(net.points) > kMostPointsPerNet)
        return error("too-many-points", "net " + net.name + " joins " + std::to_string(size(net.points)) +
                     " test points, and one pin of the jig can hold " + std::to_string(kMostPointsPerNet) +
                     " low", "profile " + p.name,
                     "test the cable in parts: a profile and a fixture for some of its ends at a time");
    for (Point q = 0; q < expected_.points(); ++q)
      if (const unsigned joined = size(expected_.row(q) | expected_.undecided(q)); joined > kMostPointsPerNet)
        return error("too-many-points", "parts join " + std::to_string(joined) + " test points to " + job_.map.name_of(q) +
                     ", and one pin of the jig can hold " + std::to_string(kMostPointsPerNet) + " low", "profile " + p.name,
                     "test the cable in parts: a profile and a fixture for some of its ends at a time");
    for (const auto& undecided : undecided_parts(p, job_.map))
      if (undecided.why == UndecidedPart::Why::looks_alike)
        return error("part-looks-alike", in_words(*undecided.part) + " of profile " + p.name + " cannot be told from a wire, or from "
                     "nothing: what lies beside it conducts the same way", "profile " + p.name,
                     "measure it alone, before the other parts are in");
    return false;
  }

  // By a wire to another end, or a part; or by a part that lies between two of its own contacts. Each part is decided
  // before anything passes, and none of them lies in an empty socket.
  bool is_proved_present(const End& end) const {
    const auto is_heard = [&](const Contact& c) { return !job_.profile.is_ignored(c) && job_.map.points_of(c) != 0; };
    const auto any = [&](const Net& net, bool here) {
      return std::ranges::any_of(net.contacts, [&](const Contact& c) { return (c.end == end.name) == here && is_heard(c); });
    };
    const auto& p = job_.profile;
    return std::ranges::any_of(p.nets, [&](const Net& net) { return any(net, true) && any(net, false); }) ||
           std::ranges::any_of(p.parts, [&](const Part& part) {
             const Net &a = *p.net_named(part.from), &b = *p.net_named(part.to);
             if (part.kind != PartKind::jumper && any(a, true) && any(b, true)) return true;
             return (any(a, true) && any(b, false)) || (any(a, false) && any(b, true));
           });
  }

  const Profile& cable() const { return wired_ ? *wired_ : job_.profile; }

  bool unusable_fixture() {
    const auto defect = known_defect(proofs_, job_.fixture, sockets_in_use());
    return defect && error(*defect);
  }


  std::vector<std::string> sockets_in_use() const {
    std::vector<std::string> out;
    for (const auto& placement : job_.map.placements()) out.push_back(placement.socket);
    return out;
  }

  bool unusable_evidence() {
    const auto in_use = sockets_in_use();
    if (const auto problem = unreadable(evidence_, job_.fixture, in_use)) return error(*problem);
    verdict_.matrix = evidence_.scans.back().matrix;
    if (const auto problem = untrustworthy(evidence_, job_.fixture, in_use)) return error(*problem);
    slow_ = slow_pass_of(evidence_.holds, expected_.points());
    collect_resistances();
    return false;
  }

  const ScanMatrix& quick() const { return evidence_.scans.front().matrix; }

  bool nothing_in() {
    if (!std::ranges::all_of(evidence_.scans, is_isolated, &Scan::matrix) || !is_isolated(slow_->ever)) return false;
    verdict_.outcome = Outcome::no_cable;
    return true;
  }

  // The paths between contacts that a net of the profile joins, against its limits.
  void collect_resistances() {
    const auto& ohms = evidence_.ohms;
    if (ohms.method == OhmMethod::none || ohms.problem) return;
    verdict_.decision = job_.profile.decision;
    verdict_.celsius = ohms.celsius;
    for (const auto& path : ohms.paths)
      for (auto& r : resistances_at(job_.profile, job_.map, path)) verdict_.resistances.push_back(std::move(r));
    verdict_.headphones = headphone_ohms(job_.profile, job_.map, ohms);
    verdict_.matches = match_wires(job_.profile, verdict_.resistances);
    const auto is_undecided = [](const auto& r) { return r.status == ResistanceStatus::undecided; };
    const bool whole = unmeasured().empty() && unmeasured_golden().empty() && std::ranges::none_of(verdict_.resistances, is_undecided) &&
                       std::ranges::none_of(verdict_.matches, is_undecided);
    if (whole) verdict_.coverage = Coverage::continuity_and_ohms;
  }

  // Contacts of nets that no measured path touches.
  std::vector<Contact> unmeasured() const {
    std::vector<Contact> out;
    for (const auto& net : job_.profile.nets)
      for (const auto& c : net.contacts) {
        const bool measured = std::ranges::any_of(verdict_.resistances, [&](const Resistance& r) { return r.from == c || r.to == c; });
        if (!measured && !job_.profile.is_ignored(c)) out.push_back(c);
      }
    const auto is_known = [&](const Net& a, const Net& b) {
      return std::ranges::any_of(verdict_.resistances, [&](const Resistance& r) {
        const Net *from = job_.profile.net_of(r.from), *to = job_.profile.net_of(r.to);
        return (from == &a && to == &b) || (from == &b && to == &a);
      });
    };
    for (const auto& a : job_.profile.nets)
      for (const auto& b : job_.profile.nets) {
        if (&a >= &b || job_.profile.headphones || is_known(a, b) || !(has_jumper_between(a, b) || window_between(job_.profile, a, b))) continue;
        for (const Net* net : {&a, &b})
          if (std::ranges::find(out, net->contacts.front()) == out.end()) out.push_back(net->contacts.front());
      }
    return out;
  }

  bool has_jumper_between(const Net& a, const Net& b) const {
    return std::ranges::any_of(job_.profile.parts, [&](const Part& part) {
      return part.kind == PartKind::jumper && ((part.from == a.name && part.to == b.name) || (part.from == b.name && part.to == a.name));
    });
  }

  // Ways for which a golden cable gives the limit, and which this jig does not measure.
  std::vector<GoldenLimit::Path> unmeasured_golden() const {
    std::vector<GoldenLimit::Path> out;
    const auto& p = job_.profile;
    if (!p.golden) return out;
    for (const auto& path : p.golden->paths) {
      const bool measured = std::ranges::any_of(verdict_.resistances, [&](const Resistance& r) { return p.golden->path(r.from, r.to) == &path; });
      if (!measured && limits_of(p, *p.net_of(path.from), path.from, path.to).golden) out.push_back(path);
    }
    return out;
  }

  // Behind whatever tells against the cable: an error of the jig must not keep a FAIL from being written down.
  bool unusable_ohms() {
    const auto& ohms = evidence_.ohms;
    return (ohms.problem && error(*ohms.problem)) || (ohms.left_out && error(*ohms.left_out));
  }

  static bool is_marginal(const Resistance& r) { return r.status == ResistanceStatus::marginal; }

  // Whether it counts as a fault: where the limit lies within the uncertainty, only in a lot, or by the limit alone.
  bool is_bad(const Resistance& r) const {
    if (r.status == ResistanceStatus::too_high || r.status == ResistanceStatus::too_low) return true;
    if (!is_marginal(r)) return false;
    if (job_.profile.decision == Decision::simple) return (r.max && r.ohm > *r.max) || (r.min && r.ohm < *r.min);
    return job_.of_lot;
  }

  // What a wire measures that comes and goes, or is open at a joint, says nothing more of it.
  bool is_told_as_broken(const std::string& net) const {
    return std::ranges::any_of(verdict_.faults, [&](const Fault& f) {
      return f.net == net && (f.kind == FaultKind::intermittent || f.kind == FaultKind::open);
    });
  }

  void add_resistance_faults() {
    std::vector<Resistance> told = verdict_.resistances;
    bool any = false;
    for (auto& r : told) {
      if (!is_bad(r) || is_told_as_broken(r.net)) continue;
      const bool above = r.max && r.ohm > *r.max - (is_marginal(r) ? r.uncertainty : 0);
      r.status = above ? ResistanceStatus::too_high : ResistanceStatus::too_low;
      Fault f;
      const Part* part = part_of(r);
      if (part == nullptr && job_.profile.net_of(r.from) != job_.profile.net_of(r.to)) {
        f.kind = FaultKind::component;
        f.net = r.net;
        f.contacts = {r.from, r.to};
        verdict_.diagnoses.push_back(tell_beside_parts(r));
      } else if (part == nullptr) {
        any = true;
        f.kind = FaultKind::high_resistance;
        f.net = r.net;
        f.contacts = {r.from, r.to};
      } else {
        if (std::ranges::find(verdict_.faults, part->name, &Fault::part) != verdict_.faults.end()) continue;
        f = fault_of(job_.profile, *part, PartState::open);
        f.kind = FaultKind::component;
        verdict_.diagnoses.push_back(tell_part_resistance(job_.profile, *part, r));
      }
      f.ohm = r.ohm;
      f.uncertainty = r.uncertainty;
      f.limit = above ? r.max : r.min;
      verdict_.faults.push_back(std::move(f));
    }
    if (any)
      for (auto& d : tell_resistances(job_.profile, told)) verdict_.diagnoses.push_back(std::move(d));
    add_headphone_faults(job_.profile, verdict_);
    add_match_faults();
    put_in_order(verdict_.diagnoses);
  }

  bool is_bad(const WireMatch& m) const {
    if (m.status != ResistanceStatus::marginal) return m.status == ResistanceStatus::too_high;
    return job_.profile.decision == Decision::simple ? m.more.ohm > m.max_ohm() : job_.of_lot;
  }

  // Each wire once: beside that of its likes which has least.
  void add_match_faults() {
    std::vector<WireMatch> bad;
    for (const auto& m : verdict_.matches)
      if (is_bad(m) && !is_told_as_broken(m.more.net) && !is_told_as_broken(m.less.net)) bad.push_back(m);
    std::ranges::stable_sort(bad, {}, [](const WireMatch& m) { return m.less.ohm; });
    for (const auto& m : bad) {
      const bool is_told = std::ranges::any_of(verdict_.faults, [&](const Fault& f) {
        return f.kind == FaultKind::high_resistance && f.net == m.more.net;
      });
      if (is_told) continue;
      Fault f;
      f.kind = FaultKind::high_resistance;
      f.net = m.more.net;
      f.contacts = {m.more.from, m.more.to};
      f.ohm = m.more.ohm;
      f.uncertainty = m.uncertainty();
      f.limit = std::round(m.max_ohm() * 1e4) / 1e4;
      verdict_.faults.push_back(std::move(f));
      verdict_.diagnoses.push_back(tell_mismatch(job_.profile, m));
    }
  }

  // In what always agreed, or by not always agreeing.
  bool differs_from_profile() {
    const bool agrees = unsteady_points(evidence_.scans, *slow_, expected_) == 0;
    // A wire conducts at once and for as long as one looks.
    ScanMatrix matrix = slow_->settled(quick());
    note_capacitance(matrix);
    for (Point p = 0; p < matrix.points(); ++p)
      matrix.rows[p] &= quick().rows[p] | ~expected_.row(p);
    Intermittence loose;
    if (!agrees) {
      loose = take_apart(cable(), job_.map, expected_, evidence_.scans, *slow_, matrix);
      matrix = loose.matrix;
    }
    if (agrees && expected_.met_by(matrix)) {
      describe(netlist_of(expected_.without_parts(matrix)), cable());
      return false;
    }
    const Netlist measured = job_.profile.parts.empty() ? netlist_of(matrix) : wires_beside_parts(matrix);
    if (job_.profile.parts.empty()) verdict_.faults = compare(job_.map, expected_, measured);
    const std::optional<Expectation> as_seen = wired_ ? std::optional<Expectation>(std::in_place, *wired_, job_.map) : std::nullopt;
    for (auto& f : verdict_.faults)
      f.capacitive = f.kind == FaultKind::open && f.part.empty() && was_whole_at_first(as_seen ? *as_seen : expected_, f.net);
    verdict_.faults.insert(verdict_.faults.end(), loose.faults.begin(), loose.faults.end());
    if (verdict_.faults.empty())
      return error(kUnexplained, "the measurement differs from the profile in a way that no fault "
                   "describes", "profile " + job_.profile.name, "report the matrix in its record");
    conclude_fail(measured, matrix);
    return true;
  }

  // What is left of a matrix that does not meet the expectation once the parts are taken as they seem to be. From then
  // on cable() is the cable with its parts so.
  Netlist wires_beside_parts(const ScanMatrix& matrix) {
    with_parts_ = read_with_parts(job_.profile, job_.map, expected_, matrix);
    wired_ = with_parts_->cable;
    verdict_.faults = with_parts_->faults;
    return with_parts_->wires;
  }

  // Whether the quick scans saw a net connected that the slow pass finds open.
  bool was_whole_at_first(const Expectation& expected, const std::string& name) const {
    const auto net = std::ranges::find(expected.nets(), name, &ExpectedNet::name);
    const PointSet points = net->points & ~expected.ignored();
    return std::ranges::all_of(members(points), [&](Point p) { return (points & ~quick().rows[p]) == 0; });
  }

  // Exactly what its profile warns of.
  bool known_to_be_bad() {
    if (job_.profile.hazard.empty()) return false;
    verdict_.outcome = Outcome::fail;
    verdict_.diagnoses.push_back(tell_hazard(job_.profile));
    return true;
  }

  // A balanced cable that shorts the amplifier though it is as its profile wants it; any cable of which an ignored
  // contact does, and be it at times.
  bool unsafe_though_as_wanted() {
    if (shorts_an_output_unwatched(slow_->settled(quick()), FaultKind::short_)) return true;
    if (shorts_an_output_unwatched(all_that_ever_touched(), FaultKind::intermittent)) return true;
    return job_.profile.wiring == Wiring::balanced && verdict_.balanced_safe.answer == BalancedSafe::Answer::no &&
           unsafe(verdict_.balanced_safe.why);
  }

  bool shorts_an_output_unwatched(const ScanMatrix& matrix, FaultKind kind) {
    auto found = unwanted_output_short(cable(), job_.map, netlist_of(expected_.without_parts(matrix)));
    if (!found) return false;
    Fault f;
    f.kind = kind;
    f.net = std::move(found->nets);
    f.contacts = std::move(found->contacts);
    verdict_.faults.push_back(std::move(f));
    return unsafe(found->why + (kind == FaultKind::intermittent ? " at times" : ""));
  }

  bool unsafe(const std::string& why) {
    return error(kUnsafe, "the cable is as profile " + job_.profile.name + " wants it, and " + why,
                 "profile " + job_.profile.name,
                 "do not plug it in; a profile must not ignore or join a contact that shorts an amplifier's output");
  }

  // What conducts for a moment in every scan alike is capacitance.
  ScanMatrix all_that_ever_touched() const {
    ScanMatrix out = slow_->settled(quick());
    for (Point p = 0; p < out.points(); ++p) {
      out.rows[p] |= slow_->ever.rows[p];
      for (const auto& s : evidence_.scans) out.rows[p] |= s.matrix.rows[p] ^ quick().rows[p];
    }
    return out;
  }

  // What let go while it was watched lies still now; that forgives nothing. And a wire that conducts may conduct badly.
  bool let_go_or_conducts_badly() {
    add_upsets();
    add_resistance_faults();
    if (verdict_.faults.empty()) return false;
    verdict_.outcome = Outcome::fail;
    return true;
  }

  // The part that a resistance was measured across; null: along a wire, whatever it is called.
  const Part* part_of(const Resistance& r) const {
    return job_.profile.net_of(r.from) == job_.profile.net_of(r.to) ? nullptr : job_.profile.part(r.net);
  }

  bool is_decided_by_ohms(const Part& part) const {
    if (job_.profile.headphones) return verdict_.headphones && verdict_.headphones->is_decided();
    if (!is_seen_beside_others(job_.profile, part)) return false;
    return std::ranges::any_of(verdict_.resistances, [&](const Resistance& r) {
      return part_of(r) == &part && (r.status == ResistanceStatus::ok || r.status == ResistanceStatus::marginal);
    });
  }

  std::vector<std::string> undecided_by_ohms() const {
    std::vector<std::string> out;
    for (const auto& undecided : undecided_parts(job_.profile, job_.map))
      if (!is_decided_by_ohms(*undecided.part)) out.push_back(in_words(*undecided.part));
    return out;
  }

  // The last word on a cable with resistors or coils, once nothing else is wrong with it: they are told by their ohms.
  bool leaves_parts_undecided() {
    const std::vector<std::string> names = undecided_by_ohms();
    if (names.empty()) return false;
    if (job_.profile.headphones) return error(undecided_headphones(job_.profile, verdict_.headphones, job_.fixture.name));
    return error("needs-ohms", "profile " + job_.profile.name + " contains " + list_of(names) +
                 (evidence_.ohms.method == OhmMethod::none ? ", and nothing here measures resistance"
                                                           : ", and this jig cannot decide it by its ohms"),
                 "profile " + job_.profile.name, "test it with an ohmmeter");
  }

  void add_upsets() {
    for (const auto& u : evidence_.upsets) {
      if (u.redone || adds_to_what_is_told(u)) continue;
      Fault f;
      f.kind = FaultKind::intermittent;
      f.net = u.net;
      f.contacts = u.contacts;
      verdict_.faults.push_back(std::move(f));
      verdict_.diagnoses.push_back(diagnosis_of(u, job_.profile));
    }
    put_in_order(verdict_.diagnoses);
  }

  // What let go in the test as well is told once.
  bool adds_to_what_is_told(const Upset& u) {
    const auto is_same = [&](const auto& told) {
      return told.contacts.size() == u.contacts.size() && std::ranges::is_permutation(told.contacts, u.contacts);
    };
    const bool in_test = std::ranges::any_of(
        verdict_.faults, [&](const Fault& f) { return f.kind == FaultKind::intermittent && f.net == u.net && is_same(f); });
    const auto told = std::ranges::find_if(
        verdict_.diagnoses, [&](const Diagnosis& d) { return d.code == DiagnosisCode::intermittent && is_same(d); });
    if (!in_test || told == verdict_.diagnoses.end()) return false;
    told->summary += " " + times_watched(u);
    return true;
  }

  // Told once for each pair of expected nets, with all of their contacts.
  void note_capacitance(const ScanMatrix& settled) {
    std::vector<PointSet> told;
    for (Point p = 0; p < settled.points(); ++p) {
      PointSet for_a_moment = quick().rows[p] & ~settled.rows[p] & ~expected_.row(p);
      if (for_a_moment == 0) continue;
      for (const auto& s : evidence_.scans) for_a_moment &= s.matrix.rows[p];
      for (Point q : members(for_a_moment)) {
        const ExpectedNet &one = expected_.net_of(p), &other = expected_.net_of(q);
        const PointSet pair = one.points | other.points;
        if (std::ranges::find(told, pair) != told.end()) continue;
        told.push_back(pair);
        verdict_.capacitive.push_back({{one.name, other.name}, contacts_at(pair, job_.map)});
      }
    }
  }

  void conclude_fail(const Netlist& measured, const ScanMatrix& matrix) {
    verdict_.outcome = Outcome::fail;
    if (job_.profile.headphones) describe(netlist_of(expected_.without_parts(matrix)), job_.profile);
    else describe(measured, cable());
    std::vector<Fault> of_wires = verdict_.faults;
    const bool is_exchange = with_parts_ && with_parts_->is_exchange;
    std::erase_if(of_wires, [&](const Fault& f) { return !f.part.empty() || (is_exchange && f.kind != FaultKind::intermittent); });
    if (!of_wires.empty() || !with_parts_) verdict_.diagnoses = diagnose(cable(), job_.map, measured, of_wires, suspects());
    if (with_parts_)
      verdict_.diagnoses.insert(verdict_.diagnoses.end(), with_parts_->diagnoses.begin(), with_parts_->diagnoses.end());
    add_upsets();
    add_resistance_faults();
    verdict_.channels = channels_in_words(cable(), job_.map, measured, verdict_.faults);
  }

  Suspects suspects() const {
    Suspects out;
    out.bridge = !proofs_.empty_is_proved(now_);
    for (const auto& r : job_.map.reaches())
      for (Point p : members(r.points))
        if (!proofs_.is_proved(job_.map.socket_contact(r.contact, p), now_)) out.jig_wires.insert(r.contact);
    return out;
  }

  void describe(const Netlist& measured, const Profile& cable) {
    verdict_.wiring = classify_wiring(cable, job_.map, measured);
    verdict_.balanced_safe = balanced_safe(cable, job_.map, measured);
    // A lone point may have contacts of several sockets on it, and is no net for that.
    for (PointSet net : measured.nets)
      if (auto contacts = contacts_at(net, job_.map); size(net) > 1 && contacts.size() > 1)
        verdict_.nets.push_back(std::move(contacts));
  }

  // The contacts of the sockets in use, as socket contacts.
  std::vector<Contact> used_socket_contacts() const {
    std::vector<Contact> out;
    for (const auto& placement : job_.map.placements())
      for (const auto& [pin, point] : job_.fixture.socket(placement.socket)->wires)
        out.push_back({placement.socket, pin});
    return out;
  }

  // The points that hold this one low: of an anode, the cathode's.
  PointSet pulled_by(Point p) const {
    PointSet out = 0;
    for (Point q = 0; q < verdict_.matrix.points() && !job_.profile.parts.empty(); ++q)
      if (has(verdict_.matrix.rows[q], p)) out |= only(q);
    return out;
  }

  std::string sockets_sharing_with(const std::string& name) const {
    const PointSet points = job_.fixture.socket(name)->points();
    std::string out;
    for (const auto& s : job_.fixture.sockets)
      if (s.name != name && (s.points() & points) != 0) out += (out.empty() ? "" : ", ") + s.name;
    return out;
  }

  // Plugs of other types that the socket of an end takes, and in which a cable can join just what it should.
  std::string look_alikes(const Placement& placement) const {
    const Socket& socket = *job_.fixture.socket(placement.socket);
    const ConnectorType& meant = job_.profile.end(placement.end)->type;
    std::vector<const ConnectorType*> types = {&socket.type};
    for (const auto& a : socket.accepts) types.push_back(&a.plug);
    std::string out;
    for (const ConnectorType* type : types)
      if (type->name != meant.name && measures_the_same(*socket.landings(*type), placement.end))
        out += (out.empty() ? "" : ", ") + type->title;
    return out;
  }

  // Whether a plug with these landings reaches every point of the end that is in a net, and joins none to a point
  // that is not in the same one.
  bool measures_the_same(const std::vector<PointSet>& landings, const std::string& end) const {
    PointSet reached = 0, needed = 0;
    for (const auto& reach : job_.map.reaches())
      if (reach.contact.end == end && job_.profile.net_of(reach.contact) != nullptr) needed |= reach.points;
    for (const PointSet points : landings) {
      reached |= points;
      for (Point p : members(points))
        if ((points & ~expected_.net_of(p).points & ~expected_.ignored()) != 0) return false;
    }
    return (needed & ~reached) == 0;
  }

  // Of each type of connector, the ends that differ from another one.
  std::vector<std::vector<std::string>> exchangeable_plugs() const {
    const auto& ends = job_.profile.ends;
    std::map<std::string, std::vector<std::string>> of_type;
    for (const auto& a : ends)
      if (std::ranges::any_of(ends, [&](const End& b) { return a.type.name == b.type.name && !job_.profile.ends_are_alike(a, b); }))
        of_type[a.type.name].push_back(a.name);
    std::vector<std::vector<std::string>> out;
    for (auto& [type, names] : of_type) out.push_back(std::move(names));
    return out;
  }

  void list_not_tested() {
    auto& out = verdict_.not_tested;
    if (!proofs_.empty_is_proved(now_))
      out.push_back({NotTestedCode::fixture_never_empty,
                     "this fixture was not seen empty and clean this week: a bridge inside it could "
                     "hide an open", {}});
    PointSet at_amplifier = 0;
    for (const auto& side : amplifier_sides(job_.profile))
      for (const auto& c : side.contacts) at_amplifier |= job_.map.points_of(c.contact);
    for (const auto& c : used_socket_contacts()) {
      const Point p = job_.fixture.socket(c.end)->point_of(c.pin);
      const ExpectedNet& net = expected_.net_of(p);
      const bool seen_now = ((net.points | verdict_.matrix.rows[p] | pulled_by(p)) & ~only(p)) != 0 && !has(expected_.ignored(), p);
      // What is ignored may touch anything, but for what shorts an amplifier.
      const bool matters = !has(expected_.ignored(), p) || has(at_amplifier, p);
      if (seen_now || !matters || proofs_.is_proved(c, now_)) continue;
      auto cable = job_.map.contacts_at(p);
      std::string name = cable.empty() ? c.name() : cable.front().name();
      out.push_back({NotTestedCode::socket_wire_unproved,
                     "the wire behind socket contact " + c.name() +
                         " was not seen connected this week: a short to " + name + " could be missed",
                     cable.empty() ? std::vector<Contact>{c} : cable});
    }
    if (!proofs_.traced)
      out.push_back({NotTestedCode::fixture_untraced,
                     "this fixture was not traced: if two of its wires are exchanged, a cable with the "
                     "same two exchanged passes", {}});
    for (const auto& placement : job_.map.placements())
      if (const std::string others = sockets_sharing_with(placement.socket); !others.empty())
        out.push_back({NotTestedCode::shared_socket,
                       "the plug may sit in another socket on the same test points: " + placement.socket +
                           " shares them with " + others, {}});
    for (const auto& placement : job_.map.placements())
      if (const std::string others = look_alikes(placement); !others.empty())
        out.push_back({NotTestedCode::other_plug,
                       "a plug of another type may sit in " + placement.socket + " and measure the same: " + others, {}});
    for (const auto& plugs : exchangeable_plugs())
      out.push_back({NotTestedCode::exchanged_plugs,
                     "the plugs " + list_of(plugs) + " fit each other's sockets: a cable in which " +
                         (plugs.size() == 2 ? "they" : "two of them") + " are exchanged passes with the plugs exchanged",
                     {}});
    for (auto& clash : name_clashes(job_.profile, job_.fixture))
      out.push_back({clash.code, std::move(clash.text), {}});
    if (job_.profile.trust == Trust::presumed)
      out.push_back({NotTestedCode::presumed, "the profile is presumed: nobody has confirmed its pinout", {}});
    for (const auto& c : job_.profile.ignored)
      out.push_back({NotTestedCode::ignored, "the profile ignores " + c.name(), {c}});
    list_ohms();
    if (job_.profile.headphones)
      for (auto& n : not_told_of_headphones(job_.profile, verdict_.headphones)) out.push_back(std::move(n));
    else if (job_.profile.wiring == Wiring::single_ended && is_headphone(job_.profile)) list_shared_return();
    list_older_firmware();
    if (std::ranges::any_of(job_.profile.parts, [](const Part& part) { return part.kind == PartKind::diode; }))
      out.push_back({NotTestedCode::diodes, "a diode is told by its direction alone: not its kind, nor a second one beside it", {}});
    out.push_back({NotTestedCode::series_capacitance,
                   verdict_.coverage == Coverage::continuity             ? "a series capacitor above about 0.4 µF could count as a wire"
                   : evidence_.ohms.method == OhmMethod::half_kelvin ? "a series capacitor above about 0.2 mF could count as a wire"
                                                                      : "a series capacitor above about 1 mF could count as a wire",
                   {}});
    out.push_back({NotTestedCode::movement, "the cable lay still: a break that shows only when it moves is not seen",
                   {}});
    out.push_back({NotTestedCode::geometry, "split pairs, twist and shielding are invisible to a continuity test", {}});
    if (is_headphone(job_.profile))
      out.push_back({NotTestedCode::amplifier, std::string("a cable cannot tell ") + std::string(kCableCannotTell), {}});
    for (auto& n : out) n.action = action_for(n.code, job_.fixture.name);
  }

  // Of parts of which only the whole is measured.
  void list_parts_side_by_side() {
    std::vector<std::string> names;
    for (const auto& part : job_.profile.parts)
      if (part.has_ohms() && !job_.profile.headphones && lies_beside_others(job_.profile, part)) names.push_back(part.name);
    if (!names.empty())
      verdict_.not_tested.push_back({NotTestedCode::parts_side_by_side,
                                     list_of(names) + " lie side by side: what one has too much another may have too little", {}});
  }

  // One of the wires that run side by side may be missing, where no resistance shows that there are two.
  void list_parallel_wires() {
    for (const auto& net : job_.profile.nets) {
      if (may_have_parallel_wires(net) && !shows_parallel_wires(job_.profile, net, verdict_.resistances))
        verdict_.not_tested.push_back({NotTestedCode::parallel_wires,
                                       "several wires of " + net.name + " may run side by side, of which only one may be whole",
                                       net.contacts});
    }
  }

  void list_ohms() {
    auto& out = verdict_.not_tested;
    if (evidence_.ohms.method == OhmMethod::none) {
      out.push_back({NotTestedCode::resistance,
                     "no resistance was measured: up to some tens of kΩ, or diodes both ways, may count as a "
                     "wire; a leak above about 10 kΩ counts as none", {}});
      return list_parallel_wires();
    }
    out.push_back({NotTestedCode::isolation, "a leak above about 10 kΩ counts as none", {}});
    list_parts_side_by_side();
    if (auto missing = unmeasured(); !missing.empty())
      out.push_back({NotTestedCode::resistance_unmeasured, "no resistance was measured at " + list_of(missing), std::move(missing)});
    for (const auto& path : unmeasured_golden())
      out.push_back({NotTestedCode::resistance_unmeasured,
                     "no resistance was measured between " + path.from.name() + " and " + path.to.name() + ", which a golden cable limits",
                     {path.from, path.to}});
    std::vector<Contact> undecided;
    double widest = 0;
    const Resistance* example = nullptr;
    for (const auto& r : verdict_.resistances)
      if (r.status == ResistanceStatus::undecided) {
        for (const auto& c : {r.from, r.to})
          if (std::ranges::find(undecided, c) == undecided.end()) undecided.push_back(c);
        if (r.uncertainty > widest) {
          widest = r.uncertainty;
          example = &r;
        }
      }
    if (example != nullptr)
      out.push_back({NotTestedCode::resistance_undecided,
                     "resistances are certain to ± " + rounded(widest) + " Ω here, too coarse for the limit of " +
                         plain_number(example->max.value_or(example->min.value_or(0))) + " Ω: a joint of up to " +
                         rounded(std::ceil((example->max.value_or(0) + widest) * 10) / 10) + " Ω passes", std::move(undecided)});
    for (const auto& m : verdict_.matches)
      if (m.status == ResistanceStatus::undecided)
        out.push_back({NotTestedCode::resistance_undecided,
                       in_words(m) + "; too uncertain to tell whether " + m.more.net + " has at most " + plain_number(m.percent) +
                           " % more",
                       {m.more.from, m.more.to, m.less.from, m.less.to}});
    list_parallel_wires();
    if (evidence_.ohms.calibration)
      out.push_back({NotTestedCode::uncalibrated, evidence_.ohms.calibration->message, {}});
  }

  void list_older_firmware() {
    const auto lacks = lacks_of(evidence_.jig, job_.fixture);
    if (!lacks.empty())
      verdict_.not_tested.push_back({NotTestedCode::firmware_older,
                                     "the jig's firmware, " + evidence_.jig.firmware + ", is older: " + list_of(lacks, ", and "), {}});
  }

  void list_shared_return() {
    if (verdict_.coverage == Coverage::continuity_and_ohms) return;
    const Net& shared = *job_.profile.net_of_role("L-");
    const double ohm = *limits_of(job_.profile, shared, shared.contacts.front(), shared.contacts.back()).max;
    verdict_.not_tested.push_back(
        {NotTestedCode::return_resistance,
         "the shared return's resistance (" + rounded(ohm) + " Ω, which the profile allows, leave about " +
             rounded(separation_db(kUsualDriverOhm, ohm)) + " dB between left and right with " +
             rounded(kUsualDriverOhm) + " Ω drivers)",
         shared.contacts});
  }

  // What joins a contact that was not watched could short an amplifier unseen; and a cable that failed is not safe
  // for having its outputs apart.
  void withhold_safety() {
    auto& safe = verdict_.balanced_safe;
    // Where it may go is said of a cable that passes only.
    if (verdict_.outcome == Outcome::fail && safe.answer == BalancedSafe::Answer::not_applicable &&
        job_.profile.use != Use::speaker && !amplifier_sides(job_.profile).empty())
      safe.why = kFailed;
    if (safe.answer != BalancedSafe::Answer::yes) return;
    if (verdict_.outcome == Outcome::fail) {
      const auto danger = std::ranges::find(verdict_.diagnoses, true, &Diagnosis::dangerous);
      if (danger != verdict_.diagnoses.end())
        safe = {BalancedSafe::Answer::no, danger->summary};
      else
        safe = {BalancedSafe::Answer::not_applicable, kFailed};
      return;
    }
    for (const auto& n : verdict_.not_tested) {
      if (n.code == NotTestedCode::ignored) safe = {BalancedSafe::Answer::not_applicable, "not proved: " + n.text};
      if (n.code == NotTestedCode::socket_wire_unproved)
        safe = {BalancedSafe::Answer::not_applicable,
                "not proved yet: a short to " + n.contacts.front().name() + " could be missed; prove the fixture with a loop-back plug "
                "in the socket of `" + n.contacts.front().end + "`"};
    }
  }

  const Job& job_;
  const Evidence& evidence_;
  const FixtureEvidence& proofs_;
  std::int64_t now_;
  Expectation expected_;
  std::optional<Profile> wired_;  // of a profile with parts: the nets that they make
  std::optional<PartReading> with_parts_;  // of one that differs
  std::optional<SlowPass> slow_;
  Verdict verdict_;
};

}  // namespace

std::optional<Action> action_for(const Code<NotTestedCode>& code, const std::string& fixture) {
  if (!code.known()) return {};
  switch (*code.known()) {
    case NotTestedCode::fixture_never_empty:
    case NotTestedCode::socket_wire_unproved:
      return Action{ActionCode::prove_fixture, {{"fixture", fixture}}};
    case NotTestedCode::fixture_untraced:
      return Action{ActionCode::trace_fixture, {{"fixture", fixture}}};
    case NotTestedCode::firmware_older:
      return Action{ActionCode::flash};
    case NotTestedCode::shared_socket:
      return Action{ActionCode::look_at_socket};
    case NotTestedCode::other_plug:
      return Action{ActionCode::look_at_plug};
    case NotTestedCode::exchanged_plugs:
      return Action{ActionCode::read_plug_marks};
    case NotTestedCode::presumed:
      return Action{ActionCode::compare_good_cable};
    case NotTestedCode::uncalibrated:
      return Action{ActionCode::calibrate, {{"fixture", fixture}}};
    case NotTestedCode::movement:
      return Action{ActionCode::bend_and_repeat};
    case NotTestedCode::profile_hides_another:
      return Action{ActionCode::show_file, {{"kind", "profile"}}};
    case NotTestedCode::fixture_hides_another:
      return Action{ActionCode::show_file, {{"kind", "fixture"}}};
    case NotTestedCode::connector_hides_another:
      return Action{ActionCode::show_file, {{"kind", "connector"}}};
    default:
      return {};
  }
}

Verdict judge(const Job& job, const Evidence& evidence, const FixtureEvidence& proofs, std::int64_t now) {
  return Judgement(job, evidence, proofs, now).reach();
}

Verdict with_resistance_faults(Verdict verdict, const Job& job) {
  return Judgement(job, {}, {}, 0).with_resistance_faults(std::move(verdict));
}

std::vector<std::string> undecided_beside(std::vector<Resistance> resistances, const Job& job) {
  return Judgement(job, {}, {}, 0).undecided_beside(std::move(resistances));
}

}  // namespace buzzout
