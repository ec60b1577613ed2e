#include "e2e/host_process.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

namespace e2e {

Account::Account(const std::string& fixture, const std::string& more) {
  if (fixture.empty()) return;
  const auto folder = home_.path() / "config/buzzout";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "config.yaml") << "fixture: " << fixture << "\n" << more;
}

Child::Variables Account::variables(const std::string& preload) const {
  const std::string home = home_.path().string();
  return {
      {"HOME", home},
      {"XDG_CONFIG_HOME", home + "/config"},
      {"XDG_DATA_HOME", home + "/data"},
      {"LC_ALL", "C.UTF-8"},
      {"LD_PRELOAD", preload},
      {"NO_COLOR", ""},
      // A sanitizer's library wants to be the first one; the preloaded ones only wrap a few calls.
      {"ASAN_OPTIONS", "verify_asan_link_order=0"}};
}

nlohmann::json Run::json() const {
  INFO("standard output: " << out << "\nstandard error: " << err);
  const auto document = nlohmann::json::parse(out, nullptr, false);
  REQUIRE_FALSE(document.is_discarded());
  return document;
}

std::unique_ptr<Child> start_host(const Account& account, const std::string& port,
                                  const std::string& preload, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), BUZZOUT_HOST);
  arguments.insert(arguments.end(), {"-p", port});
  return std::make_unique<Child>(std::move(arguments), account.variables(preload));
}

std::unique_ptr<Child> start_host(const Account& account, const BenchProcess& bench,
                                  std::vector<std::string> arguments) {
  return start_host(account, bench.port(), bench.shim(), std::move(arguments));
}

Run finish(Child& child) {
  const auto begun = std::chrono::steady_clock::now();
  const auto end = child.wait();
  INFO("standard output: " << child.out() << "\nstandard error: " << child.err());
  REQUIRE(end.has_value());
  return {*end, child.out(), child.err(),
          std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - begun)};
}

Run run_host(const Account& account, const BenchProcess& bench,
             std::vector<std::string> arguments) {
  return finish(*start_host(account, bench, std::move(arguments)));
}

}  // namespace e2e
