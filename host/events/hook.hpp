#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace buzzout {

// A command of the user's that is run for each document, with the document on its standard input: /bin/sh -c COMMAND,
// in a process group of its own, one at a time. The station never waits for it.
class Hook {
 public:
  struct Limits {
    std::chrono::milliseconds each{30'000};  // then the command's whole group is killed
    std::size_t waiting = 64;                // documents; beyond, new ones are dropped
    std::size_t waiting_bytes = 16 * 1024 * 1024;
    std::string log;  // a file that gets what the commands say; empty: nobody hears it
  };
  struct Counts {
    std::uint64_t done = 0, failed = 0, timed_out = 0, dropped = 0;
    std::string trouble;  // the last one: "exit status 3"
  };

  // Throws Error "hook-empty", or "hook-log" if the log cannot be written. Whether the command exists is its shell's
  // to find out.
  explicit Hook(std::string command) : Hook(std::move(command), Limits()) {}
  Hook(std::string command, Limits);
  Hook(const Hook&) = delete;
  Hook& operator=(const Hook&) = delete;
  ~Hook();  // closes

  // The command gets it with a line end behind it. Returns at once. From any thread.
  void run(std::string document);

  // Waits at most that long for those that run or wait; then kills the one and drops the others.
  void close(std::chrono::milliseconds patience = std::chrono::milliseconds(5000));

  Counts counts() const;

 private:
  class Runner;
  std::unique_ptr<Runner> runner_;
};

}  // namespace buzzout
