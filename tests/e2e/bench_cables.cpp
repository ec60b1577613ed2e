#include "e2e/bench_cables.hpp"

#include "core/error.hpp"
#include "core/fixture_map.hpp"

namespace e2e {

using buzzout::Catalog;
using buzzout::Profile;

std::vector<std::string> cables_of(const Catalog& catalog, const std::string& fixture_name) {
  const buzzout::Fixture fixture = catalog.fixture(fixture_name);
  std::vector<std::string> out;
  const auto add = [&](const std::string& name) {
    const Profile p = catalog.profile(name);
    if (p.trust == buzzout::Trust::template_only || !p.hazard.empty()) return;
    try {
      buzzout::FixtureMap(p, fixture);
      out.push_back(name);
    } catch (const buzzout::Error&) {
      // It goes onto another one.
    }
  };
  for (const auto& name : catalog.profile_names()) {
    add(name);
    for (const auto& variant : catalog.profile(name).variants) add(name + ":" + variant);
  }
  return out;
}

}  // namespace e2e
