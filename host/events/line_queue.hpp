#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>

namespace buzzout {

// Lines that wait, in a bounded place: where a new one does not fit, the oldest go, and are counted.
class LineQueue {
 public:
  LineQueue(std::size_t most_lines, std::size_t most_bytes) : most_lines_(most_lines), most_bytes_(most_bytes) {}

  void add_line(std::string line);
  bool empty() const { return lines_.empty(); }
  std::size_t size() const { return lines_.size(); }

  // How many lines were lost that came before the next one, since this was last asked.
  std::uint64_t take_lost();
  std::string take();

 private:
  void lose_oldest();

  std::size_t most_lines_, most_bytes_, bytes_ = 0;
  std::uint64_t lost_ = 0;
  std::deque<std::string> lines_;
};

}  // namespace buzzout
