#pragma once

#include <string>
#include <string_view>

#include "core/label_template.hpp"
#include "core/record.hpp"

namespace buzzout {

enum class LabelFormat { zpl, png, pdf };

// "zpl", "png", "pdf"; else Error "label-format".
LabelFormat label_format(std::string_view word);

// The label of a cable that passed, as bytes for a printer or a file. The same record gives the same bytes. Throws
// Error "label-not-passed" for any other outcome, and what plan_label() throws.
std::string render_label(const LabelTemplate&, const TestRecord&, LabelFormat);

}  // namespace buzzout
