#include "cli/transcripts/desk.hpp"

#include <fcntl.h>
#include <grp.h>
#include <pty.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <regex>
#include <stdexcept>
#include <vector>

namespace buzzout::transcripts {
namespace {

namespace fs = std::filesystem;

constexpr unsigned kPatienceSeconds = 120;
constexpr uid_t kNobody = 65534;
constexpr std::string_view kFull = " >/dev/full";

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
}

std::vector<std::string> split(const std::string& words) {
  std::vector<std::string> out;
  bool inside = false, quoted = false;
  for (char c : words) {
    if (c == '\'') {
      quoted = !quoted;
      if (!inside) out.emplace_back();
      inside = true;
    } else if (c == ' ' && !quoted) {
      inside = false;
    } else {
      if (!inside) out.emplace_back();
      inside = true;
      out.back() += c;
    }
  }
  return out;
}

std::string read_file(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void redirect(const fs::path& file, int flags, int to) {
  const int fd = ::open(file.c_str(), flags, 0600);
  if (fd < 0 || ::dup2(fd, to) < 0) ::_exit(126);
}

void drop_privileges() {
  if (::getuid() != 0) return;
  if (::setgroups(0, nullptr) != 0 || ::setgid(kNobody) != 0 || ::setuid(kNobody) != 0) ::_exit(126);
}

}  // namespace

bool nobody_may_run() {
  const pid_t child = ::fork();
  if (child == 0) {
    drop_privileges();
    ::_exit(::access(BUZZOUT_HOST, X_OK) == 0 ? 0 : 1);
  }
  int status = -1;
  return child > 0 && ::waitpid(child, &status, 0) == child && status == 0;
}

Desk::Desk() {
  std::string name = (fs::temp_directory_path() / "buzzout-desk-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make " + name);
  folder_ = name;
  for (const char* sub : {"home", "work", "streams"}) fs::create_directory(folder_ / sub);
  fs::permissions(folder_, fs::perms(0755));
  int other_side = -1;
  char port[64];
  if (::openpty(&port_, &other_side, port, nullptr, nullptr) != 0) throw std::runtime_error("cannot make a terminal");
  ::close(other_side);
  port_name_ = port;
  ::chmod(port, 0);
}

Desk::~Desk() {
  ::close(port_);
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void Desk::put(const DeskFile& f) const {
  const fs::path file = folder_ / "work" / f.name;
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << f.text;
}

std::string Desk::run(const Command& command) const {
  std::string words = command.words;
  replace_all(words, "<work>", (folder_ / "work").string());
  replace_all(words, "<locked-port>", port_name_);
  const bool full = words.ends_with(kFull);
  if (full) words.resize(words.size() - kFull.size());
  std::vector<std::string> argv = split(words);
  if (argv.empty() || argv[0] != "buzzout") throw std::runtime_error("not a command of ours: " + words);
  argv[0] = BUZZOUT_HOST;
  std::ofstream(folder_ / "streams/in") << command.input;
  for (const char* stream : {"streams/out", "streams/err"}) std::ofstream(folder_ / stream, std::ios::trunc);
  std::vector<std::string> environment = {"HOME=" + (folder_ / "home").string(), "LC_ALL=C.UTF-8", "TZ=UTC",
                                          "PATH=/usr/local/bin:/usr/bin:/bin"};
  for (const char* name : {"ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"})
    if (const char* value = std::getenv(name)) environment.push_back(std::string(name) + "=" + value);

  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("cannot start a process");
  if (child == 0) {
    ::alarm(kPatienceSeconds);
    redirect(folder_ / "streams/in", O_RDONLY, STDIN_FILENO);
    redirect(full ? fs::path("/dev/full") : folder_ / "streams/out", O_WRONLY, STDOUT_FILENO);
    redirect(folder_ / "streams/err", O_WRONLY, STDERR_FILENO);
    if (::chdir((folder_ / "work").c_str()) != 0) ::_exit(126);
    if (command.as_nobody) drop_privileges();
    std::vector<char*> arguments, variables;
    for (auto& a : argv) arguments.push_back(a.data());
    for (auto& e : environment) variables.push_back(e.data());
    arguments.push_back(nullptr);
    variables.push_back(nullptr);
    ::execve(arguments[0], arguments.data(), variables.data());
    ::_exit(127);
  }
  int status = 0;
  if (::waitpid(child, &status, 0) != child) throw std::runtime_error("lost a process");
  return normalised(printed(read_file(folder_ / "streams/out"), read_file(folder_ / "streams/err"),
                            WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status)));
}

std::string Desk::normalised(std::string text) const {
  replace_all(text, (folder_ / "work").string(), "<work>");
  replace_all(text, (folder_ / "home").string(), "<home>");
  replace_all(text, port_name_, "<locked-port>");
  replace_all(text, BUZZOUT_BINARY_DIR, "<build>");
  replace_all(text, BUZZOUT_SOURCE_DIR, "<source>");
  static const std::vector<std::pair<std::regex, std::string>> patterns = {
      {std::regex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"), "<id>"},
      {std::regex("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}[+-][0-9]{2}:[0-9]{2}"), "<time>"},
      {std::regex("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}(:[0-9]{2})?"), "<day and minute>"},
      {std::regex("(PASS|FAIL|ERROR|NO CABLE)  (test [0-9]+, )?[0-9]{2}:[0-9]{2}:[0-9]{2}"), "$1  $2<clock>"},
      {std::regex("FAIL at [0-9]{2}:[0-9]{2}:[0-9]{2}"), "FAIL at <clock>"},
      {std::regex("(learned|confirmed|for it) on [0-9]{4}-[0-9]{2}-[0-9]{2}"), "$1 on <date>"},
      {std::regex("((?:failed|FAIL) as \\S+) \\([0-9]{4}-[0-9]{2}-[0-9]{2}\\)"), "$1 (<date>)"},
      {std::regex("(counts as failed: \\S+), [0-9]{4}-[0-9]{2}-[0-9]{2}"), "$1, <date>"},
      {std::regex("PASS of [0-9]{4}-[0-9]{2}-[0-9]{2}"), "PASS of <date>"},
      {std::regex("\"duration_ms\": *[0-9]+"), "\"duration_ms\": <ms>"},
      {std::regex("\\b[0-9a-f]{64}\\b"), "<sha256>"},
      {std::regex("(Did you mean /dev/\\S+\\? )?(No serial port was found: [^\n]*one\\.|Ports found: [^\n]*\\.)"), "<ports>"},
      {std::regex("group \\S+ \\(`sudo usermod -aG \\S+"), "group <group> (`sudo usermod -aG <group>"},
  };
  for (const auto& [pattern, name] : patterns) text = std::regex_replace(text, pattern, name);
  return text;
}

}  // namespace buzzout::transcripts
