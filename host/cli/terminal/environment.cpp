#include "cli/terminal/environment.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include "cli/terminal/locale_name.hpp"
#include "core/error.hpp"

namespace buzzout {
namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : "";
}

bool locale_is_utf8() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"})
    if (const std::string value = variable(name); !value.empty())
      return has_utf8(value);
  return false;
}

Theme theme_of(int fd) {
  Theme t;
  const bool terminal = isatty(fd) == 1;
  t.colour = terminal && variable("NO_COLOR").empty() && variable("TERM") != "dumb";
  t.unicode = locale_is_utf8();
  t.width = 80;
  winsize size{};
  if (terminal && ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) t.width = size.ws_col;
  if (t.width > 120) t.width = 120;
  return t;
}

}  // namespace

bool occupy_closed_streams() {
  for (int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (fcntl(stream, F_GETFD) < 0 && open("/dev/null", O_RDONLY) != stream) return false;
  return true;
}

Environment process_environment() {
  return {std::cin, std::cout, std::cerr, theme_of(STDOUT_FILENO), theme_of(STDERR_FILENO), isatty(STDOUT_FILENO) == 1,
          process_places(), isatty(STDERR_FILENO) == 1};
}

void flush_output(Environment& env) {
  env.out.flush();
  if (!env.out) throw Error("output", "the output could not be written", "", "is the disk full?");
}

}  // namespace buzzout
