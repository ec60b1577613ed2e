#include <unistd.h>

#include <array>
#include <fstream>
#include <functional>

#include "sample.hpp"

using namespace buzzout;
using namespace buzzout::sample;
namespace fs = std::filesystem;

namespace {

using Texts = std::vector<std::string>;

// One kind of file of a library, by what is the same for all.
struct Kind {
  std::string folder, word;
  std::function<std::string(const std::string& name, const std::string& title)> text;
  std::function<Namesakes(const Catalog&, const std::string&)> look_up;
};

std::string connector(const std::string& name, const std::string& title) {
  return "connector: " + name + "\ntitle: " + title +
         "\nshape: phone\ndiameter_mm: 3.5\ncontacts: [T, S]\nsource: {text: a page, certainty: B}\n";
}
std::string cable(const std::string& name, const std::string& title, const std::string& aliases = "") {
  return "profile: " + name + "\ntitle: " + title +
         "\nrevision: 1\nuse: line\nwiring: other\nends: {x: two, y: two}\nnets: {hot: [x.T, y.T]}\ntrust: presumed\n"
         "source: {text: a page, certainty: C}\n" +
         (aliases.empty() ? "" : "aliases: [" + aliases + "]\n");
}

const std::vector<Kind> kKinds{
    {"profiles", "profile", [](const auto& name, const auto& title) { return cable(name, title); },
     [](const Catalog& c, const std::string& name) { return c.profile(name).namesakes; }},
    {"fixtures", "fixture",
     [](const auto& name, const auto& title) {
       return "fixture: " + name + "\ntitle: " + title + "\nboard: uno\nsockets: {x: {type: two, contacts: {T: 1, S: 2}}}\n";
     },
     [](const Catalog& c, const std::string& name) { return c.fixture(name).namesakes; }},
    {"profiles/connectors", "connector", [](const auto& name, const auto& title) { return connector(name, title); },
     [](const Catalog& c, const std::string& name) { return c.connector(name).namesakes; }},
    {"profiles/labels", "label",
     [](const auto& name, const auto& title) {
       return "label: " + name + "\ntitle: " + title +
              "\nwidth: 50\nheight: 25\ndpi: 203\nelements:\n  - {line: 0.3, x: 1, y: 1, width: 40}\n";
     },
     [](const Catalog& c, const std::string& name) { return c.label(name).namesakes; }},
};

// What is given with --library, the user's own files, and the library that ships.
struct Library {
  fs::path top = fs::temp_directory_path() / ("buzzout-namesakes-" + std::to_string(getpid()));
  Catalog catalog{{top / "given", top / "own", top / "shipped"}};

  Library() {
    fs::remove_all(top);
    write("shipped/profiles/connectors/two.yaml", connector("two", "Two poles"));
  }
  ~Library() { fs::remove_all(top); }

  void write(const std::string& file, const std::string& text) const {
    fs::create_directories((top / file).parent_path());
    std::ofstream(top / file, std::ios::binary) << text;
  }
  std::string place(std::string text) const {
    for (std::size_t at; (at = text.find(top.string() + "/")) != std::string::npos;) text.erase(at, top.string().size() + 1);
    return text;
  }
  // "USED", or "USED < OTHER, OTHER"
  std::string of(const Namesakes& n) const {
    std::string out = place(n.used);
    for (std::size_t i = 0; i < n.others.size(); ++i) out += (i == 0 ? " < " : ", ") + place(n.others[i]);
    return out;
  }
};

}  // namespace

TEST_CASE("Of every kind of file, whoever goes by its name too is told") {
  for (const auto& kind : kKinds) {
    CAPTURE(kind.folder);
    const std::string& f = kind.folder;
    struct Row {
      std::vector<std::pair<std::string, std::string>> files;  // path, and the name in it
      std::string asked, told;
    };
    const Row rows[] = {
        {{{"shipped/" + f + "/one.yaml", "one"}}, "one", "shipped/" + f + "/one.yaml"},
        {{{"own/" + f + "/one.yaml", "one"}}, "one", "own/" + f + "/one.yaml"},
        {{{"own/" + f + "/one.yaml", "one"}, {"shipped/" + f + "/one.yaml", "one"}}, "one",
         "own/" + f + "/one.yaml < shipped/" + f + "/one.yaml"},
        {{{"given/" + f + "/one.yaml", "one"}, {"own/" + f + "/one.yaml", "one"}}, "one",
         "given/" + f + "/one.yaml < own/" + f + "/one.yaml"},
        {{{"given/" + f + "/one.yaml", "one"}, {"own/" + f + "/one.yaml", "one"}, {"shipped/" + f + "/one.yaml", "one"}}, "one",
         "given/" + f + "/one.yaml < own/" + f + "/one.yaml, shipped/" + f + "/one.yaml"},
        // Another file's faults are no reason to keep silent.
        {{{"own/" + f + "/one.yaml", "one"}, {"shipped/" + f + "/one.yaml", "["}}, "one",
         "own/" + f + "/one.yaml < shipped/" + f + "/one.yaml"},
        {{{"own/" + f + "/one.yml", "one"}, {"shipped/" + f + "/one.yaml", "one"}}, "one",
         "shipped/" + f + "/one.yaml < own/" + f + "/one.yml"},
        {{{"own/" + f + "/One.yaml", "One"}, {"shipped/" + f + "/one.yaml", "one"}}, "one",
         "shipped/" + f + "/one.yaml < own/" + f + "/One.yaml"},
        {{{"own/" + f + "/One.yaml", "One"}, {"shipped/" + f + "/one.yaml", "one"}}, "One",
         "own/" + f + "/One.yaml < shipped/" + f + "/one.yaml"},
        {{{"mine.yaml", "one"}, {"shipped/" + f + "/one.yaml", "one"}}, "PATH/mine.yaml", "mine.yaml < shipped/" + f + "/one.yaml"},
        {{{"mine.yaml", "one"}, {"shipped/" + f + "/mine.yaml", "mine"}}, "PATH/mine.yaml", "mine.yaml"},
        {{{"own/" + f + "/one.yaml", "one"}, {"shipped/" + f + "/one.yaml", "one"}}, "PATH/shipped/" + f + "/one.yaml",
         "shipped/" + f + "/one.yaml < own/" + f + "/one.yaml"},
        {{{"own/" + f + "/oné.yaml", "one"}, {"own/" + f + "/one.yaml~", "one"}, {"shipped/" + f + "/one.yaml", "one"}}, "one",
         "shipped/" + f + "/one.yaml"},
    };
    for (const auto& row : rows) {
      const Library library;
      for (const auto& [file, name] : row.files) {
        CAPTURE(file);
        library.write(file, name == "[" ? name : kind.text(name, "from " + file));
      }
      std::string asked = row.asked;
      if (asked.starts_with("PATH")) asked.replace(0, 4, library.top.string());
      CAPTURE(row.told);
      CHECK(library.of(kind.look_up(library.catalog, asked)) == row.told);
    }
  }
}

TEST_CASE("Of every kind of file, the same bytes under the same name are no second file") {
  for (const auto& kind : kKinds) {
    CAPTURE(kind.folder);
    const Library library;
    const std::string own = "own/" + kind.folder + "/one.yaml", shipped = "shipped/" + kind.folder + "/one.yaml";
    library.write(shipped, kind.text("one", "t"));
    library.write(own, kind.text("one", "t"));
    CHECK(library.of(kind.look_up(library.catalog, "one")) == own);
    fs::remove(library.top / own);
    fs::create_symlink(library.top / shipped, library.top / own);
    CHECK(library.of(kind.look_up(library.catalog, "one")) == own);
    const Catalog twice{{library.top / "shipped", library.top / "shipped"}};
    CHECK(library.of(kind.look_up(twice, "one")) == shipped);
    const Catalog alone{{library.top / "shipped"}};
    CHECK(library.of(kind.look_up(alone, "one")) == shipped);
  }
}

TEST_CASE("A profile goes by its aliases too") {
  struct Row {
    std::vector<std::array<std::string, 3>> files;  // path, name, aliases
    std::string asked, told;
  };
  const std::array<std::string, 3> shipped{"shipped/profiles/one.yaml", "one", "eins, uno"};
  const std::string ours = "shipped/profiles/one.yaml";
  const Row rows[] = {
      {{shipped}, "eins", ours},
      // By its alias, though a file of the user's has its name, or its alias, or both.
      {{shipped, {"own/profiles/one.yaml", "one", "eins"}}, "eins", "own/profiles/one.yaml < shipped/profiles/one.yaml"},
      {{shipped, {"own/profiles/one.yaml", "one", "eins"}}, "one", "own/profiles/one.yaml < shipped/profiles/one.yaml"},
      {{shipped, {"own/profiles/eins.yaml", "eins", ""}}, "eins", "own/profiles/eins.yaml < shipped/profiles/one.yaml (alias `eins`)"},
      {{shipped, {"own/profiles/eins.yaml", "eins", ""}}, "one", ours},
      {{shipped, {"own/profiles/eins.yaml", "eins", ""}}, "uno", ours},
      {{shipped, {"own/profiles/mine.yaml", "mine", "one"}}, "one", ours + " < own/profiles/mine.yaml (alias `one`)"},
      {{shipped, {"own/profiles/mine.yaml", "mine", "one"}}, "eins", ours + " < own/profiles/mine.yaml (alias `one`)"},
      {{shipped, {"own/profiles/mine.yaml", "mine", "one"}}, "mine", "own/profiles/mine.yaml"},
      {{shipped, {"own/profiles/mine.yaml", "mine", "ONE"}}, "one", ours + " < own/profiles/mine.yaml (alias `ONE`)"},
      {{shipped, {"own/profiles/mine.yaml", "mine", R"("\x6fne")"}}, "one", ours + " < own/profiles/mine.yaml (alias `one`)"},
      // A hidden file still has its aliases.
      {{shipped, {"own/profiles/one.yaml", "one", ""}, {"own/profiles/mine.yaml", "mine", "eins"}}, "eins",
       "own/profiles/mine.yaml < shipped/profiles/one.yaml (alias `eins`)"},
      {{{"given/profiles/a.yaml", "a", ""}, {"own/profiles/b.yaml", "b", "a"}, shipped}, "a",
       "given/profiles/a.yaml < own/profiles/b.yaml (alias `a`)"},
      {{{"own/profiles/a.yaml", "a", ""}, {"own/profiles/b.yaml", "b", "a"}}, "a",
       "own/profiles/a.yaml < own/profiles/b.yaml (alias `a`)"},
      {{{"mine.yaml", "one", ""}, shipped}, "PATH/mine.yaml", "mine.yaml < shipped/profiles/one.yaml"},
      {{{"mine.yaml", "eins", ""}, shipped}, "PATH/mine.yaml", "mine.yaml < shipped/profiles/one.yaml (alias `eins`)"},
      {{{"mine.yaml", "mine", "one"}, shipped}, "PATH/mine.yaml", "mine.yaml"},
  };
  for (const auto& row : rows) {
    const Library library;
    for (const auto& [file, name, aliases] : row.files) library.write(file, cable(name, "from " + file, aliases));
    std::string asked = row.asked;
    if (asked.starts_with("PATH")) asked.replace(0, 4, library.top.string());
    CAPTURE(row.told);
    CHECK(library.of(library.catalog.profile(asked).namesakes) == row.told);
  }
  const Library library;
  library.write("shipped/profiles/one.yaml", cable("one", "t", "eins"));
  library.write("own/profiles/mine.yaml", cable("mine", "t", "eins"));
  CHECK(error_of([&] { (void)library.catalog.profile("eins"); }).starts_with("\n[ambiguous-profile]"));
}

TEST_CASE("What a cable and a fixture are made of is told with them") {
  const Library library;
  library.write("own/profiles/connectors/two.yaml", connector("two", "Two other poles"));
  library.write("shipped/profiles/one.yaml", cable("one", "t"));
  library.write("shipped/fixtures/one.yaml",
                "fixture: one\ntitle: t\nboard: uno\nsockets: {x: {type: two, contacts: {T: 1, S: 2}}}\n");
  const std::string told = "own/profiles/connectors/two.yaml < shipped/profiles/connectors/two.yaml";
  CHECK(library.of(library.catalog.profile("one").ends[1].type.namesakes) == told);
  CHECK(library.of(library.catalog.fixture("one").sockets[0].type.namesakes) == told);
  CHECK(library.of(library.catalog.fixtures_of("uno")[0].sockets[0].type.namesakes) == told);
}

TEST_CASE("A list of the library tells the same as looking up each name") {
  const Library library;
  library.write("shipped/profiles/one.yaml", cable("one", "t", "eins"));
  library.write("own/profiles/one.yaml", cable("one", "u") + "variants: {v: {title: the variant}}\n");
  library.write("own/profiles/two.yaml", cable("two", "u", "one"));
  library.write("own/profiles/eins.yaml", cable("eins", "u"));
  library.write("own/fixtures/one.yaml", kKinds[1].text("one", "u"));
  library.write("shipped/fixtures/one.yaml", kKinds[1].text("one", "t"));
  library.write("shipped/fixtures/two.yaml", kKinds[1].text("two", "t"));
  std::vector<Error> broken;
  for (const auto& p : library.catalog.profiles(broken)) {
    CAPTURE(p.name);
    // An alias of a hidden file is not known to a list.
    if (p.name != "eins") CHECK(library.of(p.namesakes) == library.of(library.catalog.profile(p.name).namesakes));
  }
  CHECK(broken.empty());
  for (const auto& f : library.catalog.fixtures_of("uno"))
    CHECK(library.of(f.namesakes) == library.of(library.catalog.fixture(f.name).namesakes));
}

TEST_CASE("What may be hidden where nobody can look is an error, and no shipped file") {
  for (const auto& kind : kKinds) {
    CAPTURE(kind.folder);
    const auto refused = [&](const std::function<void(const Library&)>& spoil) {
      const Library library;
      library.write("shipped/" + kind.folder + "/one.yaml", kind.text("one", "t"));
      fs::create_directories(library.top / "own");
      spoil(library);
      const std::string error = error_of([&] { (void)kind.look_up(library.catalog, "one"); });
      return error.substr(0, error.find(']') + 1);
    };
    const auto link = [&](const std::string& file) {
      return [&kind, file](const Library& l) {
        const fs::path at = file.empty() ? l.top / "own" : l.top / "own" / file;
        fs::remove_all(at);
        fs::create_directories(at.parent_path());
        fs::create_symlink("/nowhere/at/all", at);
      };
    };
    CHECK(refused(link(kind.folder + "/one.yaml")) == "\n[file-not-found]");
    CHECK(refused(link(kind.folder)) == "\n[folder-unreadable]");
    CHECK(refused(link("")) == "\n[folder-unreadable]");
    CHECK(refused([&](const Library& l) { fs::create_directories(l.top / "own" / kind.folder / "one.yaml"); }) ==
          "\n[file-not-regular]");
    if (geteuid() != 0)
      CHECK(refused([&](const Library& l) {
              fs::create_directories(l.top / "own" / kind.folder);
              fs::permissions(l.top / "own" / kind.folder, fs::perms::owner_exec);
            }) == "\n[folder-unreadable]");
  }
}
