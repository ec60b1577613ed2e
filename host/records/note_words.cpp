#include "records/note_words.hpp"

namespace buzzout {
namespace {

constexpr std::size_t kLongestNote = 500;  // bytes

}  // namespace

bool is_blank(const std::string& text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }

void require_words(const std::string& note, const std::string& name, const Error& blank) {
  if (is_blank(note)) throw Error(blank);
  if (note.size() > kLongestNote)
    throw Error(blank.code, name + " has more than " + std::to_string(kLongestNote) + " bytes", "", "say it in a few words");
}

}  // namespace buzzout
