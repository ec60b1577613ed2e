#include <doctest/doctest.h>

#include <atomic>
#include <stdexcept>
#include <string>
#include <vector>

#include "bench/jig_owner.hpp"

namespace buzzout {
namespace {

using namespace std::chrono_literals;

TEST_CASE("what several faces post to a jig is done one after the other, on one thread that is none of theirs") {
  JigOwner owner;
  std::vector<int> done;  // unguarded: a second thread at it would show
  std::atomic<int> inside = 0, most = 0;
  std::thread::id jig;
  std::vector<std::thread> faces;
  for (int face = 0; face < 4; ++face)
    faces.emplace_back([&, face] {
      for (int i = 0; i < 100; ++i)
        owner.post(0, [&, face, i] {
          most = std::max(most.load(), ++inside);
          jig = std::this_thread::get_id();
          done.push_back(face * 1000 + i);
          --inside;
        });
    });
  std::vector<std::thread::id> theirs;
  for (auto& f : faces) theirs.push_back(f.get_id());
  for (auto& f : faces) f.join();
  owner.post(0, [] {}).get();
  CHECK(done.size() == 400);
  CHECK(most == 1);
  for (const auto& id : theirs) CHECK(id != jig);
  for (int face = 0; face < 4; ++face) {  // of one face: in its order
    int last = -1;
    for (const int d : done)
      if (d / 1000 == face) CHECK(d % 1000 == ++last);
  }
}

TEST_CASE("a task comes between two steps of the work, and does not wait for the next one") {
  JigOwner owner;
  int steps = 0;
  auto over = owner.work(0, [&]() -> std::optional<std::chrono::milliseconds> {
    ++steps;
    return steps == 1 ? std::optional(1h) : std::nullopt;
  });
  while (true) {
    int seen = 0;
    owner.post(0, [&] { seen = steps; }).get();
    if (seen == 1) break;
  }
  CHECK(over.wait_for(0s) == std::future_status::timeout);
  auto replaced = owner.work(0, [&]() -> std::optional<std::chrono::milliseconds> {
    steps = 100;
    return {};
  });
  over.get();  // in place of it, another one
  replaced.get();
  CHECK(steps == 100);
}

TEST_CASE("what a task or a step throws comes to who waits for it, and the jig goes on") {
  JigOwner owner;
  CHECK_THROWS_WITH_AS(owner.post(0, [] { throw std::runtime_error("lost"); }).get(), "lost", std::runtime_error);
  CHECK_THROWS_WITH_AS(owner.work(0, []() -> std::optional<std::chrono::milliseconds> { throw std::runtime_error("gone"); }).get(), "gone",
                       std::runtime_error);
  bool went_on = false;
  owner.post(0, [&] { went_on = true; }).get();
  CHECK(went_on);
}

TEST_CASE("one jig does not wait for another") {
  JigOwner owner(3);
  CHECK(owner.jigs() == 3);
  std::promise<void> release;
  auto held = owner.post(0, [&] { release.get_future().wait(); });
  owner.post(1, [] {}).get();
  owner.post(2, [] {}).get();
  CHECK(held.wait_for(0s) == std::future_status::timeout);
  release.set_value();
  held.get();
  CHECK_THROWS_AS(owner.post(3, [] {}), std::out_of_range);
}

TEST_CASE("an owner that goes drops what has not begun, and tells who waits for it") {
  std::future<void> first, never, work;
  {
    JigOwner owner;
    std::promise<void> begun;
    first = owner.post(0, [&] {
      begun.set_value();
      std::this_thread::sleep_for(50ms);
    });
    begun.get_future().wait();
    never = owner.post(0, [] {});
    work = owner.work(0, [] { return std::optional(0ms); });
  }
  first.get();
  CHECK_THROWS_AS(never.get(), std::future_error);
  CHECK_THROWS_AS(work.get(), std::future_error);
}

}  // namespace
}  // namespace buzzout
