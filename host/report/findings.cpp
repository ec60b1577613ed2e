#include "report/findings.hpp"

namespace buzzout {

std::set<std::string> findings(const TestRecord& r) {
  std::set<std::string> out;
  for (const auto& d : r.verdict.diagnoses) {
    std::string words = d.summary.substr(0, d.summary.find(':'));
    if (words.ends_with('.')) words.pop_back();
    out.insert(words);
  }
  if (out.empty())
    for (const auto& f : r.verdict.faults) out.insert(std::string(to_string(f.kind)) + " " + f.net);
  return out;
}

}  // namespace buzzout
