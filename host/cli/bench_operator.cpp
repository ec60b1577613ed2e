#include "cli/bench_operator.hpp"

#include <ostream>

#include "cli/render.hpp"

namespace buzzout {
namespace {

using namespace std::chrono_literals;

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

}  // namespace

void BenchOperator::unplug_everything() {
  say("Unplug everything from the fixture, then press Enter.");
  if (!plug("none")) wait();
}

bool BenchOperator::plug_loop_back(const Socket& socket, const std::vector<std::string>& alike) {
  if (!is_asked_for(socket.name)) return false;
  asked_out_ = false;
  say("Loop-back plug into " + socket.name + ", " + titled(socket.type, socket.gender) +
      ", and nothing else; then press Enter (s and Enter: no such plug)." +
      (alike.empty() ? "" : "\n  Take care that it is " + socket.name + ": the jig cannot tell it from " +
                                listed(alike) + "."));
  return plug("none,loop:" + socket.name) || wait() != "s";
}

void BenchOperator::still_in() {
  if (plug("none")) return;
  if (!asked_out_) say("Take the plug out.");
  asked_out_ = true;
  keyboard_.line(30ms);  // an Enter now means nothing yet
  if (keyboard_.ended() || Keyboard::interrupted()) throw Interrupted();
}

void BenchOperator::done(const SelfTestStep& s) {
  if (silent_ || !(s.socket.empty() || is_asked_for(s.socket))) return;
  const bool unicode = env_.theme.unicode;
  const std::string what = s.socket.empty() ? "empty fixture" : s.socket;
  std::vector<Line> lines;
  if (s.problem) {
    lines.push_back({{unicode ? "  ✘ " : "  x ", Ink::bad}, {what, Ink::bold}});
    for (auto& l : wrapped(s.problem->message, Ink::plain, 6, env_.theme, {"      ", Ink::plain})) lines.push_back(l);
    for (auto& l : wrapped(s.problem->remedy, Ink::plain, 8, env_.theme,
                           {unicode ? "      → " : "      > ", Ink::good}))
      lines.push_back(l);
  } else if (s.skipped) {
    lines.push_back({{"  - ", Ink::dim}, {what + "  skipped", Ink::dim}});
  } else {
    lines.push_back({{unicode ? "  ✔ " : "  + ", Ink::good}, {what, Ink::plain}});
    if (!s.alike.empty()) lines.back().push_back({"  (the jig cannot tell it from " + listed(s.alike) + ")", Ink::dim});
  }
  print(env_.out, lines, env_.theme);
  env_.out.flush();
}

bool BenchOperator::plug(const std::string& cable) {
  if (session_.workbench() == nullptr) return false;
  session_.workbench()->plug(parse_cable_spec(cable));
  return true;
}

// A simulated bench needs no instructions.
void BenchOperator::say(const std::string& text) {
  if (silent_ || session_.workbench() != nullptr) return;
  env_.out << "  " << text << "\n" << std::flush;
}

std::string BenchOperator::wait() {
  if (auto line = keyboard_.line()) return *line;
  throw Interrupted();
}

}  // namespace buzzout
