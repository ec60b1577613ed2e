#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "bench/prompts.hpp"
#include "core/error.hpp"

namespace buzzout {
namespace {

Prompt loop_back() {
  return {Prompt::Kind::loop_back, "Loop-back plug into amp.", {{kDone, "done"}, {kSkip, "no such plug"}}};
}

TEST_CASE("the first answer counts, and a second one is refused") {
  Prompts* desk = nullptr;
  std::vector<bool> counted;
  Prompts prompts([&](const Prompt& p) {
    counted = {desk->answer(p.id, kSkip), desk->answer(p.id, kDone)};
  });
  desk = &prompts;
  CHECK(prompts.ask(loop_back()) == kSkip);
  CHECK(counted == std::vector<bool>{true, false});
}

TEST_CASE("a late answer, one to another prompt and one that is not allowed are refused") {
  Prompts* desk = nullptr;
  std::uint64_t first = 0;
  Prompts prompts([&](const Prompt& p) {
    if (first == 0) {
      first = p.id;
      CHECK(desk->answer(p.id, kDone));
      return;
    }
    CHECK_FALSE(desk->answer(first, kDone));
    CHECK_FALSE(desk->answer(p.id + 1, kDone));
    CHECK_FALSE(desk->answer(p.id, kSkip));
    CHECK(desk->answer(p.id, kDone));
  });
  desk = &prompts;
  prompts.ask(loop_back());
  CHECK_FALSE(prompts.answer(first, kDone));
  prompts.ask({Prompt::Kind::golden_cable, "Plug in the golden cable.", {{kDone, "done"}}});
}

TEST_CASE("two faces on threads of their own see the prompt, and one of them answers it") {
  Prompts prompts;
  int shown = 0, ended = 0;
  prompts.watch([&](const std::optional<Prompt>& p) { ++(p ? shown : ended); });
  std::atomic<int> counted{0};
  const auto face = [&] {
    for (int i = 0; i < 5000; ++i) {
      if (const auto p = prompts.open()) {
        counted += prompts.answer(p->id, kDone);
        return;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  };
  std::thread one(face), other(face);
  CHECK(prompts.ask(loop_back()) == kDone);
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

TEST_CASE("a choice takes the id of an option, and nothing else but an empty answer where one of them is usual") {
  Prompt which{Prompt::Kind::which_socket, "Which one holds the plug?", {{"amp-4.4", "4.4 mm"}, {"amp-2.5", "2.5 mm"}}};
  Prompts prompts;
  prompts.begin(which);
  std::uint64_t id = prompts.open()->id;
  CHECK_FALSE(prompts.answer(id, "amp"));
  CHECK_FALSE(prompts.answer(id, "4.4 mm"));
  CHECK_FALSE(prompts.answer(id, ""));
  CHECK(prompts.answer(id, " amp-2.5 "));
  CHECK(prompts.poll() == "amp-2.5");
  which.otherwise = "amp-4.4";
  prompts.begin(which);
  id = prompts.open()->id;
  CHECK(prompts.answer(id, " "));
  CHECK(prompts.poll() == "amp-4.4");
}

TEST_CASE("a line of text is refused with a reason and asked for again, under another id") {
  Prompts* desk = nullptr;
  std::vector<Prompt> seen;
  const std::vector<std::string> said{"", "no one", " Anna "};
  Prompts prompts([&](const Prompt& p) {
    seen.push_back(p);
    if (seen.size() > 1) CHECK_FALSE(desk->answer(seen.front().id, "Anna"));
    CHECK(desk->answer(p.id, said.at(seen.size() - 1)));
  });
  desk = &prompts;
  Prompt who{Prompt::Kind::which_person, "Who are you?"};
  who.takes_text = true;
  CHECK(prompts.ask(who, [](const std::string& name) {
    return name.empty() ? "Somebody must be." : name == "no one" ? "That is a pseudonym." : "";
  }) == "Anna");
  REQUIRE(seen.size() == 3);
  CHECK(seen[0].care == "");
  CHECK(seen[1].care == "Somebody must be.");
  CHECK(seen[2].care == "That is a pseudonym.");
  CHECK_FALSE(prompts.open());
}

TEST_CASE("a prompt that changes keeps its id, and each face is told once") {
  Prompts prompts;
  std::vector<std::string> told;
  prompts.watch([&](const std::optional<Prompt>& p) { told.push_back(p ? std::to_string(p->id) + p->care : "over"); });
  prompts.warn("nobody is asked anything");
  prompts.begin({Prompt::Kind::touch_contact, "Touch amp.T.", {{kSkip, "skip it"}}});
  prompts.warn(" one only");
  prompts.warn(" one only");
  CHECK(prompts.answer(1, kSkip));
  prompts.withdraw();
  CHECK(told == std::vector<std::string>{"1", "1 one only", "over"});
}

TEST_CASE("an answer that came before the person gave up counts, and nothing after it does") {
  Prompts prompts;
  prompts.require_person();
  prompts.begin(loop_back());
  CHECK(prompts.answer(prompts.open()->id, kDone));
  prompts.abandon();
  CHECK(prompts.poll() == kDone);
  CHECK_THROWS_AS(prompts.require_person(), Error);
  CHECK_THROWS_AS(prompts.ask(loop_back()), Error);
  CHECK_FALSE(prompts.open());
}

TEST_CASE("what ends by itself takes no answer") {
  Prompts prompts([](const Prompt&) {});
  prompts.begin({Prompt::Kind::take_out, "Take the plug out."});
  REQUIRE(prompts.open());
  CHECK_FALSE(prompts.answer(prompts.open()->id, kDone));
  prompts.withdraw();
  CHECK_FALSE(prompts.open());
}

}  // namespace
}  // namespace buzzout
