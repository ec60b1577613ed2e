#include <doctest/doctest.h>

#include <sstream>

#include "cli/commands/commands.hpp"

namespace buzzout {

TEST_CASE("A library that is not there is not called one in which nothing matches") {
  for (const std::string what : {"profiles", "fixtures", "labels"}) {
    CAPTURE(what);
    std::istringstream in;
    std::ostringstream out, err;
    const Theme theme{false, true, 80};
    Environment env{in, out, err, theme, theme, false, {{"/nowhere/a", "/nowhere/b"}, "", "/nowhere/config.yaml", "/nowhere"}};
    CHECK(run({what, "list"}, env) == kExitError);
    CHECK(out.str().empty());
    CHECK(err.str() == "error: there are no " + what +
                           " at all\n  /nowhere/a, /nowhere/b\n→ install buzzout with its library, or name the folder "
                           "that has them: --library DIR\n");
  }
}

}  // namespace buzzout
