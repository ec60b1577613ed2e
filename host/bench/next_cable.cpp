#include "bench/next_cable.hpp"

#include "bench/ask_in_motion.hpp"

namespace buzzout {
namespace {

constexpr int kOutLooks = 2, kInLooks = 6;  // that agree

// Nothing is joined to anything.
bool is_empty(const std::vector<Point>& labels) {
  if (labels.empty()) return false;
  for (Point p = 0; p < labels.size(); ++p)
    if (labels[p] != p) return false;
  return true;
}

}  // namespace

NextCable::Seen NextCable::look() {
  const std::vector<Point> labels = ask_in_motion([&] { return tester_.session().jig().learn(); });
  Seen out = Seen::nothing_new;
  if (as_tested_ && labels == tester_.tested()) {
    tester_.keep_lit();
  } else if (as_tested_) {
    as_tested_ = false;
    tester_.light(protocol::Lamp::off);
    if (!is_empty(tester_.tested())) out = Seen::gone;
  }
  const bool empty = is_empty(labels);
  steady_ = labels == last_ ? steady_ + 1 : 0;
  last_ = labels;
  was_empty_ = was_empty_ || (empty && steady_ >= kOutLooks);
  return was_empty_ && !empty && steady_ >= kInLooks ? Seen::next : out;
}

}  // namespace buzzout
