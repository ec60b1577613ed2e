#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <set>
#include <string>
#include <thread>

#include "cli/label_job.hpp"

namespace buzzout {

// Prints labels one after the other, on a thread of its own: the operator never waits for a printer.
class LabelPrinter {
 public:
  explicit LabelPrinter(LabelJob job);
  LabelPrinter(const LabelPrinter&) = delete;
  LabelPrinter& operator=(const LabelPrinter&) = delete;
  ~LabelPrinter();  // waits for those that are on their way

  // Throws what LabelJob::render() throws.
  void check(const TestRecord& r) const { job_.render(r); }
  // Of a PASS its label; any other test takes back the label of its cable, or tells that it is to be taken off.
  void print(TestRecord);
  // Waits for those that are on their way, until the first that fails; then labels that were not printed, as a sentence, or empty.
  std::string finish();
  // The last thing that went wrong, told once.
  std::string take_trouble();

 private:
  static constexpr std::size_t kMostWaiting = 64;

  void work();

  LabelJob job_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<TestRecord> waiting_;
  std::string missed_, reason_, trouble_, printing_;
  std::set<std::string> printed_;  // serial numbers
  bool over_ = false;
  std::thread worker_;
};

}  // namespace buzzout
