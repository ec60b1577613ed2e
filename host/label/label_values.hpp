#pragma once

#include <string>

#include "core/label_template.hpp"
#include "core/record.hpp"

namespace buzzout {

// What stands for a field on the label of a test. Throws Error "label-value": the record does not have it (a test
// that was not written down has no number and no hash; a profile whose text is lost has no title; a jig
// without ohms measured none), or it has characters that print as something else than they
// are, or it is longer than any label.
std::string label_value(LabelField, const TestRecord&);

std::string label_text(const LabelPhrase&, const TestRecord&);

}  // namespace buzzout
