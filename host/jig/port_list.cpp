#include "jig/port_list.hpp"

#include <libserialport.h>

#include <algorithm>
#include <cctype>
#include <cstring>

namespace buzzout {
namespace {

struct UsbId {
  int vid, pid;
};

constexpr UsbId kBridges[] = {
    {0x1A86, 0x7523}, {0x1A86, 0x5523}, {0x1A86, 0x55D4},  // CH340, CH341, CH9102
    {0x0403, 0x6001}, {0x0403, 0x6015},                    // FT232R, FT-X
    {0x10C4, 0xEA60},                                      // CP2102
};

std::string text(const char* s) {
  return s ? s : "";
}

}  // namespace

std::vector<PortInfo> list_ports() {
  sp_port** listed = nullptr;
  if (sp_list_ports(&listed) != SP_OK) return {};
  std::vector<PortInfo> ports;
  for (auto p = listed; *p; ++p) {
    PortInfo info;
    info.path = text(sp_get_port_name(*p));
    info.description = text(sp_get_port_description(*p));
    info.usb_serial = text(sp_get_port_usb_serial(*p));
    if (int vid = 0, pid = 0; sp_get_port_usb_vid_pid(*p, &vid, &pid) == SP_OK) {
      info.usb_vid = vid;
      info.usb_pid = pid;
    }
    info.likely_jig = looks_like_jig(info.usb_vid, info.usb_pid, info.description);
    ports.push_back(std::move(info));
  }
  sp_free_port_list(listed);
  sort_ports(ports);
  return ports;
}

void sort_ports(std::vector<PortInfo>& ports) {
  std::sort(ports.begin(), ports.end(), [](const PortInfo& a, const PortInfo& b) {
    if (a.likely_jig != b.likely_jig) return a.likely_jig;
    return ::strverscmp(a.path.c_str(), b.path.c_str()) < 0;
  });
}

bool looks_like_jig(int usb_vid, int usb_pid, std::string_view description) {
  if (usb_vid == 0x2341 || usb_vid == 0x2A03) return true;  // Arduino, Arduino.org
  for (const auto& b : kBridges)
    if (b.vid == usb_vid && b.pid == usb_pid) return true;
  constexpr std::string_view arduino = "arduino";
  const auto same = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; };
  return std::search(description.begin(), description.end(), arduino.begin(), arduino.end(),
                     same) != description.end();
}

}  // namespace buzzout
