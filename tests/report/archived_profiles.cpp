#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "catalog/archive.hpp"
#include "core/error.hpp"
#include "digest/sha256.hpp"
#include "drawing/picture_of.hpp"
#include "drawing/style.hpp"
#include "report/record_json.hpp"
#include "report/record_reader.hpp"
#include "report/sample.hpp"

using namespace buzzout;

namespace {

// The texts as a store keeps them.
struct Archive {
  std::map<std::string, std::string> texts;

  TextByHash lookup() const {
    return [this](const std::string& hash) -> std::optional<std::string> {
      const auto found = texts.find(hash);
      if (found == texts.end()) return std::nullopt;
      return found->second;
    };
  }
};

std::string code_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const Error& e) {
    return e.code;
  }
  return "";
}

std::string drawn(const WiringPicture& picture) {
  std::string out;
  for (const auto& line : draw(picture, {false, true, 100})) out += plain_text(line) + "\n";
  return out;
}

}  // namespace

TEST_CASE("years later a record's profile, fixture and picture are what they were") {
  with_every_cable([](const std::string& name, const std::string& fixture) {
    const Catalog catalog({BUZZOUT_SOURCE_DIR});
    const Profile profile = catalog.profile(name);
    const Fixture bench = catalog.fixture(fixture);
    const Archive archive{catalog.texts()};
    const Profile then = archived_profile({profile.name, profile.sha256, profile.connector_hashes()}, archive.lookup());
    CHECK(then.name == profile.name);
    CHECK(then.title == profile.title);
    CHECK(then.connector_hashes() == profile.connector_hashes());
    CHECK(then.nets.size() == profile.nets.size());
    const Fixture jig = archived_fixture({bench.name, bench.sha256, bench.connector_hashes()}, archive.lookup());
    CHECK(jig.connector_hashes() == bench.connector_hashes());
    CHECK(FixtureMap(then, jig).placements().size() == profile.ends.size());
  });
}

TEST_CASE("a picture drawn from a kept record is the one that the operator saw") {
  BenchJig jig("4.4-ts", "headphone-bench-uno");
  const Archive archive{shipped().texts()};
  for (const std::string cable :
       {"good", "open:amp.R1", "short:amp.R1:amp.R3", "swap:left.T:left.S", "open:amp.R1,diode:amp.R1:left.S",
        "open:amp.R1,diode:left.S:amp.R1", "cap:amp.T:amp.R1:10n,open:amp.R2", "flaky:amp.R1", "unplug:left",
        "good,also:trs-patch", "swap:amp.T:amp.R2", "none"}) {
    CAPTURE(cable);
    const TestRecord tested = record_of(jig, cable, "1");
    const TestRecord r = test_record_of(document_of(to_json(tested).dump()));
    const Profile profile = archived_profile({r.profile.name, r.profile.sha256, r.profile.connectors}, archive.lookup());
    const Fixture fixture = archived_fixture({r.fixture.name, r.fixture.sha256, r.fixture.connectors}, archive.lookup());
    const FixtureMap map(profile, fixture, r.sockets);
    CHECK(drawn(picture_of(profile, map, r.verdict)) == drawn(picture_of(jig.profile, jig.map, tested.verdict)));
  }
}

TEST_CASE("a text that is gone, changed or of something else is an error, not another cable") {
  const Catalog catalog({BUZZOUT_SOURCE_DIR});
  const Profile profile = catalog.profile("xlr-mic:shell-bonded");
  const Fixture fixture = catalog.fixture("headphone-bench-uno");
  const ArchivedName wanted{profile.name, profile.sha256, profile.connector_hashes()};
  Archive archive{catalog.texts()};
  CHECK(archived_profile(wanted, archive.lookup()).name == "xlr-3-mic:shell-bonded");

  Archive gone = archive;
  gone.texts.erase(profile.sha256);
  CHECK(code_of([&] { archived_profile(wanted, gone.lookup()); }) == "text-missing");

  Archive changed = archive;
  changed.texts[profile.sha256] += "\n";
  CHECK(code_of([&] { archived_profile(wanted, changed.lookup()); }) == "text-changed");

  for (const auto& [type, hash] : wanted.connectors) {
    Archive without = archive;
    without.texts.erase(hash);
    CHECK(code_of([&] { archived_profile(wanted, without.lookup()); }) == "text-missing");
    without.texts[hash] = "connector: other";
    CHECK(code_of([&] { archived_profile(wanted, without.lookup()); }) == "text-changed");
  }

  ArchivedName other = wanted;
  other.name = "4.4-ts";
  CHECK(code_of([&] { archived_profile(other, archive.lookup()); }) == "text-mismatch");
  other.name = "xlr-3-mic:no-such";
  CHECK(code_of([&] { archived_profile(other, archive.lookup()); }) == "unknown-variant");
  other = wanted;
  other.connectors.clear();
  CHECK(code_of([&] { archived_profile(other, archive.lookup()); }) == "unknown-connector");
  other = {fixture.name, profile.sha256, {}};
  CHECK(code_of([&] { archived_fixture(other, archive.lookup()); }) == "yaml-unknown-key");
}
