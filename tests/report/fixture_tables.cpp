#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "catalog/catalog.hpp"
#include "core/words.hpp"
#include "report/fixture_table.hpp"

using namespace buzzout;

namespace {

std::vector<std::string> loop_back_rows(const std::string& table) {
  const std::string heading = "## Loop-back plugs for the self-test";
  const auto at = table.find(heading);
  REQUIRE(at != std::string::npos);
  std::vector<std::string> out;
  std::istringstream in(table.substr(at));
  for (std::string line; std::getline(in, line) && (out.empty() || !line.starts_with("#"));)
    if (line.starts_with("| ") && !line.starts_with("| loop-back")) out.push_back(line);
  return out;
}

std::string loop_back(const Socket& s) {
  const bool pins = s.gender == Gender::male;
  if (s.type.shape == Shape::phone) return (pins ? "socket, " : "plug, ") + s.type.title;
  const bool unsaid = s.gender == Gender::unsaid || s.type.shape == Shape::speakon;
  return "plug, " + s.type.title + (unsaid ? "" : pins ? ", female" : ", male");
}

}  // namespace

// What the self-test wants of a loop-back plug is in host/bench/self_test.cpp: all contacts of the socket joined.
TEST_CASE("of every shipped bench the loop-back plugs are listed: each socket once, with all of its contacts") {
  const Catalog shipped({BUZZOUT_SOURCE_DIR});
  for (const auto& name : shipped.fixture_names()) {
    CAPTURE(name);
    const Fixture fixture = shipped.fixture(name);
    const auto rows = loop_back_rows(fixture_table(fixture));
    for (const auto& socket : fixture.sockets) {
      CAPTURE(socket.name);
      const std::string plug = "| " + loop_back(socket) + " | " +
                               list_of(socket.type.contacts, ", ") + " | ";
      const auto has = [&](const std::string& row) {
        return row.starts_with(plug) && (", " + row.substr(plug.size(), row.size() - plug.size() - 2) + ",")
                                                .find(", " + socket.name + ",") != std::string::npos;
      };
      CHECK(std::ranges::count_if(rows, has) == 1);
    }
    CHECK(rows.size() <= fixture.sockets.size());
  }
}
