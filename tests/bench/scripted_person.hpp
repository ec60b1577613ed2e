#pragma once

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "bench/prompts.hpp"

namespace buzzout {

// A face and the person before it: does and says what is written down, and gives up where nothing is.
class ScriptedPerson {
 public:
  ScriptedPerson() : prompts([this](const Prompt& p) { act(p); }) {
    prompts.watch([this](const std::optional<Prompt>& p) {
      if (p && (seen.empty() || seen.back().id != p->id)) seen.push_back(*p);
    });
  }

  void says(Prompt::Kind kind, std::deque<std::string> answers) { script_[kind] = std::move(answers); }
  // Whether each question was asked as often as it was thought to be.
  bool is_through() const {
    for (const auto& [kind, answers] : script_)
      if (!answers.empty()) return false;
    return true;
  }

  Prompts prompts;
  std::vector<Prompt> seen;                        // as they were opened
  std::function<void(const Prompt&)> hands;        // what is done at the bench, before an answer
  std::function<void(const Prompt&)> afterwards;   // after it
  bool only_hands = false;                         // and nothing is said

 private:
  void act(const Prompt& p) {
    if (hands) hands(p);
    if (only_hands) return;
    auto& answers = script_[p.kind];
    if (answers.empty()) return prompts.abandon();
    const std::string answer = answers.front();
    answers.pop_front();
    refused += prompts.answer(p.id, answer) ? 0 : 1;
    if (afterwards) afterwards(p);
  }

  std::map<Prompt::Kind, std::deque<std::string>> script_;

 public:
  int refused = 0;  // answers that did not count
};

}  // namespace buzzout
