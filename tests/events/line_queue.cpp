#include "events/line_queue.hpp"

#include <doctest/doctest.h>

using namespace buzzout;

TEST_CASE("a full queue loses its oldest lines and knows how many") {
  LineQueue queue(3, 1000);
  for (const char* line : {"a", "b", "c", "d", "e"}) queue.add_line(line);
  CHECK(queue.size() == 3);
  CHECK(queue.take_lost() == 2);
  CHECK(queue.take_lost() == 0);
  CHECK(queue.take() == "c");
}

TEST_CASE("a queue is full by its bytes too; a line larger than all of it is lost itself") {
  LineQueue queue(100, 10);
  queue.add_line("12345");
  queue.add_line("12345");
  queue.add_line("1");
  CHECK(queue.size() == 2);
  CHECK(queue.take_lost() == 1);
  queue.add_line(std::string(11, 'x'));
  CHECK(queue.empty());
  CHECK(queue.take_lost() == 3);
}
