#include "core/tell_resistance.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include "core/part_state.hpp"
#include "core/seen_parts.hpp"
#include "core/separation.hpp"
#include "core/wire_words.hpp"
#include "core/words.hpp"

namespace buzzout {
namespace {

std::string fixed(double value, int digits) {
  char text[64];
  const auto [end, problem] = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, digits);
  return problem == std::errc() ? std::string(text, end) : "?";
}

std::string number(double value, double uncertainty) {
  const int digits = std::isfinite(uncertainty) && uncertainty > 0
                         ? std::clamp(1 - static_cast<int>(std::floor(std::log10(uncertainty))), 0, 4)
                         : 2;
  const std::string text = fixed(value, digits);
  return text.starts_with('-') && text.find_first_of("123456789") == text.npos ? text.substr(1) : text;  // no "-0.00"
}

const Resistance* reading(const std::vector<const Resistance*>& net, const Contact& a, const Contact& b) {
  for (const auto* r : net)
    if ((r->from == a && r->to == b) || (r->from == b && r->to == a)) return r;
  return nullptr;
}

// The resistance of one branch of the star of three contacts; nothing where a reading is missing or has no path.
std::optional<double> branch(const std::vector<const Resistance*>& net, const Contact& of, const Contact& b, const Contact& c) {
  const auto *ab = reading(net, of, b), *ac = reading(net, of, c), *bc = reading(net, b, c);
  if (ab == nullptr || ac == nullptr || bc == nullptr) return {};
  const double sum = (ab->ohm + ac->ohm - bc->ohm) / 2;
  return std::isfinite(sum) ? std::optional(sum) : std::nullopt;
}

struct Joint {
  Contact contact;
  double ohm;
};

// The contact behind whose joint most of the resistance sits; nothing if two are within the uncertainty of each other.
std::optional<Joint> worst_joint(const std::vector<const Resistance*>& net, const std::vector<Contact>& contacts) {
  std::vector<Joint> joints;
  for (std::size_t i = 0; contacts.size() >= 3 && i < contacts.size(); ++i) {
    std::optional<double> least;
    for (std::size_t j = 0; j < contacts.size(); ++j)
      for (std::size_t k = j + 1; k < contacts.size(); ++k)
        if (j != i && k != i)
          if (const auto own = branch(net, contacts[i], contacts[j], contacts[k])) least = std::min(least.value_or(*own), *own);
    if (!least) return {};
    joints.push_back({contacts[i], *least});
  }
  if (joints.size() < 3) return {};
  std::ranges::sort(joints, std::greater{}, &Joint::ohm);
  double uncertainty = 0;
  for (const auto* r : net) uncertainty = std::max(uncertainty, r->uncertainty);
  if (joints[0].ohm - joints[1].ohm <= uncertainty) return {};
  return joints[0];
}

bool is_headphone_like(const Profile& p) { return p.use == Use::headphone || p.use == Use::headset; }

// Whether both channels run through a plug, and so through a joint of their common return in it.
bool serves_both(const Profile& p, const std::string& end) {
  return std::ranges::all_of(std::array{"L+", "R+"}, [&](const char* role) {
    const Net* net = p.net_of_role(role);
    return net != nullptr && std::ranges::any_of(net->contacts, [&](const Contact& c) { return c.end == end; });
  });
}

// `at`: the joint; null: somewhere.
std::string consequence(const Profile& p, const Net& net, double ohm, const Contact* at) {
  if (!std::isfinite(ohm)) return "No signal, or nearly none.";
  if (p.use == Use::speaker) return "It gets warm, and the speaker is quieter.";
  if (!is_headphone_like(p)) return "The signal is weak or noisy, and gets worse as the joint ages.";
  const std::string with = " with 32 Ω drivers; it gets worse as the joint ages.";
  if (net.roles().size() > 1 && (at == nullptr || serves_both(p, at->end)))
    return (at == nullptr ? "If both channels return through it, left and right stay only " : "Left and right stay only ") +
           std::to_string(std::lround(separation_db(kUsualDriverOhm, ohm))) + " dB apart" + with;
  if (!net.has_role("L+") && !net.has_role("L-") && !net.has_role("R+") && !net.has_role("R-"))
    return "The signal is weak or noisy, and gets worse as the joint ages.";
  return "That side is " + fixed(20 * std::log10((kUsualDriverOhm + ohm) / kUsualDriverOhm), 1) + " dB quieter" + with;
}

Diagnosis tell(const Profile& p, const Net& net, const std::vector<const Resistance*>& all, const std::vector<const Resistance*>& bad) {
  const auto* worst = *std::ranges::max_element(bad, {}, &Resistance::ohm);
  Diagnosis d{DiagnosisCode::high_resistance, "", consequence(p, net, worst->ohm, nullptr), "", {worst->from, worst->to}};
  const std::string most = plain_number(*worst->max);
  if (const auto joint = worst_joint(all, net.contacts)) {
    d.contacts = {joint->contact};
    d.consequence = consequence(p, net, joint->ohm, &joint->contact);
    d.summary = net.name + " has " + ohms_with_uncertainty(joint->ohm, worst->uncertainty) + " at " + joint->contact.name() +
                "; at most " + most + " Ω are allowed.";
    d.repair = "Clean the plug's contact and test again; if it stays, redo the joint" + of_colour(p, net) + " at " + joint->contact.name() + ".";
    return d;
  }
  d.summary = net.name + " has " + ohms_with_uncertainty(worst->ohm, worst->uncertainty) + " between " + worst->from.name() + " and " +
              worst->to.name() + "; at most " + most + " Ω are allowed.";
  d.repair = "Clean the contacts of both plugs and test again; if it stays, redo the joint" + of_colour(p, net) + " at " + worst->from.name() + " or " +
             worst->to.name() + ": the measurement cannot tell which end it is, and a wire with broken strands looks the same.";
  return d;
}

}  // namespace

std::string ohms_in_words(double ohm, double uncertainty) {
  return std::isfinite(ohm) ? number(ohm, uncertainty) + " Ω" : "no path";
}

std::string ohms_with_uncertainty(double ohm, double uncertainty) {
  return ohms_in_words(ohm, uncertainty) + (std::isfinite(ohm) ? " ± " + number(uncertainty, uncertainty) : "");
}

Diagnosis tell_part_resistance(const Profile& p, const Part& part, const Resistance& r) {
  if (!std::isfinite(r.ohm)) return diagnosis_of(p, part, PartState::open);
  constexpr double kShorted = 0.02;  // of the least that is wanted
  if (r.min && r.ohm - r.uncertainty <= kShorted * *r.min) return diagnosis_of(p, part, PartState::joined);
  const std::string wanted = (r.min ? number(*r.min, *r.min / 50) : "0") + " to " + (r.max ? number(*r.max, *r.max / 50) : "any") + " Ω";
  return {DiagnosisCode::component,
          capitalized(in_words(part)) + " measures " + ohms_with_uncertainty(r.ohm, r.uncertainty) + "; " + wanted + " are right.",
          part.kind == PartKind::coil ? "Another driver, or a damaged one." : "The level, or what it terminates, is wrong.",
          "Look at its marking and its joints; if both are right, replace it.", {r.from, r.to}};
}

Diagnosis tell_mismatch(const Profile& p, const WireMatch& m) {
  const Net& net = *p.net_of(m.more.from);
  return {DiagnosisCode::high_resistance,
          in_words(m) + "; the two are made alike, and " + plain_number(m.percent) + " % are allowed.",
          consequence(p, net, m.more.ohm, nullptr),
          "Clean the contacts of both plugs and test again; if it stays, redo the joints" + of_colour(p, net) + " at " +
              m.more.from.name() + " and " + m.more.to.name() + ": one is cold, or has broken strands. If that changes nothing, strands of " +
              m.more.net + " are broken along the cable: replace the wire.",
          {m.more.from, m.more.to}};
}

std::vector<Diagnosis> tell_resistances(const Profile& p, const std::vector<Resistance>& resistances) {
  std::vector<Diagnosis> out;
  for (const auto& net : p.nets) {
    std::vector<const Resistance*> all, bad;
    for (const auto& r : resistances)
      if (r.net == net.name) {
        all.push_back(&r);
        if (r.status == ResistanceStatus::too_high) bad.push_back(&r);
      }
    if (!bad.empty()) out.push_back(tell(p, net, all, bad));
  }
  return out;
}

}  // namespace buzzout
