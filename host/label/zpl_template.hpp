#pragma once

#include <string>
#include <variant>
#include <vector>

#include "core/label_template.hpp"
#include "core/record.hpp"

namespace buzzout {

// A label that somebody drew in ZPL, with {fields} in its field data. Nothing but the value of a field is changed, and
// no value can become a command.
struct ZplTemplate {
  struct Field {
    LabelField field;
    char indicator = '_';    // of ^FH
    bool in_code128 = false;  // where >, ^ and ~ mean something else
  };

  std::vector<std::variant<std::string, Field>> pieces;
  bool utf8 = false;  // it has ^CI28
};

// Throws Error "label-zpl" or "label-placeholder" with file and line: a field that stands anywhere but between ^FH^FD
// and ^FS, a command that gives commands another first character, more or less than one label.
ZplTemplate zpl_template(const std::string& text, const std::string& file);

// Throws Error "label-not-passed", "label-value", "label-code128"; "label-simulated", for nobody knows where on such
// a label there is room to say so.
std::string render_label(const ZplTemplate&, const TestRecord&);

}  // namespace buzzout
