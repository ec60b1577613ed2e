#pragma once

#include <memory>

#include "jig/byte_channel.hpp"

namespace buzzout {

// A jig on a serial port of this machine: 8 data bits, no parity, one stop bit, no flow control,
// DTR and RTS on. The port is ours alone until the channel is destroyed (flock and TIOCEXCL), and
// closing it leaves DTR on, so that the next open does not reset the board. The first open after
// plugging in does.
//
// Besides what ByteChannel says, members throw Error "jig-io" for what the system refuses.
class SerialChannel : public ByteChannel {
 public:
  static constexpr Duration default_write_limit = std::chrono::seconds{2};

  // Opens at 115200 baud and keeps what was received before. `path` may be a symbolic link (udev's
  // /dev/serial/by-id/…). Throws Error, each with its remedy:
  //   jig-no-port     nothing there, or a link that leads nowhere; names the ports there are
  //   jig-not-serial  a directory, a file, a console, a port without hardware behind it
  //   jig-permission  not allowed to open it
  //   jig-busy        another program holds it
  //   jig-open        anything else the system said
  // A write() that takes longer than `write_limit` in all throws "jig-write-timeout".
  explicit SerialChannel(const std::string& path, Duration write_limit = default_write_limit);
  SerialChannel(SerialChannel&&) noexcept;
  SerialChannel& operator=(SerialChannel&&) noexcept;
  ~SerialChannel() override;

  void write(std::string_view bytes) override;
  std::size_t read(char* into, std::size_t most, Duration wait) override;
  std::string name() const override;
  void set_baud(unsigned) override;
  void discard_input() override;

 private:
  struct Port;
  std::unique_ptr<Port> port_;
};

}  // namespace buzzout
