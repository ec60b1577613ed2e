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

bool is_headphone(const Profile& p) { return p.net_of_role("L+") != nullptr && p.net_of_role("R+") != nullptr; }

}  // namespace buzzout
