#include "core/remedies.hpp"

#include <algorithm>

#include "core/roles.hpp"

namespace buzzout {
namespace {

bool has(const Net& net, const End& end) {
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
  for (const auto& [on, belongs] : r.moves) {
    const Net *is = p.net_of({r.end, belongs}), *wanted = p.net_of({r.end, on});
    if (is == nullptr || wanted == nullptr || is == wanted) continue;
    for (const auto& a : p.ends)
      for (const auto& b : p.ends)
        if (&a != &b && a.name != r.end && b.name != r.end && a.type.name == b.type.name && has(*is, a) && has(*wanted, b) && !p.ends_are_alike(a, b) && !(has(*is, b) && has(*wanted, a)))
          return "First look at the marks of the plugs `" + std::min(a.name, b.name) + "` and `" + std::max(a.name, b.name) +
                 "`: if they are in each other's sockets, exchange them and test again. ";
  }
  return "";
}

std::string by_the_marks(const std::string& one, const std::string& other) {
  return "No iron yet: look at the marks of the plugs `" + one + "` and `" + other +
         "`. If they are in each other's sockets, exchange them and test again. If each is in its own, leave them: the "
         "cable is crossed inside, and the wires of the two plugs are to be exchanged, contact for contact.";
}

}  // namespace buzzout
