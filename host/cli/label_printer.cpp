#include "cli/label_printer.hpp"

#include "core/error.hpp"

namespace buzzout {

LabelPrinter::LabelPrinter(LabelJob job) : job_(std::move(job)), worker_([this] { work(); }) {}

LabelPrinter::~LabelPrinter() { finish(); }

void LabelPrinter::print(TestRecord r) {
  if (r.verdict.outcome != Outcome::pass) return;
  const std::scoped_lock lock(mutex_);
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
    lock.unlock();
    std::string trouble;
    try {
      job_.print(r);
    } catch (const std::exception& e) {
      trouble = e.what();
    }
    lock.lock();
    if (trouble.empty()) continue;
    missed_ += " " + r.serial;
    reason_ = trouble;
    trouble_ = "no label for " + r.serial + ": " + trouble;
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
