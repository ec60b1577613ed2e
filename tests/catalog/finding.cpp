#include <unistd.h>

#include <fstream>

#include "sample.hpp"

using namespace buzzout;
using namespace buzzout::sample;
namespace fs = std::filesystem;

namespace {

// Two roots, "a" before "b", with the connector "two" in b.
struct Roots {
  fs::path top = fs::temp_directory_path() / ("buzzout-catalog-" + std::to_string(getpid()));
  Catalog catalog{{top / "a", top / "b", top / "missing"}};

  Roots() {
    fs::remove_all(top);
    write("b/profiles/connectors/two.yaml",
          "connector: two\ntitle: Two poles\nshape: phone\ndiameter_mm: 3.5\ncontacts: [T, S]\n"
          "source: {text: a page, certainty: B}\n");
  }
  ~Roots() { fs::remove_all(top); }

  void write(const std::string& file, const std::string& text) const {
    fs::create_directories((top / file).parent_path());
    std::ofstream(top / file, std::ios::binary) << text;
  }
  static std::string cable(const std::string& name, const std::string& title,
                           const std::string& aliases = "") {
    return "profile: " + name + "\ntitle: " + title +
           "\nrevision: 1\nuse: line\nwiring: other\nends: {x: two, y: two}\n"
           "nets: {hot: [x.T, y.T]}\ntrust: presumed\nsource: {text: a page, certainty: C}\n" +
           (aliases.empty() ? "" : "aliases: [" + aliases + "]\n");
  }
  // The Error of a look-up, with the temporary folder as TOP.
  std::string error(const std::string& name) const {
    std::string text = error_of([&] { (void)catalog.profile(name); });
    for (std::size_t at; (at = text.find(top.string())) != std::string::npos;)
      text.replace(at, top.string().size(), "TOP");
    return text;
  }
};

}  // namespace

TEST_CASE_FIXTURE(Roots, "An earlier folder hides the same name in a later one") {
  write("a/profiles/one.yaml", cable("one", "from a"));
  write("b/profiles/one.yaml", cable("one", "from b"));
  write("b/profiles/two.yaml", cable("two", "from b"));
  CHECK(catalog.profile("one").title == "from a");
  CHECK(catalog.profile("two").title == "from b");
  CHECK(catalog.profile_names() == std::vector<std::string>{"one", "two"});
}

TEST_CASE_FIXTURE(Roots, "A profile is found by its alias") {
  write("a/profiles/one.yaml", cable("one", "t", "uno, eins"));
  CHECK(catalog.profile("eins").name == "one");
}

TEST_CASE_FIXTURE(Roots, "A name is found however YAML spells it") {
  for (const char* spelt : {"eins", "'eins'", "\"eins\"", R"("\x65ins")", R"("ei\u006es")", "\"ei\\\n    ns\""}) {
    CAPTURE(spelt);
    write("a/profiles/one.yaml", cable("one", "t", spelt));
    CHECK(catalog.profile("eins").name == "one");
  }
}

TEST_CASE_FIXTURE(Roots, "The fixtures of a board, whatever the others are") {
  const auto fixture = [](const std::string& name, const std::string& board) {
    return "fixture: " + name + "\ntitle: t\nboard: " + board + "\nsockets: {x: {type: two, contacts: {T: 1, S: 2}}}\n";
  };
  write("a/fixtures/one.yaml", fixture("one", "mega"));
  write("a/fixtures/two.yaml", fixture("two", R"("me\x67a")"));
  write("a/fixtures/three.yaml", fixture("three", "uno"));
  write("a/fixtures/four.yaml", fixture("four", "mega64"));
  write("b/fixtures/one.yaml", fixture("one", "uno"));
  write("b/fixtures/broken.yaml", "board: uno\nsockets: [");
  std::vector<std::string> names;
  for (const auto& f : catalog.fixtures_of("mega")) names.push_back(f.name);
  CHECK(names == std::vector<std::string>{"one", "two"});
  CHECK(error_of([&] { (void)catalog.fixtures_of("uno"); }).starts_with("\n[yaml-syntax]"));
  CHECK(catalog.fixtures_of("mega", {"two", "x"}).size() == 2);
  CHECK(catalog.fixtures_of("mega", {"two", "four"}).size() == 1);  // an escape may spell anything
  CHECK(catalog.fixtures_of("uno", {"two"}).size() == 1);           // what is broken has none
}

TEST_CASE_FIXTURE(Roots, "A name goes before an alias, and its file alone is opened") {
  write("a/profiles/one.yaml", cable("one", "t", "two"));
  write("a/profiles/broken.yaml", "[");
  write("b/profiles/two.yaml", cable("two", "t"));
  CHECK(catalog.profile("two").name == "two");
}

TEST_CASE_FIXTURE(Roots, "An alias of a hidden profile does not count") {
  write("a/profiles/one.yaml", cable("one", "t"));
  write("b/profiles/one.yaml", cable("one", "t", "eins"));
  CHECK(error("eins").starts_with("\n[unknown-profile]"));
}

TEST_CASE_FIXTURE(Roots, "A path is opened as it is, whatever it is called") {
  write("mine.yaml", cable("other-name", "t"));
  write("b/profiles/mine.yaml", cable("mine", "t"));
  CHECK(catalog.profile((top / "mine.yaml").string()).name == "other-name");
}

TEST_CASE_FIXTURE(Roots, "A variant is found behind name, alias and path") {
  write("a/profiles/one.yaml", cable("one", "t", "eins") + "variants: {v: {title: the variant}}\n");
  CHECK(catalog.profile("one:v").title == "the variant");
  CHECK(catalog.profile("eins:v").name == "one:v");
  CHECK(catalog.profile((top / "a/profiles/one.yaml").string() + ":v").name == "one:v");
  CHECK(error("one:w") == R"(
[unknown-variant] `one` has no variant `w`
TOP/a/profiles/one.yaml
its variants: v
)");
  CHECK(error("one:").starts_with("\n[unknown-variant] `one:` names no variant"));
}

TEST_CASE_FIXTURE(Roots, "An unknown name says where it was looked for and what is near") {
  write("a/profiles/speaker.yaml", cable("speaker", "t", "nl4"));
  CHECK(error("speeker") == R"(
[unknown-profile] there is no profile `speeker`
TOP/a/profiles, TOP/b/profiles, TOP/missing/profiles
did you mean `speaker`? all of them
)");
  write("a/profiles/broken.yaml", "aliases: [");
  CHECK(error("nl5") == R"(
[unknown-profile] there is no profile `nl5`
TOP/a/profiles, TOP/b/profiles, TOP/missing/profiles
TOP/a/profiles/broken.yaml has faults, and might be the one; did you mean `nl4`? all of them
)");
}

TEST_CASE_FIXTURE(Roots, "A name cannot climb out of the library") {
  write("secret.yaml", cable("secret", "t"));
  for (const char* name : {"..", ".", "", "a\nb", "\x1b[2J", "-x", "..\\secret"}) {
    CAPTURE(name);
    CHECK(error(name).starts_with("\n[unknown-profile]"));
  }
}

TEST_CASE_FIXTURE(Roots, "An alias of two profiles is an error, not a choice") {
  write("a/profiles/one.yaml", cable("one", "t", "x"));
  write("a/profiles/two.yaml", cable("two", "t", "x"));
  CHECK(error("x") == R"(
[ambiguous-profile] `x` is an alias of two profiles
TOP/a/profiles/one.yaml, TOP/a/profiles/two.yaml
use the full name of the one you mean
)");
}

TEST_CASE_FIXTURE(Roots, "A file of the library is named as what it holds") {
  write("a/profiles/one.yaml", cable("eins", "t"));
  CHECK(error("one") == R"(
[name-mismatch] the file is called `one`, what it holds `eins`
TOP/a/profiles/one.yaml:1:10
profile: eins
         ^
rename one of them
)");
}

TEST_CASE_FIXTURE(Roots, "A fault in a connector is shown in the connector's file") {
  write("a/profiles/connectors/two.yaml", "connector: two\ncontact: [T, S]\n");
  write("a/profiles/one.yaml", cable("one", "t"));
  CHECK(error("one") == R"(
[yaml-unknown-key] a connector has no key `contact`
TOP/a/profiles/connectors/two.yaml:2:1
contact: [T, S]
^
did you mean `contacts`? known keys: connector, title, shape, contacts, source, diameter_mm, shell, shell_bond, orders
)");
}

TEST_CASE_FIXTURE(Roots, "What is no file is refused by its path") {
  fs::create_directories(top / "a/profiles/folder.yaml");
  CHECK(error("folder") == R"(
[file-not-regular] this is a folder, not a file
TOP/a/profiles/folder.yaml
name a .yaml file in it
)");
  CHECK(error(top / "none.yaml") == R"(
[file-not-found] there is no such file
TOP/none.yaml
check the path
)");
  CHECK(error("/dev/zero").starts_with("\n[file-not-regular]"));
  CHECK(error((top / "b/profiles/connectors/two.yaml/x.yaml").string()).starts_with("\n[file-"));
  fs::create_symlink("loop.yaml", top / "loop.yaml");
  CHECK(error(top / "loop.yaml").starts_with("\n[file-unreadable]"));
  if (geteuid() != 0) {
    write("shut.yaml", "");
    fs::permissions(top / "shut.yaml", fs::perms::none);
    CHECK(error(top / "shut.yaml").starts_with("\n[file-unreadable]"));
  }
}

TEST_CASE_FIXTURE(Roots, "Fixtures and connectors are found by the same rules") {
  write(
      "b/fixtures/bench.yaml",
      "fixture: bench\ntitle: t\nboard: uno\nsockets: {x: {type: two, contacts: {T: 1, S: 2}}}\n");
  CHECK(catalog.fixture("bench").sockets[0].type.title == "Two poles");
  CHECK(catalog.fixture((top / "b/fixtures/bench.yaml").string()).name == "bench");
  CHECK(catalog.fixture_names() == std::vector<std::string>{"bench"});
  CHECK(error_of([&] { (void)catalog.fixture("banch"); }).starts_with("\n[unknown-fixture]"));
  CHECK(catalog.connector("two").contacts == std::vector<std::string>{"T", "S"});
  CHECK(error_of([&] { (void)catalog.connector("tow"); }).starts_with("\n[unknown-connector]"));
}
