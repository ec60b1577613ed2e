#include "core/namesakes.hpp"

namespace buzzout {

std::string in_words(std::string_view kind, std::string_view name, const Namesakes& n) {
  if (n.others.empty()) return "";
  std::string others;
  for (const auto& other : n.others) others += (others.empty() ? "" : " or ") + other;
  return std::string(kind) + " `" + std::string(name) + "` is read from " + n.used + " and not from " + others +
         (n.others.size() == 1 ? ", which goes by that name too" : ", which go by that name too");
}

}  // namespace buzzout
