#include "cli/views/name_warnings.hpp"

#include <ostream>

#include "cli/views/render.hpp"

namespace buzzout {

void warn_of_clashes(const std::vector<NameClash>& clashes, const Environment& env) {
  for (const auto& clash : clashes)
    print(env.err, {{{"warning: ", Ink::warn}, {clash.text, Ink::plain}}}, env.error_theme);
}

}  // namespace buzzout
