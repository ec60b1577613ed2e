#include "protocol/vocabulary.h"

#include <map>

#include "line.hpp"

using namespace buzzout;
using protocol::Command;

namespace {

Command find(const std::string& header) {
  return protocol::find_command(header.data(), static_cast<std::uint8_t>(header.size()));
}

}  // namespace

TEST_CASE("a command matches in its long and its short form, in any case, and with a leading colon") {
  for (const char* header : {"SYSTem:ERRor?", "SYST:ERR?", "syst:err?", "SYSTEM:ERROR?", "system:err?", "SYST:ERROR?",
                             ":SYST:ERR?", "SyStEm:ErR?"}) {
    CAPTURE(std::string(header));
    CHECK(find(header) == Command::next_error);
  }
  CHECK(find("LEAR?") == Command::learn);
  CHECK(find("LEARN?") == Command::learn);
  CHECK(find("inp:butt?") == Command::button);
  CHECK(find("*idn?") == Command::identify);
  CHECK(find("DISP:LAMP") == Command::lamp);
}

TEST_CASE("anything between the two forms, and anything longer or shorter, is no command") {
  for (const char* header : {"", ":", "::SYST:ERR?", "SYST", "SYST:", "SYST:ERR", "SYSTE:ERR?", "SYST:ERRO?",
                             "SYST:ERR??", "SYS:ERR?", "SYSTEMS:ERR?", "SCAN", "SCAN:HOLD", "SCAN?:HOLD?", "*IDN", "IDN?",
                             "* IDN?", "LEARNS?", "LEA?"}) {
    CAPTURE(std::string(header));
    CHECK(find(header) == Command::count_);
  }
}

TEST_CASE("every command is found by its own pattern, and no two share a form") {
  std::map<std::string, int> forms;
  for (int c = 0; c < static_cast<int>(Command::count_); ++c) {
    const std::string pattern = protocol::pattern_of(static_cast<Command>(c));
    CAPTURE(pattern);
    std::string short_form;
    for (char letter : pattern)
      if (letter < 'a' || letter > 'z') short_form += letter;
    CHECK(find(pattern) == static_cast<Command>(c));
    CHECK(find(short_form) == static_cast<Command>(c));
    ++forms[short_form];
    if (pattern != short_form) ++forms[pattern];
  }
  for (const auto& [form, count] : forms) CHECK(count == 1);
}

TEST_CASE("lamps by their words") {
  using protocol::Lamp;
  const auto lamp = [](const std::string& w) { return protocol::find_lamp(w.data(), static_cast<std::uint8_t>(w.size())); };
  CHECK(lamp("OFF") == Lamp::off);
  CHECK(lamp("busy") == Lamp::busy);
  CHECK(lamp("Pass") == Lamp::pass);
  CHECK(lamp("FAIL") == Lamp::fail);
  for (const char* none : {"", "ON", "PAS", "PASSED"}) CHECK(lamp(none) == Lamp::count_);
}
