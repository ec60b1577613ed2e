#include "avr/simavr.hpp"

#include <cstdarg>
#include <cstdio>

namespace buzzout {
namespace {

thread_local std::string complaint;

void note(avr_t*, const int level, const char* format, va_list args) {
  if (level > LOG_ERROR) return;
  char text[256];
  std::vsnprintf(text, sizeof text, format, args);
  complaint = text;
}

}  // namespace

void hush_simavr() {
  avr_global_logger_set(note);
}

const std::string& simavr_complaint() {
  return complaint;
}

}  // namespace buzzout

// simavr frees only part of what it allocates for a controller.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libsimavr";
}
