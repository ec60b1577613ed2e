#pragma once

#include <optional>
#include <vector>

#include "simulation/jig_build.hpp"
#include "simulation/jig_network.hpp"
#include "simulation/split_mix.hpp"
#include "simulation/workbench.hpp"

namespace buzzout {

// A jig with its fixture and whatever is plugged into it, on paper.
struct BenchSetup {
  JigDefects defects;
  JigNetwork jig;
  std::vector<unsigned> flaky;  // branches of flaky joints; their second setting is "open"
  std::vector<unsigned> wobbling = {};  // and of those that have one resistance or another
};

// The cables at hand: turns a CableEdits into what it does to a bench.
class CableDrawer {
 public:
  // As Workbench's constructor.
  CableDrawer(const Board& board, const Fixture& fixture, const Profile* under_test,
              FixtureMap::Choices choices, Workbench::ProfileFinder finder)
      : board_(board),
        fixture_(fixture),
        under_test_(under_test),
        choices_(std::move(choices)),
        find_profile_(std::move(finder)) {}

  // The spec's defects are added to those `so_far`. `chance` says how the contacts meet this time. Throws as
  // Workbench::plug.
  BenchSetup set_up(const CableEdits&, JigDefects so_far, const JigState&, const JigBuild&, SplitMix& chance) const;

 private:
  Profile find(const CableEdit*, const std::string& name) const;
  std::optional<Profile> cable_of(const CableEdits&) const;
  FixtureMap map_of(const Profile&) const;

  const Board& board_;
  const Fixture& fixture_;
  const Profile* under_test_;
  FixtureMap::Choices choices_;
  Workbench::ProfileFinder find_profile_;
};

}  // namespace buzzout
