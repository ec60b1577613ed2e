#include "sample.hpp"

#include <map>

using namespace buzzout;
using namespace buzzout::sample;

TEST_CASE("A profile is read as written") {
  const Profile read =
      profile("\xEF\xBB\xBF" + edit(kProfile, "trust: sourced",
                                    "aliases: [s, s-2]\n"
                                    "limits:\n  continuity: {max_ohm: 0.5, basis: drawing 7}\n"
                                    "parts: [{name: R1, between: [L+, L-], value: 33 ohm}]\n"
                                    "note: >\n  two\n  lines\n"
                                    "trust: confirmed"));
  CHECK(read.name == "sample");
  CHECK(read.aliases == std::vector<std::string>{"s", "s-2"});
  CHECK(read.title == "Sample cable");
  CHECK(read.revision == 1);
  CHECK(read.use == Use::headphone);
  CHECK(read.wiring == Wiring::balanced);
  REQUIRE(read.ends.size() == 3);
  CHECK(read.ends[0].name == "amp");
  CHECK(read.ends[0].type.name == "four");
  REQUIRE(read.nets.size() == 4);
  CHECK(read.nets[1].name == "L-");
  CHECK(read.nets[1].contacts == std::vector<Contact>{{"amp", "R1"}, {"left", "S"}});
  CHECK(read.continuity.ohm == 0.5);
  CHECK(read.continuity.basis == "drawing 7");
  CHECK(read.isolation.ohm == 1'000'000);
  CHECK(read.isolation.basis == "house default");
  CHECK(read.parts == std::vector<Part>{{"R1", PartKind::unknown, "L+", "L-", {}, "33 ohm"}});
  CHECK(read.note == "two lines");
  CHECK(read.trust == Trust::confirmed);
  CHECK(read.source.text == "a page");
  CHECK(read.source.certainty == 'B');
}

TEST_CASE("A shell touches nothing unless the profile says otherwise") {
  const Contact shell{"in", "shell"};
  const auto with = [](const std::string& rule) {
    return profile(kMic + "shell: {in: " + rule + "}\n");
  };
  for (const auto& silent : {profile(kMic), with("forbid")}) {
    CHECK(silent.net_of(shell) == nullptr);
    CHECK_FALSE(silent.is_ignored(shell));
  }
  REQUIRE(with("require").net_of(shell) != nullptr);
  CHECK(with("require").net_of(shell)->name == "shield");
  CHECK_FALSE(with("require").is_ignored(shell));
  CHECK(with("ignore").net_of(shell) == nullptr);
  CHECK(with("ignore").is_ignored(shell));
  CHECK(with("require").net_of({"out", "shell"}) == nullptr);
}

TEST_CASE("A variant replaces whole keys and nothing else") {
  const std::string text = kMic +
                           "ignore: [out.shell]\n"
                           "variants:\n"
                           "  bonded:\n"
                           "    title: Bonded\n"
                           "    shell: {in: require}\n"
                           "  swapped:\n"
                           "    nets: {shield: [in.1, out.2], hot: [in.2, out.1]}\n"
                           "    ignore: [in.shell]\n";
  const Profile base = profile(text);
  const Profile bonded = profile(text, "bonded");
  const Profile swapped = profile(text, "swapped");
  CHECK(base.name == "mic");
  CHECK(bonded.name == "mic:bonded");
  CHECK(base.variants == std::vector<std::string>{"bonded", "swapped"});
  CHECK(bonded.title == "Bonded");
  CHECK(swapped.title == base.title);
  CHECK(bonded.revision == 2);
  CHECK(bonded.sha256 == base.sha256);
  CHECK(base.net_of({"in", "shell"}) == nullptr);
  CHECK(bonded.net_of({"in", "shell"}) == bonded.net_of_role("shield"));
  CHECK(bonded.is_ignored({"out", "shell"}));
  CHECK(swapped.net_of({"out", "2"})->name == "shield");
  CHECK_FALSE(swapped.is_ignored({"out", "shell"}));
  CHECK(swapped.is_ignored({"in", "shell"}));
}

TEST_CASE("A variant that joins other contacts has no trust and no source but its own") {
  struct Row {
    std::string base, own_trust, own_source;
    Trust trust;
    char certainty;
  };
  const std::string good = "source: {text: another page, certainty: B}", poor = "source: {text: a rumour, certainty: C}";
  const Row rows[] = {
      {"sourced", "", "", Trust::presumed, 'M'},
      {"sourced", "", good, Trust::presumed, 'B'},
      {"sourced", "", poor, Trust::presumed, 'C'},
      {"sourced", "trust: sourced", "", Trust::presumed, 'M'},
      {"sourced", "trust: sourced", good, Trust::sourced, 'B'},
      {"sourced", "trust: presumed", good, Trust::presumed, 'B'},
      {"sourced", "trust: template", "", Trust::template_only, 'M'},
      {"confirmed", "", "", Trust::presumed, 'M'},
      {"confirmed", "", good, Trust::presumed, 'B'},
      {"confirmed", "trust: confirmed", "", Trust::confirmed, 'M'},
      {"presumed", "", "", Trust::presumed, 'M'},
      {"presumed", "trust: sourced", good, Trust::sourced, 'B'},
      {"template", "", "", Trust::template_only, 'M'},
      {"template", "", good, Trust::template_only, 'B'},
      {"template", "trust: presumed", poor, Trust::presumed, 'C'},
  };
  const std::string others[] = {"nets: {shield: [in.1, out.2], hot: [in.2, out.1]}", "shell: {in: require}", "ignore: [out.shell]"};
  for (const auto& row : rows)
    for (const auto& other : others) {
      CAPTURE(row.base);
      CAPTURE(row.own_trust);
      CAPTURE(row.own_source);
      CAPTURE(other);
      std::string text = edit(kMic, "trust: sourced", "trust: " + row.base) + "variants:\n  v:\n    " + other + "\n";
      for (const auto& key : {row.own_trust, row.own_source})
        if (!key.empty()) text += "    " + key + "\n";
      const Profile v = profile(text, "v");
      CHECK(v.trust == row.trust);
      CHECK(v.source.certainty == row.certainty);
      CHECK((v.source.text == "none of its own; without the variant: a page") == row.own_source.empty());
      CHECK(profile(text).source.certainty == 'A');
    }
  const Profile renamed = profile(kMic + "variants: {v: {title: other words}}\n", "v");
  CHECK(renamed.trust == Trust::sourced);
  CHECK(renamed.source.certainty == 'A');
}

TEST_CASE("A single-ended profile has its returns on one net") {
  const Profile read =
      profile(edit(edit(edit(kProfile, "balanced", "single-ended"), "  R-: [amp.S, right.S]\n", ""),
                   "L-: [amp.R1, left.S]", "L-=R-: [amp.S, left.S, right.S]"));
  CHECK(read.wiring == Wiring::single_ended);
  CHECK(read.net_of_role("R-") == read.net_of({"left", "S"}));
}

TEST_CASE("A fixture is read with its wires in contact order and its points from zero") {
  const Fixture read = fixture(kFixture);
  CHECK(read.name == "sample");
  CHECK(read.board == "uno");
  REQUIRE(read.sockets.size() == 4);
  CHECK(read.sockets[2].label == "left");
  CHECK(read.sockets[2].wires == std::vector<std::pair<std::string, Point>>{{"T", 4}, {"S", 5}});
  REQUIRE(read.sockets[0].accepts.size() == 1);
  const Acceptance& two = read.sockets[0].accepts[0];
  CHECK(two.plug.name == "two");
  REQUIRE(two.lands.size() == 2);
  CHECK(two.lands[0].first == "T");
  CHECK(two.lands[0].second == std::vector<std::string>{"T"});
  CHECK(two.lands[1].second == std::vector<std::string>{"R2", "S"});
}

TEST_CASE("A fixture with the milliohm add-on has its taps, channel 0 on point 1 and so on unless it says otherwise") {
  const auto taps = [](const std::string& keys) { return fixture(edit(kFixture, "board: uno\n", "board: uno\n" + keys)).taps; };
  CHECK(taps("").empty());
  const auto all = taps("addon: milliohm\n");
  CHECK(all.size() == 16);
  for (const auto& [point, channel] : all) CHECK(point == channel);
  CHECK(taps("addon: milliohm\ntaps: {1: 3, 16: 0}\n") == std::map<Point, unsigned>{{0, 3}, {15, 0}});
}

TEST_CASE("Which part has the pins is known of jacks, and of others where the file says so") {
  const auto ends = [](const std::string& text) {
    const Profile p = profile(text);
    return std::pair(p.ends[0].gender, p.ends[1].gender);
  };
  using enum Gender;
  CHECK(ends(kProfile) == std::pair(male, male));
  CHECK(ends(edit(kProfile, "nets:", "female: [left]\nnets:")) == std::pair(male, female));
  CHECK(ends(kMic) == std::pair(unsaid, unsaid));
  CHECK(ends(edit(kMic, "nets:", "female: []\nnets:")) == std::pair(male, male));
  CHECK(ends(edit(kMic, "nets:", "female: [in]\nnets:")) == std::pair(female, male));

  const auto last = [](const std::string& description) {
    return fixture(edit(kFixture, "right: {", "right: {" + description)).sockets[3].gender;
  };
  CHECK(last("") == female);
  CHECK(last("plug: false, ") == female);
  CHECK(last("plug: true, ") == male);
  const auto xlr = [](const std::string& more) {
    return fixture(edit(kFixture, "right: {type: two, contacts: {T: 7, S: 8}}",
                        "right: {type: xlr, " + more + "contacts: {1: 7, 2: 8, shell: 9}}"))
        .sockets[3]
        .gender;
  };
  CHECK(xlr("") == unsaid);
  CHECK(xlr("plug: false, ") == female);
  CHECK(xlr("plug: true, ") == male);
}

TEST_CASE("A shell and its bond are contacts of the connector") {
  const ConnectorType read = load_connector(
      SourceText("c.yaml", edit(kConnector, "source:", "shell: S\nshell_bond: T\nsource:")));
  CHECK(read.shell == "S");
  CHECK(read.shell_bond == "T");
  CHECK(read.shape == Shape::phone);
  CHECK(read.diameter_mm == 2.5);
}

TEST_CASE("A file of 256 KiB is read, one byte more is not") {
  const std::string fill(SourceText::kMostBytes - kProfile.size() - 2, 'x');
  CHECK_NOTHROW(profile(kProfile + "#" + fill + "\n"));
  CHECK(error_of([&] { profile(kProfile + "#x" + fill + "\n"); }) == R"(
[file-too-big] the file is larger than 256 KiB
p.yaml
a profile, connector or fixture takes a few KiB: is this the right file?
)");
}
