#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "label/label_job.hpp"
#include "report/label_print.hpp"

namespace buzzout {

// Prints labels one after the other, on a thread of its own: the operator never waits for a printer. What it prints was
// written down before, and what became of it is told to whoever writes down.
class LabelQueue {
 public:
  explicit LabelQueue(LabelJob job);
  LabelQueue(const LabelQueue&) = delete;
  LabelQueue& operator=(const LabelQueue&) = delete;
  ~LabelQueue();  // waits for those that are on their way

  // Throws what LabelJob::render() throws.
  void check(const TestRecord& r) const { job_.render(r); }
  const LabelJob& job() const { return job_; }
  // The label of a PASS; `begun`: the id of what was written down of it, empty if nothing is written down.
  void print(TestRecord, std::string begun);
  // A newer test of that cable takes back its labels that are not on their way yet.
  void withdraw(const std::string& serial);
  // Labels that were not printed.
  struct Missed {
    std::vector<std::string> serials;
    std::string why;
  };
  // Waits for those that are on their way, until the first that fails.
  Missed finish();
  // The last thing that went wrong, told once.
  std::string take_trouble();

  // What became of labels, each told once.
  struct End {
    std::string begun;
    LabelPrint::Status status;
    std::string why;
  };
  std::vector<End> take_ends();

 private:
  static constexpr std::size_t kMostWaiting = 64;
  struct Waiting {
    TestRecord record;
    std::string begun;
  };

  void work();

  LabelJob job_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Waiting> waiting_;
  std::vector<End> ends_;
  Missed missed_;
  std::string trouble_;
  std::set<std::string> withdrawn_;  // serial numbers whose label was taken back, and that got no other
  bool over_ = false;
  std::thread worker_;
};

}  // namespace buzzout
