#include "proving/prove.hpp"

#include <algorithm>
#include <map>

#include "core/error.hpp"
#include "core/error_codes.hpp"
#include "core/words.hpp"

namespace buzzout {

std::string_view to_string(Finding finding) {
  switch (finding) {
    case Finding::caught: return "caught";
    case Finding::no_difference: return "no-difference";
    case Finding::escaped: return "escaped";
    case Finding::refused: break;
  }
  return "refused";
}

std::string_view to_string(Alike::Kind kind) {
  switch (kind) {
    case Alike::Kind::open: return "open";
    case Alike::Kind::short_: return "short";
    case Alike::Kind::exchange: return "exchange";
    case Alike::Kind::one_way: return "one-way";
    case Alike::Kind::part: return "part";
    case Alike::Kind::unplugged: break;
  }
  return "unplugged";
}

std::string_view procedure(Alike::Kind kind) {
  switch (kind) {
    case Alike::Kind::open: return "Test again and again while you press on one joint after the other.";
    case Alike::Kind::short_: return "Look into each plug; then bend the cable from end to end and test.";
    case Alike::Kind::exchange:
      return "Read the marks on the plugs, open the plug that opens easiest, and compare the colours.";
    case Alike::Kind::one_way: return "Look for a component in each plug.";
    case Alike::Kind::part: return "Measure the part alone, and look at its joints.";
    case Alike::Kind::unplugged: break;
  }
  return "See which plug is out.";
}

std::size_t Proof::count(Finding finding) const {
  return static_cast<std::size_t>(std::ranges::count(trials, finding, &Trial::finding));
}

std::size_t Proof::count(MistakeKind kind, Finding finding) const {
  return static_cast<std::size_t>(std::ranges::count_if(
      trials, [&](const Trial& t) { return t.kind == kind && t.finding == finding; }));
}

std::string Proof::summary() const {
  const auto number = [&](Finding f) { return std::to_string(count(f)); };
  std::string out = std::to_string(trials.size()) + " mistakes tried: " + number(Finding::caught) +
                    " caught, " + number(Finding::no_difference) + " without effect, " +
                    number(Finding::escaped) + " escaped";
  if (count(Finding::refused) > 0) out += ", " + number(Finding::refused) + " good ones refused";
  if (!hidden.empty()) out += "; " + std::to_string(hidden.size()) + " hidden by plugs in each other's sockets";
  return out;
}

Evidence ideal_evidence(const Job& job, const ScanMatrix& matrix) {
  Evidence e;
  e.jig.board = job.fixture.board;
  e.jig.points = matrix.points();
  e.jig.simulated = true;
  std::uint32_t count = 0;
  const auto scan = [&] {
    Scan s;
    s.count = ++count;
    s.matrix = matrix;
    e.scans.push_back(s);
  };
  scan();
  const auto hold = [&](PointSet driven) {
    Hold h;
    h.count = ++count;
    h.driven = driven;
    h.ms = kHoldMs;
    for (Point p : members(driven)) h.always_low |= matrix.rows[p];
    h.ever_low = h.always_low;
    return h;
  };
  for (Point p = 0; p < matrix.points(); ++p) e.holds.push_back(hold(only(p)));
  for (const PointSet half : halves_of(matrix)) e.halves.push_back(hold(half));
  scan();
  return e;
}

namespace {

Alike::Kind alike_kind(MistakeKind kind) {
  switch (kind) {
    case MistakeKind::open: return Alike::Kind::open;
    case MistakeKind::short_: return Alike::Kind::short_;
    case MistakeKind::one_way: return Alike::Kind::one_way;
    case MistakeKind::part: return Alike::Kind::part;
    case MistakeKind::unplugged: return Alike::Kind::unplugged;
    default: return Alike::Kind::exchange;
  }
}

Verdict judged(const Job& job, const ScanMatrix& matrix) {
  return judge(job, ideal_evidence(job, matrix), FixtureEvidence{}, 0);
}

Finding finding_of(const Cable& cable, const Verdict& v) {
  const bool passed = v.outcome == Outcome::pass;
  // Just as the profile wants it, and dangerous all the same.
  if (cable.is_as_wanted() && v.problem && v.problem->code == kUnsafe) return Finding::caught;
  if (cable.is_as_wanted()) return passed ? Finding::no_difference : Finding::refused;
  return passed ? Finding::escaped : Finding::caught;
}

// Bad cables that an exchange of plugs makes good: what a wire sits on, and where the plug sits, cancel.
std::vector<Hidden> hidden_by_exchange(const Profile& profile, const std::vector<Mistake>& mistakes) {
  std::vector<Hidden> out;
  for (const auto& exchange : plug_exchanges(profile))
    for (const auto& m : mistakes) {
      if (m.kind == MistakeKind::exchanged_plugs || m.kind == MistakeKind::two_at_once || m.cable.is_as_wanted())
        continue;
      Cable cable = m.cable;
      exchange.apply(cable);
      if (cable.is_as_wanted()) out.push_back({m.edits, exchange.edits()});
    }
  return out;
}

}  // namespace

Proof prove(const Job& job) {
  if (!job.profile.hazard.empty())
    throw Error("known-bad", "profile " + job.profile.name + " is of a cable that is known to be bad: nothing passes",
                "profile " + job.profile.name, "prove the cable that you want");
  Proof proof;
  // Resistors and coils are on no paper cable.
  const bool has_ohms = std::ranges::any_of(job.profile.parts, &Part::has_ohms);
  const Verdict good = judged(job, has_ohms ? Expectation(job.profile, job.map).matrix() : Cable(job.profile).matrix(job.map));
  if (good.problem)
    throw Error(*good.problem);
  if (good.outcome != Outcome::pass)
    throw Error("no-pass", "a good cable of profile " + job.profile.name + " does not pass on this fixture",
                "fixture " + job.fixture.name, "see the picture",
                Action{ActionCode::show_file, {{"kind", "profile"}, {"name", typed_name(job.profile)}}});
  proof.not_tested = good.not_tested;

  const auto mistakes = mistakes_of(job.profile);
  std::map<std::pair<Alike::Kind, std::vector<PointSet>>, std::vector<std::size_t>> same;
  for (const auto& m : mistakes) {
    const ScanMatrix matrix = m.cable.matrix(job.map);
    const Verdict v = judged(job, matrix);
    const std::string diagnosis = v.diagnoses.empty() ? "" : to_string(v.diagnoses.front().code);
    proof.trials.push_back({m.kind, m.edits, v.outcome, diagnosis, finding_of(m.cable, v)});
    if (m.kind != MistakeKind::two_at_once && proof.trials.back().finding == Finding::caught)
      same[{alike_kind(m.kind), matrix.rows}].push_back(proof.trials.size() - 1);
  }
  for (auto& [key, trials] : same)
    if (trials.size() > 1) proof.alike.push_back({key.first, std::move(trials)});
  std::ranges::stable_sort(proof.alike, {}, [](const Alike& a) { return std::pair(a.kind, a.trials.front()); });
  proof.hidden = hidden_by_exchange(job.profile, mistakes);
  return proof;
}

}  // namespace buzzout
