#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace buzzout {

// Optimal string alignment distance: one-character inserts, deletes, replacements and swaps of
// neighbours that lead from `a` to `b`; letter case is free.
std::size_t edit_distance(std::string_view a, std::string_view b);

// The candidate that `name` most likely misspells: the smallest edit_distance(), at most a third of the name's
// length and at least 1. Empty when nothing is near, or when two candidates are equally near: a
// guess between `R1` and `R2` would help nobody.
std::optional<std::string> nearest(std::string_view name,
                                   const std::vector<std::string>& candidates);

}  // namespace buzzout
