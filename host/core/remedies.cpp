#include "core/remedies.hpp"

#include <algorithm>

#include "core/roles.hpp"
#include "core/words.hpp"

namespace buzzout {
namespace {

bool reaches(const Net& net, const End& end) {
  return std::ranges::find(net.contacts, end.name, &Contact::end) != net.contacts.end();
}

// What is plugged into such a cable, and joins its wires.
std::string load_of(Use use) {
  switch (use) {
    case Use::headphone:
    case Use::headset:
    case Use::adapter: return "headphones";
    case Use::speaker: return "a loudspeaker";
    case Use::mic: return "a microphone";
    case Use::instrument: return "an instrument";
    case Use::line:
    case Use::data:
    case Use::midi: break;
  }
  return "a device";
}

// The plugs that fit the sockets of others and belong in their own: "the plugs `left` and `right`".
std::string exchangeable_plugs(const Profile& p) {
  constexpr std::size_t kMostNamed = 4;
  std::vector<std::string> names;
  for (const auto& a : p.ends)
    if (std::ranges::any_of(p.ends, [&](const End& b) { return &a != &b && a.type.name == b.type.name && !p.ends_are_alike(a, b); }))
      names.push_back("`" + a.name + "`");
  std::ranges::sort(names);
  return names.size() > kMostNamed ? "the plugs that are alike" : "the plugs " + list_of(names);
}

}  // namespace

bool has_split(const Profile& p) { return p.ends.size() > 2; }

std::string ask_for_load(const Profile& p, const Join& j) {
  const auto joins = [&](const Net* net) {
    return std::ranges::find(j.parts, net, &Join::Part::net) != j.parts.end();
  };
  const auto nets = std::ranges::count_if(j.parts, [](const Join::Part& part) { return part.net != nullptr; });
  // A driver lies between plus and minus; nothing that is worn joins two channels alone.
  const bool by_load = is_headphone(p) ? std::ranges::any_of(pairs_of(p), [&](const Pair& q) { return joins(q.plus) && joins(q.minus); })
                                       : nets > 1;
  if (!by_load) return "";
  const std::string load = load_of(p.use);
  const bool many = load == "headphones";
  return "If " + load + (many ? " are" : " is") + " still plugged into the cable, take " + (many ? "them" : "it") +
         " off and test again: " + (many ? "they join" : "it joins") + " these wires too. ";
}

std::string ask_for_marks(const Profile& p, const Rewiring& r) {
  // Wires of both plugs, and not only such as both have.
  const auto has_of = [&](const End& end, const End& not_of) {
    return std::ranges::any_of(r.moves, [&](const auto& move) {
      const Net* net = p.net_of({r.end, move.second});
      return net != nullptr && reaches(*net, end) && !reaches(*net, not_of);
    });
  };
  for (const auto& a : p.ends)
    for (const auto& b : p.ends)
      if (&a != &b && a.name != r.end && b.name != r.end && a.type.name == b.type.name && has_of(a, b) && has_of(b, a))
        return "First look at the marks of " + exchangeable_plugs(p) +
               ": if two are in each other's sockets, exchange them and test again. ";
  return "";
}

std::string by_the_marks(const Profile& p, const Exchange& x) {
  return "No iron yet: look at the marks of " + exchangeable_plugs(p) +
         ". If two are in each other's sockets, exchange them and test again. If each is in its own, leave them: the cable is "
         "crossed inside, and the wires of `" + x.one + "` and `" + x.other + "` are to be exchanged, contact for contact.";
}

}  // namespace buzzout
