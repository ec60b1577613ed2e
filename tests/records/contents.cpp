#include <algorithm>

#include "core/profile_content.hpp"
#include "records/cable_events.hpp"
#include "records/kept_tests.hpp"
#include "records/labelled_cable.hpp"

namespace buzzout {
namespace {

std::vector<Profile> all_profiles() {
  std::vector<Profile> out;
  for (const auto& name : shipped().profile_names()) {
    out.push_back(shipped().profile(name));
    for (const auto& variant : std::vector<std::string>(out.back().variants)) out.push_back(shipped().profile(name + ":" + variant));
  }
  return out;
}

// Everything that makes another cable of it.
std::vector<Profile> others(const Profile& p) {
  std::vector<Profile> out;
  const auto change = [&](auto how) {
    Profile other = p;
    how(other);
    out.push_back(std::move(other));
  };
  for (std::size_t n = 0; n < p.nets.size(); ++n) {
    change([&](Profile& o) { o.nets.erase(o.nets.begin() + static_cast<long>(n)); });
    change([&](Profile& o) { o.nets[n].contacts.pop_back(); });
    change([&](Profile& o) { o.nets[n].name += "x"; });
    for (std::size_t m = 0; m < n; ++m) {
      change([&](Profile& o) { std::swap(o.nets[n].contacts.front(), o.nets[m].contacts.front()); });
      change([&](Profile& o) {
        o.nets[n].contacts.push_back(o.nets[m].contacts.back());
        o.nets[m].contacts.pop_back();
      });
    }
  }
  change([](Profile& o) { o.ends.pop_back(); });
  change([](Profile& o) { o.ends.front().name += "x"; });
  change([](Profile& o) { o.ends.front().type.name += "x"; });
  change([](Profile& o) { o.ends.front().type.contacts.pop_back(); });
  change([&](Profile& o) { o.ignored.push_back(p.nets.front().contacts.front()); });
  change([](Profile& o) { o.parts.push_back({"coil", PartKind::unknown, o.nets[0].name, o.nets[1].name}); });
  change([](Profile& o) { o.hazard += "x"; if (o.hazard != "x") o.hazard.clear(); });
  change([](Profile& o) { o.wiring = o.wiring == Wiring::other ? Wiring::balanced : Wiring::other; });
  change([](Profile& o) { o.continuity.ohm += 0.1; });
  change([](Profile& o) { o.isolation.ohm += 1; });
  const auto& first = p.nets.front();
  const auto give_wires = [&](Profile& o, double length) {
    for (const auto& net : o.nets) o.wires[net.name] = Wire{26, {}, length, {}, ""};
  };
  change([&](Profile& o) { give_wires(o, 1); o.allowance = Limit{o.continuity.ohm, "x"}; });
  change([&](Profile& o) { give_wires(o, 1); o.allowance = Limit{o.continuity.ohm + 0.1, "x"}; });
  change([&](Profile& o) { give_wires(o, 1.1); o.allowance = Limit{o.continuity.ohm, "x"}; });
  change([&](Profile& o) { give_wires(o, 1); o.wires[first.name].awg = 27; o.allowance = Limit{o.continuity.ohm, "x"}; });
  change([](Profile& o) { o.match = MatchLimit{20, "x"}; });
  change([](Profile& o) { o.match = MatchLimit{21, "x"}; });
  change([](Profile& o) { o.decision = Decision::simple; });
  if (first.contacts.size() > 1) {
    const auto golden = [&](double margin, double ohm) { return GoldenLimit{margin, "x", {{first.contacts[0], first.contacts[1], ohm}}}; };
    change([&](Profile& o) { o.golden = golden(0.15, 0.3); });
    change([&](Profile& o) { o.golden = golden(0.16, 0.3); });
    change([&](Profile& o) { o.golden = golden(0.15, 0.31); });
  }
  return out;
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const auto at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), with);
}

}  // namespace

TEST_CASE("a profile's content is what a cable must be: whatever else its file says does not matter, and nothing less") {
  for (const Profile& p : all_profiles()) {
    CAPTURE(p.name);
    const std::string content = canonical_form(p);
    Profile same = p;
    same.name = same.title = same.note = same.sha256 = "another";
    same.aliases = {"another"};
    same.revision += 1;
    same.trust = Trust::presumed;
    same.source = {};
    same.continuity.basis = same.isolation.basis = "somebody's word";
    for (const auto& net : same.nets) same.wires[net.name] = Wire{26, {}, 1, 90, "red"};  // no limit goes by them
    std::ranges::reverse(same.ends);
    std::ranges::reverse(same.nets);
    for (auto& net : same.nets) std::ranges::reverse(net.contacts);
    std::ranges::reverse(same.ignored);
    CHECK(canonical_form(same) == content);
    for (const Profile& other : others(p)) CHECK(canonical_form(other) != content);
    same.match = MatchLimit{20, "x"};
    Profile recoloured = same;
    for (auto& [net, wire] : recoloured.wires) {
      wire.colour = "blue";
      wire.pf_per_m.reset();
    }
    recoloured.match->basis = "y";
    CHECK(canonical_form(recoloured) == canonical_form(same));
  }
}

TEST_CASE("what a kept test was held against is read from the kept files, by whatever name") {
  const Folder folder;
  RecordStore store(folder.path / "records.sqlite");
  const Profile p = shipped().profile("4.4-ts");
  const std::string text = text_of("4.4-ts");
  ProfileContents contents(store);
  const std::string own = contents.of(kept_by(store, p, text, Outcome::pass));
  CHECK(own == sha256_hex(canonical_form(p)));
  CHECK(contents.of(kept_by(store, p, "# a remark\n" + text, Outcome::pass)) == own);
  Profile renamed = p;
  renamed.name = "mine";
  CHECK(contents.of(kept_by(store, renamed, replaced(text, "profile: " + p.name, "profile: mine"), Outcome::pass)) == own);
  const std::string foreign = replaced(replaced(replaced(text, "left.T", "left.X"), "left.S", "left.T"), "left.X", "left.S");
  CHECK(contents.of(kept_by(store, p, foreign, Outcome::pass)) != own);
  // Of a file that nobody can read any more.
  const TestRecord lost = kept_by(store, p, "no profile", Outcome::pass);
  CHECK(contents.of(lost) != own);
  CHECK(contents.of(lost) == contents.of(lost));
}

TEST_CASE("a file that carries a shipped name lifts no FAIL of the shipped profile; one with another name does") {
  const Profile p = shipped().profile("4.4-ts");
  const std::string text = text_of("4.4-ts");
  const std::string foreign = replaced(replaced(replaced(text, "left.T", "left.X"), "left.S", "left.T"), "left.X", "left.S");
  Profile renamed = p;
  renamed.name = "mine";
  const std::string copy = replaced(text, "profile: " + p.name, "profile: mine");
  struct {
    const Profile& profile;
    const std::string& text;
    bool lifts;
  } const cases[] = {{p, text, true}, {p, foreign, false}, {renamed, copy, true}};
  for (const auto& c : cases) {
    CAPTURE(c.profile.name);
    const Folder folder;
    RecordStore store(folder.path / "records.sqlite");
    kept_by(store, p, text, Outcome::fail);
    kept_by(store, c.profile, c.text, Outcome::pass);
    CHECK(std::holds_alternative<TestRecord>(labelled_cable(store, "00417")) == c.lifts);
  }
}

TEST_CASE("a test of a kind that nobody knows here is an error, and never passed over") {
  for (const auto& [key, value] : {std::pair{"format", "buzzout.test/2"}, {"outcome", "PASS_ONE_END"}, {"coverage", "all"}}) {
    CAPTURE(key);
    const Folder folder;
    RecordStore store(folder.path / "records.sqlite");
    const Profile p = shipped().profile("4.4-ts");
    TestRecord r = kept_by(store, p, text_of("4.4-ts"), Outcome::pass);
    r.id = "another";
    auto document = to_json(r);
    document[key] = value;
    store.append(document, {});
    CHECK_THROWS_AS(labelled_cable(store, "00417"), Error);
  }
}

TEST_CASE("all records of a lot's serial numbers come by serial number, whatever lot they are of") {
  const Folder folder;
  RecordStore store(folder.path / "records.sqlite");
  const auto keep = [&](const char* serial, const char* lot) {
    static int count = 0;
    store.append({{"format", "buzzout.repair/1"}, {"id", "r" + std::to_string(++count)}, {"serial", serial}, {"lot", lot},
                  {"did", std::to_string(count)}, {"started", "2026-11-26T09:26:53+01:00"}},
                 {});
  };
  keep("2", "K7");
  keep("1", "K7");
  keep("3", "K8");
  keep("1", "");
  keep("2", "K8");
  keep("1", "K7");
  keep("", "K7");
  std::string seen;
  store.each_of_lot("K7", [&](const std::string& serial, const StoredRecord& kept) {
    seen += serial + ":" + nlohmann::json::parse(kept.body).at("did").get<std::string>() + " ";
  });
  CHECK(seen == "1:2 1:4 1:6 2:1 2:5 ");
}

}  // namespace buzzout
