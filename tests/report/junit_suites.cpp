#include <doctest/doctest.h>

#include <sstream>

#include "report/junit.hpp"
#include "report/outside.hpp"
#include "report/sample.hpp"
#include "text/shown_text.hpp"

using namespace buzzout;

namespace {

std::filesystem::path written(const std::string& name, const std::vector<std::pair<TestRecord, const Profile*>>& records,
                              const std::string& title = "lot 2026-11") {
  std::ostringstream out;
  JunitReport report(out, title);
  for (const auto& [r, profile] : records) report.add(r, profile);
  report.finish();
  return put(fresh_folder(name) / "lot.xml", out.str());
}

void check_schema(const std::filesystem::path& file) {
  const Answer answer =
      ask("xmllint --noout --nonet --schema '" + beside("junit.xsd").string() + "' '" + file.string() + "'");
  CHECK_MESSAGE(answer.status == 0, answer.out);
}

std::string xpath(const std::filesystem::path& file, const std::string& expression) {
  const Answer answer = ask("xmllint --nonet --huge --xpath \"" + expression + "\" '" + file.string() + "'");
  INFO(expression);
  REQUIRE_MESSAGE(answer.status == 0, answer.out);
  return answer.out.substr(0, answer.out.find_last_not_of('\n') + 1);
}

}  // namespace

TEST_CASE("JUnit readers find a testcase for each net and a failure where it is torn") {
  BenchJig jig("4.4-ts", "headphone-bench-uno");
  const auto file = written("junit-open", {{kept(record_of(jig, "open:amp.R1", "00417"), 5), &jig.profile}});
  check_schema(file);
  CHECK(xpath(file, "count(//testcase)") == "7");
  CHECK(xpath(file, "count(//testcase[@classname='net'])") == "4");
  CHECK(xpath(file, "string(//testcase[failure and @classname='net']/@name)") == "L- (amp.R1, left.S)");
  CHECK(xpath(file, "string(//testcase[@classname='net']/failure/@type)") == "open");
  CHECK(xpath(file, "string(//testcase[@classname='isolation']/failure/@type)") == "");
  CHECK(xpath(file, "string(//testcase[@classname='verdict']/@name)") == "FAIL");
  CHECK(xpath(file, "string(//testsuite/@failures)") == "2");
  CHECK(xpath(file, "string(//property[@name='chain.sha256']/@value)") == std::string(64, 'b'));
  CHECK(xpath(file, "string(//property[@name='profile.sha256']/@value)") == jig.profile.sha256);
}

TEST_CASE("a short fails the isolation, a jig that fails its checks is an error, and no suite of either is green") {
  BenchJig jig("4.4-ts", "headphone-bench-uno");
  for (const auto& [cable, failures, errors] :
       std::vector<std::tuple<std::string, std::string, std::string>>{{"short:amp.R1:amp.R3", "2", "0"},
                                                                      {"good", "0", "0"},
                                                                      {"none", "0", "1"}}) {
    CAPTURE(cable);
    const auto file = written("junit-each", {{record_of(jig, cable, ""), &jig.profile}});
    check_schema(file);
    CHECK(xpath(file, "string(//testsuite/@failures)") == failures);
    CHECK(xpath(file, "string(//testsuite/@errors)") == errors);
    CHECK(xpath(file, "count(//failure)") == failures);
    CHECK(xpath(file, "count(//error)") == errors);
  }
  const auto file = written("junit-jig", {{record_of("4.4-ts", "good,dead:7"), nullptr}});
  check_schema(file);
  CHECK(xpath(file, "count(//testcase/error)") == "2");
}

TEST_CASE("no suite is green unless its cable passed") {
  const auto check = [](const TestRecord& r, const Profile* profile) {
    const auto file = written("junit-green", {{r, profile}});
    const bool green = xpath(file, "count(//failure) + count(//error)") == "0";
    CHECK(green == (r.verdict.outcome == Outcome::pass));
  };
  BenchJig jig("4.4-ts", "headphone-bench-uno");
  for (const std::string cable : {"good", "flaky:amp.R1", "open:amp.R1,diode:amp.R1:left.S", "good,also:trs-patch",
                                  "cap:amp.T:amp.R1:10n,open:amp.R2"}) {
    CAPTURE(cable);
    check(record_of(jig, cable, ""), &jig.profile);
    check(record_of(jig, cable, ""), nullptr);
  }
  TestRecord aborted = record_of(jig, "good", "");
  aborted.verdict.outcome = Outcome::aborted;
  check(aborted, &jig.profile);
}

TEST_CASE("hostile serial numbers are text in JUnit XML, and come back out of it") {
  BenchJig jig("4.4-ts", "headphone-bench-uno");
  const TestRecord one = record_of(jig, "open:amp.R1", "");
  for (const auto& text : hostile_texts()) {
    CAPTURE(text);
    TestRecord r = one;
    r.serial = r.lot = r.operator_name = r.station = r.continuity.basis = text;
    r.verdict.diagnoses.front().summary = r.verdict.diagnoses.front().repair = text;
    const auto file = written("junit-hostile", {{r, &jig.profile}}, text);
    check_schema(file);
    CHECK(xpath(file, "string(//property[@name='serial']/@value)") ==
          shown_line(text).substr(0, shown_line(text).find_last_not_of('\n') + 1));
  }
}
