#include "core/tell_headphones.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "core/attached_headphones.hpp"
#include "core/seen_parts.hpp"
#include "core/separation.hpp"
#include "core/tell_resistance.hpp"
#include "core/words.hpp"

namespace buzzout {
namespace {

using Tone = BalanceAnswer::Tone;
using Value = HeadphoneOhms::Value;
using enum ResistanceStatus;

constexpr const char* kByItself =
    "Only the plug is in the jig: it may be the plug, the cable, the Y or the headphones. If the cable comes off, test it by "
    "itself; if it is good, look inside the headphones.";
constexpr double kThinWireOhm = 0.3;  // about a metre of AWG 30: less cannot be told from a joint in the plug
constexpr double kJointOhm = 4;       // more is no wire

std::string plain(double value) {
  char text[32];
  return {text, std::to_chars(text, text + sizeof text, value, std::chars_format::general, 6).ptr};
}

std::string two_figures(double value) {
  const double step = std::pow(10, std::floor(std::log10(value)) - 1);
  return plain(std::round(value / step) * step);
}

std::string with_uncertainty(const Value& v) { return ohms_with_uncertainty(v.value, v.uncertainty); }

std::string percent(const Value& v) {
  // Digits as of ohms with that uncertainty.
  std::string out = ohms_with_uncertainty(std::abs(v.value), v.uncertainty);
  if (const auto unit = out.find(" Ω"); unit != out.npos) out.replace(unit, std::string(" Ω").size(), " %");
  return out;
}

const Net& net(const Profile& p, const std::string& name) { return *p.net_named(name); }

std::string where_in(const Profile& p, const std::string& name) { return list_of(net(p, name).contacts) + " (" + name + ")"; }

std::string between(const Profile& p, const Part& coil) { return where_in(p, coil.from) + " and " + where_in(p, coil.to); }

bool is_beyond(const std::optional<Value>& v) { return v && (v->status == too_high || v->status == too_low); }

const std::optional<Value>& value_of(const HeadphoneOhms& h, const Part& coil) { return coil.name == kLeftCoil ? h.left : h.right; }

Fault fault_of_value(Fault f, const Value& v) {
  f.ohm = v.value;
  f.uncertainty = v.uncertainty;
  f.limit = v.status == too_high ? v.max : v.min;
  return f;
}

bool is_told(const Verdict& v, const std::string& part) { return std::ranges::find(v.faults, part, &Fault::part) != v.faults.end(); }

// Nearly all that three contacts measure is in what both sides share.
bool has_joined_sides(const HeadphoneOhms& h) {
  return h.common && h.left && h.right && h.common->status == too_high && h.left->value < h.common->value / 2 &&
         h.right->value < h.common->value / 2;
}

Diagnosis tell_value(const Profile& p, const Part& coil, const Value& v) {
  if (!std::isfinite(v.value)) return tell_open_side(p, coil);
  Diagnosis d = tell_shorted_side(p, coil);
  if (v.status != too_low) {
    d.consequence = "That side is quiet, or silent.";
    d.repair = kByItself;
    d.dangerous = false;
  }
  d.summary = "The " + coil.name + " side has " + with_uncertainty(v) + " between " + between(p, coil) + "; a coil has " +
              plain(*v.min) + " to " + plain(*v.max) + " Ω" + (v.status == too_low ? ", so it is shorted." : ".");
  return d;
}

Diagnosis tell_joined_sides(const Profile& p) {
  const Part &left = *p.part(kLeftCoil), &right = *p.part(kRightCoil);
  return {DiagnosisCode::channels_joined,
          "Left and right are joined: there is next to nothing between " + where_in(p, left.from) + " and " + where_in(p, right.from) + ".",
          "Both ears get both channels, and two outputs of the amplifier drive each other.",
          std::string("Look for a bridge between the two wires in the plug first. ") + kByItself,
          {net(p, left.from).contacts.front(), net(p, right.from).contacts.front()}, {}, true};
}

// Wires of the two sides that are joined though each has its own contact: those with the fewest ohms between them.
bool tell_joined_wires(const Profile& p, Verdict& v) {
  const auto joins_sides = [&](const Fault& f) { return f.kind == FaultKind::short_ && f.contacts.size() > 3; };
  const Part &left = *p.part(kLeftCoil), &right = *p.part(kRightCoil);
  const auto fault = std::ranges::find_if(v.faults, joins_sides);
  if (left.to == right.to || fault == v.faults.end() || v.faults.size() > 1) return false;
  const auto has_end = [](const Resistance& r, const Net& n) {
    const auto is = [&](const Contact& c) { return std::ranges::find(n.contacts, c) != n.contacts.end(); };
    return is(r.from) || is(r.to);
  };
  const Resistance* least = nullptr;
  const Net *one = nullptr, *other = nullptr;
  for (const Net* a : {&net(p, left.from), &net(p, left.to)})
    for (const Net* b : {&net(p, right.from), &net(p, right.to)})
      for (const auto& r : v.resistances)
        if (has_end(r, *a) && has_end(r, *b) && (least == nullptr || r.ohm < least->ohm)) {
          least = &r;
          one = a;
          other = b;
        }
  if (least == nullptr || !(least->ohm - least->uncertainty < kJointOhm)) return false;
  const bool returns = one->name == left.to && other->name == right.to;
  const std::string pair = one->name + " and " + other->name;
  fault->net = one->name + " + " + other->name;
  fault->contacts = one->contacts;
  fault->contacts.insert(fault->contacts.end(), other->contacts.begin(), other->contacts.end());
  const std::string why = list_of(fault->contacts) + " (" + pair + ") are joined, which shorts its outputs";
  v.diagnoses = {{returns ? DiagnosisCode::returns_joined : DiagnosisCode::short_,
                  pair + " are joined: " + ohms_with_uncertainty(least->ohm, least->uncertainty) + " between " + list_of(fault->contacts) + ".",
                  std::string(returns ? "It cannot be run balanced. " : "") +
                      "It shorts the outputs of a balanced amplifier, which may be damaged. Do not plug it in.",
                  std::string("Look for a bridge between the two in the plug first") +
                      (returns ? "; many headphones join their returns inside. " : ". ") + kByItself,
                  fault->contacts, {}, true}};
  if (returns) v.wiring.measured = Wiring::single_ended;
  v.balanced_safe = {BalancedSafe::Answer::no, why};
  return true;
}

Diagnosis tell_match(const Profile& p, const HeadphoneOhms& h) {
  const bool left_has_more = h.match->value > 0;
  const double more = std::max(h.left->value, h.right->value), less = std::min(h.left->value, h.right->value);
  const std::string high = left_has_more ? kLeftCoil : kRightCoil, low = left_has_more ? kRightCoil : kLeftCoil;
  const std::string decibels = ohms_in_words(20 * std::log10(more / less), 1);
  return {DiagnosisCode::component,
          "Left has " + with_uncertainty(*h.left) + " and right " + with_uncertainty(*h.right) + ": they differ by " + percent(*h.match) +
              "; at most " + plain(*h.match->max) + " % are allowed.",
          "The " + high + " side is about " + decibels.substr(0, decibels.find(' ')) + " dB quieter if both coils are of one kind.",
          "A bad joint adds ohms to the " + high + " side, a bridge takes them from the " + low +
              " side; or the drivers are not a pair. " + kByItself,
          {net(p, p.part(kLeftCoil)->from).contacts.front(), net(p, p.part(kRightCoil)->from).contacts.front()}};
}

Diagnosis tell_return(const Profile& p, const HeadphoneOhms& h) {
  const Part& left = *p.part(kLeftCoil);
  const double driver = (h.left->value + h.right->value) / 2;
  return {DiagnosisCode::high_resistance,
          "The return that both sides share, " + where_in(p, left.to) + ", has " + with_uncertainty(*h.common) + "; at most " + plain(*h.common->max) +
              " Ω are allowed.",
          driver > 0 ? "Left and right stay only " + std::to_string(std::lround(separation_db(driver, std::abs(h.common->value)))) + " dB apart."
                     : "Left and right are mixed.",
          "Clean the plug's sleeve and test again; if it stays, redo the joint at " + list_of(net(p, left.to).contacts) +
              ". A leak between left and right measures the same. " + kByItself,
          net(p, left.to).contacts};
}

}  // namespace

Diagnosis tell_open_side(const Profile& p, const Part& coil) {
  return {DiagnosisCode::component, "The " + coil.name + " side is open: there is no path between " + between(p, coil) + ".",
          "Silence on the " + coil.name + " side.",
          std::string("Move the cable at the plug, along its length and at the headphones, and test again. ") + kByItself +
              " A capacitor in series with a driver, as in some crossovers, is open to direct current too.",
          fault_of(p, coil, PartState::open).contacts};
}

Diagnosis tell_shorted_side(const Profile& p, const Part& coil) {
  return {DiagnosisCode::component, "The " + coil.name + " side is shorted between " + between(p, coil) + ".",
          "Silence on the " + coil.name + " side, and the amplifier drives a short: do not plug it in.",
          std::string("Look for a bridge or a strayed strand in the plug first. ") + kByItself,
          fault_of(p, coil, PartState::joined).contacts, {}, true};
}

Diagnosis tell_open_return(const Profile& p) {
  const Part &left = *p.part(kLeftCoil), &right = *p.part(kRightCoil);
  return {DiagnosisCode::open_common_return,
          "The return that both sides share is open: no path to " + where_in(p, left.to) + "; left and right are joined through both coils.",
          "Both ears play the difference of left and right: thin, and voices in the middle vanish.",
          "Redo the joint at " + list_of(net(p, left.to).contacts) + " first. " + kByItself,
          {net(p, left.from).contacts.front(), net(p, right.from).contacts.front(), net(p, left.to).contacts.front()}};
}

void add_headphone_faults(const Profile& p, Verdict& v) {
  if (!v.headphones) return;
  const HeadphoneOhms& h = *v.headphones;
  const Part &left = *p.part(kLeftCoil), &right = *p.part(kRightCoil);
  tell_joined_wires(p, v);
  const auto add = [&](Fault f, const Value& value, Diagnosis d) {
    v.faults.push_back(fault_of_value(std::move(f), value));
    v.diagnoses.push_back(std::move(d));
  };
  if (has_joined_sides(h)) return add(fault_of(p, left, PartState::joined), *h.common, tell_joined_sides(p));
  for (const Part* coil : {&left, &right})
    if (const auto& value = value_of(h, *coil); is_beyond(value) && !is_told(v, coil->name))
      add(fault_of(p, *coil, std::isfinite(value->value) ? PartState::joined : PartState::open), *value, tell_value(p, *coil, *value));
  if (is_beyond(h.match) && !is_told(v, left.name) && !is_told(v, right.name))
    add(fault_of(p, h.match->value > 0 ? left : right, PartState::joined), {std::max(h.left->value, h.right->value), h.left->uncertainty, {}, {}, ""},
        tell_match(p, h));
  if (is_beyond(h.common)) {
    Fault f;
    f.kind = FaultKind::high_resistance;
    f.net = left.to;
    f.contacts = net(p, left.to).contacts;
    add(std::move(f), *h.common, tell_return(p, h));
  }
}

Problem undecided_headphones(const Profile& p, const std::optional<HeadphoneOhms>& h, const std::string& fixture) {
  const std::string where = "profile " + p.name;
  if (!h)
    return {"needs-ohms", "headphones are told by the ohms of their coils, and nothing here measured them", where,
            "use a jig and a fixture that measure resistance, or an ohmmeter"};
  std::string what;
  const auto note = [&](const std::string& name, const std::optional<Value>& v, const std::string& shown) {
    const bool unknown = !v || v->status == undecided;
    if (unknown) what += (what.empty() ? "" : ", ") + name + (v ? " " + shown : " not at all");
  };
  note("left", h->left, h->left ? with_uncertainty(*h->left) : "");
  note("right", h->right, h->right ? with_uncertainty(*h->right) : "");
  note("their difference", h->match, h->match ? percent(*h->match) : "");
  if (what.empty()) what = "its readings contradict each other";
  return {"needs-ohms", "the ohms are too uncertain for a verdict: " + what, where, "calibrate the jig on this fixture, with a known resistor too",
          Action{ActionCode::calibrate, {{"fixture", fixture}}}};
}

std::vector<NotTested> not_told_of_headphones(const Profile& p, const std::optional<HeadphoneOhms>& h) {
  std::vector<NotTested> out = {
      {NotTestedCode::headphone_polarity, std::string("polarity: ") + kPolarityUnknown, {}},
      {NotTestedCode::headphone_sides, "which coil is in which ear: left and right exchanged behind the plug measure the same", {}},
      {NotTestedCode::headphone_place,
       "only the plug at the amplifier's end was in the jig: the cable, its other plugs and the headphones were measured as one", {}},
      {NotTestedCode::headphone_drivers,
       "direct current says nothing about how they sound: not the kind of driver, nor what lies behind a crossover or a series capacitor", {}},
  };
  if (!h || !h->common || !h->left || !h->right) return out;
  const double limit = p.continuity.ohm + h->common->uncertainty, driver = std::min(h->left->value, h->right->value);
  // In a star of 2 · driver beside a leak, what both share has driver² / (leak + 2 · driver).
  if (const double leak = driver * driver / limit - 2 * driver; leak > 1)
    out.push_back({NotTestedCode::headphone_leak,
                   "a leak of more than about " + two_figures(leak) +
                       " Ω between left and right measures as a resistance of the shared return that is allowed", {}});
  if (h->common->status == undecided)
    out.push_back({NotTestedCode::return_resistance, "the shared return's resistance: " + with_uncertainty(*h->common) +
                                                         " is too uncertain for the limit of " + plain(p.continuity.ohm) + " Ω",
                   net(p, p.part(kLeftCoil)->to).contacts});
  return out;
}

namespace {

Tone tone_of(const Value& v) { return v.status == too_high || v.status == too_low ? Tone::bad : v.status == ok ? Tone::good : Tone::neutral; }

BalanceAnswer of_side(const char* question, const std::optional<Value>& v) {
  if (!v) return {question, "not measured"};
  return {question, std::isfinite(v->value) ? with_uncertainty(*v) : "open: no path", tone_of(*v)};
}

BalanceAnswer of_match(const Value& v) {
  if (std::abs(v.value) <= v.uncertainty && v.status != undecided)
    return {"Match", "no difference seen: " + percent(v) + "; up to " + plain(*v.max) + " % are allowed", tone_of(v)};
  return {"Match", std::string(v.value > 0 ? "left" : "right") + " has " + percent(v) + " more; up to " + plain(*v.max) + " % are allowed" +
                       (v.status == undecided ? ", which this jig cannot decide" : ""),
          tone_of(v)};
}

// Where a shared return is joined, and what that means for running balanced; and the crosstalk that it makes.
BalanceAnswer of_return(const HeadphoneOhms& h) {
  const Value& c = *h.common;
  const double driver = (h.left->value + h.right->value) / 2, most = std::max(0.0, c.value) + c.uncertainty;
  std::string apart;
  if (driver > 0 && std::isfinite(driver)) {
    const bool known = c.value > c.uncertainty;
    apart = "; it keeps left and right " + std::string(known ? "about " : "at least ") +
            std::to_string(std::lround(separation_db(driver, known ? c.value : most))) + " dB apart";
  }
  const std::string shared = "shared, over " + with_uncertainty(c);
  if (is_beyond(c)) return {"Return", shared + apart, Tone::bad};
  if (c.value > c.uncertainty)
    return {"Return", shared + ": joined behind the plug, or by a bad joint in it; to run balanced takes another cable, or "
                      "new wiring in the headphones" + apart};
  if (c.uncertainty > kThinWireOhm)
    return {"Return", shared + ": whether it is joined in the plug, at the Y or in the headphones cannot be told so closely" + apart};
  return {"Return", shared + ": joined in the plug or close to it; a new plug may be all it takes to run balanced, which only opening "
                    "the plug can promise" + apart};
}

}  // namespace

std::vector<BalanceAnswer> headphone_answers(const HeadphoneOhms& h) {
  std::vector<BalanceAnswer> out = {of_side("Left", h.left), of_side("Right", h.right)};
  if (h.match) out.push_back(of_match(*h.match));
  if (h.common && h.left && h.right) out.push_back(of_return(h));
  return out;
}

std::string trouble_of(const HeadphoneOhms& h) {
  if (has_joined_sides(h)) return "Left and right are joined: do not plug them in.";
  for (const auto& [name, v] : {std::pair(kLeftCoil, &h.left), std::pair(kRightCoil, &h.right)}) {
    if (!is_beyond(*v)) continue;
    const std::string side = std::string("The ") + name + " side ";
    if (!std::isfinite((*v)->value)) return side + "is open.";
    return side + ((*v)->status == too_low ? "is shorted: do not plug them in." : "has too many ohms.");
  }
  if (is_beyond(h.match)) return "Left and right differ too much.";
  return is_beyond(h.common) ? "The return that both sides share has too many ohms, or left and right leak into each other." : "";
}

std::vector<BalanceAnswer> answers_of(const Profile& p, const Verdict& v) {
  auto out = balance_answers(p, v.wiring, v.balanced_safe, v.outcome == Outcome::pass);
  if (v.headphones)
    for (auto& answer : headphone_answers(*v.headphones)) out.push_back(std::move(answer));
  return out;
}

std::string marginal_of_headphones(const HeadphoneOhms& h) {
  const auto is_marginal = [](const std::optional<Value>& v) { return v && v->status == marginal; };
  if (is_marginal(h.match))
    return "Left and right differ by " + percent(*h.match) + "; at most " + plain(*h.match->max) + " % are allowed, so it may be too much.";
  if (is_marginal(h.common))
    return "The shared return has " + with_uncertainty(*h.common) + "; at most " + plain(*h.common->max) + " Ω are allowed, so it may be too high.";
  const Value& side = is_marginal(h.left) ? *h.left : *h.right;
  return "One side has " + with_uncertainty(side) + "; " + plain(*side.min) + " to " + plain(*side.max) + " Ω are right, so it may be outside.";
}

}  // namespace buzzout
