#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "bench/learning_bench.hpp"
#include "naming/learned_parts.hpp"
#include "core/error.hpp"

// A cable is learned without a terminal: a simulated jig, and a person who answers by a script.
namespace buzzout {
namespace {

using Kind = Prompt::Kind;

const std::string k25 = "trrs-2.5-to-dual-ts-3.5", k44 = "pentaconn-4.4-to-dual-ts-3.5", kXlr4 = "xlr-4-to-dual-ts-3.5";

std::vector<Kind> kinds(const ScriptedPerson& person) {
  std::vector<Kind> out;
  for (const Prompt& p : person.seen) out.push_back(p.kind);
  return out;
}

FixtureMap::Choices amp_in(const std::string& socket) { return {{"amp", socket}, {"left", "left"}, {"right", "right"}}; }

// An adapter that nobody knows, between sockets that take no other plug.
LessonRequest adapter(const LearningBench& bench, const std::string& edits = "") {
  LessonRequest out = bench.lesson("trs-6.35-patch" + edits);
  out.at = {{"in", "amp-6.35"}, {"out", "out-6.35"}};
  return out;
}

TEST_CASE("where everything is said or certain nobody is asked, and the file is written") {
  LearningBench bench({k25});
  bench.prove();
  ScriptedPerson person;
  const LessonResult result = bench.learn(bench.lesson("2.5-ts"), &person);
  CHECK(person.seen.empty());
  REQUIRE(result.learned);
  CHECK(result.simulated);
  CHECK(result.learned->profile.name == "mine");
  CHECK(result.learned->profile.trust == Trust::presumed);
  CHECK(result.learned->profile.use == Use::headphone);
  CHECK(result.learned->profile.source.text.find("by Anna") != std::string::npos);
  CHECK(result.learned->file == bench.places.data / "profiles" / "mine.yaml");
  CHECK(result.learned->sockets == amp_in("amp-2.5"));
  CHECK_FALSE(result.learned->needs_sockets);
  CHECK(result.learned->same_as == std::vector<std::string>{"2.5-ts"});
  CHECK(result.learned->free.empty());
  CHECK(bench.own_files() == std::vector<std::string>{"mine.yaml"});
  CHECK(Catalog(bench.places.library).profile("mine").sha256 == result.learned->profile.sha256);
}

TEST_CASE("a diode is learned where somebody says that it is meant, and confirmed like any cable") {
  LearningBench bench({"trs-6.35-patch"});
  bench.prove();
  LessonRequest request = adapter(bench, ",open:out.R,diode:in.R:out.R");
  request.unlike = "trs-patch";
  request.use = Use::line;
  CHECK(bench.refusal(request) == "one-way");
  request.diodes = true;
  const LessonResult result = bench.learn(request);
  REQUIRE(result.learned);
  const Profile& p = result.learned->profile;
  REQUIRE(p.parts.size() == 1);
  CHECK(p.parts.front().kind == PartKind::diode);
  CHECK(p.net_named(p.parts.front().from)->contacts == std::vector<Contact>{{"in", "R"}});
  CHECK(p.net_named(p.parts.front().to)->contacts == std::vector<Contact>{{"out", "R"}});
  CHECK(p.note.find("D1 was learned as a diode") != std::string::npos);
  ConfirmationRequest confirmation{"mine", "sim:good", bench.fixture};
  confirmation.at = {{"in", "amp-6.35"}, {"out", "out-6.35"}};
  confirmation.person = "Ben";
  CHECK(bench.confirm(confirmation).verdict.outcome == Outcome::pass);
}

TEST_CASE("a resistor is learned with its value where somebody says that it is meant, in a row and in a star, and confirmed with it") {
  struct Case {
    const char* edits;
    std::vector<double> ohms;
  };
  for (const auto& [edits, ohms] : std::vector<Case>{{",ohms:in.R:470", {470}}, {",ohms:in.T:120,ohms:in.R:33", {120, 33}}, {",ohms:in.R:4.7k", {4700}}}) {
    CAPTURE(edits);
    LearningBench bench({"trs-6.35-patch"}, "headphone-bench");
    bench.prove();
    LessonRequest request = adapter(bench, edits);
    request.unlike = "trs-patch";
    request.use = Use::line;
    CHECK(bench.refusal(request) == "resistive");
    request.resistors = true;
    const LessonResult result = bench.learn(request);
    REQUIRE(result.learned);
    CHECK(result.learned->same_as.empty());
    const Profile& p = result.learned->profile;
    REQUIRE(p.parts.size() == ohms.size());
    for (std::size_t i = 0; i < ohms.size(); ++i) {
      CHECK(p.parts[i].kind == PartKind::resistor);
      CHECK(*p.parts[i].ohm->nominal == doctest::Approx(ohms[i]).epsilon(0.02));
      CHECK(p.net_named(p.parts[i].from)->contacts.size() == 1);
    }
    ConfirmationRequest confirmation{"mine", "sim:part:R1:10", bench.fixture};
    confirmation.at = {{"in", "amp-6.35"}, {"out", "out-6.35"}};
    confirmation.person = "Ben";
    CHECK(bench.confirm(confirmation).verdict.outcome == Outcome::fail);
    confirmation.port = "sim:good";
    CHECK(bench.confirm(confirmation).verdict.outcome == Outcome::pass);
  }
}

TEST_CASE("a joint of too many ohms is not learned as a wire, nor as a resistor") {
  for (const char* edits : {",ohms:in.R:3", ",ohms:in.R:5", ",ohms:out.T:7"})
    for (const bool meant : {false, true}) {
      CAPTURE(edits);
      LearningBench bench({"trs-6.35-patch"}, "headphone-bench");
      bench.prove();
      LessonRequest request = adapter(bench, edits);
      request.unlike = "trs-patch";
      request.resistors = meant;
      CHECK(bench.refusal(request) == "bad-joint");
    }
}

TEST_CASE("resistors in a star of three plugs are learned each, and a triangle of them is not") {
  Profile p;
  p.nets = {{"net1", {{"a", "T"}, {"b", "T"}, {"c", "T"}}}};
  const auto reading = [&](int from, int to, double ohm) {
    Resistance r;
    r.net = "net1";
    r.from = p.nets[0].contacts[static_cast<std::size_t>(from)];
    r.to = p.nets[0].contacts[static_cast<std::size_t>(to)];
    r.ohm = ohm;
    r.uncertainty = 0.1 + 0.01 * ohm;
    return r;
  };
  Profile row = p;
  part_by_ohms(row, {reading(0, 1, 100), reading(0, 2, 320), reading(1, 2, 220)}, Ohmic::meant);
  REQUIRE(row.parts.size() == 2);
  CHECK(row.nets.size() == 3);
  CHECK(*row.parts[0].ohm->nominal == doctest::Approx(100));
  CHECK(*row.parts[1].ohm->nominal == doctest::Approx(220));
  Profile triangle = p;
  CHECK_THROWS_AS(part_by_ohms(triangle, {reading(0, 1, 67), reading(0, 2, 67), reading(1, 2, 67)}, Ohmic::meant), Error);
  Profile wires = p;
  part_by_ohms(wires, {reading(0, 1, 0.1), reading(0, 2, 0.3), reading(1, 2, 0.2)}, Ohmic::refused);
  CHECK(wires.nets.size() == 1);
  CHECK(wires.parts.empty());
}

TEST_CASE("with nothing plugged in nothing is asked and nothing is learned") {
  LearningBench bench({k25});
  bench.prove();
  ScriptedPerson person;
  CHECK_FALSE(bench.learn(bench.lesson("none"), &person).learned);
  CHECK(person.seen.empty());
  CHECK(bench.own_files().empty());
}

TEST_CASE("who measures is asked first, and a name that cannot be one is refused with the reason") {
  LearningBench bench({k25});
  bench.prove();
  ScriptedPerson person;
  person.says(Kind::which_person, {"", "two from one cable on lines", "Ben"});
  LessonRequest request = bench.lesson("2.5-ts");
  request.person.reset();
  const LessonResult result = bench.learn(request, &person);
  CHECK(kinds(person) == std::vector<Kind>{Kind::which_person, Kind::which_person, Kind::which_person});
  CHECK(person.is_through());
  CHECK(person.seen[0].text == "Who are you?");
  CHECK(person.seen[0].care == "");
  CHECK(person.seen[1].care == "A profile says who learned it.");
  CHECK(person.seen[2].care == "this cannot be an operator's name: write a plain name");
  CHECK(result.learned->profile.source.text.find("by Ben") != std::string::npos);
}

TEST_CASE("the socket of a plug is chosen among those that share its test points") {
  LearningBench bench({k44, kXlr4});
  bench.prove();
  ScriptedPerson person;
  person.says(Kind::which_socket, {"left", "amp-4.4"});
  const LessonResult result = bench.learn(bench.lesson("4.4-ts"), &person);
  REQUIRE(person.seen.size() == 1);
  CHECK(person.refused == 1);  // `left` is none of them
  const Prompt& asked = person.seen[0];
  CHECK(asked.text == "These sockets share test points. Which one holds the plug?");
  REQUIRE(asked.options.size() == 4);
  CHECK(asked.options[0].id == "amp-4.4");
  CHECK(asked.options[0].text == "4.4 mm TRRRS (Pentaconn)");
  CHECK(asked.options[1].id == "amp-xlr4");
  CHECK(result.learned->sockets == amp_in("amp-4.4"));
  CHECK(result.learned->profile.net_of({"amp", "T"})->name == "L+");
}

TEST_CASE("the roles of the nets and the use are asked where no known cable tells them") {
  LearningBench bench({"trs-6.35-patch"});
  bench.prove();
  ScriptedPerson person;
  person.says(Kind::which_role, {"", "sp/ce", "shield", "cold"});
  person.says(Kind::which_use, {"typewriter", "line"});
  LessonRequest request = adapter(bench, ",swap:out.T:out.R");
  request.unlike = "trs-patch";
  const LessonResult result = bench.learn(request, &person);
  CHECK(person.is_through());
  CHECK(person.refused == 1);
  REQUIRE(kinds(person) == std::vector<Kind>{Kind::which_role, Kind::which_role, Kind::which_role, Kind::which_role, Kind::which_use});
  CHECK(person.seen[0].text == "What is on in.T, out.R (L+, hot, shield, ...)?");
  CHECK(person.seen[0].otherwise == "net1");
  CHECK(person.seen[1].text == "What is on in.R, out.T (L+, hot, shield, ...)?");
  CHECK(person.seen[2].care.find("a net cannot be called `sp/ce`") == 0);
  CHECK(person.seen[3].care == "Another net is that already; roles that share a wire are written L-=R-.");
  CHECK(result.learned->profile.net_of({"in", "T"})->name == "net1");
  CHECK(result.learned->profile.net_of({"in", "R"})->name == "cold");
  CHECK(result.learned->profile.net_of({"in", "S"})->name == "shield");  // as the known cable has it
  CHECK(result.learned->profile.use == Use::line);
}

TEST_CASE("a net that a solder bridge could have made must be named") {
  LearningBench bench({"trs-6.35-patch"});
  bench.prove();
  LessonRequest request = adapter(bench, ",short:out.R:out.S");
  request.unlike = "trs-patch";
  request.use = Use::line;
  CHECK(bench.refusal(request) == "bridge-in-doubt");
  ScriptedPerson person;
  person.says(Kind::which_role, {"hot", "", "shield"});
  CHECK(bench.refusal(request, &person) == "");
  CHECK(person.is_through());
  CHECK(person.seen[1].otherwise == "");
  CHECK(person.seen[2].care.find("as a solder bridge would") != std::string::npos);
}

TEST_CASE("where nobody can answer it is an error that says what is missing, or what is known is enough") {
  LearningBench bench({"trs-6.35-patch", k44, kXlr4});
  bench.prove();
  LessonRequest nobody = bench.lesson("4.4-ts");
  nobody.person.reset();
  CHECK(bench.refusal(nobody) == "which-operator");
  CHECK(bench.refusal(bench.lesson("4.4-ts")) == "which-socket");
  LessonRequest crossed = adapter(bench, ",swap:out.T:out.R");
  crossed.unlike = "trs-patch";
  CHECK(bench.refusal(crossed) == "which-use");
  crossed.use = Use::line;
  CHECK(bench.learn(crossed).learned->profile.nets.front().name == "net1");
}

TEST_CASE("a dangerous cable is not learned, whoever asks") {
  LearningBench bench({"pentaconn-4.4-to-trs-3.5"}, "adapter-bench-uno");
  bench.prove();
  ScriptedPerson person;
  LessonRequest request = bench.lesson("4.4-to-3.5");
  request.unlike = "4.4-to-3.5";
  CHECK(bench.refusal(request, &person) == "dangerous");
  CHECK(person.seen.empty());
}

TEST_CASE("a cable one mistake away from a known one is learned only if somebody says that it is meant so") {
  LearningBench bench({k25});
  bench.prove();
  LessonRequest request = bench.lesson("2.5-ts,swap:left.T:left.S");
  request.at = amp_in("amp-2.5");
  ScriptedPerson person;
  CHECK(bench.refusal(request, &person) == "maybe-faulty");
  CHECK(person.seen.empty());
  request.unlike = "2.5-ts";
  person.says(Kind::which_role, {"", ""});
  person.says(Kind::which_use, {"headphone"});
  CHECK(bench.refusal(request, &person) == "");
  CHECK(person.is_through());
}

TEST_CASE("two sides that are not wired alike are refused where no polarity is known") {
  LearningBench bench({"pentaconn-4.4-to-dual-two-pin-0.78"}, "iem-bench-uno");
  bench.prove();
  LessonRequest request = bench.lesson("4.4-2pin,swap:left.1:left.2");
  request.from = "4.4-2pin";
  CHECK(bench.refusal(request) == "unlike-sides");
  request.unlike = "4.4-2pin";
  CHECK(bench.learn(request).learned->profile.note.find("not wired alike") != std::string::npos);
}

TEST_CASE("what cannot be is refused before anything is measured or asked") {
  LearningBench bench({k25});
  ScriptedPerson person;
  const auto refused = [&](auto change) {
    LessonRequest request = bench.lesson("2.5-ts");
    request.person.reset();
    request.port = "sim:no-such-cable";
    change(request);
    const std::string code = bench.refusal(request, &person);
    CHECK(person.seen.empty());
    return code;
  };
  CHECK(refused([](auto& r) { r.name = "a/b"; }) == "bad-name");
  CHECK(refused([&](auto& r) { r.name = k25; }) == "name-taken");
  CHECK(refused([](auto& r) { r.name = "2.5-TS"; }) == "name-taken");
  CHECK(refused([](auto& r) { r.title = "two\nlines"; }) == "bad-text");
  CHECK(refused([](auto& r) { r.from = "2.5-ts"; }) == "no-template");
  CHECK(refused([&](auto& r) { r.file = (bench.folder / "other.yaml").string(); }) == "bad-name");
  const auto file = bench.folder / "mine.yaml";
  std::ofstream(file) << "mine already";
  CHECK(refused([&](auto& r) { r.file = file.string(); }) == "file-exists");
  CHECK(std::filesystem::file_size(file) == 12);
  CHECK(bench.own_files().empty());
}

TEST_CASE("a fixture that was not proved teaches nothing") {
  LearningBench bench({k25});
  CHECK(bench.refusal(bench.lesson("2.5-ts")) == "fixture-never-empty");
}

TEST_CASE("roles of a request are held against the cable") {
  LearningBench bench({k25});
  bench.prove();
  LessonRequest request = bench.lesson("2.5-ts");
  const auto refused = [&](RoleChoice role) {
    request.roles = {std::move(role)};
    return bench.refusal(request);
  };
  CHECK(refused({"a b", {{"amp", "T"}}}) == "bad-name");
  CHECK(refused({"L+", {}}) == "unknown-contact");
  CHECK(refused({"L+", {{"amp", "X"}}}) == "unknown-contact");
}

TEST_CASE("files of the library that do not load are told before anything is refused") {
  LearningBench bench({k25});
  bench.write_profile("broken", "profile: [");
  LessonRequest request = bench.lesson("2.5-ts");
  request.name = "2.5-ts";
  CHECK(bench.refusal(request) == "name-taken");
  CHECK(bench.skipped_files == 1);
}

TEST_CASE("who gives up at a question has no profile, not even half of one") {
  LearningBench bench({"trs-6.35-patch"});
  bench.prove();
  LessonRequest request = adapter(bench, ",swap:out.T:out.R");
  request.unlike = "trs-patch";
  ScriptedPerson person;
  person.says(Kind::which_role, {"hot", "cold"});
  CHECK(bench.refusal(request, &person) == "interrupted");
  CHECK(kinds(person).back() == Kind::which_use);
}

TEST_CASE("who gives up after the last answer has no profile either") {
  LearningBench bench({k44, kXlr4});
  bench.prove();
  ScriptedPerson person;
  person.says(Kind::which_socket, {"amp-4.4"});
  person.afterwards = [&](const Prompt&) { person.prompts.abandon(); };
  CHECK(bench.refusal(bench.lesson("4.4-ts"), &person) == "interrupted");
  CHECK(person.is_through());
}

TEST_CASE("an answer to a question that is over does not count for the next one") {
  LearningBench bench({"trs-6.35-patch"});
  bench.prove();
  LessonRequest request = adapter(bench, ",swap:out.T:out.R");
  request.unlike = "trs-patch";
  request.use = Use::line;
  ScriptedPerson person;
  person.says(Kind::which_role, {"hot", "cold"});
  person.hands = [&](const Prompt& p) {
    if (p.id > person.seen.front().id) CHECK_FALSE(person.prompts.answer(person.seen.front().id, "late"));
    CHECK_FALSE(person.prompts.answer(p.id + 1, "early"));
  };
  const LessonResult result = bench.learn(request, &person);
  CHECK(result.learned->profile.net_of({"in", "T"})->name == "hot");
  CHECK(result.learned->profile.net_of({"in", "R"})->name == "cold");
}

TEST_CASE("two faces answer one lesson, each question once") {
  LearningBench bench({"trs-6.35-patch"});
  bench.prove();
  LessonRequest request = adapter(bench, ",swap:out.T:out.R");
  request.unlike = "trs-patch";
  Prompts prompts;
  std::atomic<bool> over{false};
  std::atomic<int> counted{0};
  const auto face = [&] {
    while (!over) {
      if (const auto p = prompts.open()) counted += prompts.answer(p->id, p->options.empty() ? "" : p->options.front().id);
      std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
  };
  std::thread one(face), other(face);
  const LessonResult result = learn_cable(bench.places, request, &prompts, bench, [&] { return bench.wall; });
  over = true;
  one.join();
  other.join();
  REQUIRE(result.learned);
  CHECK(counted.load() == 3);  // two nets and the use
  CHECK(result.learned->profile.use == all_uses().front());
  CHECK_FALSE(prompts.open());
}

}  // namespace
}  // namespace buzzout
