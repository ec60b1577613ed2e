#include "catalog/limits_yaml.hpp"

#include <algorithm>

#include "catalog/nets_yaml.hpp"
#include "core/wire_match.hpp"
#include "core/words.hpp"

namespace buzzout {
namespace {

// Between what a worn jack contact adds and what still is a wire; what a jig can tell from open.
constexpr double kContinuityLeast = 0.05, kContinuityMost = 1000;
constexpr double kIsolationLeast = 1000, kIsolationMost = 1e9;
constexpr double kAllowanceLeast = 0.02, kAllowanceMost = 100;
constexpr double kMarginLeast = 0.01, kMarginMost = 100;
constexpr double kMatchLeast = 1, kMatchMost = 1000;
constexpr int kAwgLeast = 0, kAwgMost = 40;
constexpr double kSectionLeast = 0.005, kSectionMost = 100;
constexpr double kLengthLeast = 0.01, kLengthMost = 1000;
constexpr double kCapacitanceLeast = 1, kCapacitanceMost = 10000;

constexpr const char* kAll = "all";

std::string read_basis(const YamlReader& read, const YamlNode& node) { return read.text(*node.find("basis"), "`basis`", 200); }

double read_value(const YamlReader& read, const YamlNode& node, const char* key, double least, double most) {
  return read.number(*node.find(key), "`" + std::string(key) + "`", least, most);
}

// Over what is known of it already.
void read_wire(const YamlReader& read, const YamlNode& node, const std::string& what, Wire& wire) {
  read.map(node, what);
  read.keys(node, what, {}, {"awg", "mm2", "length_m", "colour", "pf_per_m"});
  const YamlNode *awg = node.find("awg"), *mm2 = node.find("mm2");
  if (awg != nullptr && mm2 != nullptr)
    read.fail("yaml-bad-value", what + " has its section twice", *mm2, "write `awg` or `mm2`, not both");
  if (awg != nullptr || mm2 != nullptr) {
    wire.awg.reset();
    wire.mm2.reset();
  }
  if (awg != nullptr) wire.awg = read.integer(*awg, "`awg`", kAwgLeast, kAwgMost);
  if (mm2 != nullptr) wire.mm2 = read_value(read, node, "mm2", kSectionLeast, kSectionMost);
  if (node.find("length_m") != nullptr) wire.length_m = read_value(read, node, "length_m", kLengthLeast, kLengthMost);
  if (node.find("pf_per_m") != nullptr) wire.pf_per_m = read_value(read, node, "pf_per_m", kCapacitanceLeast, kCapacitanceMost);
  if (const YamlNode* colour = node.find("colour")) wire.colour = read.text(*colour, "`colour`", 40);
}

void read_continuity(const YamlReader& read, const YamlNode& node, Profile& profile) {
  read.keys(node, "`continuity`", {"basis"}, {"max_ohm", "allowance_ohm"});
  const YamlNode *most = node.find("max_ohm"), *allowance = node.find("allowance_ohm");
  if (most == nullptr && allowance == nullptr)
    read.fail("yaml-missing-key", "`continuity` lacks its limit", node, "add `max_ohm: …`, or `allowance_ohm: …` over the copper of `wires`");
  if (most != nullptr && allowance != nullptr)
    read.fail("yaml-bad-value", "`continuity` has two limits", *allowance, "write `max_ohm` or `allowance_ohm`, not both");
  if (most != nullptr) {
    profile.continuity = {read_value(read, node, "max_ohm", kContinuityLeast, kContinuityMost), read_basis(read, node)};
    return;
  }
  profile.allowance = Limit{read_value(read, node, "allowance_ohm", kAllowanceLeast, kAllowanceMost), read_basis(read, node)};
  for (const auto& net : profile.nets) {
    const Wire* wire = profile.wire(net);
    if (net.contacts.size() > 1 && (wire == nullptr || !copper_ohms(*wire)))
      read.fail("wire-size", "the copper of net `" + net.name + "` is not known, so an allowance over it is no limit", *allowance,
                "write its section and length: `wires: {all: {awg: 26, length_m: 1.2}}`");
  }
}

void read_match(const YamlReader& read, const YamlNode& node, Profile& profile) {
  read.keys(node, "`match`", {"percent", "basis"});
  profile.match = MatchLimit{read_value(read, node, "percent", kMatchLeast, kMatchMost), read_basis(read, node)};
  if (wires_made_alike(profile).empty())
    read.fail("no-match", "no two wires of this cable are made alike, so `match` compares nothing", node,
              "remove it; alike are L+ and L-, hot and cold, L+ and R+, each with two contacts and of one size");
}

GoldenLimit::Path read_path(const YamlReader& read, const YamlNode& node, const Profile& profile, const GoldenLimit& golden) {
  read.keys(node, "a path of `golden`", {"between", "ohm"});
  const YamlNode& between = *node.find("between");
  const auto& ends = read.list(between, "`between`");
  const auto refuse = [&](const std::string& message) {
    read.fail("golden-path", message, between, "write two contacts of one net: `between: [amp.T, left.T]`");
  };
  if (ends.size() != 2) read.fail("yaml-bad-value", "a path is between two contacts", between, "write `between: [amp.T, left.T]`");
  GoldenLimit::Path out{read_contact(read, ends[0], profile), read_contact(read, ends[1], profile), 0};
  if (out.from == out.to) read.fail("yaml-bad-value", "a path is between two contacts", between, "name another contact");
  const Net* net = profile.net_of(out.from);
  if (net == nullptr || net != profile.net_of(out.to))
    refuse("`" + out.from.name() + "` and `" + out.to.name() + "` are not in one net");
  if (golden.path(out.from, out.to) != nullptr) refuse("there is already a path between `" + out.from.name() + "` and `" + out.to.name() + "`");
  out.ohm = read_value(read, node, "ohm", 0, kContinuityMost);
  return out;
}

void read_golden(const YamlReader& read, const YamlNode& node, Profile& profile) {
  read.keys(node, "`golden`", {"margin_ohm", "paths", "basis"});
  GoldenLimit golden{read_value(read, node, "margin_ohm", kMarginLeast, kMarginMost), read_basis(read, node), {}};
  for (const auto& item : read.list(*node.find("paths"), "`paths`")) golden.paths.push_back(read_path(read, item, profile, golden));
  profile.golden = std::move(golden);
}

}  // namespace

void read_wires(const YamlReader& read, const YamlNode& wires, Profile& profile) {
  const auto& entries = read.map(wires, "`wires`");
  Wire of_all;
  if (const YamlNode* all = wires.find(kAll)) read_wire(read, *all, "`all`", of_all);
  profile.wires.clear();
  for (const auto& net : profile.nets)
    if (of_all != Wire{}) profile.wires[net.name] = of_all;
  for (const auto& [key, value] : entries) {
    if (key.text == kAll) continue;
    if (profile.net_named(key.text) == nullptr) {
      Words known{kAll};
      for (const auto& net : profile.nets) known.push_back(net.name);
      read.fail("unknown-net", "there is no net " + in_quotes(key.text), key, advice(key.text, "the nets are", known));
    }
    read_wire(read, value, "the wire of `" + key.text + "`", profile.wires[key.text]);
  }
}

void read_limits(const YamlReader& read, const YamlNode& limits, Profile& profile) {
  read.keys(limits, "`limits`", {}, {"continuity", "isolation", "match", "golden"});
  if (const YamlNode* limit = limits.find("continuity")) read_continuity(read, *limit, profile);
  if (const YamlNode* limit = limits.find("isolation")) {
    read.keys(*limit, "`isolation`", {"min_ohm", "basis"});
    profile.isolation = {read_value(read, *limit, "min_ohm", kIsolationLeast, kIsolationMost), read_basis(read, *limit)};
  }
  if (const YamlNode* limit = limits.find("match")) read_match(read, *limit, profile);
  if (const YamlNode* limit = limits.find("golden")) read_golden(read, *limit, profile);
}

}  // namespace buzzout
