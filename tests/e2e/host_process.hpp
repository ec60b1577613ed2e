#pragma once

#include <filesystem>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "e2e/bench_process.hpp"
#include "e2e/child.hpp"

namespace e2e {

inline constexpr const char* kCable = "4.4-ts";  // what most tests put into the jig

// A person's account on the host: folders for what Buzzout remembers and for its settings.
class Account {
 public:
  // `fixture`: what the settings call the jig's; empty: there are no settings. `more`: lines that follow it.
  explicit Account(const std::string& fixture = "", const std::string& more = "");

  const std::filesystem::path& home() const { return home_.path(); }
  // The variables that a host process of this account gets.
  Child::Variables variables(const std::string& preload) const;

 private:
  TempFolder home_;
};

// What a run of the host left.
struct Run {
  End end;
  std::string out, err;
  milliseconds took{0};

  nlohmann::json json() const;  // the one document on `out`; the test fails if there is none
};

// Starts `buzzout ARGUMENTS… -p PORT` on the bench's port.
std::unique_ptr<Child> start_host(const Account&, const BenchProcess&,
                                  std::vector<std::string> arguments);
// With another port, and with other libraries preloaded (separated by colons).
std::unique_ptr<Child> start_host(const Account&, const std::string& port,
                                  const std::string& preload, std::vector<std::string> arguments);

// Waits for the end; the test fails if it does not come.
Run finish(Child&);
// Starts and finishes, with nothing typed.
Run run_host(const Account&, const BenchProcess&, std::vector<std::string> arguments);

}  // namespace e2e
