#pragma once

#include <sys/types.h>

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace e2e {

using std::chrono::milliseconds;

// How long anything may take on a slow machine before a test gives it up.
inline constexpr milliseconds kPatience{60'000};

// How a process ended: its exit status, or the signal that killed it.
struct End {
  int status = -1;
  int signal = 0;
};

// A program running with pipes for its three streams. A test fails (REQUIRE) if it cannot be
// started; the process is killed with this object.
class Child {
 public:
  using Variables = std::map<std::string, std::string>;

  // `variables` are set over the environment of the test. argv[0] is a path.
  explicit Child(std::vector<std::string> argv, const Variables& variables = {});
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child();

  void type(const std::string& text);
  void close_input();
  void send_signal(int) const;

  // Waits until what came since the last take() has the text; takes everything through it. False if
  // the process falls silent for good or the time is over.
  bool take_through(const std::string& text, milliseconds patience = kPatience);
  // A line of output without its end, as take_through().
  std::optional<std::string> line(milliseconds patience = kPatience);

  // The end of the process, if it comes in time.
  std::optional<End> wait(milliseconds patience = kPatience);
  bool running() { return !wait(milliseconds(0)); }

  // Everything that came so far.
  const std::string& out() const { return out_; }
  const std::string& err() const { return err_; }
  pid_t pid() const { return pid_; }

 private:
  using Clock = std::chrono::steady_clock;

  bool pump(Clock::time_point until);  // false if both streams are closed
  void reap();

  pid_t pid_ = -1;
  int in_ = -1, out_fd_ = -1, err_fd_ = -1;
  std::string out_, err_;
  std::size_t taken_ = 0;
  std::optional<End> end_;
};

}  // namespace e2e
