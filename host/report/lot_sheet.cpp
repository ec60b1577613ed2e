#include <fmt/format.h>

#include "report/lot_report.hpp"
#include "report/outcome_words.hpp"

namespace buzzout {
namespace {

std::string share(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return "–";
  // Rounded down: 100 % are all of them.
  const auto tenths = part * 1000 / whole;
  return fmt::format("{}.{} %", tenths / 10, tenths % 10);
}

std::string named(const std::string& name) { return name.empty() ? "(unnamed)" : name; }

class LotPage {
 public:
  LotPage(const std::string& lot, const LotSummary& s, const LotCables& cables,
          const std::map<std::string, ChainLink>& heads, const Figure& cable)
      : lot_(lot), s_(s), cables_(cables), heads_(heads), cable_(cable), c_(cables.counts()) {}

  Sheet write() {
    out_.title = "Lot report · " + lot_;
    out_.created = s_.last;
    out_.simulated = s_.all_simulated > 0;
    out_.footer = fmt::format("Lot {} · {} test{} of {} cable{}", lot_, s_.tests, s_.tests == 1 ? "" : "s", c_.cables, c_.cables == 1 ? "" : "s");
    add_banner();
    add_cable();
    add_yield();
    add_faults();
    s_.resistances.add_to(out_);
    add_people();
    add_shifts();
    add_repairs();
    add_files();
    add_heads();
    return std::move(out_);
  }

 private:
  void head(const char* text) { out_.add(SheetHeading{text}); }

  void add_banner() {
    SheetBanner b{Tone::plain, c_.judged == 0 ? "–" : share(c_.passed, c_.judged), lot_, {}};
    b.lines.push_back(fmt::format("Yield: {} of {} cables passed{}", c_.passed, c_.judged,
                                  s_.target > 0 ? fmt::format(", {} wanted", s_.target) : ""));
    b.lines.push_back(fmt::format("First-pass yield: {}, {} of {}", share(c_.passed_first, c_.judged), c_.passed_first,
                                  c_.judged));
    if (!s_.first.empty()) b.lines.push_back(when(s_.first) + " to " + when(s_.last));
    out_.add(std::move(b));
    if (s_.all_simulated > 0)
      out_.add(SheetNotice{Tone::warn, fmt::format("{} of {} tests that count were simulated.", s_.simulated, s_.tests), {}});
    if (s_.left_out > 0)
      out_.add(SheetNotice{Tone::warn, fmt::format("{} tests on simulated jigs are in this lot too, and left out here.", s_.left_out), {}});
    add_changed();
    if (s_.set_back > 0)
      out_.add(SheetNotice{Tone::warn,
                           fmt::format("{} of {} tests were made after the clock had been set back: the dates do not tell their order.",
                                       s_.set_back, s_.tests), {}});
    if (s_.waived > 0)
      out_.add(SheetNotice{Tone::warn,
                           fmt::format("{} of {} tests were made without the gates of a shift.", s_.waived, s_.tests), {}});
  }

  // What makes the numbers others than those of the lot's own tests.
  void add_changed() {
    if (!cables_.changed.empty()) {
      SheetNotice n{Tone::warn, "These cables do not count as their newest test in this lot alone would have it:", {}};
      for (const auto& c : cables_.changed)
        n.lines.emplace_back(c.serial + ": " + c.why + (c.remedy.empty() ? "." : ". Remedy: " + c.remedy + "."));
      if (cables_.more_changed > 0) n.lines.emplace_back(fmt::format("and {} more", cables_.more_changed));
      out_.add(std::move(n));
    }
    if (cables_.corrections.empty()) return;
    SheetNotice n{Tone::warn, "Tests that were taken back, because the cable was tested as the wrong kind:", {}};
    for (const auto& c : cables_.corrections)
      n.lines.emplace_back(fmt::format("{}: the test as {}, by {}, {}: {}", c.serial, c.profile, c.person, when(c.when), c.reason));
    if (cables_.more_corrections > 0) n.lines.emplace_back(fmt::format("and {} more", cables_.more_corrections));
    out_.add(std::move(n));
  }

  void add_cable() {
    if (cable_.shapes.empty()) return;
    head("The cable, as wanted");
    out_.add(SheetFigure{cable_});
  }

  void add_yield() {
    head("Yield and retests");
    SheetFacts f;
    f.rows.emplace_back("Cables", fmt::format("{}: {} passed, {} failed, {} to be tested again, {} not judged", c_.cables,
                                              c_.passed, c_.failed, c_.to_retest, c_.cables - c_.judged));
    if (c_.elsewhere > 0)
      f.rows.emplace_back("Passed outside of the lot", SheetText(fmt::format("{} of the {} that passed", c_.elsewhere, c_.passed), Tone::warn));
    if (c_.with_ohms > 0 && c_.with_ohms < c_.passed)
      f.rows.emplace_back("Passed for continuity only",
                          SheetText(fmt::format("{} of the {} that passed; the others' resistances were measured", c_.passed - c_.with_ohms, c_.passed),
                                    Tone::warn));
    f.rows.emplace_back("Passed after a retest", std::to_string(c_.mended));
    f.rows.emplace_back("Tests of a cable", fmt::format("one: {} cables, two: {}, three or more: {}", c_.once, c_.twice, c_.more));
    f.rows.emplace_back("Tests", fmt::format("{}: {} passed, {} failed, {} without a judgement", s_.tests, s_.passed,
                                             s_.failed, s_.not_judged));
    if (const auto& r = s_.resistances; r.marginal_passed + r.marginal_failed > 0)
      f.rows.emplace_back("Marginal", SheetText(fmt::format("{} test{} failed only because a resistance lies within its uncertainty of the limit; {} passed "
                                                            "so, by a profile that lets the limit alone decide",
                                                            r.marginal_failed, r.marginal_failed == 1 ? "" : "s", r.marginal_passed),
                                                Tone::warn));
    if (s_.unnamed > 0)
      f.rows.emplace_back("Without a serial number", SheetText(std::to_string(s_.unnamed) + " tests, each counted as a cable", Tone::warn));
    out_.add(std::move(f));
    if (s_.trend.empty()) return;
    head("Over time");
    out_.add(SheetFigure{s_.trend.figure()});
  }

  void add_faults() {
    head("Faults");
    Figure bars = pareto(s_.faults);
    if (bars.shapes.empty()) {
      out_.add(SheetProse{SheetText("None was found.", Tone::faint)});
      return;
    }
    out_.add(SheetFigure{std::move(bars)});
    out_.add(SheetProse{SheetText("Bars count tests in which a fault was found; a test may have several.", Tone::faint)});
  }

  void add_names(const char* title, const std::map<std::string, LotSummary::ByName>& all) {
    SheetTable t{{title, "Tests", "Passed", "Failed", "Other", "Pass share"}, {37, 12, 12, 12, 12, 15}, {}};
    for (const auto& [name, n] : all)
      t.rows.push_back({SheetText(named(name)), SheetText(std::to_string(n.tests)), SheetText(std::to_string(n.passed)),
                        SheetText(std::to_string(n.failed)), SheetText(std::to_string(n.tests - n.passed - n.failed)),
                        SheetText(share(n.passed, n.passed + n.failed))});
    if (!t.rows.empty()) out_.add(std::move(t));
  }

  void add_people() {
    head("Operators, stations and jigs");
    add_names("Operator", s_.operators);
    add_names("Station", s_.stations);
    add_names("Jig", s_.jigs);
  }

  void more(std::uint64_t count, const char* what) {
    if (count > 0) out_.add(SheetProse{SheetText(fmt::format("and {} more {}", count, what), Tone::faint)});
  }

  void add_shifts() {
    head("Shifts, gates and stops");
    SheetTable t{{"Gates passed before", "Tests under them"}, {78, 22}, {}};
    for (const auto& s : s_.shifts) {
      std::string gates = s.shift.waived ? "waived" : "";
      for (const auto& g : s.shift.gates) gates += (gates.empty() ? "" : ", ") + to_string(g.kind) + " " + when(g.passed);
      t.rows.push_back({SheetText(gates.empty() ? "none" : gates, s.shift.waived ? Tone::warn : Tone::plain),
                        SheetText(std::to_string(s.tests))});
    }
    if (!t.rows.empty()) out_.add(std::move(t));
    more(s_.more_shifts, "shifts");
    SheetTable gates{{"Gate", "When", "Result"}, {22, 33, 45}, {}};
    for (const auto& g : s_.gates)
      gates.rows.push_back({SheetText(g.what), SheetText(when(g.started)),
                            g.problem.empty() ? SheetText("✓ passed", Tone::good) : SheetText("✗ " + g.problem, Tone::bad)});
    if (!gates.rows.empty()) out_.add(std::move(gates));
    more(s_.more_gates, "gates");
    SheetTable stops{{"Stopped", "After", "Fault", "Operator"}, {34, 14, 36, 16}, {}};
    for (const auto& s : s_.stops)
      stops.rows.push_back({SheetText(when(s.started)), SheetText(fmt::format("{} alike", s.cables)),
                            SheetText(s.fault, Tone::warn), SheetText(s.operator_name)});
    if (stops.rows.empty())
      out_.add(SheetProse{SheetText("It was never stopped for identical failures.", Tone::faint)});
    else
      out_.add(std::move(stops));
    more(s_.more_stops, "stops");
  }

  void add_repairs() {
    head("Rework");
    SheetTable t{{"When", "Serial", "What was done", "Who"}, {34, 19, 33, 14}, {}};
    for (const auto& r : s_.repairs)
      t.rows.push_back({SheetText(when(r.started)), SheetText(r.serial), SheetText(r.did), SheetText(r.operator_name)});
    if (t.rows.empty())
      out_.add(SheetProse{SheetText("No repair was noted.", Tone::faint)});
    else
      out_.add(std::move(t));
    more(s_.more_repairs, "repairs");
  }

  void add_files() {
    head("Profile and fixture");
    SheetTable t{{"What", "Tests", "SHA-256"}, {30, 8, 62}, {}};
    for (const auto& [file, tests] : s_.profiles)
      t.rows.push_back({SheetText(fmt::format("profile {}, revision {}", file.name, file.revision)),
                        SheetText(std::to_string(tests)), SheetText(file.sha256, Tone::plain, true)});
    for (const auto& [file, tests] : s_.fixtures)
      t.rows.push_back({SheetText("fixture " + file.name), SheetText(std::to_string(tests)),
                        SheetText(file.sha256, Tone::plain, true)});
    out_.add(std::move(t));
    if (s_.profiles.size() > 1)
      out_.add(SheetNotice{Tone::warn, "Not all cables were tested by the same profile.", {}});
  }

  void add_heads() {
    head("Heads of the chains");
    out_.add(SheetProse{SheetText(
        "The newest record of each station of this lot when this was printed. Whoever has these lines can show later that no "
        "earlier record was changed or lost.",
        Tone::faint)});
    SheetTable t{{"Station", "Record no.", "SHA-256"}, {22, 14, 64}, {}};
    for (const auto& [station, link] : heads_)
      if (s_.stations.contains(station) || s_.stations.size() >= LotSummary::kMostNames)
        t.rows.push_back({SheetText(named(station)), SheetText(std::to_string(link.number)), SheetText(link.hash, Tone::plain, true)});
    out_.add(std::move(t));
  }

  const std::string& lot_;
  const LotSummary& s_;
  const LotCables& cables_;
  const std::map<std::string, ChainLink>& heads_;
  const Figure& cable_;
  LotCables::Counts c_;
  Sheet out_;
};

}  // namespace

Sheet lot_sheet(const std::string& lot, const LotSummary& summary, const LotCables& cables,
                const std::map<std::string, ChainLink>& heads, const Figure& cable) {
  return LotPage(lot, summary, cables, heads, cable).write();
}

}  // namespace buzzout
