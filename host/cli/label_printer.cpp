#include "cli/label_printer.hpp"

#include "core/error.hpp"

namespace buzzout {

LabelPrinter::LabelPrinter(LabelJob job) : job_(std::move(job)), worker_([this] { work(); }) {}

LabelPrinter::~LabelPrinter() { finish(); }

void LabelPrinter::print(TestRecord r) {
  const std::scoped_lock lock(mutex_);
  // A newer test takes back the labels of the older ones that are not printed yet.
  const auto taken_back = std::erase_if(waiting_, [&](const TestRecord& w) { return w.serial == r.serial; });
  if (r.verdict.outcome != Outcome::pass) {
    if (r.serial == printing_ || printed_.contains(r.serial))
      trouble_ = "take the label off " + r.serial + ": it has failed since";
    else if (taken_back > 0)
      trouble_ = "no label for " + r.serial + ": it has failed since";
    return;
  }
  if (waiting_.size() < kMostWaiting) {
    waiting_.push_back(std::move(r));
  } else {
    missed_ += " " + r.serial;
    reason_ = "the printer is too slow";
    trouble_ = "no label for " + r.serial + ": " + reason_;
  }
  changed_.notify_one();
}

void LabelPrinter::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return over_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    const TestRecord r = std::move(waiting_.front());
    waiting_.pop_front();
    printing_ = r.serial;
    lock.unlock();
    std::string trouble;
    try {
      job_.print(r);
    } catch (const std::exception& e) {
      trouble = e.what();
    }
    lock.lock();
    printing_.clear();
    if (trouble.empty()) {
      printed_.insert(r.serial);
      continue;
    }
    missed_ += " " + r.serial;
    reason_ = trouble;
    trouble_ = "no label for " + r.serial + ": " + trouble;
    // Nobody waits at the end of a run for a printer that is silent, label by label.
    if (!over_) continue;
    for (const auto& w : waiting_) missed_ += " " + w.serial;
    waiting_.clear();
  }
}

std::string LabelPrinter::finish() {
  {
    const std::scoped_lock lock(mutex_);
    over_ = true;
    changed_.notify_one();
  }
  if (worker_.joinable()) worker_.join();
  return missed_.empty() ? "" : "Labels not printed (" + reason_ + "); print them with `buzzout label`:" + missed_ + ". ";
}

std::string LabelPrinter::take_trouble() {
  const std::scoped_lock lock(mutex_);
  return std::exchange(trouble_, {});
}

}  // namespace buzzout
