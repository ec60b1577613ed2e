#include "cli/views/batch_frame.hpp"

#include <algorithm>

#include "cli/views/action_words.hpp"
#include "cli/views/big_text.hpp"
#include "cli/views/lines.hpp"
#include "cli/views/render.hpp"
#include "core/words.hpp"
#include "text/columns.hpp"

namespace buzzout {
namespace {

using Lines = std::vector<Line>;

struct Word {
  std::string text;
  Ink ink;
};

Word word_of(const RunSnapshot& s) {
  if (s.testing) return {"TEST", Ink::plain_bar};
  switch (s.phase) {
    case Phase::serial:
      if (!s.asking.empty()) return {"WAIT", Ink::plain_bar};
      return s.in_the_way.empty() ? Word{"SCAN", Ink::plain_bar} : Word{"TAKE OUT", Ink::warn_bar};
    case Phase::arming:
      return s.in_the_way.empty() ? Word{"WAIT", Ink::plain_bar} : Word{"TAKE OUT", Ink::warn_bar};
    case Phase::armed:
      return {"READY", Ink::plain_bar};
    case Phase::seating:
      return {"WAIT", Ink::plain_bar};
    case Phase::verdict:
      if (s.disturbed) return {"TAKE OUT", Ink::plain_bar};
      break;
  }
  switch (s.record->verdict.outcome) {
    case Outcome::pass:
      return is_held_back(s) ? Word{"PUT ASIDE", Ink::warn_bar} : Word{"PASS", Ink::good_bar};
    case Outcome::fail:
      return {"FAIL", Ink::bad_bar};
    case Outcome::error:
    case Outcome::no_cable:
    case Outcome::aborted:
      break;
  }
  if (is_against(*s.record)) return {"PUT ASIDE", Ink::bad_bar};
  return {"ERROR", Ink::warn_bar};
}

std::string plugs(const RunSnapshot& s) {
  std::string out;
  for (const auto& p : s.placements) out += (out.empty() ? "" : ", ") + p.end + " into " + p.socket;
  return out;
}

std::string in_the_way(const RunSnapshot& s) {
  return worded("Take out what is in the fixture: " + s.in_the_way + ". If nothing is in, the fixture itself joins them.",
                Action{ActionCode::prove_fixture, {{"fixture", s.fixture}}});
}

class Frame {
 public:
  Frame(const RunSnapshot& s, const std::string& typed, const Theme& t, int width, int height)
      : s_(s), typed_(typed), t_(t), width_(width), height_(height) {
    t_.width = std::min(width, 110);
  }

  Lines compose() const {
    const Lines top = heading(), foot = footer();
    const int room = std::max(0, height_ - rows(top) - rows(foot));
    Lines middle = advice();
    if (s_.phase == Phase::verdict && s_.picture != nullptr && !s_.record->verdict.problem) {
      Lines drawn = draw(*s_.picture, t_);
      if (rows(middle) + rows(drawn) + 1 <= room) {
        middle.push_back({});
        append(middle, drawn);
      }
    }
    middle.resize(static_cast<std::size_t>(room));
    Lines out = top;
    append(out, middle);
    append(out, foot);
    out.resize(static_cast<std::size_t>(std::max(height_, 0)));
    for (auto& line : out) line = clipped(line, t_, width_);
    return out;
  }

 private:
  static int rows(const Lines& lines) { return static_cast<int>(lines.size()); }

  Lines heading() const {
    const Word w = word_of(s_);
    const std::string name =
        s_.serial.empty() ? "" : s_.serial + (s_.attempt > 1 ? "  attempt " + std::to_string(s_.attempt) : "");
    Lines out;
    const bool big = height_ >= 16 && width_ >= static_cast<int>(w.text.size()) * 6 + 4;
    if (!big) {
      out.push_back(bar("  " + w.text + (name.empty() ? "" : "  " + name), w.ink, width_));
    } else {
      out.push_back(bar("", w.ink, width_));
      for (const auto& row : big_text(w.text, t_.unicode)) out.push_back(bar("  " + row, w.ink, width_));
      const int space = width_ - static_cast<int>(w.text.size()) * 6 - 6;
      if (columns(name) <= space)
        out[3] = bar("  " + big_text(w.text, t_.unicode)[2] + "  " + name, w.ink, width_);
      out.push_back(bar(columns(name) <= space ? "" : "  " + name, w.ink, width_));
    }
    out.push_back({});
    return out;
  }

  Lines advice() const {
    Lines out;
    append(out, wrapped(next_step(s_), Ink::bold, 2, t_, {"  ", Ink::plain}));
    if (!s_.notice.text.empty()) append(out, wrapped(worded(s_.notice), Ink::warn, 2, t_, {"  ", Ink::plain}));
    if (s_.phase != Phase::verdict) return out;
    const TestRecord& r = *s_.record;
    if (r.verdict.problem) {
      out.push_back({});
      append(out, wrapped(r.verdict.problem->message, Ink::bold, 2, t_, {"  ", Ink::plain}));
      append(out, wrapped(worded(r.verdict.problem->remedy, r.verdict.problem->action), Ink::plain, 4, t_, {arrow(), Ink::good}));
    }
    for (const auto& d : r.verdict.diagnoses) {
      out.push_back({});
      append(out, wrapped(d.summary, Ink::bold, 2, t_, {"  ", Ink::plain}));
      if (d.dangerous) append(out, wrapped(d.consequence, Ink::bad, 2, t_, {"  ", Ink::plain}));
      if (!d.repair.empty()) append(out, wrapped(worded(d.repair, d.action), Ink::plain, 4, t_, {arrow(), Ink::good}));
    }
    return out;
  }

  Lines footer() const {
    const std::string dot = t_.unicode ? " · " : " | ";
    Lines out;
    if (s_.gates_waived || !s_.kept || simulated()) {
      std::string warning = s_.gates_waived ? "The gates were waived: every record says so." : "";
      if (!s_.kept) warning += (warning.empty() ? "" : " ") + std::string("Nothing is kept: this is a simulated jig.");
      if (!warning.empty()) out.push_back({{"  " + warning, Ink::warn}});
    }
    out.push_back({{"  Lot " + s_.lot.name, Ink::bold}, {dot + in_words(s_.counts, s_.lot.target), Ink::plain}});
    out.push_back({{"  " + s_.title + dot + context(), Ink::dim}});
    const bool asks = s_.phase == Phase::serial;
    out.push_back({{asks ? "  Serial number: " : "  > ", asks ? Ink::bold : Ink::dim},
                   {typed_ + (t_.unicode ? "▏" : "_"), Ink::plain}});
    out.push_back({{"  " + enter_key(dot) + "Ctrl-C: end the run", Ink::dim}});
    return out;
  }

  std::string enter_key(const std::string& dot) const {
    if (s_.stopped) return "Enter: end the run now" + dot;
    if (s_.phase == Phase::seating) return "Enter: judge it as it is" + dot;
    if (s_.phase == Phase::armed)
      return "Enter: plugged in but not detected" + dot + (s_.lot.serials.empty() ? "" : "or scan another" + dot);
    return "";
  }

  std::string context() const {
    std::string out = (s_.simulated ? "SIMULATED jig" : "jig " + std::to_string(s_.jig)) + ", " + s_.fixture;
    if (!s_.operator_name.empty()) out += ", " + s_.operator_name;
    if (!s_.station.empty()) out += " at " + s_.station;
    return out;
  }

  bool simulated() const { return s_.record != nullptr && s_.record->simulated; }
  std::string arrow() const { return t_.unicode ? "  → " : "  > "; }

  const RunSnapshot& s_;
  const std::string& typed_;
  Theme t_;
  int width_, height_;
};

}  // namespace

std::string next_step(const RunSnapshot& s) {
  if (s.testing) return "Hold it still.";
  switch (s.phase) {
    case Phase::serial:
      if (!s.in_the_way.empty()) return in_the_way(s);
      if (!s.asking.empty()) return "Looking up " + s.asking + ".";
      return s.lot.serials.empty() ? "Scan the serial number of the next cable." : "";
    case Phase::arming:
      if (!s.in_the_way.empty()) return in_the_way(s);
      return "Checking that the fixture is empty.";
    case Phase::armed:
      return "Plug it in: " + plugs(s) + ".";
    case Phase::seating:
      if (!s.missing_ends.empty()) return "Waiting for " + list_of(s.missing_ends) + (s.missing_ends.size() > 1 ? ": plug them in." : ": plug it in.");
      if (s.seconds_to_verdict)
        return "Not right yet: push the plugs home. Judged in " + std::to_string(*s.seconds_to_verdict) + " s.";
      return "Hold it still.";
    case Phase::verdict:
      if (s.disturbed)
        return "Take it out: " + s.serial + " was " + std::string(to_string(s.record->verdict.outcome)) +
               ", and something was moved since.";
      break;
  }
  switch (s.record->verdict.outcome) {
    case Outcome::pass:
      if (is_held_back(s))
        return "Take it out, and put it aside. It passed, and does not count as passed: " + s.cable.why + ". Remedy: " +
               s.cable.remedy + ".";
      return "Take it out. Put it with the good ones.";
    case Outcome::fail:
      if (s.stopped)
        return std::to_string(s.counts.streak_serials.size()) +
               " cables in a row failed in the same way: suspect the fixture. Take this one out, and put it aside.";
      return "Take it out, and put it aside.";
    case Outcome::error:
    case Outcome::no_cable:
    case Outcome::aborted:
      break;
  }
  if (is_against(*s.record)) return "Take it out, and put it aside. Do not plug it in anywhere: it counts as failed.";
  return "No verdict. Take it out; the same cable is tested again.";
}

std::vector<Line> batch_frame(const RunSnapshot& state, const std::string& typed, const Theme& theme, int width,
                              int height) {
  return Frame(state, typed, theme, width, height).compose();
}

}  // namespace buzzout
