#include "core/attached_headphones.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/amplifier.hpp"
#include "core/error.hpp"
#include "core/roles.hpp"

namespace buzzout {
namespace {

// Headphones are sold as 8 to 600 Ω at 1 kHz; earphones with several drivers have less at direct current.
const OhmWindow kCoil{4, 1000, {}, "house default"};
constexpr const char* kMatchBasis = "house default: 10 % are 0.8 dB between like drivers";

constexpr std::array<std::pair<const char*, const char*>, 2> kSides = {{{"L+", "L-"}, {"R+", "R-"}}};

[[noreturn]] void refuse(const Profile& cable, const std::string& why) {
  throw Error("no-headphone-cable", "profile " + cable.name + " is not of a cable to headphones: " + why, "profile " + cable.name,
              "name the profile of the cable that the headphones are on", Action{ActionCode::list_files, {{"kind", "profile"}}});
}

bool is_side_role(const std::string& role) { return channel_of(role) != '\0'; }

}  // namespace

bool is_of_headphones(std::string_view name) { return name.ends_with(kHeadphonesSuffix); }

std::string without_headphones(std::string_view name) {
  if (is_of_headphones(name)) name.remove_suffix(kHeadphonesSuffix.size());
  return std::string(name);
}

Profile with_headphones(const Profile& cable) {
  for (const char* role : {"L+", "L-", "R+", "R-"})
    if (cable.net_of_role(role) == nullptr) refuse(cable, std::string("it has no ") + role);
  if (!is_headphone(cable) || cable.use == Use::line) refuse(cable, "it is for something else");
  if (cable.net_of_role("mic") != nullptr) refuse(cable, "it has a microphone's wire");
  if (!cable.parts.empty()) refuse(cable, "it has components of its own");
  const auto sides = amplifier_sides(cable);
  if (sides.size() != 1) refuse(cable, "nobody can tell which of its plugs goes into the amplifier");
  const auto is_plug = [&](const std::string& end) {
    return std::ranges::any_of(sides.front().plugs, [&](const End* e) { return e->name == end; });
  };
  Profile out = cable;
  out.name += kHeadphonesSuffix;
  for (auto& alias : out.aliases) alias += kHeadphonesSuffix;
  if (cable.name.find(':') != std::string::npos) out.aliases.clear();
  out.title = "Headphones on this cable: " + cable.title;
  out.note.clear();
  out.variants.clear();
  out.decision = Decision::guard_band;
  std::erase_if(out.ends, [&](const End& e) { return !is_plug(e.name); });
  std::erase_if(out.ignored, [&](const Contact& c) { return !is_plug(c.end); });
  for (auto& net : out.nets) std::erase_if(net.contacts, [&](const Contact& c) { return !is_plug(c.end); });
  std::erase_if(out.nets, [](const Net& net) {
    return net.contacts.empty() || (net.contacts.size() == 1 && std::ranges::none_of(net.roles(), is_side_role));
  });
  for (const auto& [plus, minus] : kSides) {
    const Net *from = out.net_of_role(plus), *to = out.net_of_role(minus);
    if (from == nullptr || to == nullptr || from == to) refuse(cable, "its amplifier's plug does not have both wires of each side");
  }
  out = with_coils(std::move(out));
  out.headphones->connectors = cable.connector_hashes();
  return out;
}

Profile with_coils(Profile p) {
  for (std::size_t i = 0; i < kSides.size(); ++i)
    p.parts.push_back({i == 0 ? kLeftCoil : kRightCoil, PartKind::coil, p.net_of_role(kSides[i].first)->name,
                       p.net_of_role(kSides[i].second)->name, kCoil});
  p.headphones = AttachedHeadphones{10, kMatchBasis, {}};
  return p;
}

}  // namespace buzzout
