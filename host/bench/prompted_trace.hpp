#pragma once

#include <functional>

#include "bench/jig_session.hpp"
#include "bench/prompts.hpp"
#include "bench/session_proofs.hpp"
#include "bench/trace.hpp"

namespace buzzout {

// The person of a trace, asked by prompts: each contact ends when the jig sees the lead on it, or when it is skipped.
// A simulated jig that plugs by itself touches itself, and nobody is asked.
class PromptedTrace : public TraceObserver {
 public:
  // Is told what a contact came to.
  using Told = std::function<void(const TraceStep&)>;
  // The references outlive it.
  PromptedTrace(JigSession& session, const SessionProofs& memory, Prompts& prompts, Told told)
      : session_(session), memory_(memory), prompts_(prompts), told_(std::move(told)) {}
  ~PromptedTrace() override { prompts_.withdraw(); }
  PromptedTrace(const PromptedTrace&) = delete;
  PromptedTrace& operator=(const PromptedTrace&) = delete;

  void touch(const Contact&, Point expected) override;
  bool keep_waiting(PointSet touched) override;
  void answered(const TraceStep&) override;
  void remember(const FixtureEvidence& proofs) override { memory_.save(proofs); }

 private:
  JigSession& session_;
  const SessionProofs& memory_;
  Prompts& prompts_;
  Told told_;
  bool by_itself_ = false;  // nobody holds the lead
  int polls_ = 0;           // then: how often it has been looked for
};

}  // namespace buzzout
