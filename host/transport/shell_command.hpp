#pragma once

#include <string>
#include <string_view>

#include "transport/stop_signal.hpp"

namespace buzzout {

// How a command of the user's ended.
struct CommandEnd {
  enum class How { exited, killed, timed_out };

  How how = How::exited;
  int number = 0;  // its exit status, or the signal

  bool well() const { return how == How::exited && number == 0; }
};
std::string to_string(const CommandEnd&);  // "exit status 3"

// Runs `/bin/sh -c command` with `input` on its standard input, whether it reads it or not, and waits. It is a process
// group of its own, without any file of ours; what it says goes to `output` (a descriptor; -1: nowhere). When the
// limit or the time of the stop signal is over, its group gets SIGTERM and a little later SIGKILL. Throws Error
// "command-not-run" if it cannot be started.
CommandEnd run_shell(const std::string& command, std::string_view input, std::chrono::milliseconds limit, const StopSignal&,
                     int output = -1);

}  // namespace buzzout
