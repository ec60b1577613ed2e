#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace buzzout {

// What is written down of a label: once before its bytes go, and once when it is known what became of them.
struct LabelPrint {
  enum class Status {
    begun,      // from now on it may be on the cable
    printed,    // the printer took it
    failed,     // it may have come out in part
    withdrawn,  // nothing of it went out
  };
  Status status = Status::begun;
  std::string id, started;
  std::string begun;  // the id of the record of its beginning; empty in that one
  bool simulated = false;
  std::string serial, lot;
  std::string of;         // the id of the test that it tells of
  std::string label, to;  // the template, and where it goes
  std::string why;        // failed or withdrawn
  std::string operator_name, station, software;
};
std::string_view to_string(LabelPrint::Status);

// "buzzout.print/1". Reading throws Error "record-unreadable".
nlohmann::ordered_json to_json(const LabelPrint&);
LabelPrint label_print_of(const nlohmann::ordered_json&);

}  // namespace buzzout
