#include "core/upset.hpp"

#include "core/explain_join.hpp"
#include "core/words.hpp"


namespace buzzout {
namespace {

std::string count(unsigned times) {
  return times == 1 ? "once" : times == 2 ? "twice" : std::to_string(times) + " times";
}

}  // namespace

std::string in_words(const Upset& u) {
  return u.net + (u.net == kAllWires ? " " : " (" + list_of(u.contacts, ", ") + ") ") +
         (u.kind == Upset::Kind::lost ? "let go " : "touched ") + count(u.times);
}

std::string times_watched(const Upset& u) {
  return std::string(u.kind == Upset::Kind::lost ? "It let go " : "They touched ") + count(u.times) + " while it was watched.";
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
  } else {
    d = tell_touch(profile, u.contacts);
    d.summary = u.net + " touch when the cable moves: " + count(u.times) + " while it was watched.";
  }
  return d;
}

}  // namespace buzzout
