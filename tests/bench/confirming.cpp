#include <doctest/doctest.h>

#include "bench/learning_bench.hpp"
#include "core/error.hpp"

namespace buzzout {
namespace {

using Kind = Prompt::Kind;

// A bench at which Anna has learned `mine`.
class ConfirmingBench : public LearningBench {
 public:
  ConfirmingBench() : LearningBench({"trrs-2.5-to-dual-ts-3.5"}) {
    prove();
    learn(lesson("2.5-ts"));
  }
  ConfirmationRequest request(const std::string& cable = "good") const {
    ConfirmationRequest out{"mine", "sim:" + cable, fixture};
    out.person = "Ben";
    return out;
  }
};

TEST_CASE("another person confirms what was learned, and only trust and source change in the file") {
  ConfirmingBench bench;
  ScriptedPerson person;
  const std::string before = bench.own_text("mine");
  const ConfirmationResult result = bench.confirm(bench.request(), &person);
  CHECK(person.seen.empty());
  CHECK(result.verdict.outcome == Outcome::pass);
  CHECK(result.simulated);
  CHECK(result.profile.trust == Trust::confirmed);
  CHECK(result.profile.source.text.find("by Ben, another person") != std::string::npos);
  CHECK(result.file == bench.places.data / "profiles" / "mine.yaml");
  CHECK(Catalog(bench.places.library).profile("mine").sha256 == result.profile.sha256);
  const std::string after = bench.own_text("mine");
  CHECK(after != before);
  CHECK(after.substr(0, after.find("trust:")) == before.substr(0, before.find("trust:")));
  CHECK(bench.refusal(bench.request()) == "already-confirmed");
}

TEST_CASE("who confirms is asked; without anybody there it is an error") {
  ConfirmingBench bench;
  ConfirmationRequest request = bench.request();
  request.person.reset();
  CHECK(bench.refusal(request) == "which-operator");
  ScriptedPerson person;
  person.says(Kind::which_person, {"two from one cable on lines", "Ben"});
  CHECK(bench.confirm(request, &person).verdict.outcome == Outcome::pass);
  CHECK(person.is_through());
}

TEST_CASE("the same person confirms with another cable only") {
  ConfirmingBench bench;
  ConfirmationRequest request = bench.request();
  request.person = "ANNA";
  CHECK(bench.refusal(request) == "same-person");
  ScriptedPerson person;
  request.person.reset();
  person.says(Kind::which_person, {"ANNA"});
  CHECK(bench.refusal(request, &person) == "same-person");
  request.person = "Anna";
  request.cable = "the blue one";
  CHECK(bench.confirm(request).profile.source.text.find("the blue one") != std::string::npos);
}

TEST_CASE("a cable that is not as the profile says changes nothing") {
  ConfirmingBench bench;
  const std::string before = bench.own_text("mine");
  const ConfirmationResult wrong = bench.confirm(bench.request("swap:left.T:left.S"));
  CHECK(wrong.verdict.outcome == Outcome::fail);
  CHECK_FALSE(wrong.verdict.diagnoses.empty());
  CHECK(wrong.profile.trust == Trust::presumed);
  CHECK(bench.confirm(bench.request("none")).verdict.outcome == Outcome::no_cable);
  CHECK(bench.own_text("mine") == before);
}

TEST_CASE("what was not learned from a cable is not confirmed by one") {
  ConfirmingBench bench;
  ConfirmationRequest request = bench.request();
  request.profile = "2.5-ts";
  CHECK(bench.refusal(request) == "not-learned");
}

TEST_CASE("who gives up confirms nothing") {
  ConfirmingBench bench;
  ConfirmationRequest request = bench.request();
  request.person.reset();
  ScriptedPerson person;
  CHECK(bench.refusal(request, &person) == "interrupted");
  CHECK(person.seen.size() == 1);
  ScriptedPerson other;
  other.says(Kind::which_person, {"Ben"});
  other.afterwards = [&](const Prompt&) { other.prompts.abandon(); };
  CHECK(bench.refusal(request, &other) == "interrupted");
}

}  // namespace
}  // namespace buzzout
