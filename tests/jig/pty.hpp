#pragma once

#include <string>
#include <string_view>

// The far side of a serial line, played by the test: a pseudo-terminal that libserialport takes for
// a serial port. Its name is a symbolic link written so that it satisfies both of libserialport's
// look-ups, under /dev and under /sys/class/tty; pty_realpath.c keeps it from being resolved, and pty_ioctl.cpp
// answers for the modem lines.
class Pty {
 public:
  Pty();
  ~Pty();
  Pty(const Pty&) = delete;

  const std::string& port() const { return port_; }    // "/dev/../../../tmp/…/port"
  const std::string& slave() const { return slave_; }  // "/dev/pts/3"
  const std::string& directory() const { return directory_; }

  // Shows the same settings as the port, also while the port is closed to others.
  int master() const { return master_; }

  // What the far side has received, once it is `size` bytes; less when they do not come.
  std::string receive(std::size_t size) const;
  void send(std::string_view) const;
  // Pulls the plug.
  void unplug();

 private:
  int master_ = -1;
  std::string directory_, port_, slave_;
};

// The speed that the kernel has for a terminal, standard or not.
unsigned line_speed(int terminal);

// The modem lines as last set on any pseudo-terminal: TIOCM_DTR, TIOCM_RTS.
int modem_lines();
void set_modem_lines(int);
