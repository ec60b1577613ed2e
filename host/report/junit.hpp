#pragma once

#include <ostream>
#include <string>

#include "core/profile.hpp"
#include "core/record.hpp"

namespace buzzout {

// Records as JUnit XML, written as they come: a testsuite a test of a cable, in it a testcase for each net of its
// profile, one for the isolation between nets, one for the jig and one for the verdict. A net that differs is a
// failure; a test that could not be made is an error. Serial, lot, hashes and the rest are properties.
class JunitReport {
 public:
  // Writes the beginning; `name` is of all suites. The stream outlives the report.
  JunitReport(std::ostream&, const std::string& name);

  // Without a profile, one testcase stands for all nets.
  void add(const TestRecord&, const Profile*);
  // Writes the end.
  void finish();

 private:
  std::ostream& out_;
};

}  // namespace buzzout
