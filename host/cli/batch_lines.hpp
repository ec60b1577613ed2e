#pragma once

#include "cli/batch_view.hpp"
#include "cli/environment.hpp"
#include "cli/keyboard.hpp"

namespace buzzout {

// The operator's side without a screen: a line for what happens, or with --json each record as a line.
class BatchLines : public BatchView {
 public:
  // `silent`: nothing but what goes wrong, for who reads the events instead. References outlive it.
  BatchLines(Environment& env, Keyboard& keyboard, const Options& options, bool silent)
      : env_(env), keyboard_(keyboard), json_(options.json), details_(options.details), silent_(silent) {}

  void show(const BatchState&) override;
  void judged(const BatchState&) override;
  void aborted(const TestRecord&) override;
  void signal(Signal) override {}
  std::optional<std::string> line(Duration wait) override { return keyboard_.line(wait); }
  bool interrupted() override { return Keyboard::interrupted(); }
  bool ended() override { return keyboard_.ended(); }

 private:
  void say(const std::string&);
  void print_document(const TestRecord&);

  Environment& env_;
  Keyboard& keyboard_;
  bool json_, details_, silent_;
  std::string said_, noticed_;
};

}  // namespace buzzout
