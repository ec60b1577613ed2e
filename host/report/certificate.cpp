#include "report/certificate.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/moment.hpp"
#include "core/ohm_words.hpp"
#include "core/tell_headphones.hpp"
#include "core/tell_resistance.hpp"
#include "core/words.hpp"
#include "report/net_result.hpp"
#include "report/outcome_words.hpp"

namespace buzzout {
namespace {

constexpr double kHalfSheet = 600;  // units of a figure, where its names can be read

std::string ohms(double value) {
  if (value >= 1e6) return fmt::format("{:g} MΩ", value / 1e6);
  if (value >= 1e3) return fmt::format("{:g} kΩ", value / 1e3);
  return fmt::format("{:g} Ω", value);
}

bool lacks(const Verdict& v, NotTestedCode code) {
  return std::ranges::none_of(v.not_tested, [&](const NotTested& n) { return n.code == code; });
}

std::string pieces_words(const NetResult& n) {
  std::string out;
  for (const auto& piece : n.pieces) out += (out.empty() ? "" : "  |  ") + list_of(piece, ", ");
  if (!n.joined_too.empty()) out += "; with " + list_of(n.joined_too, ", ");
  return out.empty() ? "–" : out;
}

class Certificate {
 public:
  explicit Certificate(const CableFile& file) : f_(file), r_(file.record), v_(file.record.verdict) {}

  Sheet write() {
    const std::string cable = r_.serial.empty() ? "one cable" : r_.serial;
    out_.title = (certifies(f_) ? "Certificate of test" : "Test report") + std::string(" · ") + cable;
    out_.created = r_.started;
    out_.simulated = r_.simulated;
    out_.footer = "Record " + r_.id + (r_.chain ? fmt::format(" · no. {} of station {}", r_.chain->number, station()) : "") +
                  " · " + r_.software;
    add_banner();
    add_purpose();
    add_standing();
    add_findings();
    add_faults();
    add_balance();
    if (!f_.profile.note.empty()) out_.add(SheetProse{SheetText("Note: " + f_.profile.note, Tone::faint)});
    head(is_measured(v_) ? "Wiring as measured" : "Wiring as wanted");
    // A picture that takes a sheet of its own leaves this one to the nets.
    const bool large = f_.picture.height > kHalfSheet;
    if (!large) add_picture();
    add_nets();
    if (large) add_picture();
    add_resistances();
    add_identity();
    add_limits();
    add_not_tested();
    add_proof();
    add_history();
    add_record();
    return std::move(out_);
  }

 private:
  void head(const char* text) { out_.add(SheetHeading{text}); }
  std::string station() const { return r_.station.empty() ? "(unnamed)" : r_.station; }

  void add_banner() {
    const Tone tone = v_.outcome == Outcome::pass && !certifies(f_) ? Tone::warn : tone_of(v_.outcome);
    SheetBanner b{tone, outcome_word(v_.outcome), r_.serial.empty() ? "no serial number" : r_.serial, {}};
    if (r_.simulated) b.lines.emplace_back("Simulated");
    b.lines.push_back(f_.profile.title);
    std::string line = when(r_.started);
    if (!r_.lot.empty()) line += " · lot " + r_.lot;
    if (r_.attempt > 1) line += fmt::format(" · test {} of this cable", r_.attempt);
    b.lines.push_back(line);
    out_.add(std::move(b));
  }

  void add_purpose() {
    if (r_.purpose == Purpose::golden)
      out_.add(SheetNotice{Tone::warn, "This is a golden cable: it shows that the station lets good cables pass.", {}});
    if (r_.purpose == Purpose::red_rabbit)
      out_.add(SheetNotice{Tone::warn, "This is a red rabbit: a bad cable that shows that the station catches bad ones.", {}});
  }

  void add_standing() {
    const Standing s = standing_of(f_.events);
    for (const auto& fail : s.fails) {
      const CableEvent& e = f_.events[fail.event];
      if (e.record != r_.id)
        out_.add(SheetNotice{Tone::bad, "This cable still counts as failed: as " + e.profile + ", " + when(e.started) + ".", {}});
    }
    const bool passed = v_.outcome == Outcome::pass;
    if (passed && !s.fails.empty())
      out_.add(SheetNotice{Tone::bad, "Why: " + why_not_passed(s, f_.events) + ".",
                           {SheetText("Remedy: " + what_lifts(s, f_.events) + ".")}});
    const bool taken_back = passed && std::ranges::none_of(s.passes, [&](std::size_t i) { return f_.events[i].record == r_.id; });
    if (taken_back && s.repair)
      out_.add(SheetNotice{Tone::warn, "It was repaired after this test, " + when(f_.events[*s.repair].started) +
                                           ": it is to be tested again.", {}});
    else if (taken_back && s.fails.empty() && !v_.marginal)
      out_.add(SheetNotice{Tone::warn, "This PASS no longer counts: the cable was repaired, failed, or was found too near a limit, after it.", {}});
    for (const auto i : s.corrections) {
      const CableEvent& c = f_.events[i];
      out_.add(SheetNotice{Tone::warn, "Correction: a test as " + c.profile + " was taken back, because this cable is not one.",
                           {SheetText("By " + c.person + ", " + when(c.started) + ": " + c.text)}});
    }
    if (s.state == Standing::State::failed && s.label)
      out_.add(SheetNotice{Tone::bad, "A label was printed for it, " + when(f_.events[*s.label].started) + ": take it off.", {}});
  }

  void add_findings() {
    if (v_.problem)
      out_.add(SheetNotice{Tone::warn, v_.problem->message, {SheetText(v_.problem->where), SheetText(v_.problem->remedy)}});
    if (v_.marginal)
      out_.add(SheetNotice{Tone::warn, "This PASS is marginal.",
                           {SheetText(marginal_in_words(v_)), SheetText("Remedy: " + std::string(kMarginalRemedy) + ".")}});
    if (const auto guarded = guarded_in_words(v_); !guarded.empty()) out_.add(SheetNotice{Tone::warn, guarded, {}});
    if (v_.outcome == Outcome::no_cable)
      out_.add(SheetNotice{Tone::warn, "No cable was plugged in: no verdict.", {}});
    if (v_.outcome == Outcome::aborted)
      out_.add(SheetNotice{Tone::warn, "The test was not finished: no verdict on the cable.", {}});
    for (const auto& d : v_.diagnoses) {
      SheetNotice n{Tone::bad, d.summary, {}};
      if (d.dangerous) n.lines.emplace_back("Dangerous: plugged in, it can break something.", Tone::bad);
      if (!d.consequence.empty()) n.lines.emplace_back(d.consequence);
      if (!d.repair.empty()) n.lines.emplace_back("Repair: " + d.repair);
      for (const auto& other : d.alternatives) n.lines.emplace_back("or: " + other, Tone::faint);
      out_.add(std::move(n));
    }
  }

  void add_faults() {
    if (v_.faults.empty()) return;
    SheetTable t{{"Fault", "Net", "Contacts"}, {20, 30, 50}, {}};
    for (const auto& f : v_.faults)
      t.rows.push_back({SheetText(std::string(to_string(f.kind)), Tone::bad), SheetText(f.net),
                        SheetText(fault_contacts(f) + (f.ohm ? ": " + ohms_with_uncertainty(*f.ohm, f.uncertainty.value_or(0)) : ""))});
    out_.add(std::move(t));
  }

  void add_balance() {
    if (!is_measured(v_)) return;
    SheetFacts facts;
    for (const auto& a : answers_of(f_.profile, v_))
      facts.rows.emplace_back(a.question, SheetText(a.answer, a.tone == BalanceAnswer::Tone::good  ? Tone::good
                                                          : a.tone == BalanceAnswer::Tone::bad ? Tone::bad
                                                                                               : Tone::plain));
    if (!facts.rows.empty()) out_.add(std::move(facts));
  }

  void add_picture() {
    if (!f_.picture.shapes.empty()) out_.add(SheetFigure{f_.picture});
  }

  void add_nets() {
    SheetTable t{{"Net", "Contacts that belong together", "Found", "Status"}, {12, 34, 36, 18}, {}};
    for (const auto& n : net_results(f_.profile, v_)) {
      const Tone tone = n.status == NetResult::Status::as_wanted ? Tone::good
                        : n.status == NetResult::Status::faulty  ? Tone::bad
                                                                 : Tone::faint;
      const std::string sign = tone == Tone::good ? "✓ " : tone == Tone::bad ? "✗ " : "";
      const bool whole = n.status == NetResult::Status::as_wanted;
      t.rows.push_back({SheetText(n.net->name), SheetText(list_of(n.net->contacts, ", ")),
                        whole ? SheetText("joined, and apart from all else", Tone::faint) : SheetText(pieces_words(n)),
                        SheetText(sign + status_words(n), tone)});
    }
    out_.add(std::move(t));
  }

  static Tone tone_of_status(ResistanceStatus s) {
    switch (s) {
      case ResistanceStatus::ok: return Tone::good;
      case ResistanceStatus::too_high:
      case ResistanceStatus::too_low: return Tone::bad;
      case ResistanceStatus::marginal:
      case ResistanceStatus::undecided: return Tone::warn;
      case ResistanceStatus::unlimited: break;
    }
    return Tone::faint;
  }

  void add_resistances() {
    if (v_.resistances.empty()) return;
    head("Resistances");
    SheetTable t{{"Wire", "Between", "Measured", "Limit", "Basis", "Status"}, {11, 25, 17, 14, 15, 18}, {}};
    for (const auto& r : v_.resistances) {
      const Tone tone = tone_of_status(r.status);
      const std::string sign = tone == Tone::good ? "✓ " : tone == Tone::bad ? "✗ " : "";
      t.rows.push_back({SheetText(r.net), SheetText(r.from.name() + " – " + r.to.name()),
                        SheetText(ohms_with_uncertainty(r.ohm, r.uncertainty)), SheetText(limit_in_words(r)),
                        SheetText(r.basis, Tone::faint), SheetText(sign + status_in_words(r.status), tone)});
    }
    for (const auto& m : v_.matches) {
      const Tone tone = tone_of_status(m.status);
      const std::string sign = tone == Tone::good ? "✓ " : tone == Tone::bad ? "✗ " : "";
      t.rows.push_back({SheetText(m.more.net), SheetText("beside " + m.less.net),
                        SheetText(difference_in_words(m)), SheetText(match_limit_in_words(m)),
                        SheetText(m.basis, Tone::faint), SheetText(sign + status_in_words(m.status), tone)});
    }
    out_.add(std::move(t));
    SheetFacts f;
    f.rows.emplace_back("Coverage", SheetText(coverage_in_words(v_)));
    f.rows.emplace_back("Uncertainty", SheetText("Expanded, k = 2 (about 95 %): converter, contacts, calibration and drift."));
    f.rows.emplace_back("Decision rule", SheetText(decision_in_words(v_.decision)));
    add_calibration(f);
    out_.add(std::move(f));
  }

  // What the resistances were held against, as far as the record tells.
  void add_calibration(SheetFacts& f) const {
    for (const auto& n : v_.not_tested)
      if (n.code == NotTestedCode::uncalibrated) f.rows.emplace_back("Calibration", SheetText(n.text, Tone::warn));
  }

  static std::string fault_contacts(const Fault& f) {
    if (f.kind != FaultKind::one_way || f.from == 0 || f.from >= f.contacts.size()) return list_of(f.contacts, ", ");
    const auto middle = f.contacts.begin() + static_cast<long>(f.from);
    return "from " + list_of(std::vector<Contact>(f.contacts.begin(), middle), ", ") + " to " +
           list_of(std::vector<Contact>(middle, f.contacts.end()), ", ");
  }

  void add_identity() {
    head("Cable and profile");
    SheetFacts f;
    f.rows.emplace_back("Profile", fmt::format("{}, revision {}", r_.profile.name, r_.profile.revision));
    f.rows.emplace_back("Source", SheetText(f_.profile.source.text));
    f.rows.emplace_back("Certainty of source", certainty_words(f_.profile.source.certainty));
    f.rows.emplace_back("Trust", SheetText(trust_words(f_.profile.trust),
                                       f_.profile.trust == Trust::presumed ? Tone::warn : Tone::plain));
    std::string ends;
    for (const auto& end : f_.profile.ends) {
      const auto socket = r_.sockets.find(end.name);
      ends += (ends.empty() ? "" : "; ") + end.name + ": " + titled(end.type, end.gender) +
              (socket == r_.sockets.end() ? "" : " in socket " + socket->second);
    }
    f.rows.emplace_back("Ends", ends);
    f.rows.emplace_back("SHA-256 of profile", SheetText(r_.profile.sha256, Tone::plain, true));
    out_.add(std::move(f));
  }

  void add_limits() {
    head("Limits");
    SheetTable t{{"What", "Limit", "Basis", "Measured"}, {18, 22, 30, 30}, {}};
    const SheetText not_measured("not in ohms: continuity only", Tone::faint);
    t.rows.push_back({"Continuity", "at most " + ohms(r_.continuity.ohm), SheetText(r_.continuity.basis),
                      v_.resistances.empty() ? not_measured : SheetText(span_in_words(v_.resistances))});
    t.rows.push_back({"Isolation", "at least " + ohms(r_.isolation.ohm), SheetText(r_.isolation.basis), not_measured});
    out_.add(std::move(t));
  }

  void add_not_tested() {
    if (!is_measured(v_)) return;
    head("What was not tested");
    SheetList l;
    std::vector<Contact> unproved;
    for (const auto& n : v_.not_tested)
      if (n.code == NotTestedCode::socket_wire_unproved) unproved.insert(unproved.end(), n.contacts.begin(), n.contacts.end());
    for (const auto& n : v_.not_tested) {
      if (n.code != NotTestedCode::socket_wire_unproved || unproved.size() == 1) {
        l.items.emplace_back(n.text);
      } else if (!unproved.empty()) {
        l.items.emplace_back("the wires of the fixture behind " + list_of(unproved) +
                             " were not seen connected this week: a short to one of them could be missed");
        unproved.clear();
      }
    }
    if (l.items.empty()) l.items.emplace_back("The record names nothing.");
    out_.add(std::move(l));
  }

  void add_proof() {
    head("What was proved about jig and fixture");
    SheetFacts f;
    const auto say = [&](const char* label, bool proved, const char* yes, const char* no) {
      f.rows.emplace_back(label, SheetText((proved ? "✓ " : "✗ ") + std::string(proved ? yes : no), proved ? Tone::good : Tone::warn));
    };
    say("Checks of the jig", r_.self_test_passed, "clean before each scan", "not clean, or not finished");
    if (is_measured(v_)) {
      say("Fixture empty", lacks(v_, NotTestedCode::fixture_never_empty), "seen empty and clean within a week", "not seen empty and clean within a week");
      say("Socket wires", lacks(v_, NotTestedCode::socket_wire_unproved), "each that matters was seen connected within a week",
          "some were not seen connected within a week: see above");
      say("Fixture traced", lacks(v_, NotTestedCode::fixture_untraced), "each socket contact answered as its own point", "not traced");
    }
    f.rows.emplace_back("Jig", fmt::format("{}, number {}, firmware {}", r_.jig.board,
                                           r_.jig.number == 0 ? "none" : std::to_string(r_.jig.number), r_.jig.firmware));
    f.rows.emplace_back("Fixture", r_.fixture.name);
    f.rows.emplace_back("SHA-256 of fixture", SheetText(r_.fixture.sha256, Tone::plain, true));
    if (!r_.shift) f.rows.emplace_back("Shift", SheetText("tested on its own: no gates of a shift belong to it", Tone::faint));
    out_.add(std::move(f));
    if (!r_.shift) return;
    if (r_.shift->waived)
      out_.add(SheetNotice{Tone::warn, "The gates of the shift were waived: somebody chose to go on without.", {}});
    if (r_.shift->gates.empty()) return;
    SheetTable t{{"Gate of the shift", "Passed", "Record"}, {22, 33, 45}, {}};
    for (const auto& g : r_.shift->gates)
      t.rows.push_back({SheetText("✓ " + to_string(g.kind), Tone::good), SheetText(when(g.passed)), SheetText(g.record, Tone::plain, true)});
    out_.add(std::move(t));
  }

  void add_history() {
    if (f_.history.size() < 2 && f_.repairs.empty() && !r_.before && !r_.watched) return;
    head("Tests and repairs of this cable");
    struct Entry {
      std::string started;
      std::vector<SheetText> cells;
    };
    std::vector<Entry> all;
    for (const auto& t : f_.history) {
      std::string found = t.verdict.diagnoses.empty() ? "" : t.verdict.diagnoses.front().summary;
      if (t.verdict.problem) found = t.verdict.problem->message;
      all.push_back({t.started,
                     {SheetText(when(t.started)),
                      SheetText(fmt::format("test {}", t.attempt) + (t.profile.name == r_.profile.name ? "" : ", as " + t.profile.name)),
                      SheetText(outcome_word(t.verdict.outcome) + (t.simulated ? " (simulated)" : ""), tone_of(t.verdict.outcome)),
                      SheetText(found), SheetText(t.operator_name)}});
    }
    for (const auto& p : f_.repairs)
      all.push_back({p.started, {SheetText(when(p.started)), "repair", "", SheetText(p.did), SheetText(p.operator_name)}});
    std::ranges::stable_sort(all, {}, [](const Entry& e) {
      const auto at = moment_of(e.started);
      return at ? at->utc : 0;
    });
    SheetTable t{{"When", "What", "Outcome", "Finding, or what was done", "Who"}, {25, 10, 14, 37, 14}, {}};
    for (auto& e : all) t.rows.push_back(std::move(e.cells));
    if (!t.rows.empty()) out_.add(std::move(t));
    if (r_.before) {
      SheetNotice n{Tone::warn, "It failed before it was mended at the bench, " + when(r_.before->started), {}};
      for (const auto& d : r_.before->diagnoses) n.lines.emplace_back(d.summary);
      out_.add(std::move(n));
    }
    if (!r_.watched) return;
    SheetList moved;
    for (const auto& u : r_.watched->upsets) moved.items.emplace_back(in_words(u) + (u.redone ? "; redone since" : ""));
    for (const auto& s : r_.watched->swings) moved.items.emplace_back(in_words(s) + ", within its limit");
    out_.add(SheetProse{SheetText(fmt::format("Watched for {} s while it was moved: {}", r_.watched->duration_ms / 1000,
                                          moved.items.empty() ? "nothing let go." : "this let go, touched or moved."))});
    if (!moved.items.empty()) out_.add(std::move(moved));
  }

  void add_record() {
    head("Record");
    SheetFacts f;
    f.rows.emplace_back("Started", when(r_.started));
    if (const auto at = moment_of(r_.started)) f.rows.emplace_back("UTC", at->utc_text());
    f.rows.emplace_back("Took", fmt::format("{}.{:03} s", r_.duration_ms / 1000, r_.duration_ms % 1000));
    if (!r_.operator_name.empty()) f.rows.emplace_back("Operator", r_.operator_name);
    f.rows.emplace_back("Station", station());
    f.rows.emplace_back("Software", r_.software);
    f.rows.emplace_back("Id", SheetText(r_.id, Tone::plain, true));
    if (r_.chain) {
      f.rows.emplace_back("Number in the chain", fmt::format("{} of station {}", r_.chain->number, station()));
      f.rows.emplace_back("SHA-256 of record", SheetText(r_.chain->hash, Tone::plain, true));
      f.rows.emplace_back("of the one before", SheetText(r_.chain->previous.empty() ? "none: it is the first" : r_.chain->previous,
                                                     Tone::plain, true));
    } else {
      f.rows.emplace_back("Kept", SheetText("no: this record is in no station's chain", Tone::warn));
    }
    out_.add(std::move(f));
  }

  const CableFile& f_;
  const TestRecord& r_;
  const Verdict& v_;
  Sheet out_;
};

}  // namespace

bool certifies(const CableFile& file) {
  if (file.record.simulated) return false;
  const Standing s = standing_of(file.events, false);
  return s.state == Standing::State::passed && passes_for_good(file.record.verdict) &&
         std::ranges::any_of(s.passes, [&](std::size_t i) { return file.events[i].record == file.record.id; });
}

Sheet certificate(const CableFile& file) { return Certificate(file).write(); }

}  // namespace buzzout
