#pragma once

#include <string>

namespace buzzout {

// Who writes something down, when, and with what.
struct Signature {
  std::string id;       // of the new record
  std::string started;  // local time with offset
  std::string person, station, software;
};

}  // namespace buzzout
