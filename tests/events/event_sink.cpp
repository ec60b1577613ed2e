#include "events/event_sink.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdio>
#include <vector>

#include "core/error.hpp"
#include "events/folder.hpp"
#include "events/listener.hpp"

using namespace buzzout;
using std::chrono::steady_clock;

namespace {

std::string event(int number) { return R"({"event":"verdict","number":)" + std::to_string(number) + "}"; }

std::string refusal(const std::string& target) {
  try {
    EventSink sink(target);
  } catch (const Error& e) {
    CHECK(!e.remedy.empty());
    return e.code;
  }
  return "";
}

double milliseconds_of(steady_clock::duration d) { return std::chrono::duration<double, std::milli>(d).count(); }

// How many events a line of the listener's stands for.
unsigned long told(const std::string& line) {
  const std::string lost = R"({"event":"lost","count":)";
  return line.starts_with(lost) ? std::stoul(line.substr(lost.size())) : 1;
}

}  // namespace

TEST_CASE("a listener hears every event, each on a line of its own") {
  Listener listener;
  EventSink sink(listener.address());
  sink.send(event(1));
  sink.send("{\"event\":\n \"verdict\",\r\n \"number\": 2}");
  listener.accept();
  CHECK(listener.line() == event(1));
  CHECK(listener.line() == "{\"event\":  \"verdict\",   \"number\": 2}");
  sink.close();
  CHECK(sink.status().sent == 2);
  CHECK(sink.status().lost == 0);
}

TEST_CASE("a listener that comes later hears what happened before") {
  std::uint16_t port = 0;
  {
    const Listener gone;
    port = gone.port();
  }
  EventSink sink("tcp://127.0.0.1:" + std::to_string(port));
  for (int i = 0; i < 20; ++i) sink.send(event(i));
  CHECK(soon([&] { return !sink.status().trouble.empty(); }));
  Listener listener(port);
  listener.accept();
  for (int i = 0; i < 20; ++i) CHECK(listener.line() == event(i));
}

TEST_CASE("a listener that hangs up and comes back hears on, and no event was in the air") {
  Listener listener;
  EventSink sink(listener.address());
  for (int call = 0; call < 5; ++call) {
    sink.send(event(2 * call));
    listener.accept();
    CHECK(listener.line() == event(2 * call));
    listener.hang_up();
  }
}

TEST_CASE("a listener that only reads is no dead one") {
  Listener listener;
  EventSink sink(listener.address());
  sink.send(event(0));
  listener.accept();
  CHECK(listener.line() == event(0));
  listener.read_only();
  for (int i = 1; i < 10; ++i) {
    sink.send(event(i));
    CHECK(listener.line() == event(i));
  }
}

TEST_CASE("a listener that never reads delays nobody, and hears afterwards how many events it missed") {
  Listener listener;
  const std::string long_event = R"({"event":"verdict","text":")" + std::string(400, 'x') + "\"}";
  constexpr int kEvents = 100'000;
  std::vector<double> took;
  took.reserve(kEvents);
  EventSink sink(listener.address(), {1000, 10'000'000});
  sink.send(event(0));
  listener.accept();
  for (int i = 0; i < kEvents; ++i) {
    std::string line = long_event;
    const auto start = steady_clock::now();
    sink.send(std::move(line));
    took.push_back(milliseconds_of(steady_clock::now() - start));
    if (i % 100 == 99) std::this_thread::sleep_for(std::chrono::microseconds(100));
  }
  std::ranges::sort(took);
  const double at_999 = took[took.size() * 999 / 1000];
  std::printf("send() while the listener hangs, ms: median %.4f, 99.9 %% %.4f, longest %.3f\n", took[took.size() / 2],
              at_999, took.back());
  // On an idle machine the 99.9 % are below 0.1 ms. A busy one takes the processor away for longer than any lock is
  // held; who waited for the listener would wait for ever.
  CHECK(took[took.size() / 2] < 1);
  CHECK(at_999 < 100);
  sink.send(event(1));

  unsigned long heard = 0;
  bool told_of_loss = false;
  for (std::string line; line != event(1);) {
    line = listener.line();
    REQUIRE(line != "");
    told_of_loss = told_of_loss || line.starts_with(R"({"event":"lost")");
    heard += told(line);
  }
  CHECK(told_of_loss);
  CHECK(heard == kEvents + 2);
  sink.close();
  CHECK(sink.status().sent + sink.status().lost == kEvents + 2);
}

TEST_CASE("nothing is left unsaid when a listener dies in the middle of a line") {
  Listener listener;
  EventSink sink(listener.address());
  const std::string large = R"({"event":"verdict","text":")" + std::string(8'000'000, 'x') + "\"}";
  sink.send(large);
  listener.accept();
  std::this_thread::sleep_for(milliseconds(200));
  listener.hang_up();
  listener.accept();
  CHECK((listener.line() == large));
}

TEST_CASE("closing waits a moment for a listener, and not longer") {
  Listener listener;
  EventSink sink(listener.address());
  for (int i = 0; i < 20'000; ++i) sink.send(std::string(1000, 'x'));
  const auto start = steady_clock::now();
  sink.close(milliseconds(300));
  CHECK(milliseconds_of(steady_clock::now() - start) < 1500);
  CHECK(sink.status().sent + sink.status().lost == 20'000);
  CHECK(sink.status().lost > 0);
  sink.send(event(1));
  CHECK(sink.status().lost + sink.status().sent == 20'001);
}

TEST_CASE("closing brings out what a live listener has not heard yet") {
  Listener listener;
  {
    EventSink sink(listener.address());
    for (int i = 0; i < 1000; ++i) sink.send(event(i));
  }
  listener.accept();
  for (int i = 0; i < 1000; ++i) CHECK(listener.line() == event(i));
}

TEST_CASE("a file gets whole lines behind those that it has") {
  const Folder folder;
  std::ofstream(folder / "events.jsonl") << "earlier\nand torn off";
  {
    EventSink sink(folder / "events.jsonl");
    sink.send(event(1));
    sink.send(event(2));
  }
  CHECK(bytes_of(folder / "events.jsonl") == "earlier\nand torn off\n" + event(1) + "\n" + event(2) + "\n");
}

TEST_CASE("two stations may append to one file") {
  const Folder folder;
  {
    EventSink one(folder / "events.jsonl"), other(folder / "events.jsonl");
    for (int i = 0; i < 2000; ++i) {
      one.send(R"({"station":1})");
      other.send(R"({"station":2})");
    }
    one.close(milliseconds(5000));
    other.close(milliseconds(5000));
  }
  std::ifstream in(folder / "events.jsonl");
  int lines = 0;
  for (std::string line; std::getline(in, line); ++lines) {
    const bool whole = line == R"({"station":1})" || line == R"({"station":2})";
    CHECK(whole);
  }
  CHECK(lines == 4000);
}

TEST_CASE("a full disk delays nobody, and what was lost is counted") {
  EventSink sink("/dev/full", {10, 10'000});
  const auto start = steady_clock::now();
  for (int i = 0; i < 1000; ++i) sink.send(event(i));
  CHECK(milliseconds_of(steady_clock::now() - start) < 500);
  CHECK(soon([&] { return sink.status().trouble.find("No space left") != std::string::npos; }));
  sink.close(milliseconds(100));
  CHECK(sink.status().sent == 0);
  CHECK(sink.status().lost == 1000);
}

TEST_CASE("a named pipe may be read later, left, and read again") {
  const Folder folder;
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  EventSink sink(folder / "pipe");
  sink.send(event(1));
  const auto first_line = [&] {
    std::ifstream in(folder / "pipe");
    std::string line;
    std::getline(in, line);
    return line;
  };
  CHECK(first_line() == event(1));
  sink.send(event(2));
  std::this_thread::sleep_for(milliseconds(300));
  CHECK(first_line() == event(2));
}

TEST_CASE("an event larger than a pipe reaches its reader whole") {
  const Folder folder;
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  EventSink sink(folder / "pipe");
  const std::string large = R"({"event":"verdict","text":")" + std::string(1'000'000, 'x') + "\"}";
  sink.send(large);
  std::ifstream in(folder / "pipe");
  std::string line;
  std::getline(in, line);
  CHECK((line == large));
}

TEST_CASE("a place that no event can ever reach is refused at once") {
  const Folder folder;
  CHECK(refusal("") == "bad-address");
  CHECK(refusal("tcp://") == "bad-address");
  CHECK(refusal("tcp://host") == "bad-address");
  CHECK(refusal("tcp://host:0") == "bad-address");
  CHECK(refusal("tcp://host:65536") == "bad-address");
  CHECK(refusal("tcp://host:80x") == "bad-address");
  CHECK(refusal("tcp://ho st:80") == "bad-address");
  CHECK(refusal("tcp://:80") == "bad-address");
  CHECK(refusal("http://host:80") == "bad-address");
  CHECK(refusal(folder / "missing/events.jsonl") == "events-unwritable");
  CHECK(refusal(folder.path.string()) == "events-unwritable");
  CHECK(refusal(std::string("a\0b", 3)) == "events-unwritable");
}
