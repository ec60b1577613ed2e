#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "drawing/style.hpp"

namespace buzzout {

// What a list tells of a record.
struct RecordRow {
  std::string when;    // "2026-03-14 09:26"
  std::string serial, lot;
  std::string result;  // "PASS", "NO CABLE", "repair"
  Ink ink = Ink::plain;
  std::string profile;
  std::string note;    // the faults, what was done, what it was for
};
RecordRow row_of(const nlohmann::ordered_json& document);

// The rows as a table of the theme's width, with a heading; columns in which nothing stands are left out.
std::vector<Line> table_of(const std::vector<RecordRow>&, const Theme&);

}  // namespace buzzout
