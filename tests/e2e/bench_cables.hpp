#pragma once

#include <string>
#include <vector>

#include "catalog/catalog.hpp"

namespace e2e {

// The cables that can pass and go onto that bench by themselves, their variants too, by the name one types.
std::vector<std::string> cables_of(const buzzout::Catalog&, const std::string& fixture);

}  // namespace e2e
