#include "jig/vocabulary_text.hpp"

namespace buzzout {

std::string short_form(protocol::Command command) {
  std::string out;
  for (const char* c = protocol::pattern_of(command); *c != 0; ++c)
    if (*c < 'a' || *c > 'z') out += *c;
  return out;
}

std::string lamp_word(protocol::Lamp lamp) { return protocol::word_of(lamp); }

std::string describe_error(int code) {
  return std::to_string(code) + " (" + protocol::text_of(static_cast<protocol::ErrorCode>(code)) + ")";
}

}  // namespace buzzout
