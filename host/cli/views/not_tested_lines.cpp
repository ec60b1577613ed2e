#include "cli/views/not_tested_lines.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "cli/views/action_words.hpp"
#include "cli/views/lines.hpp"
#include "cli/views/render.hpp"
#include "core/words.hpp"

namespace buzzout {
namespace {

constexpr std::array<std::string_view, 10> kCounted{
    "firmware-older", "shared-socket", "other-plug", "exchanged-plugs", "resistance", "return-resistance",
    "series-capacitance", "movement", "geometry", "amplifier"};
constexpr std::array<std::string_view, 3> kNamed{"fixture-never-empty", "fixture-untraced", "presumed"};

bool is_among(std::span<const std::string_view> codes, std::string_view code) { return std::ranges::find(codes, code) != codes.end(); }

std::vector<Contact> contacts_of(const std::vector<NotTested>& all, std::string_view code) {
  std::vector<Contact> out;
  for (const auto& n : all)
    if (n.code == code) out.insert(out.end(), n.contacts.begin(), n.contacts.end());
  return out;
}

// "profile", "fixture" or "connector", of which more than one file has the name; empty for any other code.
std::string_view kind_of_clash(std::string_view code) {
  constexpr std::string_view kEnd = "-hides-another";
  return code.ends_with(kEnd) ? code.substr(0, code.size() - kEnd.size()) : std::string_view();
}

// What is said of all entries of that one's code together.
std::string sentence_of(const std::vector<NotTested>& all, const NotTested& first) {
  const std::vector<Contact> contacts = contacts_of(all, first.code);
  if (first.code == "socket-wire-unproved" && !contacts.empty())
    return std::string("the fixture's ") + (contacts.size() == 1 ? "wire" : "wires") + " to " + list_of(contacts) +
           (contacts.size() == 1 ? " was" : " were") + " not seen connected this week: a short there could be missed";
  // The files' paths are in the list; here they would be longer than all else.
  if (const auto kind = kind_of_clash(first.code); !kind.empty()) return "another file goes by the name of the " + std::string(kind);
  if (first.code == "ignored" && contacts.size() > 1) return "the profile ignores " + list_of(contacts);
  return first.text;
}

// Whether all entries of the code are told in one sentence.
bool share_a_sentence(std::string_view code) {
  return code == "socket-wire-unproved" || code == "ignored" || !kind_of_clash(code).empty();
}

// Older records have no actions.
std::string remedy_of(const NotTested& n, const std::string& fixture) {
  const auto action = n.action ? n.action : action_for(n.code, fixture);
  return action ? in_words(*action) : "";
}

std::string arrow(const Theme& t) { return t.unicode ? "→ " : "> "; }

}  // namespace

Mention mention_of(std::string_view code) {
  return is_among(kNamed, code) ? Mention::named : is_among(kCounted, code) ? Mention::counted : Mention::whole;
}

std::vector<Line> tell_whole(const TestRecord& r, const Theme& t) {
  std::vector<Line> out;
  const auto& all = r.verdict.not_tested;
  for (auto n = all.begin(); n != all.end(); ++n) {
    if (mention_of(n->code) != Mention::whole) continue;
    if (share_a_sentence(n->code) && std::ranges::find(all.begin(), n, n->code, &NotTested::code) != n) continue;
    append(out, wrapped(sentence_of(all, *n), Ink::warn, 4, t, {"  ! ", Ink::warn}));
    if (const std::string remedy = remedy_of(*n, r.fixture.name); !remedy.empty())
      append(out, wrapped(remedy, Ink::plain, 6, t, {"    " + arrow(t), Ink::good}));
  }
  return out;
}

std::vector<Line> count_not_tested(const TestRecord& r, bool listed, const Theme& t) {
  bool untraced = false, never_empty = false;
  int counted = 0;
  for (const auto& n : r.verdict.not_tested) {
    untraced = untraced || n.code == "fixture-untraced";
    never_empty = never_empty || n.code == "fixture-never-empty";
    counted += mention_of(n.code) == Mention::counted;
  }
  std::string fixture = untraced ? "Fixture not traced" : "";
  if (never_empty) fixture += untraced ? ", not seen empty this week" : "Fixture not seen empty this week";
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
