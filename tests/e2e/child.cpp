#include "e2e/child.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <thread>

extern char** environ;

namespace e2e {
namespace {

constexpr milliseconds kGlance{5};

std::vector<std::string> environment(const Child::Variables& variables) {
  std::vector<std::string> out;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string text = *entry;
    if (!variables.contains(text.substr(0, text.find('=')))) out.push_back(text);
  }
  for (const auto& [name, value] : variables) out.push_back(name + "=" + value);
  return out;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> out;
  for (auto& w : words) out.push_back(w.data());
  out.push_back(nullptr);
  return out;
}

void shut(int& fd) {
  if (fd >= 0) close(fd);
  fd = -1;
}

}  // namespace

Child::Child(std::vector<std::string> argv, const Variables& variables) {
  int in[2], out[2], err[2];
  REQUIRE(pipe2(in, O_CLOEXEC) == 0);
  REQUIRE(pipe2(out, O_CLOEXEC) == 0);
  REQUIRE(pipe2(err, O_CLOEXEC) == 0);
  std::vector<std::string> all = environment(variables);
  const std::vector<char*> words = pointers(argv), entries = pointers(all);
  pid_ = fork();
  REQUIRE(pid_ >= 0);
  if (pid_ == 0) {
    dup2(in[0], 0);
    dup2(out[1], 1);
    dup2(err[1], 2);
    execve(words[0], words.data(), entries.data());
    _exit(127);
  }
  close(in[0]);
  close(out[1]);
  close(err[1]);
  in_ = in[1];
  out_fd_ = out[0];
  err_fd_ = err[0];
  signal(SIGPIPE, SIG_IGN);
}

Child::~Child() {
  if (!end_) {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  for (int* fd : {&in_, &out_fd_, &err_fd_}) shut(*fd);
}

void Child::type(const std::string& text) {
  REQUIRE(write(in_, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
}

void Child::close_input() {
  shut(in_);
}

void Child::send_signal(int s) const {
  if (!end_) kill(pid_, s);
}

bool Child::pump(Clock::time_point until) {
  if (out_fd_ < 0 && err_fd_ < 0) return false;
  pollfd fds[] = {{out_fd_, POLLIN, 0}, {err_fd_, POLLIN, 0}};
  const auto left = std::chrono::ceil<milliseconds>(until - Clock::now());
  if (poll(fds, 2, static_cast<int>(std::max<long long>(0, left.count()))) <= 0) return true;
  const auto take = [](const pollfd& p, int& fd, std::string& into) {
    if (p.revents == 0) return;
    char bytes[4096];
    const ssize_t n = read(fd, bytes, sizeof bytes);
    if (n > 0)
      into.append(bytes, static_cast<std::size_t>(n));
    else
      shut(fd);
  };
  take(fds[0], out_fd_, out_);
  take(fds[1], err_fd_, err_);
  return true;
}

bool Child::take_through(const std::string& text, milliseconds patience) {
  const auto until = Clock::now() + patience;
  for (;;) {
    if (const auto at = out_.find(text, taken_); at != std::string::npos) {
      taken_ = at + text.size();
      return true;
    }
    if (out_fd_ < 0 || Clock::now() >= until) return false;
    pump(until);
  }
}

std::optional<std::string> Child::line(milliseconds patience) {
  const std::size_t begin = taken_;
  if (!take_through("\n", patience)) return {};
  return out_.substr(begin, taken_ - begin - 1);
}

void Child::reap() {
  int status = 0;
  if (end_ || waitpid(pid_, &status, WNOHANG) != pid_) return;
  end_ = WIFEXITED(status) ? End{WEXITSTATUS(status), 0} : End{-1, WTERMSIG(status)};
}

std::optional<End> Child::wait(milliseconds patience) {
  const auto until = Clock::now() + patience;
  for (;;) {
    reap();
    if (end_) break;
    const auto glance = std::min<Clock::time_point>(until, Clock::now() + kGlance);
    if (!pump(glance)) std::this_thread::sleep_until(glance);
    if (!end_ && Clock::now() >= until) {
      reap();
      return end_;
    }
  }
  while (out_fd_ >= 0 || err_fd_ >= 0) {
    const auto before = out_.size() + err_.size();
    const bool open = out_fd_ >= 0 && err_fd_ >= 0;
    pump(Clock::now() + kGlance);
    // Something else may have inherited the streams: what is there now is all there is.
    if (before == out_.size() + err_.size() && open == (out_fd_ >= 0 && err_fd_ >= 0)) break;
  }
  return end_;
}

}  // namespace e2e
