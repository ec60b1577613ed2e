#pragma once

#include <functional>
#include <set>

#include "bench/jig_session.hpp"
#include "bench/prompts.hpp"
#include "bench/self_test.hpp"
#include "bench/session_proofs.hpp"

namespace buzzout {

// The person of a self-test, asked by prompts. In front of a simulated jig that plugs by itself nobody is asked, and
// the jig's and the fixture's defects stay what the port says.
class PromptedSelfTest : public SelfTestOperator {
 public:
  // Is told what a step came to, if its socket is one of those that are asked for.
  using Told = std::function<void(const SelfTestStep&)>;
  // `only`: the sockets that are asked for; empty: all. The references outlive it.
  PromptedSelfTest(JigSession& session, const SessionProofs& memory, Prompts& prompts, Told told,
                   std::set<std::string> only = {})
      : session_(session), memory_(memory), prompts_(prompts), told_(std::move(told)), only_(std::move(only)) {}

  ~PromptedSelfTest() override { end_still_in(); }
  PromptedSelfTest(const PromptedSelfTest&) = delete;
  PromptedSelfTest& operator=(const PromptedSelfTest&) = delete;

  void unplug_everything() override;
  bool plug_loop_back(const Socket&, const std::vector<std::string>& same_points) override;
  void still_in() override;
  void remember(const FixtureEvidence& proofs) override { memory_.save(proofs); }
  void done(const SelfTestStep&) override;

 private:
  bool is_asked_for(const std::string& socket) const { return only_.empty() || only_.contains(socket); }
  void end_still_in();

  JigSession& session_;
  const SessionProofs& memory_;
  Prompts& prompts_;
  Told told_;
  std::set<std::string> only_;
  bool waits_ = false;  // for what must come out
};

}  // namespace buzzout
