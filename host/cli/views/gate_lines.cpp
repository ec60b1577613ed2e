#include "cli/views/gate_lines.hpp"

#include <ostream>

#include "cli/views/render.hpp"
#include "cli/views/self_test_lines.hpp"

namespace buzzout {

void GateLines::show_lines(const std::vector<Line>& lines) {
  if (silent_) return;
  print(env_.out, lines, env_.theme);
  env_.out.flush();
}

void GateLines::begins() {
  show_lines(wrapped("Before the first cable, the station shows that it can tell good from bad.", Ink::plain, 2, env_.theme,
               {"  ", Ink::plain}));
}

void GateLines::step(const SelfTestStep& s) { show_lines(step_lines(s, env_.theme)); }

void GateLines::tested(const TestRecord& r, bool passed) {
  const std::string what = r.purpose == Purpose::golden ? "golden cable" : "red rabbit";
  show_lines({marked_line(what + ": " + std::string(to_string(r.verdict.outcome)) + (passed ? ", as it must" : ""), passed, env_.theme)});
}

void GateLines::calibration(const std::string& text, bool in_date) { show_lines({marked_line(text, in_date, env_.theme)}); }

void GateLines::over() { show_lines({{{"  Take it out.", Ink::plain}}}); }

void GateLines::trouble(const Error& e) { print(env_.err, render(e, env_.error_theme), env_.error_theme); }

}  // namespace buzzout
