#include <doctest/doctest.h>

#include "core/attached_headphones.hpp"
#include "records/alphabet.hpp"
#include "records/labelled_cable.hpp"

namespace buzzout {
namespace {

using Kind = CableEvent::Kind;

CableEvent a_test_of(Kind kind, const char* record, bool of_headphones) {
  CableEvent e = an_event(kind);
  e.record = record;
  e.of_headphones = of_headphones;
  e.profile = of_headphones ? "4.4-ts+headphones" : "4.4-ts";
  e.content = e.profile;
  e.coverage = Coverage::continuity_and_ohms;
  return e;
}

// All histories of three tests of one serial number: a label is that of a PASS of the cable, or there is none.
TEST_CASE("headphones that pass lift no FAIL of their cable, and have no label") {
  const std::vector<CableEvent> letters = {a_test_of(Kind::passed, "cable PASS", false), a_test_of(Kind::failed, "cable FAIL", false),
                                           a_test_of(Kind::passed, "headphones PASS", true), a_test_of(Kind::failed, "headphones FAIL", true)};
  unsigned labels = 0;
  for (std::size_t i = 0; i < 64; ++i) {
    const std::vector<CableEvent> events = {letters[i % 4], letters[i / 4 % 4], letters[i / 16]};
    CAPTURE(i);
    bool cable_is_good = false, headphones_are_bad = false;
    for (const auto& e : events) (e.of_headphones ? headphones_are_bad : cable_is_good) = (e.kind == Kind::passed) != e.of_headphones;
    const auto label = label_of(events, "");
    const auto* record = std::get_if<std::string>(&label);
    CHECK((record != nullptr) == (cable_is_good && !headphones_are_bad));
    if (record == nullptr) continue;
    CHECK(*record == "cable PASS");
    ++labels;
  }
  CHECK(labels > 10);
}

TEST_CASE("a name with the suffix is that of headphones, and no other is") {
  CHECK(is_of_headphones("4.4-ts+headphones"));
  CHECK(is_of_headphones("xlr-4-to-dual-mini-xlr-4:paired+headphones"));
  CHECK_FALSE(is_of_headphones("4.4-ts"));
  CHECK_FALSE(is_of_headphones("headphones"));
  CHECK(without_headphones("4.4-ts+headphones") == "4.4-ts");
  CHECK(without_headphones("4.4-ts") == "4.4-ts");
}

}  // namespace
}  // namespace buzzout
