#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace buzzout {

// A serial port of this machine.
struct PortInfo {
  std::string path;         // "/dev/ttyACM0"
  std::string description;  // what the USB device calls itself, else the port's short name
  int usb_vid = 0;          // 0: not a USB port
  int usb_pid = 0;
  std::string usb_serial;  // empty where the device has none (CH340)
  bool likely_jig = false;
};

// The ports there are now, likely jigs first, then by name (ttyACM2 before ttyACM10). Ports without
// hardware, consoles and pseudo-terminals are left out. Empty where the system cannot tell.
std::vector<PortInfo> list_ports();

void sort_ports(std::vector<PortInfo>&);

// By the USB numbers of Arduino boards and of the bridges on their copies (vendor and product
// numbers as in the Linux drivers cdc_acm, ch341, ftdi_sio and cp210x), or "Arduino" in the
// description.
bool looks_like_jig(int usb_vid, int usb_pid, std::string_view description);

}  // namespace buzzout
