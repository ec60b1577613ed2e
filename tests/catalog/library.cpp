#include <doctest/doctest.h>

#include <map>
#include <set>

#include "catalog/catalog.hpp"
#include "core/fixture_map.hpp"

using namespace buzzout;

namespace {

using Map = std::map<std::string, std::set<std::string>>;

const Catalog kShipped({BUZZOUT_SOURCE_DIR});

Map nets_of(const Profile& profile) {
  Map out;
  for (const auto& net : profile.nets)
    for (const auto& contact : net.contacts) out[net.name].insert(contact.name());
  return out;
}

struct Expected {
  std::string name;
  std::string alias;
  Wiring wiring;
  Map nets;
};

const Map kTrs{{"L+", {"amp.T", "left.T"}},
               {"R+", {"amp.R", "right.T"}},
               {"L-=R-", {"amp.S", "left.S", "right.S"}}};

const std::vector<Expected> kProfiles{
    {"pentaconn-4.4-to-dual-ts-3.5",
     "4.4-ts",
     Wiring::balanced,
     {{"L+", {"amp.T", "left.T"}},
      {"L-", {"amp.R1", "left.S"}},
      {"R+", {"amp.R2", "right.T"}},
      {"R-", {"amp.R3", "right.S"}}}},
    {"xlr-4-to-dual-ts-3.5",
     "xlr4-ts",
     Wiring::balanced,
     {{"L+", {"amp.1", "left.T"}},
      {"L-", {"amp.2", "left.S"}},
      {"R+", {"amp.3", "right.T"}},
      {"R-", {"amp.4", "right.S"}}}},
    {"trrs-2.5-to-dual-ts-3.5",
     "2.5-ts",
     Wiring::balanced,
     {{"R-", {"amp.T", "right.S"}},
      {"R+", {"amp.R1", "right.T"}},
      {"L+", {"amp.R2", "left.T"}},
      {"L-", {"amp.S", "left.S"}}}},
    {"trs-3.5-to-dual-ts-3.5", "3.5-ts", Wiring::single_ended, kTrs},
    {"trs-6.35-to-dual-ts-3.5", "6.35-ts", Wiring::single_ended, kTrs},
    {"xlr-3-mic",
     "xlr-mic",
     Wiring::other,
     {{"shield", {"in.1", "out.1"}}, {"hot", {"in.2", "out.2"}}, {"cold", {"in.3", "out.3"}}}},
    {"xlr-3-mic:shell-bonded",
     "xlr-mic:shell-bonded",
     Wiring::other,
     {{"shield", {"in.1", "out.1", "in.shell", "out.shell"}},
      {"hot", {"in.2", "out.2"}},
      {"cold", {"in.3", "out.3"}}}},
    {"trs-6.35-patch",
     "trs-patch",
     Wiring::other,
     {{"hot", {"in.T", "out.T"}}, {"cold", {"in.R", "out.R"}}, {"shield", {"in.S", "out.S"}}}},
};

}  // namespace

TEST_CASE("Every shipped profile joins exactly the contacts that its source says") {
  for (const auto& expected : kProfiles) {
    CAPTURE(expected.name);
    const Profile profile = kShipped.profile(expected.name);
    CHECK(profile.name == expected.name);
    CHECK(profile.wiring == expected.wiring);
    CHECK(nets_of(profile) == expected.nets);
    CHECK(profile.ignored.empty());
    CHECK(profile.continuity.ohm == 2);
    CHECK(profile.isolation.ohm == 1'000'000);
    CHECK(profile.sha256.size() == 64);
    CHECK(kShipped.profile(expected.alias).name == expected.name);
  }
}

TEST_CASE("No profile ships without a row in the table above") {
  std::set<std::string> rows;
  for (const auto& expected : kProfiles) rows.insert(expected.name);
  for (const auto& name : kShipped.profile_names()) {
    CAPTURE(name);
    CHECK(rows.contains(name));
    for (const auto& variant : kShipped.profile(name).variants)
      CHECK(rows.contains(name + ":" + variant));
  }
}

TEST_CASE("A profile that rests on trade knowledge says so and is not called sourced") {
  for (const auto& name : kShipped.profile_names()) {
    CAPTURE(name);
    const Profile profile = kShipped.profile(name);
    const bool on_cups = profile.end("left") != nullptr;
    CHECK(profile.source.certainty == (on_cups ? 'M' : 'A'));
    CHECK(profile.trust == (on_cups ? Trust::presumed : Trust::sourced));
    CHECK(profile.note.empty() == !on_cups);
    CHECK(profile.source.text.find("http") != std::string::npos);
  }
}

TEST_CASE("Connectors have their contacts from the tip back or by pin number") {
  const std::map<std::string, std::vector<std::string>> contacts{
      {"trs-3.5", {"T", "R", "S"}},
      {"trs-6.35", {"T", "R", "S"}},
      {"trrs-2.5", {"T", "R1", "R2", "S"}},
      {"pentaconn-4.4", {"T", "R1", "R2", "R3", "S"}},
      {"xlr-3", {"1", "2", "3", "shell"}},
      {"xlr-4", {"1", "2", "3", "4", "shell"}},
      {"ts-3.5", {"T", "S"}},
      {"ts-2.5", {"T", "S"}}};
  CHECK(kShipped.connector_names().size() == contacts.size());
  for (const auto& [name, pins] : contacts) {
    CAPTURE(name);
    const ConnectorType type = kShipped.connector(name);
    CHECK(type.name == name);
    CHECK(type.contacts == pins);
    CHECK((type.shape == Shape::xlr) == name.starts_with("xlr"));
    CHECK((type.diameter_mm > 0) == (type.shape == Shape::phone));
    CHECK(type.shell.has_value() == (type.shape == Shape::xlr));
    CHECK(type.shell_bond == (type.shell ? std::optional<std::string>("1") : std::nullopt));
  }
}

TEST_CASE("Both benches have the same sockets, and place every shipped profile") {
  using Wires = std::vector<std::pair<std::string, unsigned>>;
  const std::vector<std::tuple<std::string, std::string, Wires>> sockets{
      {"amp-4.4", "amp", {{"T", 1}, {"R1", 2}, {"R2", 3}, {"R3", 4}, {"S", 5}}},
      {"amp-xlr4", "amp", {{"1", 1}, {"2", 2}, {"3", 3}, {"4", 4}, {"shell", 5}}},
      {"amp-2.5", "amp", {{"T", 1}, {"R1", 2}, {"R2", 3}, {"S", 4}}},
      {"amp-3.5", "amp", {{"T", 1}, {"R", 3}, {"S", 5}}},
      {"amp-6.35", "amp", {{"T", 1}, {"R", 3}, {"S", 5}}},
      {"in-xlr3", "in", {{"1", 1}, {"2", 2}, {"3", 3}, {"shell", 5}}},
      {"left", "left", {{"T", 6}, {"S", 7}}},
      {"right", "right", {{"T", 8}, {"S", 9}}},
      {"out-6.35", "out", {{"T", 10}, {"R", 11}, {"S", 12}}},
      {"out-xlr3", "out", {{"1", 13}, {"2", 14}, {"3", 15}, {"shell", 16}}}};
  CHECK(kShipped.fixture_names() ==
        std::vector<std::string>{"headphone-bench", "headphone-bench-uno"});
  for (const auto& [name, board] :
       {std::pair{"headphone-bench", "mega"}, std::pair{"headphone-bench-uno", "uno"}}) {
    const Fixture fixture = kShipped.fixture(name);
    CHECK(fixture.board == board);
    REQUIRE(fixture.sockets.size() == sockets.size());
    for (std::size_t i = 0; i < sockets.size(); ++i) {
      const auto& [socket, label, wires] = sockets[i];
      CAPTURE(socket);
      CHECK(fixture.sockets[i].name == socket);
      CHECK(fixture.sockets[i].label == label);
      Wires read;
      for (const auto& [pin, point] : fixture.sockets[i].wires)
        read.emplace_back(pin, point_number(point));
      CHECK(read == wires);
    }
    for (const auto& profile : kProfiles) {
      CAPTURE(profile.name);
      CHECK_NOTHROW(FixtureMap(kShipped.profile(profile.name), fixture));
    }
  }
}
