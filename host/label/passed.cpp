#include "label/passed.hpp"

#include "core/error.hpp"

namespace buzzout {

void require_passed(const TestRecord& record) {
  if (record.verdict.outcome == Outcome::pass) return;
  throw Error("label-not-passed",
              "only a cable that passed gets a label; this test says " + std::string(to_string(record.verdict.outcome)),
              record.id, record.verdict.outcome == Outcome::fail ? "mend the cable, and test it again" : "test it again");
}

}  // namespace buzzout
