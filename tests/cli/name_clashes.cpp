#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>

#include "cli/commands/commands.hpp"

// Whoever is hidden is told, by everything that speaks of a cable.
namespace buzzout {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string changed_text(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

std::string changed(const std::string& file, const std::string& from, const std::string& to) {
  return changed_text(bytes_of(fs::path(BUZZOUT_SOURCE_DIR) / file), from, to);
}

// Somebody with files of their own.
class Bench {
 public:
  Bench() {
    std::string name = (fs::temp_directory_path() / "buzzout-names-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    folder_ = name;
    fs::create_directories(folder_ / "given");
  }
  ~Bench() { fs::remove_all(folder_); }
  Bench(const Bench&) = delete;
  Bench& operator=(const Bench&) = delete;

  void write(const std::string& file, const std::string& text) const {
    fs::create_directories((folder_ / file).parent_path());
    std::ofstream(folder_ / file, std::ios::binary) << text;
  }
  std::string at(const std::string& file) const { return (folder_ / file).string(); }

  int run(std::vector<std::string> words, const std::string& library = "given") {
    words.insert(words.end(), {"--library", at(library)});
    std::istringstream in;
    std::ostringstream standard, wrong;
    const Theme theme{false, true, 80};
    Environment env{in, standard, wrong, theme, theme, false, {{folder_ / "data", BUZZOUT_SOURCE_DIR}, "",
                    folder_ / "config.yaml", folder_ / "data"}};
    const int status = buzzout::run(words, env);
    out = standard.str(), err = wrong.str();
    return status;
  }

  std::string out, err;

 private:
  fs::path folder_;
};

struct Clash {
  std::string what, cable;
  std::vector<std::pair<std::string, std::string>> files;
  std::string code;                    // empty: nothing is hidden
  std::vector<std::string> show;       // the command that shows which file was read; PATH: the bench's folder
  std::string whose = "the profile";
};

std::vector<Clash> clashes() {
  const std::string mic = "profiles/xlr-3-mic.yaml", connector = "profiles/connectors/xlr-3.yaml", fixture = "fixtures/headphone-bench.yaml";
  const std::string own_mic = changed(mic, "XLR microphone cable", "My microphone cable");
  const std::string lead = changed(mic, "profile: xlr-3-mic\naliases: [xlr-mic]", "profile: mine\naliases: [xlr-3-mic]");
  const std::string named_as_alias = changed(mic, "profile: xlr-3-mic\naliases: [xlr-mic]", "profile: xlr-mic");
  const std::string own_connector = changed(connector, "title: ", "title: My ");
  const std::string own_fixture = changed(fixture, "title: ", "title: My ");
  const std::vector<std::string> show_mic{"profiles", "show", "xlr-3-mic"}, show_bench{"fixtures", "show", "headphone-bench"},
      show_xlr{"connectors", "show", "xlr-3"};
  return {
      {"nothing", "xlr-mic", {}, "", show_mic},
      {"a copy", "xlr-mic", {{"data/" + mic, bytes_of(fs::path(BUZZOUT_SOURCE_DIR) / mic)}}, "", show_mic},
      {"own profile, by name", "xlr-3-mic", {{"data/" + mic, own_mic}}, "profile-hides-another", show_mic},
      {"own profile, by alias", "xlr-mic", {{"data/" + mic, own_mic}}, "profile-hides-another", show_mic},
      {"own profile, a variant", "xlr-mic:shell-bonded", {{"data/" + mic, own_mic}}, "profile-hides-another", show_mic},
      {"own profile called as a shipped alias", "xlr-mic", {{"data/profiles/xlr-mic.yaml", named_as_alias}}, "profile-hides-another",
       {"profiles", "show", "xlr-mic"}},
      {"own alias that is a shipped name", "xlr-3-mic", {{"data/profiles/mine.yaml", lead}}, "profile-hides-another", show_mic},
      {"the same, by the shipped alias", "xlr-mic", {{"data/profiles/mine.yaml", lead}}, "profile-hides-another", show_mic},
      {"two folders of one's own", "mine", {{"data/profiles/mine.yaml", lead}, {"given/profiles/mine.yaml", changed_text(lead, "title: ", "title: My ")}},
       "profile-hides-another", {"profiles", "show", "mine"}},
      {"a path that carries a shipped name", "PATH/mine.yaml", {{"mine.yaml", own_mic}}, "profile-hides-another",
       {"profiles", "show", "PATH/mine.yaml"}},
      {"own connector of an end", "xlr-mic", {{"data/" + connector, own_connector}}, "connector-hides-another", show_xlr, "the connector"},
      {"own connector, seen from the cable", "xlr-mic", {{"data/" + connector, own_connector}}, "connector-hides-another", show_mic,
       "the connector"},
      {"own connector, seen from the fixture", "xlr-mic", {{"data/" + connector, own_connector}}, "connector-hides-another", show_bench,
       "the connector"},
      {"own connector of another socket", "xlr-mic",
       {{"data/profiles/connectors/ts-3.5.yaml", changed("profiles/connectors/ts-3.5.yaml", "title: ", "title: My ")}},
       "connector-hides-another", {"connectors", "show", "ts-3.5"}, "the connector"},
      {"own fixture", "xlr-mic", {{"data/" + fixture, own_fixture}}, "fixture-hides-another", show_bench, "the fixture"},
  };
}

}  // namespace

TEST_CASE("whichever file is hidden, by whichever name: verdict, record, shift, certificate and library tell") {
  for (auto& c : clashes()) {
    CAPTURE(c.what);
    Bench bench;
    for (const auto& [file, text] : c.files) bench.write(file, text);
    const auto placed = [&](std::string word) {
      if (word.starts_with("PATH")) word.replace(0, 4, bench.at(""));
      return word;
    };
    const std::string cable = placed(c.cable);
    // Where a line breaks depends on the folder of this clone.
    const auto told = [](const std::string& text) { return std::regex_search(text, std::regex("goes\\s+by")); };
    const bool hidden = !c.code.empty();

    for (const char* port : {"sim:good", "sim:open:in.2"}) {
      CHECK(bench.run({"test", cable, "-p", port, "-f", "headphone-bench"}) < kExitError);
      CHECK(bench.err.empty());
      CHECK((bench.out.find("another file goes by the name of " + c.whose) != std::string::npos) == hidden);
      bench.run({"test", cable, "-p", port, "-f", "headphone-bench", "--json"});
      std::vector<std::string> codes;
      const Json record = Json::parse(bench.out);
      for (const auto& n : record["not_tested"])
        if (told(n["text"])) codes.push_back(n["code"]);
      CHECK(codes == (hidden ? std::vector<std::string>{c.code} : std::vector<std::string>{}));
    }

    bench.run({"test", cable, "-p", "sim:good", "-f", "headphone-bench", "--serial", "S1", "--save"});
    bench.run({"report", "certificate", "S1"});
    CHECK(told(bench.out) == hidden);

    CHECK(bench.run({"batch", cable, "-p", "sim:good", "-f", "headphone-bench", "--lot", "L", "--no-gate", "--serials", "S-{1}",
                     "--count", "1"}) == kExitDone);
    CHECK(told(bench.err) == hidden);
    CHECK(bench.run({"profiles", "prove", cable, "-f", "headphone-bench", "--json"}) == kExitDone);
    CHECK(told(bench.out) == hidden);

    for (auto& word : c.show) word = placed(word);
    CHECK(bench.run(c.show) == kExitDone);
    CHECK(told(bench.out + bench.err) == hidden);
    c.show.emplace_back("--json");
    CHECK(bench.run(c.show) == kExitDone);
    CHECK(told(bench.out) == hidden);
    const auto shown = Json::parse(bench.out);
    CHECK(shown.contains("name_clashes") == hidden);
    CHECK(fs::exists(std::string(shown["file"])));
  }
}

TEST_CASE("a fixture that hides another is told by whatever reads it") {
  const std::vector<std::vector<std::string>> commands{{"fixtures", "renew", "amp-4.4"}, {"scan"}, {"identify"}};
  for (auto words : commands) {
    CAPTURE(words.back());
    words.insert(words.end(), {"-p", "sim:4.4-ts", "-f", "headphone-bench"});
    Bench bench;
    bench.run(words);
    CHECK(bench.err.find("goes by") == std::string::npos);
    bench.write("data/fixtures/headphone-bench.yaml", changed("fixtures/headphone-bench.yaml", "title: ", "title: My "));
    bench.run(words);
    CHECK(bench.err.find("warning: fixture `headphone-bench` is read from " + bench.at("data/fixtures/headphone-bench.yaml")) !=
          std::string::npos);
  }
}

TEST_CASE("a label that hides another is told before it is printed") {
  Bench bench;
  bench.write("data/profiles/labels/default.yaml", changed("profiles/labels/default.yaml", "title: ", "title: My "));
  bench.run({"test", "4.4-ts", "-p", "sim:good", "--serial", "S1", "--save"});
  const std::string told = "warning: label `default` is read from " + bench.at("data/profiles/labels/default.yaml");
  CHECK(bench.run({"label", "S1", "--to", bench.at("S1.zpl")}) == kExitDone);
  CHECK(bench.err.find(told) != std::string::npos);
  CHECK(bench.run({"labels", "list"}) == kExitDone);
  CHECK(bench.err.find(told) != std::string::npos);
  CHECK(bench.run({"batch", "4.4-ts", "-p", "sim:good", "--lot", "L", "--no-gate", "--serials", "S-{1}", "--count", "1", "--save", "--label-to",
                   bench.at("{serial}.zpl")}) == kExitDone);
  CHECK(bench.err.find(told) != std::string::npos);
}

TEST_CASE("no new profile gets a name that only capital letters make another") {
  Bench bench;
  for (const char* name : {"xlr-3-mic", "XLR-3-Mic", "XLR-MIC"}) {
    CAPTURE(name);
    CHECK(bench.run({"profiles", "new", name, "ts-3.5", "ts-3.5"}) == kExitError);
    CHECK(bench.err.find("choose another name") != std::string::npos);
  }
  CHECK(bench.run({"profiles", "new", "xlr-3-mine", "ts-3.5", "ts-3.5"}) == kExitDone);
}

TEST_CASE("a folder that is not there is no library") {
  Bench bench;
  CHECK(bench.run({"profiles", "show", "xlr-mic"}) == kExitDone);
  CHECK(bench.run({"profiles", "show", "xlr-mic"}, "nowhere") == kExitError);
  CHECK(bench.err.starts_with("error: there is no folder"));
}

}  // namespace buzzout
