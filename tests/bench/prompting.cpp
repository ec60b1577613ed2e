#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "bench/prompts.hpp"
#include "core/error.hpp"

namespace buzzout {
namespace {

Prompt loop_back() {
  Prompt p{Prompt::Kind::loop_back, "Loop-back plug into amp."};
  p.answers = {Answer::done, Answer::skip};
  return p;
}

TEST_CASE("the first answer counts, and a second one is refused") {
  Prompts* desk = nullptr;
  std::vector<bool> counted;
  Prompts prompts([&](const Prompt& p) {
    counted = {desk->answer(p.id, Answer::skip), desk->answer(p.id, Answer::done)};
  });
  desk = &prompts;
  CHECK(prompts.ask(loop_back()) == Answer::skip);
  CHECK(counted == std::vector<bool>{true, false});
}

TEST_CASE("a late answer, one to another prompt and one that is not allowed are refused") {
  Prompts* desk = nullptr;
  std::uint64_t first = 0;
  Prompts prompts([&](const Prompt& p) {
    if (first == 0) {
      first = p.id;
      CHECK(desk->answer(p.id, Answer::done));
      return;
    }
    CHECK_FALSE(desk->answer(first, Answer::done));
    CHECK_FALSE(desk->answer(p.id + 1, Answer::done));
    CHECK_FALSE(desk->answer(p.id, Answer::skip));
    CHECK(desk->answer(p.id, Answer::done));
  });
  desk = &prompts;
  prompts.ask(loop_back());
  CHECK_FALSE(prompts.answer(first, Answer::done));
  prompts.ask({Prompt::Kind::golden_cable, "Plug in the golden cable."});
}

TEST_CASE("two faces on threads of their own see the prompt, and one of them answers it") {
  Prompts prompts;
  int shown = 0, ended = 0;
  prompts.watch([&](const std::optional<Prompt>& p) { ++(p ? shown : ended); });
  std::atomic<int> counted{0};
  const auto face = [&] {
    for (int i = 0; i < 5000; ++i) {
      if (const auto p = prompts.open()) {
        counted += prompts.answer(p->id, Answer::done);
        return;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  };
  std::thread one(face), other(face);
  CHECK(prompts.ask(loop_back()) == Answer::done);
  one.join();
  prompts.abandon();
  other.join();
  CHECK(counted == 1);
  CHECK(shown == 1);
  CHECK(ended == 1);
  CHECK_FALSE(prompts.open());
}

TEST_CASE("giving up ends the prompt with an error, and so does what a face throws") {
  Prompts* desk = nullptr;
  Prompts given_up([&](const Prompt&) { desk->abandon(); });
  desk = &given_up;
  CHECK_THROWS_AS(given_up.ask(loop_back()), Error);
  CHECK_FALSE(given_up.open());
  Prompts broken([](const Prompt&) { throw Error("gates-missing", "nobody is there"); });
  CHECK_THROWS_WITH(broken.ask(loop_back()), "nobody is there");
  CHECK_FALSE(broken.open());
}

TEST_CASE("what ends by itself takes no answer") {
  Prompts prompts([](const Prompt&) {});
  prompts.show_notice({Prompt::Kind::take_out, "Take the plug out."});
  REQUIRE(prompts.open());
  CHECK_FALSE(prompts.answer(prompts.open()->id, Answer::done));
  prompts.withdraw();
  CHECK_FALSE(prompts.open());
}

}  // namespace
}  // namespace buzzout
