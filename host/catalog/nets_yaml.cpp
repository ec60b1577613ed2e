#include "catalog/nets_yaml.hpp"

#include <algorithm>
#include <set>

#include "catalog/parts_yaml.hpp"
#include "core/part_state.hpp"
#include "core/suggest.hpp"
#include "text/printable.hpp"

namespace buzzout {
namespace {

enum class ShellRule { require, forbid, ignore };

constexpr std::array<std::pair<std::string_view, ShellRule>, 3> kShellRules{
    {{"require", ShellRule::require},
     {"forbid", ShellRule::forbid},
     {"ignore", ShellRule::ignore}}};

constexpr const char* kOnePlace =
    "a contact is in one net, or in `ignore`; roles that share a conductor are one net, as `L-=R-`";

Words end_names(const Profile& profile) {
  Words out;
  for (const auto& end : profile.ends) out.push_back(end.name);
  return out;
}

const End& read_end(const YamlReader& read, const YamlNode& at, std::string_view name,
                    const Profile& profile) {
  if (const End* end = profile.end(name)) return *end;
  read.fail("unknown-end", "there is no end " + in_quotes(name), at,
            advice(name, "the ends are", end_names(profile)));
}

void read_roles(const YamlReader& read, const YamlNode& key, const Net& net,
                std::set<std::string>& seen) {
  for (const auto& role : net.roles()) {
    if (!follows(kRoleName, role))
      read.fail("yaml-bad-name", "a net cannot be called " + in_quotes(net.name), key,
                "allowed: " + std::string(kRoleName.allowed));
    if (!seen.insert(role).second)
      read.fail("role-twice", "the role " + in_quotes(role) + " is already named", key,
                "one role is one net");
  }
}

void refuse_second_use(const YamlReader& read, const YamlNode& at, const Contact& contact,
                       const Profile& profile) {
  if (const Net* net = profile.net_of(contact))
    read.fail("contact-twice", "`" + contact.name() + "` is already in net `" + net->name + "`", at,
              kOnePlace);
  if (profile.is_ignored(contact))
    read.fail("contact-twice", "`" + contact.name() + "` is already ignored", at, kOnePlace);
}

void read_shell(const YamlReader& read, const YamlEntry& entry, Profile& profile) {
  const End& end = read_end(read, entry.key, read.scalar(entry.key, "an end"), profile);
  if (!end.type.shell)
    read.fail("no-shell", "end `" + end.name + "` is a " + end.type.name + ", which has no shell",
              entry.key, "remove it from `shell`");
  const Contact shell{end.name, *end.type.shell};
  const ShellRule rule =
      read.choice(entry.value, "the shell of end `" + end.name + "`", kShellRules);
  refuse_second_use(read, entry.key, shell, profile);
  if (rule == ShellRule::ignore) profile.ignored.push_back(shell);
  if (rule != ShellRule::require) return;
  if (end.type.shell_bond)
    for (auto& net : profile.nets)
      if (std::ranges::find(net.contacts, Contact{end.name, *end.type.shell_bond}) !=
          net.contacts.end()) {
        net.contacts.push_back(shell);
        return;
      }
  read.fail("no-shell", "no net holds the contact that this shell is bonded to", entry.value,
            end.type.shell_bond
                ? "name `" + end.name + "." + *end.type.shell_bond + "` in a net"
                : end.type.name + " has no `shell_bond`: name the shell in a net instead");
}

[[noreturn]] void fail_too_small(const YamlReader& read, const YamlNode& key) {
  read.fail("net-too-small", "net `" + key.text + "` joins one contact to nothing", key,
            "a net has two contacts or more, or one and a part in `parts`; a contact that no net names must touch nothing");
}

// Whether a part that is no wire lies between two contacts of the end, or any part between it and another end.
bool is_met_by_part(const Profile& profile, const std::string& end, const Part& part) {
  const auto has = [&](const std::string& net, bool own) {
    return std::ranges::any_of(profile.net_named(net)->contacts, [&](const Contact& c) { return (c.end == end) == own; });
  };
  if (part.kind == PartKind::unknown) return false;
  if (part.kind != PartKind::jumper && has(part.from, true) && has(part.to, true)) return true;
  return (has(part.from, true) && has(part.to, false)) || (has(part.from, false) && has(part.to, true));
}

}  // namespace

Contact read_contact(const YamlReader& read, const YamlNode& node, const Profile& profile) {
  const std::string& text = read.scalar(node, "a contact");
  const auto dot = text.find('.');
  if (dot == std::string::npos)
    read.fail("yaml-bad-value", in_quotes(text) + " is not a contact", node,
              "write END.CONTACT, such as `" + profile.ends.front().name + "." +
                  profile.ends.front().type.contacts.front() + "`");
  const End& end = read_end(read, node, text.substr(0, dot), profile);
  Contact contact{end.name, text.substr(dot + 1)};
  if (end.type.has_contact(contact.pin)) return contact;
  const auto near = nearest(contact.pin, end.type.contacts);
  read.fail("unknown-contact", "there is no contact " + in_quotes(text), node,
            (near ? "did you mean `" + end.name + "." + *near + "`? " : "") +
                listing("`" + end.name + "` (" + end.type.name + ") has", end.type.contacts));
}

void read_nets(const YamlReader& read, const NetKeys& keys, Profile& profile) {
  std::set<std::string> roles;
  for (const auto& [key, value] : read.map(keys.nets, "`nets`")) {
    Net net{read.scalar(key, "a net"), {}};
    read_roles(read, key, net, roles);
    profile.nets.push_back(std::move(net));
    for (const auto& item : read.list(value, "net `" + key.text + "`")) {
      Contact contact = read_contact(read, item, profile);
      refuse_second_use(read, item, contact, profile);
      profile.nets.back().contacts.push_back(std::move(contact));
    }
    if (profile.nets.back().contacts.size() < 2 && keys.parts == nullptr) fail_too_small(read, key);
  }
  if (keys.ignore != nullptr)
    for (const auto& item : read.list(*keys.ignore, "`ignore`")) {
      Contact contact = read_contact(read, item, profile);
      refuse_second_use(read, item, contact, profile);
      profile.ignored.push_back(std::move(contact));
    }
  if (keys.shell != nullptr)
    for (const auto& entry : read.map(*keys.shell, "`shell`")) read_shell(read, entry, profile);
  if (keys.parts == nullptr) return;
  read_parts(read, *keys.parts, profile);
  const auto has_part = [&](const Net& net) {
    return std::ranges::any_of(profile.parts, [&](const Part& p) { return p.from == net.name || p.to == net.name; });
  };
  for (std::size_t i = 0; i < profile.nets.size(); ++i)
    if (profile.nets[i].contacts.size() < 2 && !has_part(profile.nets[i])) fail_too_small(read, keys.nets.entries[i].key);
}

void check_ends(const YamlReader& read, const YamlNode& ends, const Profile& profile) {
  for (const auto& entry : ends.entries) {
    const std::string& name = entry.key.text;
    const bool met = std::ranges::any_of(profile.nets, [&](const Net& net) {
      const auto own = std::ranges::count(net.contacts, name, &Contact::end);
      return own > 0 && own < std::ranges::ssize(net.contacts);
    });
    if (!met && std::ranges::none_of(profile.parts, [&](const Part& part) { return is_met_by_part(profile, name, part); }))
      read.fail("lonely-end", "end `" + name + "` shares no net with another end", entry.key,
                "a test could not tell whether it is plugged in: join it to another end");
  }
}

void check_wiring(const YamlReader& read, const YamlNode& wiring, const Profile& as_written) {
  const Profile profile = wired(as_written);  // a jumper joins what it lies between
  if (profile.wiring == Wiring::balanced) {
    std::set<const Net*> nets;
    for (const char* role : {"L+", "L-", "R+", "R-"}) {
      nets.insert(profile.net_of_role(role));
      if (*nets.begin() == nullptr)
        read.fail("wiring-roles", std::string("balanced wiring, but no net is `") + role + "`",
                  wiring, "name the nets L+, L-, R+ and R-; or write `wiring: other`");
    }
    if (nets.size() != 4)
      read.fail("wiring-roles", "balanced wiring, but two of L+, L-, R+ and R- share a net", wiring,
                "give each its own net; a shared return `L-=R-` is `wiring: single-ended`");
  }
  if (profile.wiring == Wiring::single_ended &&
      (profile.net_of_role("L-") == nullptr ||
       profile.net_of_role("L-") != profile.net_of_role("R-")))
    read.fail("wiring-roles", "single-ended wiring, but L- and R- do not share a net", wiring,
              "name the shared return `L-=R-`; or write `wiring: other`");
}

}  // namespace buzzout
