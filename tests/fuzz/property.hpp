#pragma once

#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "core/error.hpp"

// What must hold for every input. A property that does not ends the process, so that libFuzzer keeps
// the input.
#define MUST(condition) ((condition) ? void() : fuzz::end_broken(#condition, __FILE__, __LINE__))

namespace fuzz {

[[noreturn]] inline void end_broken(const char* property, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: broken: %s\n", file, line, property);
  std::abort();
}

// No control character but line ends and tabs: nothing that could tell a terminal what to do.
inline bool is_printable(std::string_view text) {
  for (const unsigned char c : text)
    if ((c < ' ' && c != '\n' && c != '\t') || c == 0x7F) return false;
  return true;
}

// Runs `action`; false if it threw an Error. That names itself and says what happened. Whatever else
// is thrown is nobody's answer, and ends the process.
template <class Action>
bool succeeds(Action action) {
  try {
    action();
    return true;
  } catch (const buzzout::Error& e) {
    MUST(!e.code.empty() && !e.message.empty());
    return false;
  }
}

}  // namespace fuzz
