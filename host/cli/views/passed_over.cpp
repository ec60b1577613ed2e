#include "cli/views/passed_over.hpp"

#include <ostream>

#include "cli/views/render.hpp"

namespace buzzout {

void warn_of_passed_over(const std::vector<Error>& broken, Environment& env) {
  for (const auto& e : broken) {
    const std::string place = e.where.substr(0, e.where.find('\n'));
    print(env.err, {{{"warning: ", Ink::warn}, {"passed over " + place + ": " + e.message, Ink::plain}}},
          env.error_theme);
  }
}

}  // namespace buzzout
