#include "benchmarks/child.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "benchmarks/rig.hpp"

namespace buzzout::benchmarks {
namespace {

double ms(const timeval& t) {
  return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_usec) / 1e3;
}

}  // namespace

Child run(const std::vector<std::string>& words) {
  std::vector<char*> argv;
  for (const auto& w : words) argv.push_back(const_cast<char*>(w.c_str()));
  argv.push_back(nullptr);
  int pipe_ends[2];
  require(pipe2(pipe_ends, O_CLOEXEC) == 0, "no pipe");
  const auto began = std::chrono::steady_clock::now();
  const pid_t pid = fork();
  require(pid >= 0, "no process");
  if (pid == 0) {
    dup2(pipe_ends[1], STDOUT_FILENO);
    dup2(pipe_ends[1], STDERR_FILENO);
    setenv("XDG_CONFIG_HOME", BUZZOUT_USER_FILES "/config", 1);
    setenv("XDG_DATA_HOME", BUZZOUT_USER_FILES "/data", 1);
    execv(argv[0], argv.data());
    _exit(127);
  }
  close(pipe_ends[1]);
  Child child;
  char text[4096];
  for (ssize_t n; (n = read(pipe_ends[0], text, sizeof text)) > 0;)
    child.output.append(text, static_cast<std::size_t>(n));
  close(pipe_ends[0]);
  int status = 0;
  rusage usage{};
  wait4(pid, &status, 0, &usage);
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - began;
  child.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  child.wall_ms = took.count();
  child.cpu_ms = ms(usage.ru_utime) + ms(usage.ru_stime);
  return child;
}

double instructions_of(const std::vector<std::string>& words, const std::string& function) {
  std::vector<std::string> all = {BUZZOUT_VALGRIND, "--tool=callgrind",
                                  "--callgrind-out-file=/dev/null"};
  if (!function.empty()) all.push_back("--toggle-collect=" + function);
  all.insert(all.end(), words.begin(), words.end());
  const Child child = run(all);
  require(child.status == 0, words.front() + " fails under callgrind:\n" + child.output);
  // "==123== Collected : 4567"
  const std::string mark = "Collected : ";
  const std::size_t at = child.output.find(mark);
  require(at != std::string::npos, "callgrind counted nothing:\n" + child.output);
  const double count = std::stod(child.output.substr(at + mark.size()));
  require(count > 0, "callgrind did not see " + function);
  return count;
}

}  // namespace buzzout::benchmarks
