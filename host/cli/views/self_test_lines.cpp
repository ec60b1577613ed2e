#include "cli/views/self_test_lines.hpp"

#include "cli/views/action_words.hpp"
#include "cli/views/lines.hpp"
#include "cli/views/render.hpp"
#include "core/words.hpp"

namespace buzzout {

Line marked_line(const std::string& text, bool good, const Theme& t) {
  return {{good ? (t.unicode ? "  ✔ " : "  + ") : (t.unicode ? "  ✘ " : "  x "), good ? Ink::good : Ink::bad},
          {text, Ink::plain}};
}

std::vector<Line> step_lines(const SelfTestStep& s, const Theme& t) {
  const std::string what = s.socket.empty() ? "empty fixture" : s.socket;
  std::vector<Line> out;
  if (s.problem) {
    out.push_back({{t.unicode ? "  ✘ " : "  x ", Ink::bad}, {what, Ink::bold}});
    append(out, wrapped(s.problem->message, Ink::plain, 6, t, {"      ", Ink::plain}));
    append(out, wrapped(worded(s.problem->remedy, s.problem->action), Ink::plain, 8, t, {t.unicode ? "      → " : "      > ", Ink::good}));
  } else if (s.skipped) {
    out.push_back({{"  - ", Ink::dim}, {what + "  skipped", Ink::dim}});
  } else {
    out.push_back(marked_line(what, true, t));
    if (!s.same_points.empty()) out.back().push_back({"  (the jig cannot tell it from " + list_of(s.same_points, ", ") + ")", Ink::dim});
  }
  return out;
}

}  // namespace buzzout
