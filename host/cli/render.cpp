#include "cli/render.hpp"

#include <algorithm>
#include <sstream>

#include "core/proving_commands.hpp"

namespace buzzout {
namespace {

void append(std::vector<Line>& to, std::vector<Line> more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

Span banner(const TestRecord& r, const Theme& t) {
  switch (r.verdict.outcome) {
    case Outcome::pass: return {t.unicode ? "✔ PASS" : "PASS", Ink::good};
    case Outcome::fail: return {t.unicode ? "✘ FAIL" : "FAIL", Ink::bad};
    case Outcome::error: return {t.unicode ? "! ERROR" : "ERROR", Ink::warn};
    case Outcome::no_cable: return {t.unicode ? "○ NO CABLE" : "NO CABLE", Ink::warn};
    case Outcome::aborted: break;
  }
  return {"ABORTED", Ink::warn};
}

Line headline(const TestRecord& r, const Theme& t) {
  Line out{{"  ", Ink::plain}, banner(r, t), {"  " + r.profile.title, Ink::bold}};
  if (!r.serial.empty()) out.push_back({"  " + r.serial, Ink::plain});
  return out;
}

Ink ink_of(BalanceAnswer::Tone tone) {
  return tone == BalanceAnswer::Tone::good ? Ink::good : tone == BalanceAnswer::Tone::bad ? Ink::bad : Ink::plain;
}

std::string context_text(const TestRecord& r, const Theme& t) {
  const std::string dot = t.unicode ? " · " : " | ";
  std::string out = r.simulated ? "SIMULATED jig" : "jig " + std::to_string(r.jig.number);
  out += dot + r.jig.board + dot + r.fixture.name;
  return out;
}

// One line per cause, with what it does and what to do.
void add_diagnoses(std::vector<Line>& out, const TestRecord& r, const Theme& t) {
  int number = 0;
  for (const auto& d : r.verdict.diagnoses) {
    ++number;
    append(out, wrapped(d.summary, Ink::bold, 5, t, {"  " + std::to_string(number) + ". ", Ink::bad}));
    if (!d.consequence.empty())
      append(out, wrapped(d.consequence, d.dangerous ? Ink::bad : Ink::plain, 5, t, {"     ", Ink::plain}));
    if (!d.repair.empty())
      append(out, wrapped(d.repair, Ink::plain, 7, t, {t.unicode ? "     → " : "     > ", Ink::good}));
    for (const auto& other : d.alternatives)
      append(out, wrapped(other, Ink::dim, 10, t, {"       or ", Ink::dim}));
    out.push_back({});
  }
}

// What a code of the not-tested list is called where room is short.
std::string short_name(const NotTested& n) {
  if (n.code == "resistance") return "resistance (tens of kΩ, or diodes both ways, may count as a wire)";
  if (n.code == "series-capacitance") return "series capacitors above 0.4 µF";
  if (n.code == "shared-socket") return "which of the shared sockets holds the plug";
  if (n.code == "other-plug") return "plugs of another type that a socket takes as well";
  if (n.code == "exchanged-plugs") return "plugs in each other's sockets";
  if (n.code == "presumed") return "the profile itself, which is presumed";
  if (n.code == "movement") return "breaks that show only when it moves";
  if (n.code == "geometry") return "split pairs and shielding";
  if (n.code == "amplifier") return std::string(kCableCannotTell);
  return n.text;
}

// Which names more than one file goes by, and where to see them; the files' paths are in the record.
void add_name_clashes(std::vector<Line>& out, const TestRecord& r, const Theme& t) {
  struct Kind {
    const char *code, *whose, *command;
  };
  constexpr Kind kinds[] = {{"profile-hides-another", "of the profile", "buzzout profiles show"},
                            {"fixture-hides-another", "of the fixture", "buzzout fixtures show"},
                            {"connector-hides-another", "of a connector", "buzzout connectors show"}};
  std::string whose, commands;
  for (const auto& kind : kinds) {
    if (std::ranges::find(r.verdict.not_tested, kind.code, &NotTested::code) == r.verdict.not_tested.end()) continue;
    whose += (whose.empty() ? "" : ", ") + std::string(kind.whose);
    commands += (commands.empty() ? "" : ", ") + std::string(kind.command);
  }
  if (!whose.empty())
    append(out, wrapped("another file goes by the name " + whose + ". Which one was read: " + commands, Ink::warn, 15, t,
                        {"  Name clash   ", Ink::warn}));
}

void add_not_tested(std::vector<Line>& out, const TestRecord& r, const Theme& t) {
  std::string rest, unproved;
  bool never_empty = false, untraced = false;
  for (const auto& n : r.verdict.not_tested) {
    if (n.code == "fixture-never-empty") {
      never_empty = true;
    } else if (n.code == "fixture-untraced") {
      untraced = true;
    } else if (n.code == "socket-wire-unproved") {
      for (const auto& c : n.contacts) unproved += (unproved.empty() ? "" : ", ") + c.name();
    } else if (!n.code.ends_with("-hides-another")) {
      if (const std::string name = short_name(n); rest.find(name) == std::string::npos) rest += (rest.empty() ? "" : ", ") + name;
    }
  }
  std::string text, prove;
  auto add = [](std::string& to, const char* joint, const std::string& what) {
    to += (to.empty() ? "" : joint) + what;
  };
  if (untraced) {
    add(text, "; ", "not traced: two wires exchanged in it would go unseen");
    add(prove, ", ", trace_command(r.fixture.name));
  }
  if (never_empty) add(text, "; ", "not seen empty this week: a bridge inside it could hide an open");
  if (!unproved.empty())
    add(text, "; ", "wires to " + unproved + " not seen connected: shorts there could be missed");
  if (never_empty || !unproved.empty()) add(prove, ", ", self_test_command(r.fixture.name));
  if (!text.empty())
    append(out, wrapped(text + ". Prove it: " + prove, Ink::warn, 15, t, {"  The fixture  ", Ink::warn}));
  if (!rest.empty()) append(out, wrapped(rest + ".", Ink::dim, 15, t, {"  Not tested   ", Ink::dim}));
}

}  // namespace

std::vector<Line> wrapped(const std::string& text, Ink ink, int indent, const Theme& theme,
                          const Span& lead) {
  std::vector<Line> out;
  std::istringstream words(printable(text));
  std::string word, line;
  auto flush = [&] {
    Line l;
    if (out.empty() && !lead.text.empty())
      l.push_back(lead);
    else
      l.push_back({std::string(static_cast<std::size_t>(indent), ' '), Ink::plain});
    l.push_back({line, ink});
    out.push_back(std::move(l));
    line.clear();
  };
  while (words >> word) {
    if (!line.empty() && indent + columns(line) + 1 + columns(word) > theme.width - 1) flush();
    line += (line.empty() ? "" : " ") + word;
  }
  if (!line.empty()) flush();
  return out;
}

std::vector<Line> render(const std::vector<BalanceAnswer>& answers, const Theme& t) {
  std::vector<Line> out;
  for (const auto& a : answers) {
    std::string question = "    " + a.question;
    question.resize(15, ' ');
    append(out, wrapped(a.answer, ink_of(a.tone), 15, t, {question, Ink::dim}));
  }
  return out;
}

std::vector<Line> render(const TestRecord& r, const WiringPicture& picture, const Theme& t) {
  std::vector<Line> out;
  out.push_back({});
  out.push_back(headline(r, t));
  if (r.verdict.outcome == Outcome::error && r.verdict.problem) {
    const Problem& p = *r.verdict.problem;
    append(out, wrapped(p.message, Ink::plain, 4, t, {"    ", Ink::plain}));
    if (!p.remedy.empty()) append(out, wrapped(p.remedy, Ink::plain, 6, t, {t.unicode ? "    → " : "    > ", Ink::good}));
    out.push_back({});
    return out;
  }
  if (r.verdict.outcome == Outcome::no_cable) {
    append(out, wrapped("Nothing is connected: no cable, or only one end of it is plugged in.", Ink::plain, 4, t,
                        {"    ", Ink::plain}));
    std::string where;
    for (const auto* side : {&picture.left, &picture.right})
      for (const auto& e : *side) where += (where.empty() ? "" : ", ") + e.name + " into " + e.socket;
    append(out, wrapped("plug " + where, Ink::plain, 6, t, {t.unicode ? "    → " : "    > ", Ink::good}));
    out.push_back({});
    return out;
  }
  if (r.verdict.outcome == Outcome::aborted) {
    // Older records have the reason in another place.
    const std::string& why = r.unfinished.empty() ? r.verdict.balanced_safe.why : r.unfinished;
    append(out, wrapped("No verdict: " + why + ".", Ink::plain, 4, t, {"    ", Ink::plain}));
    out.push_back({});
    return out;
  }
  append(out, render(r.balance, t));
  if (!r.verdict.channels.empty())
    append(out, wrapped(r.verdict.channels + ".", Ink::bad, 15, t, {"    Channels   ", Ink::dim}));
  out.push_back({{"    ", Ink::plain}, {context_text(r, t), r.simulated ? Ink::warn : Ink::dim}});
  out.push_back({});
  append(out, draw(picture, t));
  out.push_back({});
  add_diagnoses(out, r, t);
  for (const auto& c : r.verdict.capacitive) {
    std::string names;
    for (const auto& contact : c.contacts) names += (names.empty() ? "" : ", ") + contact.name();
    append(out, wrapped("Capacitance between " + c.nets.at(0) + " and " + c.nets.at(1) + " (" + names +
                            "): joined for a moment only, so no short.",
                        Ink::warn, 4, t, {"    ", Ink::plain}));
  }
  if (r.verdict.outcome == Outcome::pass && !r.profile.note.empty())
    append(out, wrapped(r.profile.note + ".", Ink::dim, 15, t, {"  Note         ", Ink::dim}));
  add_name_clashes(out, r, t);
  add_not_tested(out, r, t);
  out.push_back({});
  return out;
}

std::vector<Line> render(const Error& e, const Theme& t) {
  std::vector<Line> out;
  out.push_back({{"error: ", Ink::bad}, {printable(e.message), Ink::bold}});
  std::istringstream where(e.where);
  for (std::string line; std::getline(where, line);)
    out.push_back({{"  ", Ink::plain}, {printable(line), Ink::plain}});
  if (!e.remedy.empty()) out.push_back({{t.unicode ? "→ " : "> ", Ink::good}, {printable(e.remedy), Ink::plain}});
  return out;
}

void print(std::ostream& to, const std::vector<Line>& lines, const Theme& theme) {
  for (const auto& line : lines) to << to_ansi(line, theme) << '\n';
}

}  // namespace buzzout
