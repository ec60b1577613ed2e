#pragma once

#include "cli/views/batch_face.hpp"
#include "cli/terminal/environment.hpp"
#include "cli/terminal/keyboard.hpp"

namespace buzzout {

// The operator's side without a screen: a line for what happens, or with --json each record as a line.
class BatchLines : public BatchFace {
 public:
  struct Style {
    bool json = false, details = false;
    bool silent = false;  // nothing but what goes wrong, for who reads the events instead
  };
  // The references outlive it.
  BatchLines(Environment& env, Keyboard& keyboard, const Style& style)
      : env_(env), keyboard_(keyboard), json_(style.json), details_(style.details), silent_(style.silent) {}

  void see(const Seen&) override;
  void judged(const Seen&) override;
  void unjudged(const TestRecord&) override;
  void trouble(const Error&) override;
  std::optional<std::string> line(Duration wait) override { return keyboard_.line(wait); }
  bool interrupted() override { return Keyboard::interrupted(); }
  bool ended() override { return keyboard_.ended(); }

 private:
  void print_line(const std::string&);
  void print_document(const TestRecord&);

  Environment& env_;
  Keyboard& keyboard_;
  bool json_, details_, silent_;
  std::string said_, noticed_;
};

}  // namespace buzzout
