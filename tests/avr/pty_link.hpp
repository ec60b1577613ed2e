#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace buzzout {

// A pseudo-terminal with a symbolic link to its slave: the host's end of a simulated jig's cable.
// Raw, non-blocking. Errors: "pty".
class PtyLink {
 public:
  // Makes the link; one left behind by an earlier run is replaced, any other file is an error.
  explicit PtyLink(const std::filesystem::path& link);
  PtyLink(const PtyLink&) = delete;
  PtyLink& operator=(const PtyLink&) = delete;
  ~PtyLink();

  // The name under which libserialport 0.1.1 opens the slave: it must begin with /dev/, and what
  // follows must be a symbolic link seen from /sys/class/tty too.
  std::string port_name() const;

  // What the host has written. Empty if nothing.
  std::vector<std::uint8_t> read();
  // To the host. What does not fit into the kernel's buffer is dropped, as a USB bridge does with a
  // port that nobody reads; returns how many bytes went in.
  std::size_t write(std::span<const std::uint8_t>);

  // The rate the host has set on its end, in baud.
  unsigned baud() const;

  // To poll for input.
  int descriptor() const { return master_; }

 private:
  void close();

  std::filesystem::path link_;
  int master_ = -1;
  int slave_ = -1;  // kept open, so that a host may come and go
};

}  // namespace buzzout
