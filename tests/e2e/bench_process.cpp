#include "e2e/bench_process.hpp"

#include <doctest/doctest.h>
#include <signal.h>

#include <thread>

namespace e2e {
namespace {

std::vector<std::string> command_line(const std::string& board, const std::string& link,
                                      const BenchProcess::Options& o) {
  std::vector<std::string> out = {
      BUZZOUT_BENCH, "--until-eof",
      "--board",     board,
      "--link",      link,
      "--cable",     o.cable,
      "--elf",       o.elf.empty() ? BUZZOUT_FIRMWARE_ELF + board + ".elf" : o.elf,
      "--fixture",   o.fixture.empty() ? fixture_of(board) : o.fixture,
      "--library",   BUZZOUT_SOURCE_DIR};
  if (!o.library.empty()) out.insert(out.end(), {"--library", o.library});
  if (o.number != 0) out.insert(out.end(), {"--number", std::to_string(o.number)});
  return out;
}

// The value of a line that begins with a word.
std::string value_of(Child& process, const std::string& word) {
  const auto line = process.line();
  INFO("buzzout-bench: " << process.err());
  REQUIRE(line.has_value());
  REQUIRE(line->starts_with(word + " "));
  return line->substr(word.size() + 1);
}

constexpr std::uint64_t kReadyBytes = 10;  // "#BUZZOUT …"

}  // namespace

std::string fixture_of(const std::string& board) {
  if (board == "mega64") return "db25-bench";
  return board == "uno" ? "headphone-bench-uno" : "headphone-bench";
}

BenchProcess::BenchProcess(const std::string& board, const Options& o)
    : process_(command_line(board, link(), o)) {
  port_ = value_of(process_, "port");
  shim_ = value_of(process_, "shim");
  if (o.elf.empty()) await_sent(kReadyBytes);
}

std::string BenchProcess::command(const std::string& text) {
  process_.type(text + "\n");
  const auto answer = process_.line();
  INFO("buzzout-bench: " << text << ": " << answer.value_or("no answer") << process_.err());
  REQUIRE(answer.has_value());
  REQUIRE(answer->starts_with("ok"));
  return *answer;
}

std::uint64_t BenchProcess::status(const std::string& field) {
  const std::string text = command("status") + " ";
  const std::size_t at = text.find(" " + field + "=");
  REQUIRE(at != std::string::npos);
  return std::stoull(text.substr(at + field.size() + 2));
}

void BenchProcess::await_sent(std::uint64_t bytes) {
  const auto until = std::chrono::steady_clock::now() + kPatience;
  while (status("sent") <= bytes) {
    REQUIRE(std::chrono::steady_clock::now() < until);
    std::this_thread::sleep_for(milliseconds(2));
  }
}

void BenchProcess::kill() {
  process_.send_signal(SIGKILL);
  REQUIRE(process_.wait().has_value());
}

}  // namespace e2e
