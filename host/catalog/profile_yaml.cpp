#include "catalog/profile_yaml.hpp"

#include <algorithm>

#include "catalog/limits_yaml.hpp"
#include "catalog/nets_yaml.hpp"
#include "catalog/source_yaml.hpp"
#include "text/printable.hpp"

namespace buzzout {
namespace {

template <typename T, std::size_t n>
using Choices = std::array<std::pair<std::string_view, T>, n>;

constexpr Choices<Use, 9> kUses{{{"headphone", Use::headphone},
                                 {"mic", Use::mic},
                                 {"line", Use::line},
                                 {"speaker", Use::speaker},
                                 {"data", Use::data},
                                 {"adapter", Use::adapter},
                                 {"headset", Use::headset},
                                 {"midi", Use::midi},
                                 {"instrument", Use::instrument}}};
constexpr Choices<Wiring, 3> kWirings{{{"balanced", Wiring::balanced},
                                       {"single-ended", Wiring::single_ended},
                                       {"other", Wiring::other}}};
constexpr Choices<Decision, 2> kDecisionRules{{{"guard-band", Decision::guard_band}, {"simple", Decision::simple}}};
constexpr Choices<Trust, 4> kTrusts{{{"sourced", Trust::sourced},
                                     {"presumed", Trust::presumed},
                                     {"confirmed", Trust::confirmed},
                                     {"template", Trust::template_only}}};

// What a variant may replace.
const Words kReplaceable{"title", "wiring", "nets",   "limits", "wires", "decision", "trust",
                         "source", "note",  "shell", "ignore", "parts", "hazard"};

// What says which contacts are joined.
const Words kJoining{"nets", "shell", "ignore", "parts"};

// A profile's keys, those of a variant first.
struct Keys {
  const YamlNode& base;
  const YamlNode* variant;

  const YamlNode* find(std::string_view key) const {
    const YamlNode* own = variant != nullptr ? variant->find(key) : nullptr;
    return own != nullptr ? own : base.find(key);
  }
  const YamlNode* find_own(std::string_view key) const { return variant != nullptr ? variant->find(key) : nullptr; }
  // A variant that joins other contacts: what is known of the profile's pinout is not known of its own.
  bool is_rewired() const {
    return std::ranges::any_of(kJoining, [this](const std::string& key) { return find_own(key) != nullptr; });
  }
};

std::vector<End> read_ends(const YamlReader& read, const YamlNode& node,
                           const ConnectorLibrary& connectors) {
  std::vector<End> out;
  for (const auto& [key, value] : read.map(node, "`ends`")) {
    const std::string name = read.name(key, "an end", kEndName);
    out.push_back({name, read_connector_type(read, value, "the connector of end `" + name + "`",
                                             connectors)});
  }
  return out;
}

// An end that `female` does not list is male, where there is such a list. Without one a jack is a plug, and nobody
// knows of an XLR.
void read_genders(const YamlReader& read, const YamlNode* female, std::vector<End>& ends) {
  Words known;
  for (auto& e : ends) {
    known.push_back(e.name);
    if (female != nullptr || e.type.shape == Shape::phone) e.gender = Gender::male;
  }
  if (female == nullptr || (female->kind == YamlNode::Kind::list && female->items.empty())) return;
  const YamlNode& node = *female;
  for (const auto& name : read.names(node, "`female`", kEndName)) {
    const auto end = std::ranges::find(ends, name, &End::name);
    if (end == ends.end())
      read.fail("unknown-end", "`female` names no end of this profile: " + in_quotes(name), node,
                advice(name, "its ends", known));
    end->gender = Gender::female;
  }
}

std::vector<std::string> read_aliases(const YamlReader& read, const YamlNode& root) {
  const YamlNode* node = root.find("aliases");
  return node == nullptr ? Words{} : read.names(*node, "`aliases`", kThingName);
}

// What a variant cannot replace.
Profile read_identity(const YamlReader& read, const YamlNode& root,
                      const ConnectorLibrary& connectors) {
  Words optional{"aliases", "limits", "wires", "decision", "note", "shell", "ignore", "parts", "variants", "hazard", "female"};
  read.keys(root, "a profile",
            {"profile", "title", "revision", "use", "wiring", "ends", "nets", "trust", "source"},
            optional);
  Profile out;
  out.name = read.name(*root.find("profile"), "a profile", kThingName);
  out.aliases = read_aliases(read, root);
  if (std::ranges::find(out.aliases, out.name) != out.aliases.end())
    read.fail("yaml-bad-value", "an alias repeats the profile's name", *root.find("aliases"),
              "remove it");
  out.revision = read.integer(*root.find("revision"), "`revision`", 1, 999999);
  out.use = read.choice(*root.find("use"), "`use`", kUses);
  out.ends = read_ends(read, *root.find("ends"), connectors);
  read_genders(read, root.find("female"), out.ends);
  return out;
}

// A rewired variant has the trust and the source that it names itself. Without a source nobody knows its pinout, and
// whatever is known of a template it stays one.
void read_trust(const YamlReader& read, const Keys& keys, Profile& out) {
  out.source = read_source(read, *keys.find("source"));
  out.trust = read.choice(*keys.find("trust"), "`trust`", kTrusts);
  const bool lacks_source = keys.is_rewired() && keys.find_own("source") == nullptr;
  const bool lacks_trust = keys.is_rewired() && keys.find_own("trust") == nullptr;
  if (lacks_source) out.source = {"none of its own; without the variant: " + out.source.text, 'M'};
  if (out.trust != Trust::template_only && (lacks_trust || (lacks_source && out.trust == Trust::sourced)))
    out.trust = Trust::presumed;
  if (out.trust == Trust::sourced && out.source.certainty != 'A' && out.source.certainty != 'B')
    read.fail("profile-trust", "`trust: sourced` needs a source of certainty A or B",
              *keys.find("trust"), "write `trust: presumed`, or find a better source");
}

Profile read_body(const YamlReader& read, const Keys& keys, Profile out) {
  out.title = read.text(*keys.find("title"), "`title`", 200);
  out.wiring = read.choice(*keys.find("wiring"), "`wiring`", kWirings);
  read_nets(read, {*keys.find("nets"), keys.find("shell"), keys.find("ignore"), keys.find("parts")},
            out);
  check_ends(read, *keys.base.find("ends"), out);
  check_wiring(read, *keys.find("wiring"), out);
  if (const YamlNode* wires = keys.find("wires")) read_wires(read, *wires, out);
  if (const YamlNode* limits = keys.find("limits")) read_limits(read, *limits, out);
  if (const YamlNode* rule = keys.find("decision")) out.decision = read.choice(*rule, "`decision`", kDecisionRules);
  read_trust(read, keys, out);
  if (const YamlNode* hazard = keys.find("hazard")) out.hazard = read.text(*hazard, "`hazard`", 500);
  if (const YamlNode* note = keys.find("note")) out.note = read.text(*note, "`note`", 2000);
  return out;
}

}  // namespace

std::vector<Profile> load_profiles(const SourceText& source, const ConnectorLibrary& connectors) {
  const YamlReader read(source);
  const YamlNode root = parse_yaml(source);
  Profile identity = read_identity(read, root, connectors);
  identity.sha256 = source.sha256();

  const YamlNode* variants = root.find("variants");
  if (variants != nullptr)
    for (const auto& entry : read.map(*variants, "`variants`"))
      identity.variants.push_back(read.name(entry.key, "a variant", kThingName));

  std::vector<Profile> out{read_body(read, {root, nullptr}, identity)};
  for (std::size_t i = 0; i < identity.variants.size(); ++i) {
    const std::string& name = identity.variants[i];
    const YamlNode& overrides = variants->entries[i].value;
    read.keys(overrides, "variant `" + name + "`", {}, kReplaceable);
    read.map(overrides, "variant `" + name + "`");
    out.push_back(read_body(read, {root, &overrides}, identity));
    out.back().name += ":" + name;
  }
  return out;
}

Profile load_profile(const SourceText& source, const ConnectorLibrary& connectors,
                     const std::string& variant) {
  std::vector<Profile> all = load_profiles(source, connectors);
  if (variant.empty()) return std::move(all.front());
  const Profile& whole = all.front();
  for (std::size_t i = 0; i < whole.variants.size(); ++i)
    if (whole.variants[i] == variant) return std::move(all[i + 1]);
  const std::string message = "`" + whole.name + "` has no variant " + in_quotes(variant);
  if (whole.variants.empty())
    throw Error("unknown-variant", message, source.path(), "it has no variants at all");
  throw Error("unknown-variant", message, source.path(),
              advice(variant, "its variants", whole.variants));
}

std::vector<std::string> load_aliases(const SourceText& source) {
  return read_aliases(YamlReader(source), parse_yaml(source));
}

}  // namespace buzzout
