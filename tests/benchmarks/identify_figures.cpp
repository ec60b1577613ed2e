#include "benchmarks/identify_figures.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>

#include "benchmarks/rig.hpp"
#include "catalog/catalog.hpp"
#include "catalog/profile_writer.hpp"
#include "core/expectation.hpp"
#include "naming/identification.hpp"

namespace buzzout::benchmarks {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

const std::string kMadeUp = "made-up-";
constexpr std::size_t kQuestions = 200;

double milliseconds_since(Clock::time_point begun) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
}

// Headphone cables whose every contact is on a random wire; no two measure the same in this fixture as labelled.
std::vector<Profile> made_up(std::size_t count, const Catalog& shipped, const Fixture& fixture) {
  std::mt19937 random(2026);
  std::vector<Profile> patterns;
  for (const char* name : {"pentaconn-4.4-to-dual-ts-3.5", "trrs-2.5-to-dual-ts-3.5", "xlr-3-mic", "trs-6.35-patch"})
    patterns.push_back(shipped.profile(name));
  std::set<std::vector<PointSet>> known;
  std::vector<Profile> out;
  while (out.size() < count) {
    Profile p = patterns[random() % patterns.size()];
    const auto contacts = p.contacts();
    std::vector<std::vector<Contact>> wires(contacts.size());
    for (const auto& c : contacts) wires[random() % contacts.size()].push_back(c);
    p.nets.clear();
    for (const auto& w : wires)
      if (w.size() > 1) p.nets.push_back({"net" + std::to_string(p.nets.size() + 1), w});
    p.wiring = Wiring::other;
    const bool met = std::ranges::all_of(p.ends, [&](const End& e) {
      return std::ranges::any_of(p.nets, [&](const Net& n) {
        const auto own = std::ranges::count(n.contacts, e.name, &Contact::end);
        return own > 0 && own < std::ranges::ssize(n.contacts);
      });
    });
    if (!met || !known.insert(Expectation(p, FixtureMap(p, fixture)).matrix().rows).second) continue;
    p.name = kMadeUp + std::to_string(out.size());
    p.aliases.clear();
    p.variants.clear();
    out.push_back(std::move(p));
  }
  return out;
}

// The folder of a library that holds these profiles as files.
class Library {
 public:
  explicit Library(const std::vector<Profile>& profiles) {
    std::string name = (fs::temp_directory_path() / "buzzout-library-XXXXXX").string();
    require(mkdtemp(name.data()) != nullptr, "no folder for the library");
    folder_ = name;
    fs::create_directories(folder_ / "profiles");
    for (const auto& p : profiles) std::ofstream(folder_ / "profiles" / (p.name + ".yaml")) << to_yaml(p);
  }
  ~Library() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
  const fs::path& folder() const { return folder_; }

 private:
  fs::path folder_;
};

struct Spread {
  double median = 0, most = 0;
};

template <class Ask>
Spread time_of(const std::vector<ScanMatrix>& questions, Ask ask) {
  std::vector<double> times;
  for (const auto& q : questions) {
    const auto begun = Clock::now();
    ask(q);
    times.push_back(milliseconds_since(begun));
  }
  std::ranges::sort(times);
  return {times[times.size() / 2], times.back()};
}

}  // namespace

Table identify_figures(std::size_t cables) {
  const Catalog shipped({BUZZOUT_SOURCE_DIR});
  const Fixture fixture = shipped.fixture("headphone-bench");
  const Library library(made_up(cables, shipped, fixture));

  auto begun = Clock::now();
  std::vector<Error> broken;
  const std::vector<Profile> profiles = Catalog({library.folder(), BUZZOUT_SOURCE_DIR}).profiles(broken);
  const double loading = milliseconds_since(begun);
  require(broken.empty() && profiles.size() > cables, "the library does not load");
  begun = Clock::now();
  const CableIndex index(profiles, fixture);
  const double indexing = milliseconds_since(begun);

  std::vector<ScanMatrix> good, faulty;
  std::vector<std::string> names;
  std::vector<const Profile*> asked_for;
  for (const auto& p : profiles)
    if (p.name.starts_with(kMadeUp)) asked_for.push_back(&p);
  for (std::size_t i = 0; i < kQuestions; ++i) {
    const Profile& p = *asked_for[(i * 49) % asked_for.size()];
    names.push_back(p.name);
    const Expectation expected(p, FixtureMap(p, fixture));
    good.push_back(expected.matrix());
    const PointSet net = expected.nets().front().points;  // cut at its lowest point
    ScanMatrix m = good.back();
    for (Point q : members(net)) m.rows[q] = q == lowest(net) ? only(q) : net & ~only(lowest(net));
    faulty.push_back(std::move(m));
  }
  std::size_t named = 0, near = 0;
  const Spread exact = time_of(good, [&](const ScanMatrix& m) {
    const auto found = index.exact(m);
    named += std::ranges::any_of(found, [&](const CableMatch& c) { return c.profile->name == names[named]; });
  });
  require(named == kQuestions, "a cable was not named");
  const Spread nearest = time_of(faulty, [&](const ScanMatrix& m) {
    const auto found = index.nearest(netlist_of(m), kMostNear);
    near += !found.empty() && found.front().distance <= 1;
  });
  require(near == kQuestions, "a cable with one open joint is not near");

  Table t{"`identify` among " + std::to_string(profiles.size()) + " cables (" + std::to_string(index.seatings()) +
              " ways to plug them in, " + std::to_string(index.forms()) + " wirings), " + std::to_string(kQuestions) +
              " questions",
          {"median", "most"},
          {}};
  t.figures = {
      {"exact name, matrix to answer", {exact.median, exact.most}, " ms", 3, at_most(5)},
      {"three nearest, matrix to answer", {nearest.median, nearest.most}, " ms", 3},
      {"reading the library's files", {loading}, " ms", 0},
      {"building the index", {indexing}, " ms", 0},
  };
  return t;
}

}  // namespace buzzout::benchmarks
