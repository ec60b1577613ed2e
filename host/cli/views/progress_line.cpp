#include "cli/views/progress_line.hpp"

#include <algorithm>
#include <ostream>

namespace buzzout {

using namespace std::chrono_literals;

ProgressLine::ProgressLine(Environment& env, std::string doing)
    : env_(env), doing_(std::move(doing)), next_(std::chrono::steady_clock::now() + 500ms) {}

ProgressLine::~ProgressLine() {
  if (shown_) env_.err << "\r\x1b[K" << std::flush;
}

bool ProgressLine::operator()(std::int64_t done, std::int64_t all) {
  if (Keyboard::interrupted()) return false;
  if (!env_.watched) return true;
  const auto now = std::chrono::steady_clock::now();
  if (now < next_) return true;
  next_ = now + 100ms;
  shown_ = true;
  env_.err << "\r\x1b[K  " << doing_;
  if (all > 0) env_.err << "  " << std::min<std::int64_t>(100, done * 100 / all) << " %";
  else if (done > 0) env_.err << "  " << grouped(done);
  env_.err << std::flush;
  return true;
}

std::string grouped(std::int64_t number) {
  const std::string digits = std::to_string(number);
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const bool behind_a_digit = i > 0 && digits[i - 1] != '-';
    if (behind_a_digit && (digits.size() - i) % 3 == 0) out += ',';
    out += digits[i];
  }
  return out;
}

}  // namespace buzzout
