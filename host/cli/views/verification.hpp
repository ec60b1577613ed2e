#pragma once

#include <string>
#include <vector>

#include "drawing/style.hpp"
#include "store/chain_check.hpp"

namespace buzzout {

// What was found in the records of `where`, for a person. `head`: the one that was asked for, or empty.
// `of_export`: they are of an exported file.
std::vector<Line> render(const Verification&, const std::string& where, const std::string& head, bool of_export,
                         const Theme&);

}  // namespace buzzout
