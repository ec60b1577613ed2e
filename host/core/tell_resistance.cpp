#include "core/tell_resistance.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include "core/ohm_words.hpp"
#include "core/part_network.hpp"
#include "core/part_state.hpp"
#include "core/roles.hpp"
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

constexpr double kKilo = 1000;
bool is_kilo(double ohm) { return std::isfinite(ohm) && std::abs(ohm) >= kKilo; }

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

// What the joints of a net have, as far as readings between three contacts tell; none if one of them cannot be told.
std::vector<Joint> joints_of(const std::vector<const Resistance*>& net, const std::vector<Contact>& contacts) {
  std::vector<Joint> out;
  for (std::size_t i = 0; contacts.size() >= 3 && i < contacts.size(); ++i) {
    std::optional<double> least;
    for (std::size_t j = 0; j < contacts.size(); ++j)
      for (std::size_t k = j + 1; k < contacts.size(); ++k)
        if (j != i && k != i)
          if (const auto own = branch(net, contacts[i], contacts[j], contacts[k])) least = std::min(least.value_or(*own), *own);
    if (!least) return {};
    out.push_back({contacts[i], *least});
  }
  return out;
}

// The joints, worst first, without which every reading would be within its limit; and any that is as bad as the last of
// them. None if joints alone do not explain it, as where the wire itself has it.
std::vector<Joint> bad_joints(const std::vector<const Resistance*>& net, const std::vector<const Resistance*>& bad,
                              const std::vector<Contact>& contacts) {
  std::vector<Joint> joints = joints_of(net, contacts), out;
  std::ranges::stable_sort(joints, std::greater{}, &Joint::ohm);
  double uncertainty = 0;
  for (const auto* r : net) uncertainty = std::max(uncertainty, r->uncertainty);
  const auto is_within = [&](const Resistance* r) {
    double rest = r->ohm;
    for (const auto& j : out)
      if (j.contact == r->from || j.contact == r->to) rest -= j.ohm;
    return rest <= *r->max;
  };
  bool explained = false;
  for (const auto& j : joints) {
    if (explained && out.back().ohm - j.ohm > uncertainty) break;
    if (j.ohm <= uncertainty) break;
    out.push_back(j);
    explained = std::ranges::all_of(bad, is_within);
  }
  return explained ? out : std::vector<Joint>{};
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
  if (is_screen(net) && !is_headphone_like(p)) return "Hum and radio noise get in, and it gets worse as the joint ages.";
  if (!is_headphone_like(p)) return "The signal is weak or noisy, and gets worse as the joint ages.";
  const std::string with = " with 32 Ω drivers; it gets worse as the joint ages.";
  if (net.roles().size() > 1 && (at == nullptr || serves_both(p, at->end)))
    return (at == nullptr ? "If both channels return through it, left and right stay only " : "Left and right stay only ") +
           std::to_string(std::lround(separation_db(kUsualDriverOhm, ohm))) + " dB apart" + with;
  if (!net.has_role("L+") && !net.has_role("L-") && !net.has_role("R+") && !net.has_role("R-"))
    return "The signal is weak or noisy, and gets worse as the joint ages.";
  return "That side is " + fixed(20 * std::log10((kUsualDriverOhm + ohm) / kUsualDriverOhm), 1) + " dB quieter" + with;
}

// "4.96 Ω at left.S and 5.01 Ω at right.S"
std::string joints_in_words(const std::vector<Joint>& joints, double uncertainty) {
  std::vector<std::string> out;
  for (const auto& j : joints) out.push_back(ohms_in_words(j.ohm, uncertainty) + " at " + j.contact.name());
  return list_of(out);
}

Diagnosis tell(const Profile& p, const Net& net, const std::vector<const Resistance*>& all, const std::vector<const Resistance*>& bad) {
  // In a chain of joints and a wire the shortest way that has too much is where it sits.
  const auto* least = *std::ranges::min_element(bad, {}, &Resistance::ohm);
  const auto* most = *std::ranges::max_element(bad, {}, &Resistance::ohm);
  const std::string allowed = "; at most " + plain_number(*most->max) + " Ω are allowed.";
  const auto joints = bad_joints(all, bad, net.contacts);
  if (joints.empty()) {
    return {DiagnosisCode::high_resistance,
            net.name + " has " + ohms_with_uncertainty(least->ohm, least->uncertainty) + " between " + least->from.name() + " and " +
                least->to.name() + allowed,
            consequence(p, net, least->ohm, nullptr),
            "Clean the contacts of both plugs and test again; if it stays, redo the joint" + of_colour(p, net) + " at " +
                least->from.name() + " or " + least->to.name() +
                ": the measurement cannot tell which end it is, and a wire with broken strands looks the same.",
            {least->from, least->to}};
  }
  Diagnosis d{DiagnosisCode::high_resistance, "", consequence(p, net, joints[0].ohm, &joints[0].contact), "", {}};
  for (const auto& j : joints) d.contacts.push_back(j.contact);
  if (joints[0].ohm > *most->max)
    d.summary = net.name + " has " + (joints.size() == 1 ? ohms_with_uncertainty(joints[0].ohm, most->uncertainty) + " at " + joints[0].contact.name()
                                                         : joints_in_words(joints, most->uncertainty)) + allowed;
  else
    d.summary = net.name + " has " + ohms_with_uncertainty(most->ohm, most->uncertainty) + " between " + most->from.name() + " and " +
                most->to.name() + ", of which " + joints_in_words(joints, most->uncertainty) + allowed;
  d.repair = "Clean the plug's contact and test again; if it stays, redo the joint" + std::string(joints.size() > 1 ? "s" : "") +
             of_colour(p, net) + " at " + list_of(d.contacts) + ".";
  return d;
}

}  // namespace

std::string ohms_in_words(double ohm, double uncertainty) {
  if (!std::isfinite(ohm)) return "no path";
  return is_kilo(ohm) ? number(ohm / kKilo, uncertainty / kKilo) + " kΩ" : number(ohm, uncertainty) + " Ω";
}

std::string ohms_with_uncertainty(double ohm, double uncertainty) {
  const double unit = is_kilo(ohm) ? kKilo : 1;
  return ohms_in_words(ohm, uncertainty) + (std::isfinite(ohm) ? " ± " + number(uncertainty / unit, uncertainty / unit) : "");
}

Diagnosis tell_part_resistance(const Profile& p, const Part& part, const Resistance& r) {
  if (!std::isfinite(r.ohm)) return diagnosis_of(p, part, PartState::open);
  constexpr double kShorted = 0.1;  // of the least that is wanted
  if (r.min && r.ohm + r.uncertainty <= kShorted * *r.min) return diagnosis_of(p, part, PartState::joined);
  Diagnosis d{DiagnosisCode::component, "", "", "", {r.from, r.to}};
  d.summary = capitalized(in_words(part)) + " measures " + ohms_with_uncertainty(r.ohm, r.uncertainty) +
              (lies_beside_others(p, part) ? " with what lies beside it; " : "; ") + limit_in_words(r) +
              (r.min && r.max ? " are right." : r.max ? " are allowed." : " are wanted.");
  d.consequence = part.kind == PartKind::coil     ? "Another driver, or a damaged one."
                  : part.kind == PartKind::jumper ? "The signal is weak or noisy, and gets worse as the joint ages."
                                                  : "The level, or what it terminates, is wrong.";
  d.repair = part.kind == PartKind::jumper ? "Redo the joints of " + part.name + "." : "Look at its marking and its joints; if both are right, replace it.";
  return d;
}

Diagnosis tell_beside_parts(const Resistance& r) {
  return {DiagnosisCode::component,
          "Between " + r.from.name() + " and " + r.to.name() + " there are " + ohms_with_uncertainty(r.ohm, r.uncertainty) + "; by the cable's parts, " +
              limit_in_words(r) + " are right.",
          "What the parts are for is wrong.",
          "Look for another part, or a splash of solder, between the two contacts, and at the values of the parts on the way.", {r.from, r.to}};
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
