#include "catalog/calibration_yaml.hpp"

#include "digest/sha256.hpp"
#include "sample.hpp"

using namespace buzzout;
using namespace buzzout::sample;

namespace {

Calibration sample_calibration() {
  Calibration c;
  c.jig = "123456";
  c.board = "mega";
  c.fixture = "sample";
  c.content = std::string(64, 'a');
  c.method = OhmMethod::kelvin;
  Calibration::Zero z;
  z.socket = z.far = "left";
  z.from = z.to = 5;
  z.ohm = 0.1031;
  z.spread = 0.012;
  z.insertions = 2;
  z.made = 1'800'000'000;
  z.celsius = 23.5;
  z.supply_volt = 5.021;
  c.zeros.push_back(z);
  z.to = z.from = 6;
  z.ohm = -0.01;
  z.celsius.reset();
  c.zeros.push_back(z);
  c.sources = {{"amp", 8, 1.0021, 1'800'000'000}, {"amp", 10, 0.9979, 1'800'000'000}};
  c.span = Calibration::Span{1.0123, 2, 100, 0.1, "Vishay RC55, no. 12 \"A\"", 1'800'000'000};
  return c;
}

// As somebody writes it who makes a new fingerprint too.
std::string sealed(const std::string& text) {
  const auto body = text.substr(0, text.find("check: "));
  return body + "check: " + sha256_hex(body) + "\n";
}

std::string calibration_error(const std::string& from, const std::string& to) {
  return error_of([&] { load_calibration(SourceText("c.yaml", sealed(edit(to_yaml(sample_calibration()), from, to)))); });
}

TEST_CASE("A calibration reads back as it was written") {
  const Calibration wanted = sample_calibration();
  const std::string text = to_yaml(wanted);
  const Calibration c = load_calibration(SourceText("c.yaml", text));
  CHECK(to_yaml(c) == text);
  CHECK(c.jig == "123456");
  REQUIRE(c.zeros.size() == 2);
  CHECK(c.zeros[0].ohm == 0.1031);
  CHECK(c.zeros[0].celsius == 23.5);
  CHECK(c.zeros[1].ohm == -0.01);
  CHECK(c.zeros[1].to == 6);
  CHECK_FALSE(c.zeros[1].celsius);
  CHECK(c.zeros[1].made == 1'800'000'000);
  CHECK(c.span->identity == "Vishay RC55, no. 12 \"A\"");
  CHECK(c.span->factor == 1.0123);
  CHECK(c.span->from == 2);
  REQUIRE(c.sources.size() == 2);
  CHECK(c.sources[1].point == 10);
  CHECK(c.sources[1].ratio == 0.9979);
}

TEST_CASE("One without zeros and span reads back too, and so does one of a simulated jig") {
  Calibration c = sample_calibration();
  c.zeros.clear();
  c.sources.clear();
  c.span.reset();
  c.jig = "sim:bridge:3:4,cut:left.T";
  const Calibration back = load_calibration(SourceText("c.yaml", to_yaml(c)));
  CHECK(back.jig == c.jig);
  CHECK(back.zeros.empty());
  CHECK_FALSE(back.span);
}

TEST_CASE("Every byte of a calibration that is changed by hand makes it void or is a fault of its own") {
  const std::string text = to_yaml(sample_calibration());
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = changed[i] == '1' ? '2' : '1';
    if (changed == text) continue;
    CAPTURE(i);
    CHECK_THROWS_AS(load_calibration(SourceText("c.yaml", changed)), Error);
  }
  CHECK_THROWS_AS(load_calibration(SourceText("c.yaml", text + "\n")), Error);
  CHECK_THROWS_AS(load_calibration(SourceText("c.yaml", text.substr(0, text.size() / 2))), Error);
}

TEST_CASE("A calibration says where its fault is") {
  SUBCASE("a zero that was changed by hand") {
    const std::string text = edit(to_yaml(sample_calibration()), "ohm: 0.1031", "ohm: 0.4031");
    const std::string check = text.substr(text.find("check: "), 71);
    CHECK(error_of([&] { load_calibration(SourceText("c.yaml", text)); }) == R"(
[calibration-changed] this calibration is not as it was written
c.yaml:15:8
)" + check + R"(
       ^
a changed zero would shift every resistance: calibrate the jig again
)");
  }
  SUBCASE("the format of a newer program, whatever its keys") {
    const std::string error = error_of([&] {
      load_calibration(SourceText("c.yaml", edit(to_yaml(sample_calibration()), "calibration: 1", "temperatures: {}\ncalibration: 2")));
    });
    CHECK(error == R"(
[calibration-newer] this calibration was written by a newer program
c.yaml:3:14
calibration: 2
             ^
use that program, or calibrate the jig again
)");
  }
  SUBCASE("an unknown key") {
    CHECK(calibration_error("method: kelvin", "metod: kelvin").starts_with(R"(
[yaml-unknown-key] a calibration has no key `metod`
c.yaml:7:1
metod: kelvin
^
did you mean `method`?)"));
  }
  SUBCASE("a zero that no whole path has") {
    const std::string error = calibration_error("ohm: 0.1031", "ohm: 0.5031");
    CHECK(error.starts_with("\n[yaml-out-of-range] the zero is out of range\nc.yaml:9:"));
    CHECK(error.ends_with("\nallowed: -0.05 to 0.5\n"));
  }
  SUBCASE("a zero that is no number") {
    CHECK(calibration_error("ohm: 0.1031", "ohm: .nan").starts_with("\n[yaml-wrong-type] the zero must be a number, not `.nan`\n"));
  }
  SUBCASE("a scale that nominal values cannot be off by") {
    CHECK(calibration_error("factor: 1.0123", "factor: 1.0623").ends_with("\nallowed: 0.95 to 1.05\n"));
  }
  SUBCASE("a resistor that says nothing about the scale") {
    CHECK(calibration_error("ohm: 100,", "ohm: 10,").ends_with("\nallowed: 30 to 600\n"));
  }
  SUBCASE("insertions that nobody counts") {
    CHECK(calibration_error("spread: 0.012, insertions: 2, made: \"2027-01-15T08:00:00Z\", celsius",
                            "spread: 0.012, insertions: 99999, made: \"2027-01-15T08:00:00Z\", celsius")
              .starts_with("\n[yaml-out-of-range] `insertions` is out of range\n"));
  }
  SUBCASE("insertions that differ by more than contacts do") {
    CHECK(calibration_error("ohm: -0.01, spread: 0.012", "ohm: -0.01, spread: 0.3").ends_with("\nallowed: 0 to 0.2\n"));
  }
  SUBCASE("a moment that the calendar does not have") {
    CHECK(calibration_error("made: \"2027-01-15T08:00:00Z\", celsius", "made: \"2027-02-30T08:00:00Z\", celsius")
              .starts_with("\n[yaml-bad-value] `made` is no moment\n"));
  }
  SUBCASE("a point that the board does not have") {
    CHECK(calibration_error("point: 6", "point: 17").ends_with("\nallowed: 1 to 16\n"));
  }
  SUBCASE("a source that is none, or is there twice") {
    CHECK(calibration_error("ratio: 1.0021", "ratio: 1.0621").ends_with("\nallowed: 0.95 to 1.05\n"));
    CHECK(calibration_error("point: 11", "point: 9").starts_with("\n[yaml-bad-value] this point is there already\n"));
    CHECK(calibration_error("from: 3}", "from: 17}").ends_with("\nallowed: 1 to 16\n"));
  }
  SUBCASE("a path twice") {
    CHECK(calibration_error("point: 7", "point: 6").starts_with("\n[yaml-bad-value] this path has a zero already\n"));
  }
  SUBCASE("a board that is not known") {
    CHECK(calibration_error("board: \"mega\"", "board: \"mage\"").starts_with("\n[unknown-board] there is no board `mage`\nc.yaml:4:8\n"));
  }
  SUBCASE("a method that is not known") {
    CHECK(calibration_error("method: kelvin", "method: none").starts_with("\n[yaml-bad-value] `method` cannot be `none`\n"));
  }
  SUBCASE("a fingerprint of the fixture that is none") {
    CHECK(calibration_error(std::string(64, 'a'), std::string(64, 'g')).starts_with("\n[yaml-bad-value] `content` is no SHA-256\n"));
  }
  SUBCASE("a resistor without a name") {
    CHECK(calibration_error("identity: \"Vishay RC55, no. 12 \\\"A\\\"\"", "identity: \"\"").starts_with("\n[yaml-bad-value] `identity` is empty\n"));
  }
}

}  // namespace
