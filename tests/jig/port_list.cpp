#include "jig/port_list.hpp"

#include <doctest/doctest.h>

#include "jig/port_errors.hpp"

using namespace buzzout;

namespace {

PortInfo port(const std::string& path, const std::string& description = "", bool likely = false) {
  PortInfo p;
  p.path = path;
  p.description = description;
  p.likely_jig = likely;
  return p;
}

}  // namespace

TEST_CASE("Arduino boards and the bridges on their copies look like a jig") {
  CHECK(looks_like_jig(0x2341, 0x0043, "Arduino Uno"));
  CHECK(looks_like_jig(0x2341, 0x0042, ""));
  CHECK(looks_like_jig(0x2A03, 0x0010, ""));
  CHECK(looks_like_jig(0x1A86, 0x7523, "USB2.0-Serial"));
  CHECK(looks_like_jig(0x1A86, 0x5523, ""));
  CHECK(looks_like_jig(0x1A86, 0x55D4, ""));
  CHECK(looks_like_jig(0x0403, 0x6001, "FT232R USB UART"));
  CHECK(looks_like_jig(0x0403, 0x6015, ""));
  CHECK(looks_like_jig(0x10C4, 0xEA60, "CP2102 USB to UART Bridge Controller"));
  CHECK(looks_like_jig(0x1234, 0x5678, "My ARDUINO copy"));
}

TEST_CASE("modems, printers and built-in ports do not look like a jig") {
  CHECK_FALSE(looks_like_jig(0, 0, "ttyS0"));
  CHECK_FALSE(looks_like_jig(0x12D1, 0x1506, "HUAWEI Mobile"));
  CHECK_FALSE(looks_like_jig(0x1A86, 0x7584, "CH340S printer"));
  CHECK_FALSE(looks_like_jig(0x0403, 0x6010, "Dual RS232"));
  CHECK_FALSE(looks_like_jig(0x10C4, 0x6001, ""));
  CHECK_FALSE(looks_like_jig(0, 0, "Arduin"));
}

TEST_CASE("ports are listed with likely jigs first and numbers counted") {
  std::vector<PortInfo> ports{port("/dev/ttyS0"), port("/dev/ttyACM10", "", true),
                              port("/dev/ttyACM2", "", true), port("/dev/ttyACM1")};
  sort_ports(ports);
  std::string order;
  for (const auto& p : ports) order += p.path + " ";
  CHECK(order == "/dev/ttyACM2 /dev/ttyACM10 /dev/ttyACM1 /dev/ttyS0 ");
}

TEST_CASE("the ports of this machine are devices, listed in order") {
  auto ports = list_ports();
  for (const auto& p : ports) CHECK(p.path.rfind("/dev/", 0) == 0);
  auto sorted = ports;
  sort_ports(sorted);
  for (std::size_t i = 0; i < ports.size(); ++i) CHECK(ports[i].path == sorted[i].path);
}

TEST_CASE("a mistyped port is answered with the one probably meant") {
  const std::vector<PortInfo> ports{port("/dev/ttyACM0", "Arduino Mega 2560", true),
                                    port("/dev/ttyS0", "ttyS0")};
  const auto error = no_such_port("/dev/ttyACMO", "there is no serial port /dev/ttyACMO", ports);
  CHECK(error.code == "jig-no-port");
  CHECK(error.message == "there is no serial port /dev/ttyACMO");
  CHECK(error.where == "/dev/ttyACMO");
  CHECK(error.remedy ==
        "Did you mean /dev/ttyACM0? Ports found: /dev/ttyACM0 (Arduino Mega 2560), /dev/ttyS0.");
  CHECK(no_such_port("ttyS1", "", ports).remedy.rfind("Did you mean /dev/ttyS0?", 0) == 0);
}

TEST_CASE("a built-in port is not proposed for a USB port that is gone") {
  CHECK(no_such_port("/dev/ttyACM0", "", {port("/dev/ttyS0")}).remedy ==
        "Ports found: /dev/ttyS0.");
  CHECK(no_such_port("/dev/ttyUSB0", "", {port("/dev/ttyS0")}).remedy ==
        "Ports found: /dev/ttyS0.");
}

TEST_CASE("a port by another system's name is answered with the only likely jig") {
  std::vector<PortInfo> ports{port("/dev/ttyACM0", "", true), port("/dev/ttyS0")};
  CHECK(no_such_port("COM3", "", ports).remedy.rfind("Did you mean /dev/ttyACM0?", 0) == 0);
  ports.push_back(port("/dev/ttyUSB0", "", true));
  CHECK(no_such_port("COM3", "", ports).remedy ==
        "Ports found: /dev/ttyACM0, /dev/ttyS0, /dev/ttyUSB0.");
}

TEST_CASE("a machine without ports is told to plug the jig in") {
  const auto error = no_such_port("/dev/ttyACM0", "there is no serial port /dev/ttyACM0", {});
  CHECK(error.remedy.rfind("No serial port was found: plug the jig's USB cable in", 0) == 0);
  CHECK(error.action == Action{ActionCode::simulate, {{"cable", "good"}}});
}

TEST_CASE("a refused port names the group to join and a udev rule") {
  const auto error = no_permission("/dev/ttyACM0", "dialout");
  CHECK(error.remedy.find("`sudo usermod -aG dialout $USER`") != std::string::npos);
  CHECK(error.remedy.find("log out and in") != std::string::npos);
  CHECK(error.remedy.find("ATTRS{idVendor}") != std::string::npos);
}
