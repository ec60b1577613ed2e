#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace buzzout {

// Which file a name stood for, and which others go by it and say something else. All are safe to print.
struct Namesakes {
  std::string used;                 // empty: it was not looked up
  std::vector<std::string> others;  // those hidden by it; with the alias, where they go by one
};

// "profile `xlr-3-mic` is read from A and not from B, which goes by that name too"; empty without others.
std::string in_words(std::string_view kind, std::string_view name, const Namesakes&);

}  // namespace buzzout
