#include "cli/views/batch_lines.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/views/action_words.hpp"
#include "cli/views/batch_frame.hpp"
#include "cli/views/render.hpp"
#include "report/json_text.hpp"
#include "report/record_json.hpp"
#include "text/printable.hpp"

namespace buzzout {

void BatchLines::print_line(const std::string& text) {
  if (json_ || silent_) return;
  env_.out << "  " << printable(text) << "\n";
  flush_output(env_);
}

void BatchLines::see(const Seen& seen) {
  const RunSnapshot& s = *seen;
  const std::string notice = worded(s.notice);
  if (!notice.empty() && notice != noticed_) {
    if (json_ || silent_)
      env_.err << "buzzout: " << printable(notice) << std::endl;
    else
      print_line(notice);
  }
  noticed_ = notice;
  // A countdown is for who looks on.
  if (s.phase == Phase::verdict || s.testing || s.seconds_to_verdict) return;
  if (next_step(s).empty()) return;
  const std::string step = (s.serial.empty() ? "" : s.serial + "  ") + next_step(s);
  if (step != said_) print_line(step);
  said_ = step;
}

void BatchLines::print_document(const TestRecord& r) {
  env_.out << json_text(worded(to_json(r))) << "\n";
  flush_output(env_);
}

void BatchLines::unjudged(const TestRecord& r) {
  if (json_) print_document(r);
}

void BatchLines::trouble(const Error& e) { print(env_.err, render(e, env_.error_theme), env_.error_theme); }

void BatchLines::judged(const Seen& seen) {
  const RunSnapshot& s = *seen;
  said_.clear();
  if (json_) {
    print_document(*s.record);
  } else if (!silent_) {
    const bool passed = s.record->verdict.outcome == Outcome::pass;
    if (passed)
      print_line(s.serial + (is_held_back(s) ? "  PASS, and put aside" : "  PASS"));
    else
      print(env_.out, render(*s.record, *s.picture, env_.theme, {"", details_, {}}), env_.theme);
    print_line("Lot " + s.lot.name + ": " + in_words(s.counts, s.lot.target) + ". " + next_step(s));
  }
}

}  // namespace buzzout
