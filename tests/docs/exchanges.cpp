#include <doctest/doctest.h>

#include "catalog/catalog.hpp"
#include "docs/markdown.hpp"
#include "docs/shell.hpp"
#include "jig/envelope.hpp"
#include "simulation/simulated_channel.hpp"

// The jig's words in the documents: in a ```jig block, `> ` is what is sent to a fresh simulated Uno,
// `< ` what it answers. The word after `jig` is the cable in its sockets, `good` if there is none;
// `none` for an empty fixture.
namespace buzzout::docs {
namespace {

// A jig of its own for every block.
class FreshJig {
 public:
  explicit FreshJig(const std::string& cable)
      : catalog_({BUZZOUT_SOURCE_DIR}),
        fixture_(catalog_.fixture("headphone-bench-uno")),
        profile_(catalog_.profile("4.4-ts")),
        bench_(*find_board("uno"), fixture_, &profile_, {},
               [this](const std::string& name) { return catalog_.profile(name); }) {
    bench_.plug(parse_cable_edits(cable));
    channel_ = std::make_unique<SimulatedChannel>("sim:" + cable, *find_board("uno"), bench_, clock_);
  }

  void send(const std::string& line) { channel_->write(line + "\n"); }

  std::vector<std::string> answers() {
    char bytes[4096];
    const std::size_t n = channel_->read(bytes, sizeof bytes, Duration{0});
    auto lines = split_lines(std::string(bytes, n));
    for (auto& line : lines)
      if (line.ends_with('\r')) line.pop_back();
    return lines;
  }

 private:
  Catalog catalog_;
  Fixture fixture_;
  Profile profile_;
  Workbench bench_;
  ManualClock clock_;
  std::unique_ptr<SimulatedChannel> channel_;
};

// The sequence number and command of a sealed line, for saying what its seal should be.
std::string sealed_again(const std::string& line) {
  const auto space = line.find(' ');
  const auto star = line.rfind(" *");
  if (!line.starts_with('@') || space == std::string::npos || star == std::string::npos || star < space)
    return line;
  return seal(static_cast<std::uint32_t>(std::stoul(line.substr(1, space))),
              line.substr(space + 1, star - space - 1))
      .line;
}

TEST_CASE("the exchanges with a jig in the documents happen as they are shown") {
  int sent = 0;
  for (const auto& document : documents())
    for (const auto& block : document.blocks()) {
      if (block.language != "jig") continue;
      FreshJig jig(block.name.empty() ? "good" : block.name);
      std::vector<std::string> waiting = jig.answers();
      if (!waiting.empty() && !block.lines.front().starts_with("< #")) waiting.clear();  // its hello
      for (std::size_t i = 0; i < block.lines.size(); ++i) {
        const std::string& line = block.lines[i];
        const std::string place = document.place(block.line + static_cast<int>(i));
        INFO(place, ": ", line);
        REQUIRE(line.size() >= 2);
        if (line.starts_with("> ")) {
          CHECK_MESSAGE(waiting.empty(), "unshown: ", join_lines(waiting));
          INFO("with its right seal: ", sealed_again(line.substr(2)));
          jig.send(line.substr(2));
          waiting = jig.answers();
          ++sent;
          continue;
        }
        REQUIRE(line.starts_with("< "));
        REQUIRE_MESSAGE(!waiting.empty(), "no answer");
        CHECK(waiting.front() == line.substr(2));
        waiting.erase(waiting.begin());
      }
      CHECK_MESSAGE(waiting.empty(), document.place(block.line), ": unshown: ", join_lines(waiting));
    }
  CHECK(sent >= 10);
}

}  // namespace
}  // namespace buzzout::docs
