#include "cli/views/mended.hpp"

#include "cli/views/render.hpp"

namespace buzzout {
namespace {

std::string first_cause(const Before& b) {
  if (b.diagnoses.empty()) return "it did not pass";
  const std::size_t more = b.diagnoses.size() - 1;
  return b.diagnoses.front().summary +
         (more == 0 ? "" : " (and " + std::to_string(more) + " more)");
}

}  // namespace

std::string clock_time(const std::string& started) {
  return started.size() < 19 ? started : started.substr(11, 8);
}

std::vector<Line> tell_mended(const TestRecord& r, const Theme& t) {
  std::vector<Line> out;
  const auto add = [&](const std::string& lead, const std::string& text, Ink ink) {
    for (auto& line : wrapped(text, ink, 15, t, {lead, ink})) out.push_back(std::move(line));
  };
  if (r.before)
    add("  Before:      ",
        "FAIL at " + clock_time(r.before->started) + ". " + first_cause(*r.before), Ink::plain);
  if (!r.watched) return out;
  for (const auto& u : r.watched->upsets)
    add("  Watched:     ", in_words(u) + " when it moved" + (u.redone ? "; redone since." : "."), Ink::warn);
  for (const auto& s : r.watched->swings)
    add("  Watched:     ", in_words(s) + ", more than its contacts explain: a cold joint, or a dirty contact.", Ink::warn);
  return out;
}

}  // namespace buzzout
