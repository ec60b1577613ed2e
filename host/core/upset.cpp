#include "core/upset.hpp"

#include <cmath>

#include "core/explain_join.hpp"
#include "core/ohm_words.hpp"
#include "core/words.hpp"

namespace buzzout {
namespace {

std::string count(unsigned times) {
  return times == 1 ? "once" : times == 2 ? "twice" : std::to_string(times) + " times";
}

std::string what_happened(const Upset& u) {
  switch (u.kind) {
    case Upset::Kind::lost: return "let go";
    case Upset::Kind::touched: return "touched";
    case Upset::Kind::strayed: break;
  }
  if (!u.change) return "jumped";
  return (*u.change < 0 ? "fell by " : "rose by ") + ohms_at_a_glance(std::abs(*u.change));
}

}  // namespace

std::string_view to_string(Upset::Kind kind) {
  switch (kind) {
    case Upset::Kind::lost: return "lost";
    case Upset::Kind::touched: return "touched";
    case Upset::Kind::strayed: break;
  }
  return "strayed";
}

std::string in_words(const Swing& s) {
  return s.net + " (" + s.from.name() + ", " + s.to.name() + ") moved between " + ohms_at_a_glance(s.least) + " and " + ohms_at_a_glance(s.most);
}

std::string in_words(const Upset& u) {
  return u.net + (u.net == kAllWires ? " " : " (" + list_of(u.contacts, ", ") + ") ") + what_happened(u) + " " + count(u.times);
}

std::string times_watched(const Upset& u) {
  return (u.kind == Upset::Kind::touched ? "They " : "It ") + what_happened(u) + " " + count(u.times) + " while it was watched.";
}

Diagnosis diagnosis_of(const Upset& u, const Profile& profile) {
  Diagnosis d;
  d.code = DiagnosisCode::intermittent;
  d.contacts = u.contacts;
  if (u.net == kAllWires) {
    d.summary = "All wires let go at once: " + count(u.times) + " while it was watched.";
    d.consequence = "If nobody pulled a plug, it drops out when it moves.";
    d.repair = "If you pulled a plug, push it in as far as it goes and test again; if not, redo the joints of the plug that moved.";
  } else if (u.kind == Upset::Kind::lost) {
    d.summary =
        u.net + " lets go when the cable moves: " + count(u.times) + " while it was watched.";
    d.consequence = "Crackles or drops out when it moves.";
    d.repair = "Push the plugs home. If it still lets go, redo the joint at " + list_of(u.contacts, " or at ") +
               ", at whichever plug it drops out; if that does not help, the wire is broken where it bends, most often at a plug.";
  } else if (u.kind == Upset::Kind::strayed) {
    d.summary = u.net + " " + what_happened(u) + " when the cable moved or a joint was pressed: " + count(u.times) + " while it was watched.";
    d.consequence = "Crackles, or is quieter at times, and gets worse.";
    d.repair = "Clean the contacts of both plugs and push them home. If it still moves, redo the joint at " + list_of(u.contacts, " or at ") +
               ", whichever moves it when you press on it.";
  } else {
    d = tell_touch(profile, u.contacts);
    d.summary = u.net + " touch when the cable moves: " + count(u.times) + " while it was watched.";
  }
  return d;
}

}  // namespace buzzout
