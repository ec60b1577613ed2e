#include "transport/child_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ctime>

#include "core/error.hpp"
#include "transport/sigpipe.hpp"

namespace buzzout {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kGrace{500};  // between SIGTERM and SIGKILL

[[noreturn]] void not_run(const std::string& command, int problem) {
  throw Error("command-not-run", std::string("the command cannot be started: ") + std::strerror(problem), command,
              "close other programs, and try again");
}

// posix_spawn(3) with what it needs.
class Spawner {
 public:
  Spawner() {
    posix_spawn_file_actions_init(&files_);
    posix_spawnattr_init(&attributes_);
  }
  ~Spawner() {
    posix_spawn_file_actions_destroy(&files_);
    posix_spawnattr_destroy(&attributes_);
  }
  Spawner(const Spawner&) = delete;
  Spawner& operator=(const Spawner&) = delete;

  pid_t spawn(const std::string& command, int input, int output) {
    posix_spawn_file_actions_adddup2(&files_, input, 0);
    for (const int stream : {1, 2}) {
      if (output >= 0)
        posix_spawn_file_actions_adddup2(&files_, output, stream);
      else
        posix_spawn_file_actions_addopen(&files_, stream, "/dev/null", O_WRONLY, 0);
    }
    posix_spawn_file_actions_addclosefrom_np(&files_, 3);
    sigset_t none, usual;
    sigemptyset(&none);
    sigemptyset(&usual);
    for (const int signal : {SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGCHLD}) sigaddset(&usual, signal);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &usual);
    posix_spawnattr_setpgroup(&attributes_, 0);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    std::string shell = "sh", option = "-c", text = command;
    char* arguments[] = {shell.data(), option.data(), text.data(), nullptr};
    pid_t out = -1;
    const int problem = posix_spawn(&out, "/bin/sh", &files_, &attributes_, arguments, environ);
    if (problem != 0) not_run(command, problem);
    return out;
  }

 private:
  posix_spawn_file_actions_t files_{};
  posix_spawnattr_t attributes_{};
};

// Writes until all is read, nobody reads any more, or the process has ended.
void feed(Descriptor& pipe, std::string_view input, int process, const StopSignal& stop, SteadyMoment until) {
  const SigpipeHeldBack quiet;
  std::size_t done = 0;
  while (done < input.size()) {
    const ssize_t n = ::write(pipe.get(), input.data() + done, std::min<std::size_t>(input.size() - done, 1 << 16));
    if (n > 0) {
      done += static_cast<std::size_t>(n);
    } else if (n < 0 && errno == EAGAIN) {
      pollfd ended{process, POLLIN, 0};
      if (::poll(&ended, 1, 0) > 0) break;
      // A reader that holds the pipe open and does not read is given up with the command's own time.
      if (!stop.wait(pipe.get(), POLLOUT, std::min(until, steady_clock::now() + milliseconds(50))) &&
          (steady_clock::now() >= until || stop.over()))
        break;
    } else if (!(n < 0 && errno == EINTR)) {
      break;
    }
  }
  pipe.reset();
}

CommandEnd reap(pid_t pid) {
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFSIGNALED(status)) return {CommandEnd::How::killed, WTERMSIG(status)};
  return {CommandEnd::How::exited, WEXITSTATUS(status)};
}

// A process that was started, alone or with a group of its own.
class Child {
 public:
  Child(pid_t pid, bool has_group, const std::string& command)
      : pid_(pid), signalled_(has_group ? -pid : pid), process_(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0))) {
    if (process_) return;
    const int problem = errno;
    ::kill(signalled_, SIGKILL);
    reap(pid_);
    not_run(command, problem);
  }

  int process() const { return process_.get(); }

  // To be called once.
  CommandEnd wait(const StopSignal& stop, SteadyMoment until) {
    if (stop.wait(process_.get(), POLLIN, until)) return reap(pid_);
    ::kill(signalled_, SIGTERM);
    pollfd ended{process_.get(), POLLIN, 0};
    while (::poll(&ended, 1, static_cast<int>(kGrace.count())) < 0 && errno == EINTR) {
    }
    ::kill(signalled_, SIGKILL);  // the group too, whether it has ended or not: it is not reaped yet, its number is its own
    reap(pid_);
    return {CommandEnd::How::timed_out, 0};
  }

 private:
  pid_t pid_, signalled_;
  Descriptor process_;
};

}  // namespace

std::string to_string(const CommandEnd& end) {
  switch (end.how) {
    case CommandEnd::How::exited:
      return "exit status " + std::to_string(end.number);
    case CommandEnd::How::killed:
      return "killed by signal " + std::to_string(end.number);
    case CommandEnd::How::timed_out:
      return "took too long";
  }
  return "";
}

CommandEnd run_shell(const std::string& command, std::string_view input, milliseconds limit, const StopSignal& stop,
                     int output) {
  const SteadyMoment until = steady_clock::now() + limit;
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) not_run(command, errno);
  Descriptor theirs(ends[0]), ours(ends[1]);
  ::fcntl(ours.get(), F_SETFL, O_NONBLOCK);
  Child child(Spawner().spawn(command, theirs.get(), output), true, command);
  theirs.reset();
  feed(ours, input, child.process(), stop, until);
  return child.wait(stop, until);
}

CommandEnd run_program(const std::vector<std::string>& words, milliseconds limit) {
  const SteadyMoment until = steady_clock::now() + limit;
  std::vector<std::string> copies = words;
  std::vector<char*> arguments;
  for (auto& word : copies) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_t pid = -1;
  const int problem = posix_spawnp(&pid, arguments[0], nullptr, nullptr, arguments.data(), environ);
  if (problem == ENOENT || problem == ENOTDIR || problem == EACCES) return {CommandEnd::How::exited, 127};
  if (problem != 0) not_run(words.front(), problem);
  return Child(pid, false, words.front()).wait(StopSignal(), until);
}

}  // namespace buzzout
