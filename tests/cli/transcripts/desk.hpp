#pragma once

#include <filesystem>
#include <string>

#include "cli/transcripts/transcript.hpp"

namespace buzzout::transcripts {

// Whether a user without privileges can reach the program at all: not where it was built in root's home.
bool nobody_may_run();

// Where a case runs: an empty home and an empty working folder, gone afterwards, and a serial port
// that only root may open.
class Desk {
 public:
  Desk();
  ~Desk();
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  void put(const DeskFile&) const;
  // Runs the shipped program and returns what it printed, with whatever differs from machine to machine
  // and from run to run replaced by a name in angle brackets. In the words and in what is printed
  // <work> is the working folder and <locked-port> the serial port.
  std::string run(const Command&) const;

 private:
  std::string normalised(std::string) const;

  std::filesystem::path folder_;
  int port_ = -1;
  std::string port_name_;
};

}  // namespace buzzout::transcripts
