#pragma once

#include <optional>
#include <vector>

#include "core/scan.hpp"

namespace buzzout {

// How many points one net may have, the one that drives included, for every chip to read them low: see
// "Points per net" in docs/hardware.md.
inline constexpr unsigned kMostPointsPerNet = 16;

// More points than that may be joined and, because the one that drives is too weak for the pull-ups of the
// rest, each reads as if it were alone. So what reads apart is held low by halves as well. Any two nets are
// parted by one of these sets and by its complement, which stands next to it; whatever else joins them, in
// one of the two as many points pull down as up, or more.
// None for a matrix of kMostPointsPerNet points or fewer.
std::vector<PointSet> halves_of(const ScanMatrix&);

// Points that halves of the matrix pulled low although none of the driving points does so alone. Nothing if a
// half was not held for kHoldMs.
std::optional<PointSet> joined_unseen(const ScanMatrix&, const std::vector<Hold>& halves);

}  // namespace buzzout
