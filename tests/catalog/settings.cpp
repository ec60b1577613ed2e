#include <doctest/doctest.h>

#include "catalog/config_yaml.hpp"
#include "core/error.hpp"

using namespace buzzout;

namespace {

Config settings(const std::string& text) { return load_config(SourceText("config.yaml", text)); }

}  // namespace

TEST_CASE("the baud rate of jigs is one of the firmware's two, or left open") {
  CHECK_FALSE(settings("port: sim:good\n").baud());
  CHECK(settings("baud: 1000000\n").baud() == 1'000'000U);
  CHECK(settings("baud: \"115200\"\n").baud() == 115'200U);
  CHECK(settings("baud: 115200\n").value("baud") == "115200");
  for (const std::string bad : {"9600", "117647", "1e6", "01000000", "1,000,000", "fast", "0", "-115200", "[115200]"}) {
    CAPTURE(bad);
    try {
      settings("port: sim:good\nbaud: " + bad + "\n");
      FAIL_CHECK("taken");
    } catch (const Error& e) {
      CHECK(e.code == (bad[0] == '[' ? "yaml-wrong-type" : "yaml-bad-value"));
      CHECK(e.where.find("config.yaml:2:7") != std::string::npos);
      if (bad[0] != '[') CHECK(e.remedy.find("1000000, 115200") != std::string::npos);
    }
  }
}
