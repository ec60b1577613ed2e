#include <doctest/doctest.h>

#include "transport/child_process.hpp"

using namespace buzzout;
using namespace std::chrono_literals;

namespace {

std::string ended(const std::vector<std::string>& words, std::chrono::milliseconds limit = 20s) {
  return to_string(run_program(words, limit));
}

}  // namespace

TEST_CASE("a program is found as a shell finds it, gets its words as they are, and its status comes back") {
  CHECK(run_program({"true"}, 20s).well());
  CHECK(ended({"sh", "-c", "exit 3"}) == "exit status 3");
  CHECK(ended({"sh", "-c", "[ \"$1\" = \"$(printf 'a b;c')\" ]", "sh", "a b;c"}) == "exit status 0");
  CHECK(ended({"sh", "-c", "kill -9 $$"}) == "killed by signal 9");
  CHECK(ended({"no-program-of-this-name"}) == "exit status 127");
}

TEST_CASE("a program that takes too long is ended, whether it minds SIGTERM or not") {
  CHECK(ended({"sleep", "100"}, 50ms) == "took too long");
  CHECK(ended({"sh", "-c", "trap '' TERM; while :; do sleep 0.01; done"}, 200ms) == "took too long");
}
