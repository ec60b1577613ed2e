#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <vector>

#include "cli/transcripts/desk.hpp"

// Runs every case. With BUZZOUT_UPDATE=1 in the environment the cases are rewritten as the program prints
// now; read the difference before it is committed. What changed in a tail is changed in tails.txt first.
namespace buzzout::transcripts {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> cases() {
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(BUZZOUT_CASES))
    if (entry.path().extension() == ".txt") out.push_back(entry.path());
  std::ranges::sort(out);
  return out;
}

bool is_connected(const std::string& kind) {
  for (const auto& entry : fs::directory_iterator("/dev"))
    if (entry.path().filename().string().starts_with(kind)) return true;
  return false;
}

// Why a case cannot run on this machine; empty: it can.
std::string obstacle(const Transcript& t) {
  if (t.needs("no-jig") && (is_connected("ttyACM") || is_connected("ttyUSB"))) return "a jig may be connected";
  if (t.needs("firmware") && !fs::exists(std::string(BUZZOUT_BINARY_DIR) + "/firmware/buzzout-uno.hex"))
    return "the firmware is not built";
  if (t.needs("root") && ::getuid() != 0) return "it takes root to be somebody else";
  const bool as_nobody = std::ranges::any_of(t.commands, &Command::as_nobody);
  if (as_nobody && !nobody_may_run()) return "others may not reach the program";
  return "";
}

const Tails& tails() {
  static const Tails out(BUZZOUT_TAILS);
  return out;
}

bool updating() {
  const char* value = std::getenv("BUZZOUT_UPDATE");
  return value != nullptr && std::string(value) == "1";
}

}  // namespace

TEST_CASE("the program prints what the transcripts say, to the letter") {
  unsigned commands = 0;
  for (const auto& file : cases()) {
    Transcript t = read_transcript(file, tails());
    if (const std::string why = obstacle(t); !why.empty()) {
      MESSAGE(file.filename().string(), " left out: ", why);
      continue;
    }
    const Desk desk;
    for (const auto& f : t.files) desk.put(f);
    for (auto& c : t.commands) {
      ++commands;
      const std::string real = desk.run(c);
      if (updating())
        c.expected = real;
      else
        CHECK_MESSAGE(real == c.expected, file.filename().string(), ": $ ", c.words, "\n", real,
                      "\nbut the transcript says\n", c.expected);
    }
    if (updating()) std::ofstream(file, std::ios::trunc) << write_transcript(t, tails());
  }
  MESSAGE(cases().size(), " cases, ", commands, " commands");
  CHECK(commands > 50);
}

TEST_CASE("a transcript is written as it was read") {
  for (const auto& file : cases()) {
    std::ifstream in(file, std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(in), {});
    CHECK_MESSAGE(write_transcript(read_transcript(file, tails()), tails()) == text, file.filename().string());
  }
}

TEST_CASE("every tail is printed by some case") {
  std::string all;
  for (const auto& file : cases()) {
    std::ifstream in(file, std::ios::binary);
    all.append(std::istreambuf_iterator<char>(in), {});
  }
  for (const auto& name : tails().names()) CHECK_MESSAGE(all.find("\n[tail " + name + "]\n") != std::string::npos, name);
  CHECK_THROWS(tails().unfolded("\n[tail of nothing]\n"));
}

}  // namespace buzzout::transcripts
