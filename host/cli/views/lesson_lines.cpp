#include "cli/views/lesson_lines.hpp"

#include "cli/views/lines.hpp"
#include "cli/views/render.hpp"
#include "core/resistance_limits.hpp"
#include "core/tell_resistance.hpp"
#include "core/words.hpp"
#include "drawing/picture_of.hpp"

namespace buzzout {
namespace {

// The options that put the plugs where they were; empty if they are not needed.
std::string places_to_name(const LearnedProfile& learned) {
  std::string out;
  if (learned.needs_sockets)
    for (const auto& [end, socket] : learned.sockets) out += " --at " + end + "=" + socket;
  return out;
}

}  // namespace

std::vector<Line> lesson_lines(const LearnedProfile& learned, bool simulated, const std::string& name, const Theme& t) {
  const Profile& p = learned.profile;
  std::vector<Line> out = {{}, {{t.unicode ? "  ✔ LEARNED" : "  LEARNED", Ink::good}, {"  " + p.name, Ink::bold}}};
  const auto say = [&](const std::string& lead, const std::string& text, Ink ink) {
    append(out, wrapped(text, ink, 14, t, {lead, Ink::dim}));
  };
  out.push_back({{"    " + p.title, Ink::plain}});
  if (simulated) out.push_back({{"    SIMULATED jig", Ink::warn}});
  out.push_back({});
  append(out, draw(picture_of(p), t));
  out.push_back({});
  say("  Wiring      ", std::string(to_string(p.wiring)), Ink::plain);
  if (learned.safe.answer == BalancedSafe::Answer::no)
    say("  Amplifier   ", "NOT SAFE on a balanced one: " + learned.safe.why, Ink::bad);
  if (!learned.free.empty()) say("  Free        ", list_of(learned.free, ", ") + ": must touch nothing", Ink::plain);
  if (!learned.same_as.empty()) say("  Same as     ", list_of(learned.same_as, ", "), Ink::plain);
  say("  Trust       ", "presumed, " + p.source.text, Ink::plain);
  if (!p.note.empty()) say("  Note        ", p.note, Ink::warn);
  out.push_back({{"  Written to  ", Ink::dim}, {learned.file.string(), Ink::plain}});
  out.push_back({});
  say("  Next        ",
      "confirm it, as another person or with another cable: buzzout learn --confirm " + name + places_to_name(learned), Ink::dim);
  out.push_back({});
  return out;
}

std::vector<Line> golden_lines(const GoldenResult& r, const Theme& t) {
  const Profile& p = r.profile;
  std::vector<Line> out = {{}, {{t.unicode ? "  ✔ LIMITS SET" : "  LIMITS SET", Ink::good}, {"  " + p.name, Ink::bold}}};
  const auto say = [&](const std::string& text, Ink ink) { append(out, wrapped(text, ink, 4, t, {"    ", Ink::plain})); };
  if (r.simulated) out.push_back({{"    SIMULATED jig", Ink::warn}});
  out.push_back({});
  for (const auto& path : p.golden->paths) {
    const Net& net = *p.net_of(path.from);
    const auto limit = limits_of(p, net, path.from, path.to);
    say(net.name + ", " + path.from.name() + " to " + path.to.name() + ": " + ohms_in_words(path.ohm, 0.02) + ", at most " +
            ohms_in_words(*limit.max, 0.02) + (limit.golden ? "" : " by its other limit, which is tighter"),
        Ink::plain);
  }
  out.push_back({});
  say(capitalized(p.golden->basis) + ". Its insertions differ by up to " + ohms_in_words(r.spread, 0.02) + ".", Ink::plain);
  say("The cable is presumed good, and proves nothing: what it has too much of, each cable that passes may have.", Ink::dim);
  out.push_back({{"    Written to " + r.file.string(), Ink::dim}});
  out.push_back({});
  return out;
}

std::vector<Line> confirmation_lines(const ConfirmationResult& r, const Theme& t) {
  std::vector<Line> out = {{}};
  const auto say = [&](const std::string& text, Ink ink, const std::string& lead = "    ", int indent = 4) {
    append(out, wrapped(text, ink, indent, t, {lead, Ink::plain}));
  };
  if (r.verdict.outcome == Outcome::pass) {
    out.push_back({{t.unicode ? "  ✔ CONFIRMED" : "  CONFIRMED", Ink::good}, {"  " + r.profile.name, Ink::bold}});
    say(r.profile.source.text, Ink::plain);
    out.push_back({{"    Written to " + r.file.string(), Ink::dim}});
  } else if (r.verdict.outcome == Outcome::no_cable) {
    out.push_back({{t.unicode ? "  ○ NO CABLE" : "  NO CABLE", Ink::warn}});
    say("Nothing is connected: no cable, or only one end of it is plugged in.", Ink::plain);
  } else {
    out.push_back({{t.unicode ? "  ✘ NOT CONFIRMED" : "  NOT CONFIRMED", Ink::bad}, {"  " + r.profile.name, Ink::bold}});
    say("This cable is not as the profile says, and nothing was changed. One of the two is wrong: the cable, or the "
        "one that the profile was learned from.",
        Ink::plain);
    out.push_back({});
    int number = 0;
    for (const auto& d : r.verdict.diagnoses) {
      say(d.summary, Ink::bold, "  " + std::to_string(++number) + ". ", 5);
      if (!d.consequence.empty()) say(d.consequence, Ink::plain, "     ", 5);
    }
  }
  out.push_back({});
  return out;
}

}  // namespace buzzout
