#include "core/explain_join.hpp"

#include <algorithm>

#include "core/amplifier.hpp"
#include "core/consequences.hpp"
#include "core/remedies.hpp"
#include "core/roles.hpp"
#include "core/words.hpp"

namespace buzzout {
namespace {

std::vector<Contact> all_contacts(const Join& j) {
  std::vector<Contact> out;
  for (const auto& part : j.parts) out.insert(out.end(), part.contacts.begin(), part.contacts.end());
  return out;
}

std::string names_of(const Join& j, const char* last_joint = " and ") {
  std::vector<std::string> names;
  for (const auto& part : j.parts) names.push_back(name_of(part.net, part.contacts));
  return list_of(names, last_joint);
}

// Where two of the wires come side by side: solder may bridge them there.
struct Place {
  std::string end, pin, other;
  bool neighbours;
};
std::vector<Place> places_of(const Profile& p, const Join& j) {
  std::vector<Place> out;
  for (std::size_t i = 0; i < j.parts.size(); ++i)
    for (std::size_t k = i + 1; k < j.parts.size(); ++k)
      for (const auto& a : j.parts[i].contacts)
        for (const auto& b : j.parts[k].contacts)
          if (a.end == b.end) out.push_back({a.end, a.pin, b.pin, p.end(a.end)->type.are_neighbours(a.pin, b.pin)});
  std::ranges::stable_sort(out, [](const Place& a, const Place& b) { return a.neighbours > b.neighbours; });
  return out;
}

// Neighbours only, where there are any.
std::string places_in_words(const std::vector<Place>& places) {
  std::vector<std::string> out;
  for (const auto& place : places)
    if (place.neighbours == places.front().neighbours)
      out.push_back("at `" + place.end + "` between " + place.pin + " and " + place.other);
  return list_of(out, ", or ");
}

// No wire of the cable goes to a contact that must stay free.
std::string where_else(const Join& j) {
  std::vector<Contact> free;
  for (const auto& part : j.parts)
    if (part.net == nullptr) free.insert(free.end(), part.contacts.begin(), part.contacts.end());
  if (free.empty()) return "if the plugs are clean, it is inside the cable.";
  return "no wire belongs on " + list_of(free) + ": if one is there, take it off.";
}

bool meets_inside(const Profile& p, const Join& j) {
  return places_of(p, j).empty() && std::ranges::any_of(j.parts, [](const Join::Part& part) { return part.net != nullptr; });
}

std::string where_to_look(const Profile& p, const Join& j) {
  if (meets_inside(p, j))
    return std::string("The wires meet inside the cable: ") + (has_split(p) ? "look where it splits, then " : "") +
           "bend it while you watch it live.";
  const auto places = places_of(p, j);
  if (places.empty()) return "Look for a wire from " + list_of(all_contacts(j), " to ") + ", and remove it.";
  return ask_for_load(p, j) + "Look for a " + (places.front().neighbours ? "solder bridge" : "stray strand or crushed insulation") +
         " " + places_in_words(places) + "; " + where_else(j);
}

std::optional<Action> how_to_look(const Profile& p, const Join& j) {
  return meets_inside(p, j) ? std::optional(Action{ActionCode::watch, {{"profile", typed_name(p)}}}) : std::nullopt;
}

std::string where_to_dry(const Profile& p, const Join& j) {
  const auto places = places_of(p, j);
  return "Clean off flux and dry the plugs; look for a fine strand " +
         (places.empty() ? "between " + list_of(all_contacts(j)) : places_in_words(places)) + ". Test again before you solder.";
}

class Telling {
 public:
  Telling(const Profile& p, const Join& j) : p_(p), join_(j) {}

  // Code, consequence and danger; summary and repair only where they have more to say than usual.
  void fill(Diagnosis& d) {
    if (is_headphone(p_)) return headphone(d);
    d.dangerous = shorts_an_output(p_, all_contacts(join_));
    if (const auto nets = joined_nets(); nets.size() > 1) {
      const Consequence found = consequence_of_join(p_, nets);
      d.code = found.code;
      d.consequence = d.dangerous && !found.dangerous
                          ? "In the usual order of such a plug this shorts outputs of the amplifier: do not plug it in."
                          : found.text;
      d.dangerous = d.dangerous || found.dangerous;
    } else if (d.dangerous) {
      d.code = DiagnosisCode::contact_in_use;
      d.consequence = "An amplifier that drives or grounds that contact is shorted: do not plug it in.";
    } else if (const Contact* tag = shell()) {
      bonded_shell(d, *tag, nets.empty() || is_screen(*nets.front()));
    } else {
      d.consequence = nets.empty() ? std::string(kNoSignal) : "A contact that must stay free is in use.";
    }
  }

 private:
  static constexpr std::string_view kNoSignal = "This cable carries no signal on these contacts; gear that uses them will find them joined.";

  void bonded_shell(Diagnosis& d, const Contact& tag, bool screen) const {
    d.code = DiagnosisCode::shell_bonded;
    d.repair = "At `" + tag.end + "`, separate the shell's tag from " + other_names() +
               ": remove the strap or stray strand between them, and leave the wires on their pins.";
    d.consequence = screen ? "Where the gear's cases have grounds of their own this makes a loop that hums. Makers "
                             "disagree; this profile wants the shell free."
                           : "The signal is on the shell, and shorted where that meets a grounded case.";
  }
  bool has(std::string_view role) const {
    return std::ranges::any_of(join_.parts,
                               [&](const Join::Part& part) { return part.net != nullptr && part.net->has_role(role); });
  }
  std::vector<const Net*> joined_nets() const {
    std::vector<const Net*> out;
    for (const auto& part : join_.parts)
      if (part.net != nullptr) out.push_back(part.net);
    return out;
  }
  const Contact* free_contact() const {
    for (const auto& part : join_.parts)
      if (part.net == nullptr) return &part.contacts.front();
    return nullptr;
  }
  // The free contact that is a shell; of two the first by name, whatever the order of the ends.
  const Contact* shell() const {
    const Contact* found = nullptr;
    for (const auto& part : join_.parts) {
      const Contact& c = part.contacts.front();
      if (part.net == nullptr && p_.end(c.end)->type.shell == c.pin && (found == nullptr || c < *found)) found = &c;
    }
    return found;
  }

  void headphone(Diagnosis& d) {
    const bool plus = has("L+") || has("R+"), returns = has("L-") && has("R-");
    const bool left = has("L+") && has("L-"), right = has("R+") && has("R-");
    const std::string amplifier = p_.wiring == Wiring::balanced ? "a balanced amplifier" : "the amplifier";
    d.dangerous = true;
    if (p_.wiring == Wiring::balanced && returns && !plus) {
      d.code = DiagnosisCode::returns_joined;
      const bool one_plug = std::ranges::any_of(p_.ends, [&](const End& e) { return carries_both_channels(p_, e); });
      d.summary = std::string("The two returns L- and R- are joined: this is shared-ground wiring ") +
                  (one_plug ? "in a balanced plug." : "between plugs that are balanced.");
      d.consequence = "It shorts the two inverted outputs of a balanced amplifier. Do not plug it into one.";
      d.repair = "Separate L- from R-. " + where_to_look(p_, join_) +
                 (one_plug ? " If a balanced plug was" : " If balanced plugs were") +
                 " put onto a cable with one shared return, it cannot be mended: it takes a four-conductor cable.";
      d.action = how_to_look(p_, join_);
    } else if (left || right) {
      d.code = DiagnosisCode::output_shorted;
      d.consequence = "It shorts the output of " + amplifier + " on the " +
                      (left && right ? "left and the right" : left ? "left" : "right") +
                      " side: silence there, and the amplifier may be damaged. Do not plug it in.";
    } else if (has("L+") && has("R+")) {
      d.code = DiagnosisCode::channels_joined;
      d.consequence = "It ties the left output to the right one: mono, and the outputs of " + amplifier +
                      " work against each other. Do not plug it in.";
    } else if (plus && (has("L-") || has("R-"))) {
      d.code = DiagnosisCode::output_shorted;
      d.consequence = "It shorts one output of " + amplifier + " to one of the other side. Do not plug it in.";
    } else if (joined_nets().empty()) {
      d.code = DiagnosisCode::contact_in_use;
      d.dangerous = false;
      d.consequence = kNoSignal;
    } else if (const Contact* c = free_contact()) {
      d.dangerous = shorts_an_output(p_, all_contacts(join_));
      d.code = DiagnosisCode::contact_in_use;
      d.summary = c->name() + ", which must stay free, is joined to " + other_names() + ".";
      d.consequence = !d.dangerous ? (plus || p_.wiring == Wiring::balanced
                                          ? "The amplifier is not shorted by it. What the headphones have on that contact gets the signal."
                                          : "Ground is on a contact that must stay free.")
                      : plus ? "A driven wire is on a contact that must stay free; an amplifier that grounds it is shorted. Do not plug it in."
                             : "An amplifier with ground on that contact has its inverted output shorted: do not plug it in.";
    } else {
      d.code = DiagnosisCode::short_;
      d.dangerous = shorts_an_output(p_, all_contacts(join_));
      d.consequence = d.dangerous ? "An output of the amplifier is shorted to ground: do not plug it in."
                                  : "Signals that belong apart are joined.";
    }
  }
  std::string other_names() const {
    std::vector<std::string> names;
    for (const auto& part : join_.parts)
      if (part.net != nullptr) names.push_back(name_of(part.net));
    return names.empty() ? "another free contact" : list_of(names);
  }

  const Profile& p_;
  const Join& join_;
};

}  // namespace

std::string parting_in_words(const Profile& p, const Join& j) {
  const auto places = places_of(p, j);
  return "separate " + names_of(j) + (places.empty() ? "" : " (" + places_in_words(places) + ")");
}

Diagnosis explain_join(const Profile& p, const Join& j, bool weak) {
  Diagnosis d{DiagnosisCode::short_, "", "", "", all_contacts(j)};
  Telling(p, j).fill(d);
  const std::string names = names_of(j), places = list_of(d.contacts);
  const std::string usual =
      names + (weak ? " are not isolated from each other" : " are joined") + (places == names ? "." : ": " + places + ".");
  if (d.summary.empty() || weak) d.summary = usual;
  if (d.summary.starts_with("the ")) d.summary.front() = 'T';
  if (weak) d.repair = where_to_dry(p, j);
  else if (d.repair.empty()) d.repair = where_to_look(p, j), d.action = how_to_look(p, j);
  if (weak) {
    d.code = DiagnosisCode::low_isolation;
    d.action.reset();
    d.consequence = std::string("Some kΩ between them: flux, moisture or a strand. It may become a short") + (d.dangerous ? ": do not plug it in." : ".");
  }
  return d;
}

Diagnosis tell_touch(const Profile& p, const std::vector<Contact>& contacts) {
  Diagnosis d{DiagnosisCode::intermittent, "", "Crackles, or shorts an output, when it moves.",
              "Look for a stray strand or bare wires between " + list_of(contacts, " and ") + ".", contacts};
  Join j;
  for (const auto& c : contacts) {
    if (!p.has_contact(c) || p.is_ignored(c)) continue;
    const Net* net = p.net_of(c);
    const auto part = std::ranges::find_if(j.parts, [&](const Join::Part& it) { return net != nullptr && it.net == net; });
    if (part != j.parts.end()) part->contacts.push_back(c);
    else j.parts.push_back({net, {c}});
  }
  if (j.parts.size() < 2) return d;
  const Diagnosis joined = explain_join(p, j, false);
  if (!joined.dangerous) return d;
  d.dangerous = true;
  d.consequence = joined.consequence;
  return d;
}

Diagnosis tell_miswire(const Profile& p, const Join& j, const Miswire& m) {
  Diagnosis d = explain_join(p, j, false);
  // What is dangerous keeps its own name.
  if (!d.dangerous) d.code = DiagnosisCode::miswire;
  d.summary = "The wire of " + name_of(m.net) + " is on " + m.on.name() + " instead of " + m.wanted.name() + ", and so " +
              names_of(j) + " are joined.";
  d.repair = "At `" + m.on.end + "`, move that wire from " + m.on.pin + " to " + m.wanted.pin + ".";
  d.action.reset();
  if (std::ranges::find(d.contacts, m.wanted) == d.contacts.end()) d.contacts.push_back(m.wanted);
  return d;
}

}  // namespace buzzout
