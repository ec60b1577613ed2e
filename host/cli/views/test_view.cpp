#include "cli/views/test_view.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/views/action_words.hpp"
#include "cli/views/lines.hpp"
#include "cli/views/mended.hpp"
#include "cli/views/picture_file.hpp"
#include "cli/views/render.hpp"
#include "cli/views/standing_lines.hpp"
#include "drawing/picture_of.hpp"
#include "report/cable_figure.hpp"
#include "report/json_text.hpp"
#include "report/net_result.hpp"
#include "report/record_json.hpp"

namespace buzzout {
namespace {

WiringPicture picture_of(const CableTester& tester, const TestRecord& r) {
  return buzzout::picture_of(tester.job().profile, tester.job().map, r.verdict);
}

// What is told below a verdict.
std::vector<Line> remarks(const CableTester& tester, const TestRecord& r, const Theme& t) {
  std::vector<Line> out = tell_mended(r, t);
  append(out, standing_lines(tester.events(), t));
  if (r.simulated && !tester.keeps() && !r.serial.empty())
    append(out, wrapped("Not kept: the jig is simulated. With --save it is kept as " + r.serial + ", marked as simulated.",
                        Ink::dim, 2, t, {"  ", Ink::dim}));
  return out;
}

}  // namespace

void TestView::conclude(CableTester& tester, TestRecord r, const std::string& name) {
  tester.keep(r);
  show_record(tester, r, name);
  if (const auto trouble = tester.session().take_line_trouble()) print(env_.err, render(*trouble, env_.error_theme), env_.error_theme);
  if (const auto lost = tester.finish(r)) print(env_.err, render(*lost, env_.error_theme), env_.error_theme);
}

void TestView::show_record(const CableTester& tester, const TestRecord& r, const std::string& name) {
  if (style_.json) {
    env_.out << json_text(worded(to_json(r)), style_.one_a_line ? -1 : 2) << "\n";
    print(env_.err, standing_lines(tester.events(), env_.error_theme), env_.error_theme);
  } else if (!is_drawn_to_output(style_.svg) || !is_measured(r.verdict)) {
    print(env_.out, render(r, picture_of(tester, r), env_.theme, {name, style_.details, remarks(tester, r, env_.theme)}),
          env_.theme);
  }
  flush_output(env_);
}

void TestView::draw(const CableTester& tester, const TestRecord& r) {
  if (!style_.svg) return;
  if (is_measured(r.verdict)) {
    write_picture(*style_.svg, style_.json, env_, cable_figure(r, tester.job().profile, picture_of(tester, r)));
  } else {
    print(env_.err, {{{"  no picture: nothing was measured", Ink::dim}}}, env_.error_theme);
  }
}

}  // namespace buzzout
