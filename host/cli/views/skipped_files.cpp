#include "cli/views/skipped_files.hpp"

#include <ostream>

#include "cli/views/render.hpp"

namespace buzzout {

void warn_of_skipped_files(const std::vector<Error>& broken, Environment& env) {
  for (const auto& e : broken) {
    const std::string place = e.where.substr(0, e.where.find('\n'));
    print(env.err, {{{"warning: ", Ink::warn}, {"passed over " + place + ": " + e.message, Ink::plain}}},
          env.error_theme);
  }
}

}  // namespace buzzout
