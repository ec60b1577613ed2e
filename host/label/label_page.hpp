#pragma once

#include "label/label_plan.hpp"
#include "paper/page.hpp"

namespace buzzout {

// The label as a page of its own size.
Page page_of(const LabelPlan&);

// A text alone, on a page of its box's size: what a printer that has not our letters gets as a picture.
Page page_of(const LabelPlan&, const PlannedText&);

// "SIMULATED", white on black, across the middle of a label; and alone, on a page of its size.
DotBox band_of(const LabelPlan&);
Page band_page(const LabelPlan&);

}  // namespace buzzout
