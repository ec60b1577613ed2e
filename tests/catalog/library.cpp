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
    {"trrs-3.5-hifiman-to-dual-ts-3.5",
     "3.5-trrs-ts",
     Wiring::balanced,
     {{"L+", {"amp.T", "left.T"}},
      {"R+", {"amp.R1", "right.T"}},
      {"L-", {"amp.R2", "left.S"}},
      {"R-", {"amp.S", "right.S"}}}},
    {"trs-3.5-to-pentaconn-4.4",
     "3.5-to-4.4",
     Wiring::single_ended,
     {{"L+", {"amp.T", "phones.T"}}, {"R+", {"amp.R", "phones.R2"}}, {"L-=R-", {"amp.S", "phones.R1", "phones.R3"}}}},
    {"trs-3.5-to-pentaconn-4.4:sleeve-grounded",
     "3.5-to-4.4:sleeve-grounded",
     Wiring::single_ended,
     {{"L+", {"amp.T", "phones.T"}},
      {"R+", {"amp.R", "phones.R2"}},
      {"L-=R-", {"amp.S", "phones.R1", "phones.R3", "phones.S"}}}},
    {"trs-6.35-to-pentaconn-4.4",
     "6.35-to-4.4",
     Wiring::single_ended,
     {{"L+", {"amp.T", "phones.T"}}, {"R+", {"amp.R", "phones.R2"}}, {"L-=R-", {"amp.S", "phones.R1", "phones.R3"}}}},
    {"xlr-4-to-pentaconn-4.4",
     "xlr4-to-4.4",
     Wiring::balanced,
     {{"L+", {"amp.1", "phones.T"}},
      {"L-", {"amp.2", "phones.R1"}},
      {"R+", {"amp.3", "phones.R2"}},
      {"R-", {"amp.4", "phones.R3"}}}},
    {"trrs-2.5-to-pentaconn-4.4",
     "2.5-to-4.4",
     Wiring::balanced,
     {{"R-", {"amp.T", "phones.R3"}},
      {"R+", {"amp.R1", "phones.R2"}},
      {"L+", {"amp.R2", "phones.T"}},
      {"L-", {"amp.S", "phones.R1"}}}},
    {"trrs-2.5-to-trrs-3.5",
     "2.5-to-3.5-trrs",
     Wiring::balanced,
     {{"R-", {"amp.T", "phones.S"}},
      {"R+", {"amp.R1", "phones.R1"}},
      {"L+", {"amp.R2", "phones.T"}},
      {"L-", {"amp.S", "phones.R2"}}}},
    {"trrs-2.5-to-trrs-3.5-straight",
     "2.5-to-3.5-straight",
     Wiring::other,
     {{"tip", {"amp.T", "phones.T"}},
      {"ring-1", {"amp.R1", "phones.R1"}},
      {"ring-2", {"amp.R2", "phones.R2"}},
      {"sleeve", {"amp.S", "phones.S"}}}},
    {"pentaconn-4.4-to-trs-3.5",
     "4.4-to-3.5",
     Wiring::single_ended,
     {{"L+", {"amp.T", "phones.T"}}, {"R+", {"amp.R2", "phones.R"}}, {"L-=R-", {"amp.R1", "amp.R3", "phones.S"}}}},
    {"trrs-2.5-to-trs-3.5",
     "2.5-to-3.5",
     Wiring::single_ended,
     {{"L+", {"amp.R2", "phones.T"}}, {"R+", {"amp.R1", "phones.R"}}, {"L-=R-", {"amp.S", "amp.T", "phones.S"}}}},
    {"xlr-4-to-trs-3.5",
     "xlr4-to-3.5",
     Wiring::single_ended,
     {{"L+", {"amp.1", "phones.T"}}, {"R+", {"amp.3", "phones.R"}}, {"L-=R-", {"amp.2", "amp.4", "phones.S"}}}},
    {"trrs-3.5-ctia-extension",
     "ctia-extension",
     Wiring::single_ended,
     {{"L+", {"amp.T", "phones.T"}},
      {"R+", {"amp.R1", "phones.R1"}},
      {"L-=R-", {"amp.R2", "phones.R2"}},
      {"mic", {"amp.S", "phones.S"}}}},
    {"trrs-3.5-ctia-to-omtp",
     "ctia-to-omtp",
     Wiring::single_ended,
     {{"L+", {"amp.T", "phones.T"}},
      {"R+", {"amp.R1", "phones.R1"}},
      {"L-=R-", {"amp.R2", "phones.S"}},
      {"mic", {"amp.S", "phones.R2"}}}},
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
    if (on_cups) CHECK(profile.source.certainty == 'M');
    else CHECK((profile.source.certainty == 'A' || profile.source.certainty == 'B'));
    CHECK(profile.trust == (on_cups ? Trust::presumed : Trust::sourced));
    if (on_cups) CHECK_FALSE(profile.note.empty());
    CHECK(profile.source.text.find("http") != std::string::npos);
  }
}

TEST_CASE("Connectors have their contacts from the tip back or by pin number") {
  const std::map<std::string, std::vector<std::string>> contacts{
      {"trs-3.5", {"T", "R", "S"}},
      {"trs-6.35", {"T", "R", "S"}},
      {"trrs-2.5", {"T", "R1", "R2", "S"}},
      {"trrs-3.5", {"T", "R1", "R2", "S"}},
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

TEST_CASE("Plugs' known orders are what their sources say") {
  using Roles = std::vector<std::string>;
  const std::map<std::string, std::map<std::string, Roles>> orders{
      {"trrs-2.5",
       {{"Astell&Kern", {"R-", "R+", "L+", "L-"}}, {"a web page that conflicts", {"R+", "R-", "L+", "L-"}},
        {"HiFiMAN's 3.5 mm order", {"L+", "R+", "L-", "R-"}}, {"tip first, as on a 4.4 mm plug", {"L+", "L-", "R+", "R-"}}}},
      {"trrs-3.5",
       {{"CTIA headset", {"L+", "R+", "L-=R-", "mic"}},
        {"OMTP headset", {"L+", "R+", "mic", "L-=R-"}},
        {"HiFiMAN", {"L+", "R+", "L-", "R-"}},
        {"Sony 3.5 mm", {"L+", "R+", "R-", "L-"}},
        {"Astell&Kern's 2.5 mm order", {"R-", "R+", "L+", "L-"}}}},
      {"pentaconn-4.4",
       {{"JEITA RC-8141C", {"L+", "L-", "R+", "R-", ""}}, {"a web page that conflicts", {"L+", "R+", "L-", "R-", ""}}}},
      {"trs-3.5", {{"stereo headphone", {"L+", "R+", "L-=R-"}}}},
      {"trs-6.35", {{"stereo headphone", {"L+", "R+", "L-=R-"}}}},
      {"xlr-4", {{"balanced headphone", {"L+", "L-", "R+", "R-", ""}}}}};
  for (const auto& name : kShipped.connector_names()) {
    CAPTURE(name);
    std::map<std::string, Roles> found;
    for (const auto& order : kShipped.connector(name).orders) found[order.name] = order.roles;
    CHECK(found == (orders.contains(name) ? orders.at(name) : std::map<std::string, Roles>{}));
  }
}

TEST_CASE("What is known to be dangerous says why") {
  for (const auto& name : kShipped.profile_names()) {
    CAPTURE(name);
    const Profile profile = kShipped.profile(name);
    CHECK(profile.hazard.empty() == !profile.title.starts_with("Dangerous"));
  }
}

namespace {

using Wires = std::vector<std::pair<std::string, unsigned>>;
using Sockets = std::vector<std::tuple<std::string, std::string, Wires>>;

void check_sockets(const Fixture& fixture, const Sockets& sockets) {
  REQUIRE(fixture.sockets.size() == sockets.size());
  for (std::size_t i = 0; i < sockets.size(); ++i) {
    const auto& [socket, label, wires] = sockets[i];
    CAPTURE(socket);
    CHECK(fixture.sockets[i].name == socket);
    CHECK(fixture.sockets[i].label == label);
    CHECK(fixture.sockets[i].plug == socket.starts_with("far-"));
    Wires read;
    for (const auto& [pin, point] : fixture.sockets[i].wires) read.emplace_back(pin, point_number(point));
    CHECK(read == wires);
  }
}

}  // namespace

TEST_CASE("The benches of both boards have the same sockets, and every shipped profile fits one of them") {
  const Sockets amplifier{{"amp-4.4", "amp", {{"T", 1}, {"R1", 2}, {"R2", 3}, {"R3", 4}, {"S", 5}}},
                          {"amp-xlr4", "amp", {{"1", 1}, {"2", 2}, {"3", 3}, {"4", 4}, {"shell", 5}}},
                          {"amp-2.5", "amp", {{"T", 1}, {"R1", 2}, {"R2", 3}, {"S", 4}}},
                          {"amp-3.5", "amp", {{"T", 1}, {"R", 3}, {"S", 5}}},
                          {"amp-6.35", "amp", {{"T", 1}, {"R", 3}, {"S", 5}}},
                          {"amp-3.5-trrs", "amp", {{"T", 1}, {"R1", 2}, {"R2", 3}, {"S", 4}}}};
  Sockets headphones = amplifier, adapters = amplifier;
  headphones.insert(headphones.end(), {{"in-xlr3", "in", {{"1", 1}, {"2", 2}, {"3", 3}, {"shell", 5}}},
                                       {"left", "left", {{"T", 6}, {"S", 7}}},
                                       {"right", "right", {{"T", 8}, {"S", 9}}},
                                       {"out-6.35", "out", {{"T", 10}, {"R", 11}, {"S", 12}}},
                                       {"out-xlr3", "out", {{"1", 13}, {"2", 14}, {"3", 15}, {"shell", 16}}}});
  adapters.insert(adapters.end(), {{"far-4.4", "phones", {{"T", 6}, {"R1", 7}, {"R2", 8}, {"R3", 9}, {"S", 10}}},
                                   {"far-3.5", "phones", {{"T", 11}, {"R1", 12}, {"R2", 13}, {"S", 14}}}});
  CHECK(kShipped.fixture_names() == std::vector<std::string>{"adapter-bench", "adapter-bench-uno", "headphone-bench",
                                                             "headphone-bench-uno"});
  for (const std::string suffix : {"", "-uno"}) {
    const Fixture phones = kShipped.fixture("headphone-bench" + suffix), adapter = kShipped.fixture("adapter-bench" + suffix);
    for (const Fixture* f : {&phones, &adapter}) CHECK(f->board == (suffix.empty() ? "mega" : "uno"));
    check_sockets(phones, headphones);
    check_sockets(adapter, adapters);
    for (const auto& expected : kProfiles) {
      CAPTURE(expected.name);
      const Profile profile = kShipped.profile(expected.name);
      CHECK_NOTHROW(FixtureMap(profile, profile.end("phones") != nullptr ? adapter : phones));
    }
  }
}
