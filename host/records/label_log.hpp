#pragma once

#include <string>

#include "core/record.hpp"
#include "store/signature.hpp"
#include "report/label_print.hpp"
#include "store/record_store.hpp"

namespace buzzout {

// Writes down that the label of a test is about to go out. On the disk when it returns.
LabelPrint begin_label(RecordStore&, const TestRecord&, const std::string& label, const std::string& to, const Signature&);

// Writes down what became of it.
void end_label(RecordStore&, const LabelPrint& begun, LabelPrint::Status, const std::string& why, const Signature&);

}  // namespace buzzout
