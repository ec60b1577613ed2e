#include "catalog/home_folder.hpp"

#include <pwd.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

namespace buzzout {

std::filesystem::path home_folder() {
  if (const char* home = std::getenv("HOME"); home != nullptr && home[0] == '/') return home;
  passwd entry{};
  passwd* found = nullptr;
  std::array<char, 16384> room{};
  if (getpwuid_r(getuid(), &entry, room.data(), room.size(), &found) != 0 || found == nullptr) return {};
  const std::filesystem::path out = found->pw_dir != nullptr ? found->pw_dir : "";
  return out.is_absolute() ? out : std::filesystem::path();
}

}  // namespace buzzout
