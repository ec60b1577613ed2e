#pragma once

#include "catalog/source_text.hpp"
#include "core/label_template.hpp"

namespace buzzout {

// Throws Error for anything that is not a label's template, pointing at it.
LabelTemplate load_label(const SourceText&);

}  // namespace buzzout
