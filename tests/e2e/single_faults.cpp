#include "e2e/single_faults.hpp"

namespace e2e {

std::vector<SingleFault> single_faults(const buzzout::Profile& profile) {
  std::vector<SingleFault> out;
  const auto add = [&](const std::string& edit, const WiringOracle& oracle) {
    if (auto faults = oracle.faults(); !faults.empty()) out.push_back({edit, std::move(faults)});
  };
  const auto contacts = profile.contacts();
  for (const auto& c : contacts) {
    if (profile.net_of(c) == nullptr) continue;
    WiringOracle oracle(profile);
    oracle.open(c.name());
    add("open:" + c.name(), oracle);
  }
  for (std::size_t i = 0; i < contacts.size(); ++i)
    for (std::size_t k = i + 1; k < contacts.size(); ++k) {
      const std::string a = contacts[i].name(), b = contacts[k].name();
      WiringOracle joined(profile);
      joined.bridge(a, b);
      add("short:" + a + ":" + b, joined);
      if (contacts[i].end != contacts[k].end) continue;
      WiringOracle swapped(profile);
      swapped.swap(a, b);
      add("swap:" + a + ":" + b, swapped);
    }
  return out;
}

}  // namespace e2e
