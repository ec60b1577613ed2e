#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace buzzout {

// The candidate that `name` most likely misspells: the smallest optimal string alignment distance
// (insert, delete, replace, swap of neighbours; letter case is free), at most a third of the name's
// length and at least 1. Empty when nothing is near, or when two candidates are equally near: a
// guess between `R1` and `R2` would help nobody.
std::optional<std::string> nearest(std::string_view name,
                                   const std::vector<std::string>& candidates);

}  // namespace buzzout
