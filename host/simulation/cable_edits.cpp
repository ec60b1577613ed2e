#include "simulation/cable_edits.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/point_set.hpp"
#include "core/suggest.hpp"
#include "simulation/language_error.hpp"
#include "text/printable.hpp"

namespace buzzout {
namespace {

constexpr std::size_t kLongestText = 4096;

enum class Arg { contact, place, part, state, ohm, ohm_above_0, farad, volt, point, level, profile, sense };

struct Verb {
  std::string name;
  std::string form;
  std::vector<Arg> args;
};

const std::vector<Verb>& verbs() {
  using enum Arg;
  static const std::vector<Verb> table = {
      {"good", "good", {}},
      {"none", "none", {}},
      {"open", "open:END.C", {contact}},
      {"short", "short:END.C:END.C", {contact, contact}},
      {"swap", "swap:END.C:END.C", {contact, contact}},
      {"ohms", "ohms:END.C:OHM", {contact, ohm}},
      {"leak", "leak:END.C:END.C:OHM", {contact, contact, ohm_above_0}},
      {"diode", "diode:END.C:END.C", {contact, contact}},
      {"cap", "cap:END.C:END.C:FARAD", {contact, contact, farad}},
      {"series", "series:END.C:FARAD", {contact, farad}},
      {"flaky", "flaky:END.C", {contact}},
      {"wobble", "wobble:END.C:OHM:OHM", {contact, ohm, ohm}},
      {"part", "part:NAME:open|short|reversed|OHM", {part, state}},
      {"unplug", "unplug:END", {place}},
      {"also", "also:PROFILE", {profile}},
      {"loop", "loop:SOCKET", {place}},
      {"link", "link:SOCKET:SOCKET", {place, place}},
      {"resistor", "resistor:SOCKET.C:SOCKET.C:OHM", {contact, contact, ohm_above_0}},
      {"touch", "touch:SOCKET.C", {contact}},
      {"stuck", "stuck:POINT:low|high", {point, level}},
      {"dead", "dead:POINT", {point}},
      {"bridge", "bridge:POINT:POINT", {point, point}},
      {"cut", "cut:SOCKET.C", {contact}},
      {"exchange", "exchange:SOCKET.C:SOCKET.C", {contact, contact}},
      {"sense", "sense:POINT:none|flaky|SOCKET.C", {point, sense}},
      {"powered", "powered:POINT:VOLT", {point, volt}},
  };
  return table;
}

std::vector<std::string> verb_names() {
  std::vector<std::string> out;
  for (const auto& v : verbs()) out.push_back(v.name);
  return out;
}

const Verb* find_verb(std::string_view name) {
  const auto it = std::ranges::find(verbs(), name, &Verb::name);
  return it == verbs().end() ? nullptr : &*it;
}

std::string_view head_of(std::string_view part) {
  return part.substr(0, part.find(':'));
}

double suffix_factor(char suffix) {
  switch (suffix) {
    case 'p':
      return 1e-12;
    case 'n':
      return 1e-9;
    case 'u':
      return 1e-6;
    case 'm':
      return 1e-3;
    case 'k':
      return 1e3;
    case 'M':
      return 1e6;
    default:
      return 0;
  }
}

std::optional<double> quantity(std::string_view text) {
  if (text.empty() || (text[0] != '.' && (text[0] < '0' || text[0] > '9'))) return std::nullopt;
  double value = 0;
  const char* end = text.data() + text.size();
  const auto [rest, problem] = std::from_chars(text.data(), end, value);
  if (problem != std::errc{}) return std::nullopt;
  if (rest != end) {
    value *= suffix_factor(*rest);
    if (rest + 1 != end || suffix_factor(*rest) == 0) return std::nullopt;
  }
  return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

// A part of the whole text, by place, so that an error can point at it.
class Text {
 public:
  explicit Text(std::string_view whole) : whole_(whole) {}

  // `part` must be a view into the whole text.
  [[noreturn]] void fail(std::string_view part, std::string message, std::string remedy) const {
    throw language_error(whole_, static_cast<std::size_t>(part.data() - whole_.data()), part.size(),
                         std::move(message), std::move(remedy));
  }

 private:
  std::string_view whole_;
};

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  for (;;) {
    const auto at = text.find(separator);
    out.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return out;
    text.remove_prefix(at + 1);
  }
}

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
  while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
  return s;
}

std::string quoted(std::string_view s) { return "`" + printable(s) + "`"; }

void check_number(const Text& text, std::string_view arg, const Verb& verb, const std::string& name,
                  double least, double most, const std::string& range) {
  const auto value = quantity(arg);
  if (!value)
    text.fail(arg, quoted(arg) + " is not a number of " + name,
              "write " + verb.form + ", for instance 4.7, 200k or 10n (p n u m k M)");
  if (*value < least || *value > most)
    text.fail(arg, quoted(arg) + " is out of range", "give " + range + " " + name);
}

void check_arg(const Text& text, std::string_view arg, Arg kind, const Verb& verb) {
  switch (kind) {
    case Arg::contact: {
      const auto dot = arg.rfind('.');
      if (dot == std::string_view::npos || dot == 0 || dot + 1 == arg.size())
        text.fail(arg, quoted(arg) + " is not a contact",
                  "write " + verb.form + ", a contact being END.CONTACT like amp.R1");
      return;
    }
    case Arg::place:
    case Arg::part:
    case Arg::profile:
      if (arg.empty()) text.fail(arg, quoted(verb.name) + " names nothing", "write " + verb.form);
      return;
    case Arg::state:
      if (arg == "open" || arg == "short" || arg == "reversed") return;
      return check_number(text, arg, verb, "ohms", 1e-3, 1e12, "0.001 to 1e12");
    case Arg::ohm:
      return check_number(text, arg, verb, "ohms", 0, 1e12, "0 to 1e12");
    case Arg::ohm_above_0:
      return check_number(text, arg, verb, "ohms", 1e-3, 1e12, "0.001 to 1e12");
    case Arg::farad:
      return check_number(text, arg, verb, "farads", 1e-15, 0.01, "1e-15 to 0.01");
    case Arg::volt:
      return check_number(text, arg, verb, "volts", 0, 100, "0 to 100");
    case Arg::point: {
      unsigned number = 0;
      const char* end = arg.data() + arg.size();
      const auto [rest, problem] = std::from_chars(arg.data(), end, number);
      if (problem != std::errc{} || rest != end || number < 1 || number > kMaxPoints)
        text.fail(arg, quoted(arg) + " is not a test point",
                  "write " + verb.form + ", points counting from 1");
      return;
    }
    case Arg::sense:
      if (arg != "none" && arg != "flaky") check_arg(text, arg, Arg::contact, verb);
      return;
    case Arg::level:
      if (arg != "low" && arg != "high")
        text.fail(arg, quoted(arg) + " is not a level", "write " + verb.form);
      return;
  }
}

CableEdit parse_edit(const Text& text, std::string_view part, const Verb& verb) {
  CableEdit edit{verb.name, {}};
  std::vector<std::string_view> args;
  if (part.size() > verb.name.size()) {
    const auto rest = part.substr(verb.name.size() + 1);
    // A profile's name may hold a ':' of its own, before its variant.
    if (verb.args == std::vector{Arg::profile})
      args = {rest};
    else
      args = split(rest, ':');
  }
  if (args.size() != verb.args.size())
    text.fail(part, quoted(part) + " does not have the form " + verb.form, "write " + verb.form);
  for (std::size_t i = 0; i < args.size(); ++i) {
    check_arg(text, args[i], verb.args[i], verb);
    edit.args.emplace_back(args[i]);
  }
  return edit;
}

[[noreturn]] void fail_unknown_verb(const Text& text, std::string_view part) {
  const auto head = head_of(part);
  const auto near = nearest(head, verb_names());
  text.fail(head, "there is no edit " + quoted(head),
            near ? "did you mean " + find_verb(*near)->form + "?"
                 : "the edits are: " + listed(verb_names()));
}

// A first part such as `opne:amp.R1`, which would otherwise pass for a profile and its variant.
bool looks_misspelt(std::string_view part) {
  const auto head = head_of(part);
  if (head.size() == part.size() || head.size() < 3 || head.size() > 10) return false;
  return std::ranges::any_of(verbs(),
                             [&](const Verb& v) { return edit_distance(head, v.name) == 1; });
}

}  // namespace

std::string CableEdit::text() const {
  std::string out = verb;
  for (const auto& a : args) out += ":" + a;
  return out;
}

std::string CableEdits::defects() const {
  std::vector<std::string> found;
  for (const auto& e : edits)
    if (e.verb == "stuck" || e.verb == "dead" || e.verb == "bridge" || e.verb == "cut" || e.verb == "exchange" ||
        e.verb == "sense")
      found.push_back(e.text());
  std::ranges::sort(found);
  std::string out;
  for (const auto& f : found) out += (out.empty() ? "" : ",") + f;
  return out;
}

bool CableEdits::unplugged() const {
  return std::ranges::any_of(edits, [](const CableEdit& e) { return e.verb == "none"; });
}

CableEdits parse_cable_edits(std::string_view whole) {
  const Text text(whole);
  if (whole.size() > kLongestText)
    throw Error(
        "cable-language",
        "the cable's description is longer than " + std::to_string(kLongestText) + " characters",
        std::string(quoted(whole.substr(0, 40))) + "…", "describe it in a FILE.yaml instead");
  CableEdits spec;
  if (trimmed(whole).empty()) return spec;
  bool first = true;
  for (const auto raw : split(whole, ',')) {
    const auto part = trimmed(raw);
    if (part.empty()) text.fail(part, "an edit is missing here", "remove the comma");
    if (const Verb* verb = find_verb(head_of(part)))
      spec.edits.push_back(parse_edit(text, part, *verb));
    else if (first && !looks_misspelt(part))
      spec.profile = std::string(part);
    else
      fail_unknown_verb(text, part);
    first = false;
  }
  return spec;
}

double parse_quantity(std::string_view text) {
  if (const auto value = quantity(text)) return *value;
  throw language_error(text, 0, text.size(), quoted(text) + " is not a number",
                       "write a number, for instance 4.7, 200k or 10n (p n u m k M)");
}

}  // namespace buzzout
