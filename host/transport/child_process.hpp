#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "transport/stop_signal.hpp"

namespace buzzout {

// How a command ended.
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

// Runs a program that is found as a shell finds it, on our terminal and with its keys, and waits. When the limit is over
// it gets SIGTERM and a little later SIGKILL. Exit status 127, as a shell has it, where there is no such program. Throws
// Error "command-not-run" if it cannot be started.
CommandEnd run_program(const std::vector<std::string>& words, std::chrono::milliseconds limit);

}  // namespace buzzout
