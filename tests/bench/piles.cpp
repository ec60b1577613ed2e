#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>

#include "bench/next_cable.hpp"

namespace buzzout {
namespace {

// A simulated jig whose cables a test exchanges by hand.
class PileBench {
 public:
  PileBench() : tester(places(), {"4.4-ts", "sim:none", ""}) {}
  ~PileBench() { std::filesystem::remove_all(folder_); }

  void plug(const std::string& cable) { tester.session().workbench()->plug(parse_cable_edits(cable)); }
  // What of so many looks is new.
  std::vector<NextCable::Seen> look(NextCable& next, int times) {
    std::vector<NextCable::Seen> out;
    for (int i = 0; i < times; ++i)
      if (const auto seen = next.look(); seen != NextCable::Seen::nothing_new) out.push_back(seen);
    return out;
  }

 private:
  Places places() {
    std::string name = (std::filesystem::temp_directory_path() / "buzzout-pile-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for the test");
    folder_ = name;
    return {{BUZZOUT_SOURCE_DIR}, "", folder_ / "config.yaml", folder_ / "data"};
  }

  std::filesystem::path folder_;

 public:
  CableTester tester;
};

using Seen = NextCable::Seen;

TEST_CASE("the next cable of a pile is the one that is in after everything was out") {
  PileBench bench;
  bench.plug("good");
  bench.tester.measure();
  NextCable next(bench.tester);
  CHECK(bench.look(next, 20).empty());
  bench.plug("none");
  CHECK(bench.look(next, 20) == std::vector<Seen>{Seen::gone});
  bench.plug("good");
  CHECK(bench.look(next, 6).empty());  // on its way in
  CHECK(bench.look(next, 1) == std::vector<Seen>{Seen::next});
}

TEST_CASE("a tested cable that is only moved is gone, and no next one") {
  PileBench bench;
  bench.plug("good");
  bench.tester.measure();
  NextCable next(bench.tester);
  bench.plug("open:left.T");
  CHECK(bench.look(next, 20) == std::vector<Seen>{Seen::gone});
  bench.plug("good");
  CHECK(bench.look(next, 20).empty());
}

TEST_CASE("after a test of the empty jig nothing is said to be gone") {
  PileBench bench;
  bench.tester.measure();
  NextCable next(bench.tester);
  CHECK(bench.look(next, 20).empty());
  bench.plug("good");
  CHECK(bench.look(next, 7) == std::vector<Seen>{Seen::next});
}

}  // namespace
}  // namespace buzzout
