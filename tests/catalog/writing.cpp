#include "catalog/profile_writer.hpp"
#include "sample.hpp"

using namespace buzzout;

namespace {

std::string refusal(const std::string& text) {
  try {
    check_line(text, "the title", 200);
  } catch (const Error& e) {
    CHECK(e.code == "bad-text");
    return e.message;
  }
  return "";
}

std::string edited(const std::string& yaml) {
  try {
    return with_trust(SourceText("p.yaml", yaml), Trust::confirmed, "new");
  } catch (const Error& e) {
    CHECK(e.remedy.find("trust: confirmed") != std::string::npos);
    return "[" + e.code + "]";
  }
}

}  // namespace

TEST_CASE("text that could steer a terminal or break a line is not written") {
  CHECK(refusal("A title: with \"quotes\", a # and 漢字") == "");
  CHECK(refusal("") == "the title is empty");
  CHECK(refusal("   ") == "the title is empty");
  CHECK(refusal(" x") == "the title begins or ends with a space");
  CHECK(refusal("two\nlines") == "the title has a control character or a line end");
  CHECK(refusal("\x1b[2J") == "the title has a control character or a line end");
  CHECK(refusal("a\u202eb") == "the title has a control character or a line end");
  CHECK(refusal("a\xff") == "the title is not UTF-8");
  CHECK(refusal(std::string(201, 'x')) == "the title has more than 200 bytes");
}

TEST_CASE("trust and source are changed where they stand on a line each, wherever the file has them") {
  CHECK(edited("source: {text: \"old\", certainty: C}\ntrust: presumed # for now\n") ==
        "source: {text: \"new\", certainty: C}\ntrust: confirmed # for now\n");
  CHECK(edited("trust:   presumed\r\nsource:\r\n  text: \"o\\\"ld\" # x\r\n") ==
        "trust:   confirmed\r\nsource:\r\n  text: \"new\" # x\r\n");
}

TEST_CASE("a file that says them in other ways is left to its writer") {
  CHECK(edited("trust: presumed\nsource: {text: plain, certainty: C}\n") == "[cannot-edit]");
  CHECK(edited("trust: presumed\nsource:\n  text: >-\n    folded\n") == "[cannot-edit]");
  CHECK(edited("trust: presumed\nsource:\n  text: \"on two\n    lines\"\n") == "[cannot-edit]");
  CHECK(edited("trust: \"presumed\"\nsource: {text: \"old\"}\n") == "[cannot-edit]");
  CHECK(edited("trust: presumed\n") == "[cannot-edit]");
}
