#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "e2e/child.hpp"
#include "e2e/temp_folder.hpp"

namespace e2e {

inline constexpr std::uint32_t kJigNumber = 4711;


// The shipped firmware of a board in a buzzout-bench of its own, ready to answer. It ends with the
// test, however that ends.
class BenchProcess {
 public:
  struct Options {
    std::string cable = "none";
    std::uint32_t number = kJigNumber;  // 0: the jig has none yet
    std::string elf = {};               // empty: the shipped one
    std::string fixture = {};           // empty: that of the board
    std::string library = {};           // a folder of profiles and fixtures besides the shipped ones
  };
  explicit BenchProcess(const std::string& board) : BenchProcess(board, Options{}) {}
  BenchProcess(const std::string& board, const Options&);

  // What libserialport opens; and the same as a path for everybody else.
  const std::string& port() const { return port_; }
  std::string link() const { return (folder_.path() / "port").string(); }
  const std::string& shim() const { return shim_; }

  // Carries out a control line that must succeed; its answer.
  std::string command(const std::string& text);
  void plug(const std::string& cable) { command("cable " + cable); }
  // A field of `status`.
  std::uint64_t status(const std::string& field);
  // Waits until the firmware has sent more bytes than that since power-up.
  void await_sent(std::uint64_t bytes);

  Child& process() { return process_; }
  void kill();

 private:
  TempFolder folder_;
  Child process_;
  std::string port_, shim_;
};

// The fixture that tests use on a board; the shipped one, but for the mega64.
std::string fixture_of(const std::string& board);

}  // namespace e2e
