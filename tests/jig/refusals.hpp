#pragma once

#include <doctest/doctest.h>
#include <grp.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>

#include "core/error.hpp"

// The Error that `action` throws; fails the test if it throws none.
template <class Action>
buzzout::Error refusal(Action action) {
  try {
    action();
  } catch (const buzzout::Error& e) {
    return e;
  }
  FAIL_CHECK("nothing was thrown");
  return {"", ""};
}

// The code of the Error that `action` throws in a process of a user without privileges; empty if it
// throws none.
template <class Action>
std::string refusal_of_ordinary_user(Action action) {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const pid_t child = ::fork();
  if (child == 0) {
    std::string code;
    if (::getuid() == 0 &&
        (::setgroups(0, nullptr) != 0 || ::setgid(65534) != 0 || ::setuid(65534) != 0))
      code = "cannot drop privileges";
    try {
      if (code.empty()) action();
    } catch (const buzzout::Error& e) {
      code = e.code;
    } catch (const std::exception& e) {
      code = e.what();
    }
    const auto written = ::write(ends[1], code.data(), code.size());
    ::_exit(written == static_cast<ssize_t>(code.size()) ? 0 : 1);
  }
  ::close(ends[1]);
  std::string code(200, ' ');
  const auto n = ::read(ends[0], code.data(), code.size());
  ::close(ends[0]);
  int status = -1;
  REQUIRE(::waitpid(child, &status, 0) == child);
  REQUIRE(status == 0);
  code.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
  return code;
}
