#include "core/roles.hpp"

namespace buzzout {

char channel_of(std::string_view role) {
  const bool headphone =
      role.size() == 2 && (role[0] == 'L' || role[0] == 'R') && (role[1] == '+' || role[1] == '-');
  return headphone ? role[0] : '\0';
}

std::string side_of(char channel) { return channel == 'L' ? "left" : "right"; }

bool is_of_kind(std::string_view role, std::string_view kind) {
  if (!role.ends_with(kind)) return false;
  role.remove_suffix(kind.size());
  return role.empty() || (role.size() > 1 && role.ends_with('-'));
}

std::string circuit_of(std::string_view role) {
  for (const std::string_view kind : {"hot", "cold", "shield"})
    if (is_of_kind(role, kind) && role.size() > kind.size()) return std::string(role.substr(0, role.size() - kind.size() - 1));
  if (role.size() > 1 && (role.ends_with('+') || role.ends_with('-'))) return std::string(role.substr(0, role.size() - 1));
  return "";
}

bool is_screen(const Net& net) {
  for (const auto& role : net.roles())
    for (const std::string_view kind : {"shield", "screen", "ground", "gnd", "common", "drain"})
      if (is_of_kind(role, kind)) return true;
  return false;
}

std::vector<Pair> pairs_of(const Profile& p) {
  std::vector<Pair> out;
  for (const auto& net : p.nets)
    for (const auto& role : net.roles()) {
      std::string other;
      if (is_of_kind(role, "hot")) other = role.substr(0, role.size() - 3) + "cold";
      else if (role.ends_with('+')) other = role.substr(0, role.size() - 1) + "-";
      const Net* minus = other.empty() ? nullptr : p.net_of_role(other);
      if (minus != nullptr && minus != &net) out.push_back({&net, minus});
    }
  return out;
}

bool is_headphone(const Profile& p) {
  switch (p.use) {
    case Use::mic:
    case Use::speaker:
    case Use::data:
    case Use::midi:
    case Use::instrument: return false;
    case Use::headphone:
    case Use::headset:
    case Use::adapter:
    case Use::line: break;
  }
  return p.net_of_role("L+") != nullptr && p.net_of_role("R+") != nullptr;
}

}  // namespace buzzout
