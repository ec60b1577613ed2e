#pragma once

#include <doctest/doctest.h>

#include "catalog/catalog.hpp"
#include "catalog/label_yaml.hpp"
#include "core/error.hpp"
#include "core/record.hpp"

namespace buzzout {

// A test that a cable with that serial number passed.
inline TestRecord passed(const std::string& serial) {
  TestRecord out;
  out.id = "0c7a3c0e-0000-4000-8000-000000000417";
  out.serial = serial;
  out.lot = "26-11";
  out.operator_name = "Ben";
  out.station = "bench 1";
  out.verdict.outcome = Outcome::pass;
  out.verdict.wiring.measured = Wiring::balanced;
  out.profile.name = "pentaconn-4.4-to-dual-ts-3.5";
  out.profile.title = "4.4 mm balanced headphone cable to two 3.5 mm cups";
  out.profile.revision = 2;
  out.started = "2026-11-26T15:03:25+02:00";
  out.attempt = 3;
  out.chain = ChainLink{417, "", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"};
  return out;
}

inline LabelTemplate shipped_label(const std::string& name) { return Catalog({BUZZOUT_SOURCE_DIR}).label(name); }

inline LabelTemplate label_of(const std::string& elements, const std::string& size = "width: 100\nheight: 50\ndpi: 203") {
  return load_label(SourceText("l.yaml", "label: l\n" + size + "\nelements:\n" + elements));
}

template <typename Act>
std::string refusal(Act act) {
  try {
    act();
  } catch (const Error& e) {
    CHECK_FALSE(e.remedy.empty());
    return e.code;
  }
  return "";
}

}  // namespace buzzout
