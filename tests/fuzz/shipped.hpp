#pragma once

#include <map>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"

// The library that ships, read once.
namespace fuzz {

struct Shipped {
  Shipped() {
    const buzzout::Catalog catalog({BUZZOUT_SOURCE_DIR});
    for (const auto& name : catalog.connector_names()) connectors.push_back(catalog.connector(name));
    for (const auto& name : catalog.fixture_names()) fixtures.push_back(catalog.fixture(name));
    for (const auto& name : catalog.profile_names()) {
      profiles.push_back(catalog.profile(name));
      for (const auto& variant : catalog.profile(name).variants)
        profiles.push_back(catalog.profile(name + ":" + variant));
    }
  }

  // The profile by name or alias; throws Error.
  const buzzout::Profile& profile(const std::string& name) const {
    for (const auto& p : profiles) {
      if (p.name == name) return p;
      for (const auto& alias : p.aliases)
        if (alias == name && p.name.find(':') == std::string::npos) return p;
    }
    throw buzzout::Error("unknown-profile", "there is no profile " + name);
  }

  buzzout::ConnectorLibrary library() const {
    return {[this](const std::string& name) -> std::optional<buzzout::ConnectorType> {
              for (const auto& c : connectors)
                if (c.name == name) return c;
              return std::nullopt;
            },
            [this] {
              std::vector<std::string> names;
              for (const auto& c : connectors) names.push_back(c.name);
              return names;
            }};
  }

  std::vector<buzzout::ConnectorType> connectors;
  std::vector<buzzout::Fixture> fixtures;
  std::vector<buzzout::Profile> profiles;  // variants included
};

inline const Shipped& shipped() {
  static const Shipped library;
  return library;
}

}  // namespace fuzz
