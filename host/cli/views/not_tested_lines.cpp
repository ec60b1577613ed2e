#include "cli/views/not_tested_lines.hpp"

#include <algorithm>

#include "cli/views/action_words.hpp"
#include "cli/views/lines.hpp"
#include "cli/views/render.hpp"
#include "core/words.hpp"

namespace buzzout {
namespace {

std::vector<Contact> contacts_of(const std::vector<NotTested>& all, const Code<NotTestedCode>& code) {
  std::vector<Contact> out;
  for (const auto& n : all)
    if (n.code == code) out.insert(out.end(), n.contacts.begin(), n.contacts.end());
  return out;
}

// "profile", "fixture" or "connector", of which more than one file has the name; empty for any other code.
std::string kind_of_clash(const Code<NotTestedCode>& code) {
  if (code == NotTestedCode::profile_hides_another) return "profile";
  if (code == NotTestedCode::fixture_hides_another) return "fixture";
  return code == NotTestedCode::connector_hides_another ? "connector" : "";
}

// What is said of all entries of that one's code together.
std::string sentence_of(const std::vector<NotTested>& all, const NotTested& first) {
  const std::vector<Contact> contacts = contacts_of(all, first.code);
  if (first.code == NotTestedCode::socket_wire_unproved && !contacts.empty())
    return std::string("the fixture's ") + (contacts.size() == 1 ? "wire" : "wires") + " to " + list_of(contacts) +
           (contacts.size() == 1 ? " was" : " were") + " not seen connected this week: a short there could be missed";
  // The files' paths are in the list; here they would be longer than all else.
  if (const auto kind = kind_of_clash(first.code); !kind.empty()) return "another file goes by the name of the " + kind;
  if (first.code == NotTestedCode::ignored && contacts.size() > 1) return "the profile ignores " + list_of(contacts);
  return first.text;
}

// Whether all entries of the code are told in one sentence.
bool share_a_sentence(const Code<NotTestedCode>& code) {
  return code == NotTestedCode::socket_wire_unproved || code == NotTestedCode::ignored || !kind_of_clash(code).empty();
}

// Older records have no actions.
std::string remedy_of(const NotTested& n, const std::string& fixture) {
  const auto action = n.action ? n.action : action_for(n.code, fixture);
  return action ? in_words(*action) : "";
}

std::string arrow(const Theme& t) { return t.unicode ? "→ " : "> "; }

// That an open wire has no resistance is nothing new.
Mention mention_in(const TestRecord& r, const Code<NotTestedCode>& code) {
  const bool told = r.verdict.outcome == Outcome::fail && code == NotTestedCode::resistance_unmeasured;
  return told ? Mention::counted : mention_of(code);
}

}  // namespace

Mention mention_of(const Code<NotTestedCode>& code) {
  if (!code.known()) return Mention::whole;
  switch (*code.known()) {
    case NotTestedCode::fixture_never_empty:
    case NotTestedCode::fixture_untraced:
    case NotTestedCode::presumed:
    case NotTestedCode::uncalibrated:
      return Mention::named;
    case NotTestedCode::firmware_older:
    case NotTestedCode::shared_socket:
    case NotTestedCode::other_plug:
    case NotTestedCode::exchanged_plugs:
    case NotTestedCode::resistance:
    case NotTestedCode::isolation:
    case NotTestedCode::return_resistance:
    case NotTestedCode::series_capacitance:
    case NotTestedCode::movement:
    case NotTestedCode::geometry:
    case NotTestedCode::amplifier:
    case NotTestedCode::headphone_sides:
    case NotTestedCode::headphone_place:
    case NotTestedCode::headphone_drivers:
    case NotTestedCode::headphone_leak:
      return Mention::counted;
    default:
      return Mention::whole;
  }
}

std::vector<Line> tell_whole(const TestRecord& r, const Theme& t) {
  std::vector<Line> out;
  const auto& all = r.verdict.not_tested;
  for (auto n = all.begin(); n != all.end(); ++n) {
    if (mention_in(r, n->code) != Mention::whole) continue;
    if (share_a_sentence(n->code) && std::ranges::find(all.begin(), n, n->code, &NotTested::code) != n) continue;
    append(out, wrapped(sentence_of(all, *n), Ink::warn, 4, t, {"  ! ", Ink::warn}));
    if (const std::string remedy = remedy_of(*n, r.fixture.name); !remedy.empty())
      append(out, wrapped(remedy, Ink::plain, 6, t, {"    " + arrow(t), Ink::good}));
  }
  return out;
}

std::vector<Line> count_not_tested(const TestRecord& r, bool listed, const Theme& t) {
  std::vector<std::string> states;
  const auto state = [&](NotTestedCode code, const char* words) {
    if (std::ranges::find(r.verdict.not_tested, code, [](const NotTested& n) { return n.code; }) != r.verdict.not_tested.end()) states.push_back(words);
  };
  state(NotTestedCode::fixture_untraced, "not traced");
  state(NotTestedCode::fixture_never_empty, "not seen empty this week");
  state(NotTestedCode::uncalibrated, "not calibrated");
  int counted = 0;
  for (const auto& n : r.verdict.not_tested) counted += mention_in(r, n.code) == Mention::counted;
  const std::string fixture = states.empty() ? "" : "Fixture " + list_of(states, ", ");
  std::string more;
  if (counted > 0)
    more = std::to_string(counted) + (!fixture.empty() ? " more" : counted == 1 ? " thing" : " things") + " not tested";
  if (fixture.empty() && more.empty()) return {};
  const std::string text = fixture + (fixture.empty() || more.empty() ? "" : "; ") + more;
  return wrapped(text + (listed ? ": see above" : ": --details"), fixture.empty() ? Ink::dim : Ink::warn, 2, t,
                 {"  ", Ink::plain});
}

std::vector<Line> list_not_tested(const std::vector<NotTested>& all, const std::string& fixture, const Theme& t) {
  std::vector<Line> out;
  for (const auto& n : all) {
    append(out, wrapped(n.text, Ink::plain, 6, t, {t.unicode ? "    · " : "    - ", Ink::dim}));
    if (const std::string remedy = remedy_of(n, fixture); !remedy.empty())
      append(out, wrapped(remedy, Ink::plain, 8, t, {"      " + arrow(t), Ink::good}));
  }
  return out;
}

}  // namespace buzzout
