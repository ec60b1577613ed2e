#include <doctest/doctest.h>

#include <algorithm>

#include "catalog/catalog.hpp"
#include "live/chime.hpp"
#include "cli/views/live_frame.hpp"
#include "core/netlist.hpp"
#include "text/columns.hpp"

using namespace buzzout;

namespace {

struct Watched4 {
  explicit Watched4(const std::string& name = "4.4-ts")
      : profile(catalog.profile(name)), map(profile, fixture), job{profile, fixture, map} {}

  ScanMatrix good() const { return Expectation(profile, map).matrix(); }
  ScanMatrix without(const Contact& c) const {
    ScanMatrix m = good();
    const PointSet cut = map.points_of(c);
    for (Point p = 0; p < m.points(); ++p) m.rows[p] = has(cut, p) ? only(p) : m.rows[p] & ~cut;
    return m;
  }
  void look(const ScanMatrix& m, std::int64_t ms) {
    for (const std::int64_t until = now + ms; now < until; now += 20)
      state = follow(std::move(state), {now, 0, 0, m}, job);
  }
  // The good cable, of which one net is measured after each look.
  void measure(std::size_t net, double ohm, std::int64_t ms) {
    const auto& contacts = profile.nets[net].contacts;
    const PathOhms path{lowest(map.points_of(contacts[0])), lowest(map.points_of(contacts[1])), ohm, 0.2};
    for (const std::int64_t until = now + ms; now < until; now += 40)
      state = follow(std::move(state), {now, 0, 0, good(), OhmLook{path, 0.25, {}}}, job);
  }
  void hold(PointSet high, PointSet low) {
    state = follow(std::move(state), {now += 20, high, low, {}}, job);
  }

  std::vector<std::string> frame(const Theme& theme, int width, int height, bool building = false,
                                 std::optional<int> seconds = {}) {
    const Verdict found = finding(state, job);
    const Assembly assembly = assembly_of(job, found);
    const auto open = undecided(state, job);
    LiveView view{state, job,   found, assembly, open, "jig 1 · uno · bench", building, false,
                  false, false, false, seconds};
    int rows = 0;
    lines = live_frame(view, theme, width, height, rows);
    std::vector<std::string> out;
    for (const auto& l : lines) out.push_back(plain_text(l));
    return out;
  }

  Catalog catalog{{BUZZOUT_SOURCE_DIR}};
  Fixture fixture = catalog.fixture("headphone-bench-uno");
  Profile profile;
  FixtureMap map;
  Job job;
  LiveState state;
  std::int64_t now = 0;
  std::vector<Line> lines;
};

bool says(const std::vector<std::string>& frame, const std::string& text) {
  return std::ranges::any_of(
      frame, [&](const std::string& l) { return l.find(text) != std::string::npos; });
}

}  // namespace

TEST_CASE("a live frame fills any terminal exactly and never leaves it") {
  for (const char* name : {"4.4-ts", "xlr-mic"}) {
    std::vector<Watched4> states;
    for (int kind = 0; kind < 8; ++kind) {
      Watched4 w(name);
      const Contact first = w.profile.nets.front().contacts.front();
      if (kind == 0) w.look(w.good(), 3000);
      if (kind == 1) w.look(w.without(first), 3000);
      if (kind >= 2) w.look(w.good(), 3000);
      if (kind == 2) {
        w.look(w.without(first), 100);
        w.look(w.good(), 3000);
      }
      if (kind == 3) w.hold(0, 5);
      if (kind == 4) w.hold(9, 0);
      ScanMatrix all;
      all.rows.assign(16, 0xFFFF);
      if (kind == 5) w.look(all, 3000);
      if (kind >= 6)
        for (std::size_t net = 0; net < w.profile.nets.size(); ++net) {
          w.measure(net, 0.1, 1500);
          if (kind == 7) w.measure(net, 47e3, 200);
        }
      for (const bool building : {false, true})
        for (const bool unicode : {true, false})
          for (const int width : {1, 8, 20, 40, 59, 60, 61, 80, 100, 200})
            for (const int height : {1, 2, 3, 5, 8, 10, 16, 20, 24, 30, 40, 60}) {
              CAPTURE(kind);
              CAPTURE(width);
              CAPTURE(height);
              const auto frame = w.frame({true, unicode, 80}, width, height, building, 4);
              REQUIRE(frame.size() == static_cast<std::size_t>(height));
              for (const auto& line : frame) REQUIRE(columns(line) <= width);
              if (width >= 40 && height >= 5) {
                REQUIRE(frame.back().find("q: leave") != std::string::npos);
                REQUIRE(frame[height >= 30 ? 1 : 0].find_first_not_of(' ') != std::string::npos);
              }
            }
    }
  }
}

TEST_CASE("the frame never says PASS, and says that it is no verdict") {
  Watched4 w;
  w.look(w.good(), 3000);
  const auto frame = w.frame({true, true, 80}, 80, 24, false, 4);
  CHECK(says(frame, "✔ RIGHT"));
  CHECK(says(frame, "live, not a verdict"));
  CHECK(says(frame, "The test runs in 4 s."));
  CHECK_FALSE(says(frame, "PASS"));
}

TEST_CASE("a joint that is pressed is seen to jump, in a small terminal too") {
  Watched4 w;
  w.look(w.good(), 1500);
  w.measure(0, 0.1, 1500);
  w.measure(1, 0.2, 1500);
  const auto still = w.frame({true, true, 80}, 80, 40);
  CHECK(says(still, "L+  amp.T – left.T   0.10 Ω"));
  CHECK(says(still, "L-  amp.R1 – left.S  0.20 Ω"));
  CHECK(says(still, "▁  steady"));
  w.measure(1, 5, 200);
  for (const int height : {18, 24, 40}) {
    const auto pressed = w.frame({true, true, 80}, 80, height);
    CAPTURE(height);
    CHECK(says(pressed, "✘ WRONG"));
    CHECK(says(pressed, "L-  amp.R1 – left.S  5.0 Ω"));
    CHECK(says(pressed, "▁█  0.20 Ω to 5.0 Ω"));
  }
  CHECK(says(w.frame({false, false, 80}, 80, 24), "_#  0.20 ohm to 5.0 ohm"));
  w.measure(1, 0.2, 4000);
  const auto after = w.frame({true, true, 80}, 80, 24);
  CHECK(says(after, "≈ UNSTEADY"));
  CHECK(says(after, "! L- (amp.R1, left.S) rose by 4.8 Ω once"));
  CHECK_FALSE(says(after, "moved between"));
}

TEST_CASE("where not every wire fits, those that are broken do") {
  Watched4 w;
  w.look(w.without({"right", "S"}), 1000);  // the last one of the profile
  int cut = 0;
  for (int height = 8; height < 24; ++height) {
    const auto frame = w.frame({true, true, 80}, 80, height);
    if (!says(frame, "make the terminal higher")) continue;
    ++cut;
    CAPTURE(height);
    CHECK(says(frame, "R- ✗ open"));
    CHECK_FALSE(says(frame, "R+"));
  }
  CHECK(cut > 0);
}

TEST_CASE("what is below the drawing does not jump when the drawing shrinks") {
  Watched4 w;
  w.look(w.without({"amp", "T"}), 1000);
  const Verdict found = finding(w.state, w.job);
  const Assembly assembly = assembly_of(w.job, found);
  const std::vector<std::string> decided;
  const LiveView view{w.state, w.job, found, assembly, decided, "", false, false, false, false, false, {}};
  int rows = 14;
  const auto tall = live_frame(view, {true, true, 80}, 80, 40, rows);
  CHECK(rows == 14);
  rows = 0;
  const auto short_one = live_frame(view, {true, true, 80}, 80, 40, rows);
  CHECK(rows < 14);
  const auto row_of = [](const std::vector<Line>& lines, const std::string& text) {
    std::size_t i = 0;
    while (i < lines.size() && plain_text(lines[i]).find(text) == std::string::npos) ++i;
    return i;
  };
  CHECK(row_of(tall, "L+ is open") ==
        row_of(short_one, "L+ is open") + 14 - static_cast<std::size_t>(rows));
}

TEST_CASE("a frame smuggles no control sequence from a profile's words") {
  Watched4 w;
  w.profile.title = "a\x1b[2Jb";
  w.look(w.good(), 100);
  for (const auto& line : w.frame({true, true, 80}, 80, 24))
    CHECK(line.find('\x1b') == std::string::npos);
}

TEST_CASE("right and wrong are heard, and heard apart") {
  const Heard nothing{}, two{true, 2, 0, 0};
  CHECK(chime(nothing, two) == Chime::right);
  CHECK(chime(two, {true, 3, 0, 0}) == Chime::right);
  CHECK(chime(two, {true, 2, 1, 0}) == Chime::wrong);
  CHECK(chime({true, 2, 1, 0}, two) == Chime::right);
  CHECK(chime(two, {true, 1, 0, 0}) == Chime::wrong);
  CHECK(chime(two, {true, 3, 1, 0}) == Chime::wrong);
  CHECK(chime(two, {true, 2, 0, 1}) == Chime::wrong);
  CHECK(chime(two, two) == Chime::none);
  CHECK(chime(two, nothing) == Chime::none);
}
