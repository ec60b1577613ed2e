#include "cli/views/render.hpp"

#include <algorithm>
#include <sstream>
#include <utility>

#include "cli/views/action_words.hpp"
#include "cli/views/lines.hpp"
#include "cli/views/not_tested_lines.hpp"
#include "cli/views/resistance_lines.hpp"
#include "core/attached_headphones.hpp"
#include "core/ohm_words.hpp"
#include "core/words.hpp"
#include "text/columns.hpp"
#include "text/printable.hpp"

namespace buzzout {
namespace {

using Lines = std::vector<Line>;

Span banner(const TestRecord& r, const Theme& t) {
  switch (r.verdict.outcome) {
    case Outcome::pass:
      if (r.verdict.marginal) return {t.unicode ? "✔ PASS, marginal" : "PASS, marginal", Ink::warn};
      return {t.unicode ? "✔ PASS" : "PASS", Ink::good};
    case Outcome::fail: return {t.unicode ? "✘ FAIL" : "FAIL", Ink::bad};
    case Outcome::error: return {t.unicode ? "! ERROR" : "ERROR", Ink::warn};
    case Outcome::no_cable: return {t.unicode ? "○ NO CABLE" : "NO CABLE", Ink::warn};
    case Outcome::aborted: break;
  }
  return {"ABORTED", Ink::warn};
}

Ink ink_of(BalanceAnswer::Tone tone) {
  return tone == BalanceAnswer::Tone::good ? Ink::good : tone == BalanceAnswer::Tone::bad ? Ink::bad : Ink::plain;
}

// A verdict in the order in which it is read. What of it may stand above the outcome moves there if it is too long.
class TestPage {
 public:
  TestPage(const TestRecord& r, const WiringPicture& picture, const Theme& t, const Beside& beside)
      : r_(r), picture_(picture), t_(t), beside_(beside) {
    compose();
  }

  Lines lines() {
    Lines out{{}};
    append(out, background());
    for (const Place place : {Place::other_cause, Place::remark, Place::answer, Place::aside})
      if (rows() > kScreenRows - kRowsBelow) append(out, taken_out(place));
    if (rows() > kScreenRows - kRowsBelow) repeat_outcome();
    for (const auto& piece : pieces_) append(out, piece.lines);
    return out;
  }

 private:
  // What a piece is, in the order in which they give way; the verdict never does.
  enum class Place { other_cause, remark, answer, aside, verdict };

  struct Piece {
    Place place;
    Lines lines;
  };

  bool is_measured() const { return r_.verdict.outcome == Outcome::pass || r_.verdict.outcome == Outcome::fail; }

  void add(Place place, Lines lines) {
    if (!lines.empty()) pieces_.push_back({place, std::move(lines)});
  }
  void blank() { add(Place::verdict, {{}}); }
  Lines told(const std::string& text, Ink ink = Ink::plain) const { return wrapped(text, ink, 4, t_, {"    ", Ink::plain}); }
  Lines advice(const std::string& text, int indent) const {
    if (text.empty()) return {};
    return wrapped(text, Ink::plain, indent + 2, t_,
                   {std::string(static_cast<std::size_t>(indent), ' ') + (t_.unicode ? "→ " : "> "), Ink::good});
  }

  int rows() const {
    std::size_t out = 0;
    for (const auto& piece : pieces_) out += piece.lines.size();
    return static_cast<int>(out);
  }

  void compose() {
    add(Place::verdict, headline());
    if (is_measured()) add(Place::answer, render(r_.balance, t_));
    if (is_measured() && !r_.verdict.headphones) add(Place::answer, answer_resistance(r_.verdict, t_));
    if (r_.verdict.outcome == Outcome::pass && !r_.profile.note.empty())
      add(Place::remark, wrapped(r_.profile.note + ".", Ink::dim, 15, t_, {"    Note       ", Ink::dim}));
    add(Place::verdict, told(context(), r_.simulated ? Ink::warn : Ink::dim));
    if (!is_measured()) explain();
    if (!r_.verdict.channels.empty()) add(Place::answer, told(r_.verdict.channels + ".", Ink::bad));
    blank();
    causes();
    capacitances();
    Lines limits;
    if (r_.verdict.marginal) limits = wrapped(marginal_in_words(r_.verdict), Ink::warn, 4, t_, {"  ! ", Ink::warn});
    if (const auto guarded = guarded_in_words(r_.verdict); !guarded.empty()) limits = wrapped(guarded, Ink::warn, 4, t_, {"  ! ", Ink::warn});
    append(limits, tell_whole(r_, t_));
    append(limits, count_not_tested(r_, beside_.details, t_));
    for (const Lines& last : {limits, beside_.after}) {
      if (last.empty()) continue;
      add(Place::verdict, last);
      blank();
    }
  }

  // The outcome, and of which test and cable it is.
  Line outcome(const std::string& title = "") const {
    Line out{{"  ", Ink::plain}, banner(r_, t_)};
    if (!beside_.name.empty()) out.push_back({"  " + beside_.name, Ink::bold});
    if (!title.empty()) out.push_back({"  " + title, Ink::bold});
    if (!r_.serial.empty()) out.push_back({"  " + r_.serial, Ink::plain});
    return out;
  }

  Lines headline() const {
    const Line whole = outcome(r_.profile.title);
    if (columns(printable(plain_text(whole))) < t_.width) return {whole};
    Lines out{outcome()};
    append(out, told(r_.profile.title, Ink::bold));
    return out;
  }

  bool is_presumed() const {
    return std::ranges::find(r_.verdict.not_tested, NotTestedCode::presumed, &NotTested::code) != r_.verdict.not_tested.end();
  }

  std::string context() const {
    const std::string dot = t_.unicode ? " · " : " | ";
    return (r_.simulated ? "SIMULATED jig" : "jig " + std::to_string(r_.jig.number)) + dot + r_.jig.board + dot +
           r_.fixture.name + (is_presumed() ? dot + "presumed profile" : "");
  }

  // Why there is no verdict, and the way to one.
  void explain() {
    const Verdict& v = r_.verdict;
    if (v.outcome == Outcome::no_cable) {
      std::string where;
      for (const auto* side : {&picture_.left, &picture_.right})
        for (const auto& e : *side) where += (where.empty() ? "" : ", ") + e.name + " into " + e.socket;
      add(Place::verdict, told(is_of_headphones(r_.profile.name)
                                   ? "No side has a path: no headphones are plugged in, or both sides are open."
                                   : "Nothing is connected: no cable, or only one end of it is plugged in."));
      add(Place::verdict, advice("plug " + where, 4));
    } else if (v.outcome == Outcome::aborted) {
      // Older records have the reason in another place.
      add(Place::verdict, told("No verdict: " + (r_.unfinished.empty() ? v.balanced_safe.why : r_.unfinished) + "."));
    } else if (v.problem) {
      add(Place::verdict, told(v.problem->message));
      add(Place::verdict, advice(worded(v.problem->remedy, v.problem->action), 4));
    }
  }

  // A cause, what it does, what to do, and what else it may be.
  std::vector<Piece> cause(std::size_t number) const {
    const Diagnosis& d = r_.verdict.diagnoses[number - 1];
    Lines others;
    for (const auto& other : d.alternatives) append(others, wrapped(other, Ink::dim, 10, t_, {"       or ", Ink::dim}));
    return {{Place::verdict, wrapped(d.summary, Ink::bold, 5, t_, {"  " + std::to_string(number) + ". ", Ink::bad})},
            {d.dangerous ? Place::verdict : Place::aside,
             wrapped(d.consequence, d.dangerous ? Ink::bad : Ink::plain, 5, t_, {"     ", Ink::plain})},
            {Place::verdict, advice(worded(d.repair, d.action), 5)},
            {Place::aside, std::move(others)},
            {Place::verdict, {{}}}};
  }
  Lines whole_cause(std::size_t number) const {
    Lines out;
    for (const auto& piece : cause(number)) append(out, piece.lines);
    return out;
  }

  void causes() {
    const std::size_t all = r_.verdict.diagnoses.size();
    if (all > 0)
      for (auto& piece : cause(1)) add(piece.place, std::move(piece.lines));
    for (std::size_t number = 2; number <= all; ++number) add(Place::other_cause, whole_cause(number));
  }

  void capacitances() {
    for (const auto& c : r_.verdict.capacitive)
      add(Place::remark, told("Capacitance between " + c.nets.at(0) + " and " + c.nets.at(1) + " (" +
                                  list_of(c.contacts, ", ") + "): joined for a moment only, so no short.",
                              Ink::warn));
  }

  // What is wanted for the verdict, and need not be on the screen with it.
  Lines background() const {
    Lines out;
    if (is_measured()) {
      append(out, draw(picture_, t_));
      out.push_back({});
    }
    if (beside_.details && is_measured() && !r_.verdict.resistances.empty()) {
      append(out, wrapped(coverage_in_words(r_.verdict), Ink::dim, 15, t_, {"  Resistances  ", Ink::bold}));
      append(out, list_resistances(r_.verdict, t_));
      out.push_back({});
    }
    if (!beside_.details || r_.verdict.not_tested.empty()) return out;
    out.push_back({{"  Not tested", Ink::bold}});
    append(out, list_not_tested(r_.verdict.not_tested, r_.fixture.name, t_));
    out.push_back({});
    return out;
  }

  // What gives way, as it stands above.
  Lines taken_out(Place place) {
    const std::size_t all = r_.verdict.diagnoses.size();
    const std::string others = all == 2 ? "Cause 2" : (all == 3 ? "Causes 2 and " : "Causes 2 to ") + std::to_string(all);
    Lines out;
    for (auto& piece : pieces_)
      if (piece.place == place) append(out, std::exchange(piece.lines, {}));
    if (out.empty()) return {};
    if (place == Place::aside) out = whole_cause(1);
    if (place == Place::other_cause) {
      out.insert(out.begin(), {{"  " + others + " (the first is below)", Ink::bold}});
      std::ranges::find(pieces_, place, &Piece::place)->lines = {{{"     " + others + ": see above.", Ink::bold}}, {}};
    }
    if (!out.back().empty()) out.push_back({});
    return out;
  }

  // On a narrow terminal, where there is no room for it above.
  void repeat_outcome() {
    Line last = outcome();
    if (r_.simulated) last.push_back({"  SIMULATED", Ink::warn});
    if (is_presumed()) last.push_back({"  presumed profile", Ink::dim});
    Lines lines{std::move(last)};
    append(lines, told(r_.profile.title, Ink::bold));
    lines.emplace_back();
    add(Place::verdict, std::move(lines));
  }

  const TestRecord& r_;
  const WiringPicture& picture_;
  const Theme& t_;
  const Beside& beside_;
  std::vector<Piece> pieces_;
};

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

std::vector<Line> render(const TestRecord& r, const WiringPicture& picture, const Theme& t, const Beside& beside) {
  return TestPage(r, picture, t, beside).lines();
}

std::vector<Line> render(const Error& e, const Theme& t, bool wrap) {
  std::vector<Line> out;
  const Span error{"error: ", Ink::bad}, arrow{t.unicode ? "→ " : "> ", Ink::good};
  if (wrap) append(out, wrapped(e.message, Ink::bold, 7, t, error));
  else out.push_back({error, {printable(e.message), Ink::bold}});
  std::istringstream where(e.where);
  for (std::string line; std::getline(where, line);)
    out.push_back({{"  ", Ink::plain}, {printable(line), Ink::plain}});
  const std::string remedy = worded(e.remedy, e.action);
  if (remedy.empty()) return out;
  if (wrap) append(out, wrapped(remedy, Ink::plain, 2, t, arrow));
  else out.push_back({arrow, {printable(remedy), Ink::plain}});
  return out;
}

void print(std::ostream& to, const std::vector<Line>& lines, const Theme& theme) {
  for (const auto& line : lines) to << to_ansi(line, theme) << '\n';
}

}  // namespace buzzout
