#include "events/line_queue.hpp"

#include <utility>

namespace buzzout {

void LineQueue::add_line(std::string line) {
  bytes_ += line.size();
  lines_.push_back(std::move(line));
  while (lines_.size() > most_lines_ || bytes_ > most_bytes_) lose_oldest();
}

std::uint64_t LineQueue::take_lost() { return std::exchange(lost_, 0); }

std::string LineQueue::take() {
  std::string out = std::move(lines_.front());
  lines_.pop_front();
  bytes_ -= out.size();
  return out;
}

void LineQueue::lose_oldest() {
  bytes_ -= lines_.front().size();
  lines_.pop_front();
  ++lost_;
}

}  // namespace buzzout
