#include "cli/environment.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include "catalog/places.hpp"
#include "cli/home_folder.hpp"
#include "cli/terminal/locale_name.hpp"

namespace buzzout {
namespace {

namespace fs = std::filesystem;

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

// Of ours below a folder that a variable names, or below the user's home.
fs::path own_folder(const char* variable_name, const char* below_home) {
  if (const std::string value = variable(variable_name); value.starts_with('/'))
    return fs::path(value) / "buzzout";
  const fs::path home = home_folder();
  return (home.empty() ? fs::path("/") : home) / below_home / "buzzout";
}

}  // namespace

bool occupy_closed_streams() {
  for (int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (fcntl(stream, F_GETFD) < 0 && open("/dev/null", O_RDONLY) != stream) return false;
  return true;
}

Environment process_environment() {
  Environment e{std::cin, std::cout, std::cerr, theme_of(STDOUT_FILENO), theme_of(STDERR_FILENO),
                isatty(STDOUT_FILENO) == 1, {}, {}, {}, {}, isatty(STDERR_FILENO) == 1};
  e.config_file = own_folder("XDG_CONFIG_HOME", ".config") / "config.yaml";
  e.data = own_folder("XDG_DATA_HOME", ".local/share");
  std::error_code ignored;
  e.library.push_back(e.data);
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
  e.shipped = shipped_library(program);
  if (!e.shipped.empty()) e.library.push_back(e.shipped);
  for (const fs::path& candidate : {program.parent_path() / "firmware",
                                    program.parent_path().parent_path() / "share/buzzout/firmware"})
    if (fs::is_directory(candidate, ignored) && e.firmware.empty()) e.firmware = candidate;
  return e;
}

void flush_output(Environment& env) {
  env.out.flush();
  if (!env.out) throw Error("output", "the output could not be written", "", "is the disk full?");
}

}  // namespace buzzout
