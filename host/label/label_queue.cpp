#include "label/label_queue.hpp"

#include "core/error.hpp"

namespace buzzout {

using Status = LabelPrint::Status;

LabelQueue::LabelQueue(LabelJob job) : job_(std::move(job)), worker_([this] { work(); }) {}

LabelQueue::~LabelQueue() { finish(); }

void LabelQueue::withdraw(const std::string& serial) {
  const std::scoped_lock lock(mutex_);
  std::erase_if(waiting_, [&](const Waiting& w) {
    if (w.record.serial != serial) return false;
    ends_.push_back({w.begun, Status::withdrawn, "the cable was tested again"});
    withdrawn_.insert(serial);
    return true;
  });
}

void LabelQueue::print(TestRecord r, std::string begun) {
  const std::scoped_lock lock(mutex_);
  withdrawn_.erase(r.serial);
  if (waiting_.size() < kMostWaiting) {
    waiting_.push_back({std::move(r), std::move(begun)});
  } else {
    missed_.serials.push_back(r.serial);
    missed_.why = "the printer is too slow";
    trouble_ = "no label for " + r.serial + ": " + missed_.why;
    ends_.push_back({std::move(begun), Status::withdrawn, missed_.why});
  }
  changed_.notify_one();
}

void LabelQueue::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return over_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    const Waiting next = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    std::string trouble;
    Status status = Status::printed;
    try {
      job_.print(next.record);
    } catch (const Error& e) {
      trouble = e.what();
      status = nothing_went_out(e) ? Status::withdrawn : Status::failed;
    } catch (const std::exception& e) {
      trouble = e.what();
      status = Status::failed;
    }
    lock.lock();
    ends_.push_back({next.begun, status, trouble});
    if (trouble.empty()) continue;
    missed_.serials.push_back(next.record.serial);
    missed_.why = trouble;
    trouble_ = "no label for " + next.record.serial + ": " + trouble;
    // Nobody waits at the end of a run for a printer that is silent, label by label.
    if (!over_) continue;
    for (auto& w : waiting_) {
      missed_.serials.push_back(w.record.serial);
      ends_.push_back({std::move(w.begun), Status::withdrawn, trouble});
    }
    waiting_.clear();
  }
}

LabelQueue::Missed LabelQueue::finish() {
  {
    const std::scoped_lock lock(mutex_);
    over_ = true;
    changed_.notify_one();
  }
  if (worker_.joinable()) worker_.join();
  for (const auto& serial : withdrawn_) missed_.serials.push_back(serial);
  if (missed_.why.empty()) missed_.why = "the cable was tested again";
  withdrawn_.clear();
  return missed_;
}

std::string LabelQueue::take_trouble() {
  const std::scoped_lock lock(mutex_);
  return std::exchange(trouble_, {});
}

std::vector<LabelQueue::End> LabelQueue::take_ends() {
  const std::scoped_lock lock(mutex_);
  return std::exchange(ends_, {});
}

}  // namespace buzzout
