#include "catalog/skeleton_marks.hpp"

#include <sstream>

#include "core/words.hpp"

namespace buzzout {

std::vector<std::string> marked_keys(std::string_view yaml) {
  std::vector<std::string> out;
  std::istringstream lines{std::string(yaml)};
  std::string outer;
  for (std::string line; std::getline(lines, line);) {
    const auto from = line.find_first_not_of(' '), colon = line.find(':'), comment = line.find('#');
    if (colon == std::string::npos || comment < colon) continue;
    const std::string key = line.substr(from, colon - from);
    if (from == 0) outer = key;
    if (line.find(kSkeletonMark) != std::string::npos) out.push_back(from == 0 ? key : outer + "." + key);
  }
  return out;
}

Profile filled_in_profile(const Catalog& catalog, const std::string& name) {
  Profile p = catalog.profile(name);
  if (p.trust != Trust::template_only) return p;
  const auto text = catalog.texts().find(p.sha256);
  const auto marked = text == catalog.texts().end() ? std::vector<std::string>{} : marked_keys(text->second);
  if (marked.empty()) return p;
  throw Error("skeleton", "profile " + p.name + " is still a skeleton: nothing can pass against it",
              catalog.profile_file(name).string(),
              "fill in what is marked there with " + std::string(kSkeletonMark) + ": " + list_of(marked));
}

}  // namespace buzzout
