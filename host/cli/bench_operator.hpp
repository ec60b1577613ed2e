#pragma once

#include <set>

#include "bench/self_test.hpp"
#include "cli/keyboard.hpp"
#include "cli/session_proofs.hpp"

namespace buzzout {

// Thrown when the person gives up; becomes exit status 130.
struct Interrupted {};

// The person at the bench. In front of a simulated jig nobody is: there the plugs are put in as asked,
// and the jig's and the fixture's defects stay what the port says.
class BenchOperator : public SelfTestOperator {
 public:
  // `only`: the sockets that are asked for; empty: all. References outlive it.
  BenchOperator(Environment& env, JigSession& session, const SessionProofs& memory, Keyboard& keyboard, bool silent,
                std::set<std::string> only = {})
      : env_(env), session_(session), memory_(memory), keyboard_(keyboard), silent_(silent), only_(std::move(only)) {}

  void unplug_everything() override;
  bool plug_loop_back(const Socket&, const std::vector<std::string>& alike) override;
  void still_in() override;
  void remember(const Proofs& proofs) override { memory_.save(proofs); }
  void done(const SelfTestStep&) override;

 private:
  bool is_asked_for(const std::string& socket) const { return only_.empty() || only_.contains(socket); }
  bool plug(const std::string& cable);
  void say(const std::string& text);
  std::string wait();

  Environment& env_;
  JigSession& session_;
  const SessionProofs& memory_;
  Keyboard& keyboard_;
  bool silent_;
  std::set<std::string> only_;
  bool asked_out_ = false;
};

}  // namespace buzzout
