#pragma once

#include <memory>

#include "core/error.hpp"
#include "production/run_snapshot.hpp"

namespace buzzout {

// What is to be heard.
enum class Signal { pass, fail, refusal };

using Seen = std::shared_ptr<const RunSnapshot>;

// Somebody who follows a run: any number of them see the same, in the same order, on the thread that ticks.
class RunObserver {
 public:
  virtual ~RunObserver() = default;
  // After each change, and some ten times a second.
  virtual void see(const Seen&) = 0;
  // Once a cable: its record stands.
  virtual void judged(const Seen&) {}
  // There is no verdict: it was taken out too early, or nothing of it was seen. Its record says so.
  virtual void unjudged(const TestRecord&) {}
  virtual void signal(Signal) {}
  // Something went wrong beside the test, which stands.
  virtual void trouble(const Error&) {}
};

}  // namespace buzzout
