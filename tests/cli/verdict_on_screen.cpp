#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <map>
#include <set>
#include <sstream>

#include "catalog/catalog.hpp"
#include "cli/views/action_words.hpp"
#include "cli/views/render.hpp"
#include "core/balance.hpp"
#include "drawing/picture_of.hpp"
#include "proving/prove.hpp"
#include "text/columns.hpp"
#include "text/printable.hpp"

// What is left on a terminal of 24 rows when a test is over, read from the bytes that are printed.
namespace buzzout {
namespace {

// What a verdict need not spell out. Everything else must be on the screen in its own words: see docs/cli.md.
const std::set<std::string> kMayBeCounted{"shared-socket",      "other-plug",         "exchanged-plugs",
                                          "resistance",         "return-resistance",  "series-capacitance",
                                          "movement",           "geometry",           "amplifier"};
const std::map<std::string, std::string> kMayBeNamed{{"fixture-never-empty", "not seen empty this week"},
                                                     {"fixture-untraced", "not traced"},
                                                     {"presumed", "presumed profile"}};

bool has(const std::string& text, const std::string& what) { return text.find(what) != std::string::npos; }

// One blank between words.
std::string words(const std::string& text) {
  std::istringstream in(text);
  std::string out;
  for (std::string word; in >> word;) out += (out.empty() ? "" : " ") + word;
  return out;
}

struct Screen {
  int columns = 80;
  bool unicode = true;
  int below = 1;  // rows of the prompt, and of what a command prints after the verdict

  // Half a terminal has no room for everything: the outcome and what limits it come before the cause.
  bool is_narrow() const { return columns < 80; }
  Theme theme() const {
    Theme t;
    t.colour = false;
    t.unicode = unicode;
    t.width = columns;
    return t;
  }
  std::string shown(const std::string& text) const { return words(unicode ? text : to_ascii(text)); }

  // The words in its last rows.
  std::string left_of(const std::vector<Line>& lines) const {
    std::ostringstream bytes;
    print(bytes, lines, theme());
    std::vector<std::string> rows;
    std::istringstream in(bytes.str());
    for (std::string line; std::getline(in, line);) {
      const int width = buzzout::columns(line);
      for (int more = 0; more < (width - 1) / columns; ++more) rows.emplace_back();  // the terminal wraps it
      rows.push_back(line);
    }
    std::string out;
    const std::size_t first = rows.size() - std::min(rows.size(), static_cast<std::size_t>(24 - below));
    for (std::size_t i = first; i < rows.size(); ++i) out += rows[i] + "\n";
    return words(out);
  }
};

const Catalog& catalog() {
  static const Catalog out({BUZZOUT_SOURCE_DIR});
  return out;
}

// A cable of the library in a fixture that ships.
class Bench {
 public:
  Bench(const Profile& profile, const Fixture& fixture) : profile_(profile), fixture_(fixture), map_(profile_, fixture_) {}
  Bench(const Bench&) = delete;
  Bench& operator=(const Bench&) = delete;

  TestRecord record(const Cable& cable, const FixtureEvidence& proofs = {}) const {
    TestRecord r;
    const Job job{profile_, fixture_, map_};
    r.verdict = judge(job, ideal_evidence(job, cable.matrix(map_)), proofs, 0);
    r.balance = balance_answers(profile_, r.verdict.wiring, r.verdict.balanced_safe, r.verdict.outcome == Outcome::pass);
    r.simulated = true;
    r.serial = "LOT7-0042";
    r.started = "2026-03-14T14:02:11+01:00";
    r.profile.name = profile_.name;
    r.profile.title = profile_.title;
    r.profile.note = profile_.note;
    r.fixture.name = fixture_.name;
    r.jig.board = fixture_.board;
    return r;
  }
  WiringPicture picture(const TestRecord& r) const { return picture_of(profile_, map_, r.verdict); }
  const Profile& profile() const { return profile_; }

 private:
  Profile profile_;
  Fixture fixture_;
  FixtureMap map_;
};

// Every profile that ships, each in the first fixture that takes it; boards of 16 points are alike here.
const std::deque<Bench>& benches() {
  static const std::deque<Bench> out = [] {
    std::deque<Bench> all;
    std::vector<Error> broken;
    std::vector<Fixture> fixtures;
    for (const auto& name : catalog().fixture_names())
      if (name.find("-uno") == std::string::npos) fixtures.push_back(catalog().fixture(name));
    for (const auto& profile : catalog().profiles(broken))
      for (const auto& fixture : fixtures) {
        try {
          all.emplace_back(profile, fixture);
          break;
        } catch (const Error&) {
          // It does not take the cable.
        }
      }
    return all;
  }();
  return out;
}

// Whether a short verdict says it.
bool is_told(const NotTested& n, const std::string& screen, const Screen& s) {
  if (n.code == NotTestedCode::socket_wire_unproved || n.code == NotTestedCode::ignored)
    return std::ranges::all_of(n.contacts, [&](const Contact& c) { return has(screen, s.shown(c.name())); });
  // Which files they are takes a long line; it is in the record.
  if (to_string(n.code).ends_with("-hides-another")) return has(screen, "another file goes by the name");
  return has(screen, s.shown(n.text));
}

void check_limits(const TestRecord& r, const std::string& screen, const Screen& s) {
  int counted = 0;
  for (const auto& n : r.verdict.not_tested) {
    const std::string code = to_string(n.code);
    CAPTURE(code);
    if (kMayBeCounted.contains(code))
      ++counted;
    else if (kMayBeNamed.contains(code))
      CHECK((has(screen, kMayBeNamed.at(code)) || (s.is_narrow() && n.code == NotTestedCode::presumed)));
    else
      CHECK(is_told(n, screen, s));
  }
  if (counted > 0) CHECK_MESSAGE((has(screen, std::to_string(counted) + " more not tested: --details") ||
                                  has(screen, std::to_string(counted) + " things not tested: --details")), screen);
}

void check_verdict(const TestRecord& r, const WiringPicture& picture, const Screen& s, const Beside& beside) {
  const std::string screen = s.left_of(render(r, picture, s.theme(), beside));
  CAPTURE(screen);
  CHECK(has(screen, r.verdict.outcome == Outcome::no_cable ? "NO CABLE" : std::string(to_string(r.verdict.outcome))));
  CHECK(has(screen, r.serial));
  if (!s.is_narrow()) CHECK(has(screen, s.shown(r.profile.title)));
  CHECK(has(screen, "SIMULATED"));
  CHECK(has(screen, beside.name));
  for (const auto& line : beside.after) CHECK(has(screen, s.shown(plain_text(line))));
  check_limits(r, screen, s);
  if (r.verdict.outcome == Outcome::error) {
    CHECK(has(screen, s.shown(r.verdict.problem->message)));
    CHECK(has(screen, s.shown(r.verdict.problem->remedy)));
  }
  if (!r.verdict.diagnoses.empty()) {
    const Diagnosis& first = r.verdict.diagnoses.front();
    if (s.is_narrow()) return;
    CHECK(has(screen, s.shown("1. " + first.summary)));
    CHECK(has(screen, s.shown(worded(first.repair, first.action))));
    if (first.dangerous) CHECK(has(screen, s.shown(first.consequence)));
  }
}

}  // namespace

TEST_CASE("whatever is wrong with a cable of the library, outcome, cause and repair stay on a screen of 24 rows") {
  const auto begun = std::chrono::steady_clock::now();
  const std::vector<Screen> others{{40}, {200}, {80, false}, {132, true, 2}};
  const Beside beside{"test 3, 14:02:11", false, {{{"  still counts as failed: 4.4-ts, 2026-03-14", Ink::warn}}}};
  unsigned shown = 0, many = 0;
  for (const auto& bench : benches()) {
    CAPTURE(bench.profile().name);
    const auto mistakes = mistakes_of(bench.profile());
    const std::size_t step = mistakes.size() / 30 + 1;  // of a loom a sample
    for (std::size_t i = 0; i < mistakes.size(); ++i) {
      if (i % step != 0) continue;
      CAPTURE(mistakes[i].edits);
      const TestRecord r = bench.record(mistakes[i].cable);
      const WiringPicture picture = bench.picture(r);
      check_verdict(r, picture, {80}, beside);
      check_verdict(r, picture, others[i / step % others.size()], beside);
      many += r.verdict.diagnoses.size() > 2;
      ++shown;
    }
  }
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begun;
  MESSAGE(shown, " verdicts, ", many, " of more than two causes, ", taken.count(), " s");
  CHECK(many > 20);
  CHECK(shown > 1500);
}

TEST_CASE("every good cable of the library shows on 24 rows that it passed, and what limits that") {
  std::set<std::string> codes;
  unsigned passed = 0;
  for (const auto& bench : benches()) {
    CAPTURE(bench.profile().name);
    TestRecord r = bench.record(Cable(bench.profile()));
    for (const auto& n : r.verdict.not_tested) codes.insert(to_string(n.code));
    passed += r.verdict.outcome == Outcome::pass;
    for (const Screen& s : {Screen{80}, Screen{40}, Screen{200}, Screen{80, false}})
      check_verdict(r, bench.picture(r), s, {"", false, {{{"  still counts as failed: 4.4-ts, 2026-03-14", Ink::warn}}}});
  }
  CHECK(passed > 50);
  for (const auto& code : kMayBeCounted) CHECK_MESSAGE(codes.contains(code), code, " is never left untested");
  for (const auto& [code, name] : kMayBeNamed) CHECK_MESSAGE(codes.contains(code), code, " is never left untested");
}

TEST_CASE("what is not known to be harmless is told in words of its own, in whatever verdict") {
  const Bench& bench = benches().front();
  for (const auto& cable : {Cable(bench.profile()), mistakes_of(bench.profile()).front().cable}) {
    TestRecord r = bench.record(cable);
    r.verdict.not_tested = {{NotTestedCode::gates_waived, "the station did not show that it can tell good cables from bad ones", {}},
                            {NotTestedCode::profile_hides_another, "the profile comes from a file of yours that hides another one: x", {}},
                            {NotTestedCode::ignored, "the profile ignores amp.S", {{"amp", "S"}}},
                            {NotTestedCode::ignored, "the profile ignores amp.R1", {{"amp", "R1"}}},
                            {{"calibration-expired", not_tested_codes()}, "the calibration of the jig expired on 2026-01-01", {}},
                            {{"code-of-another-year", not_tested_codes()}, "something that nobody thought of yet", {}}};
    for (const Outcome outcome : {r.verdict.outcome, Outcome::error, Outcome::no_cable, Outcome::aborted}) {
      r.verdict.outcome = outcome;
      if (outcome == Outcome::error) r.verdict.diagnoses.clear();
      if (outcome == Outcome::error) r.verdict.problem = Problem{"held-low", "Something holds amp.T low.", "", "Look for it."};
      check_verdict(r, bench.picture(r), {80}, {});
    }
  }
}

TEST_CASE("a fixture that is proved says less, and one thing is no things") {
  const Bench& bench = benches().front();
  TestRecord r = bench.record(Cable(bench.profile()));
  const auto screen = [&] { return Screen{80}.left_of(render(r, bench.picture(r), Screen{80}.theme())); };
  CHECK(has(screen(), "Fixture not traced, not seen empty this week; "));
  r.verdict.not_tested = {{NotTestedCode::fixture_untraced, "…", {}}};
  CHECK(has(screen(), "Fixture not traced: --details"));
  r.verdict.not_tested = {{NotTestedCode::movement, "…", {}}, {NotTestedCode::geometry, "…", {}}};
  CHECK(has(screen(), "2 things not tested: --details"));
  r.verdict.not_tested = {{NotTestedCode::movement, "…", {}}};
  CHECK(has(screen(), "1 thing not tested: --details"));
  r.verdict.not_tested = {};
  CHECK_FALSE(has(screen(), "--details"));
}

TEST_CASE("with details every thing is listed in its own words, above a verdict that stays on the screen") {
  for (const auto& bench : benches()) {
    CAPTURE(bench.profile().name);
    const TestRecord r = bench.record(Cable(bench.profile()));
    const auto lines = render(r, bench.picture(r), Screen{80}.theme(), {"", true, {}});
    std::string all;
    for (const auto& line : lines) all += plain_text(line) + "\n";
    all = words(all);
    for (const auto& n : r.verdict.not_tested) CHECK_MESSAGE(has(all, words(n.text)), n.text);
    const std::string screen = Screen{80}.left_of(lines);
    CHECK(has(screen, std::string(to_string(r.verdict.outcome))));
    CHECK_FALSE(has(screen, "--details"));
  }
}

TEST_CASE("causes that have no room stand above the outcome, numbered, and none is lost") {
  unsigned moved = 0;
  for (const auto& bench : benches()) {
    TestRecord r = bench.record(mistakes_of(bench.profile()).front().cable);
    if (r.verdict.diagnoses.empty()) continue;
    const Diagnosis first = r.verdict.diagnoses.front();
    for (int i = 2; i <= 12; ++i) {
      Diagnosis more = first;
      more.summary = "Cause of the number " + std::to_string(i) + ".";
      r.verdict.diagnoses.push_back(more);
    }
    const auto lines = render(r, bench.picture(r), Screen{80}.theme());
    std::string all;
    for (const auto& line : lines) all += plain_text(line) + "\n";
    for (int i = 2; i <= static_cast<int>(r.verdict.diagnoses.size()); ++i)
      CHECK(has(all, std::to_string(i) + ". " + r.verdict.diagnoses[static_cast<std::size_t>(i - 1)].summary));
    const std::string causes = "Causes 2 to " + std::to_string(r.verdict.diagnoses.size());
    CHECK(all.find(causes + " (the first is below)") < all.find("FAIL"));
    CHECK(has(Screen{80}.left_of(lines), causes + ": see above."));
    check_verdict(r, bench.picture(r), {80}, {});
    ++moved;
  }
  CHECK(moved > 50);
}

}  // namespace buzzout
