#include "label/passed.hpp"

#include "core/error.hpp"
#include "core/ohm_words.hpp"

namespace buzzout {

void require_passed(const TestRecord& record) {
  if (passes_for_good(record.verdict)) return;
  if (record.verdict.outcome == Outcome::pass)
    throw Error("label-marginal", "a cable gets no label whose PASS is marginal: " + marginal_in_words(record.verdict), record.id,
                kMarginalRemedy);
  throw Error("label-not-passed",
              "only a cable that passed gets a label; this test says " + std::string(to_string(record.verdict.outcome)),
              record.id, record.verdict.outcome == Outcome::fail ? "mend the cable, and test it again" : "test it again");
}

}  // namespace buzzout
