#include "catalog/parts_yaml.hpp"

#include <algorithm>
#include <cmath>

namespace buzzout {
namespace {

constexpr std::array<std::pair<std::string_view, PartKind>, 4> kPartKinds{{{"resistor", PartKind::resistor},
                                                                           {"coil", PartKind::coil},
                                                                           {"diode", PartKind::diode},
                                                                           {"jumper", PartKind::jumper}}};

// From what a coil may have to where an isolation begins to look the same.
constexpr double kPartOhmLeast = 0.1, kPartOhmMost = 1e7;
constexpr double kToleranceLeast = 0.01, kToleranceMost = 50;

std::string read_net_of_part(const YamlReader& read, const YamlNode& at, const Profile& profile) {
  const std::string& name = read.scalar(at, "a net");
  if (profile.net_named(name) != nullptr) return name;
  Words nets;
  for (const auto& net : profile.nets) nets.push_back(net.name);
  read.fail("unknown-net", "there is no net " + in_quotes(name), at, advice(name, "the nets are", nets));
}

void read_between(const YamlReader& read, const YamlNode& at, const Profile& profile, Part& part) {
  Words between;
  for (const auto& item : read.list(at, "`between`")) between.push_back(read_net_of_part(read, item, profile));
  if (between.size() != 2 || between[0] == between[1])
    read.fail("yaml-bad-value", "a part is between two different nets", at, "write `between: [net, net]`");
  part.from = between[0];
  part.to = between[1];
}

double read_ohm(const YamlReader& read, const YamlNode& node, const char* key) {
  return read.number(*node.find(key), "`" + std::string(key) + "`", kPartOhmLeast, kPartOhmMost);
}

OhmWindow read_window(const YamlReader& read, const YamlNode& node, const Part& part) {
  OhmWindow out;
  const bool nominal = node.find("ohm") != nullptr || node.find("tolerance_percent") != nullptr;
  const std::string what = std::string("a ") + std::string(to_string(part.kind));
  if (nominal) {
    read.keys(node, what + " by its nominal value", {"name", "kind", "between", "ohm", "tolerance_percent"}, {"basis"});
    const double percent = read.number(*node.find("tolerance_percent"), "`tolerance_percent`", kToleranceLeast, kToleranceMost);
    out.nominal = read_ohm(read, node, "ohm");
    out.min = *out.nominal * (1 - percent / 100);
    out.max = *out.nominal * (1 + percent / 100);
    out.basis = "tolerance of the part";
  } else {
    if (node.find("min_ohm") == nullptr && node.find("max_ohm") == nullptr)
      read.fail("yaml-missing-key", what + " needs its value", node,
                "write `ohm` and `tolerance_percent`, or `min_ohm` and `max_ohm` with a `basis`");
    read.keys(node, what + " by its limits", {"name", "kind", "between", "min_ohm", "max_ohm", "basis"});
    out.min = read_ohm(read, node, "min_ohm");
    out.max = read_ohm(read, node, "max_ohm");
    if (out.min >= out.max)
      read.fail("impossible-part", "no resistance lies between these limits", *node.find("max_ohm"),
                "`max_ohm` is more than `min_ohm`");
  }
  if (const YamlNode* basis = node.find("basis")) out.basis = read.text(*basis, "`basis`", 200);
  return out;
}

void read_part(const YamlReader& read, const YamlNode& node, Profile& profile) {
  read.keys(node, "a part", {"name"},
            {"kind", "between", "anode", "cathode", "ohm", "tolerance_percent", "min_ohm", "max_ohm", "basis", "value"});
  Part part;
  part.name = read.name(*node.find("name"), "a part", kThingName);
  if (profile.part(part.name) != nullptr)
    read.fail("yaml-bad-value", "there is already a part " + in_quotes(part.name), *node.find("name"),
              "give each part its own name");
  if (const YamlNode* kind = node.find("kind")) part.kind = read.choice(*kind, "the kind of a part", kPartKinds);
  switch (part.kind) {
    case PartKind::unknown:
      read.keys(node, "a part without a `kind`", {"name", "between"}, {"value"});
      if (const YamlNode* value = node.find("value")) part.value = read.text(*value, "`value`", 200);
      break;
    case PartKind::resistor:
    case PartKind::coil: part.ohm = read_window(read, node, part); break;
    case PartKind::jumper: read.keys(node, "a jumper", {"name", "kind", "between"}); break;
    case PartKind::diode:
      read.keys(node, "a diode", {"name", "kind", "anode", "cathode"});
      part.from = read_net_of_part(read, *node.find("anode"), profile);
      part.to = read_net_of_part(read, *node.find("cathode"), profile);
      if (part.from == part.to)
        read.fail("yaml-bad-value", "a part is between two different nets", *node.find("cathode"), "name another net");
      break;
  }
  if (part.kind != PartKind::diode) read_between(read, *node.find("between"), profile, part);
  profile.parts.push_back(std::move(part));
}

}  // namespace

void read_parts(const YamlReader& read, const YamlNode& parts, Profile& profile) {
  for (const auto& item : read.list(parts, "`parts`")) read_part(read, item, profile);
}

}  // namespace buzzout
