#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <future>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>

#include "catalog/catalog.hpp"
#include "cli/commands/commands.hpp"
#include "label/label_target.hpp"
#include "events/listener.hpp"
#include "store/record_store.hpp"

namespace buzzout {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Somebody's bench: a folder with records and settings, and the program run in it.
class Bench {
 public:
  Bench() : before_(fs::current_path()) {
    std::string name = (fs::temp_directory_path() / "buzzout-labels-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    folder_ = name;
    fs::current_path(folder_);
  }
  ~Bench() {
    fs::current_path(before_);
    fs::remove_all(folder_);
  }
  Bench(const Bench&) = delete;
  Bench& operator=(const Bench&) = delete;

  // Runs "buzzout WORD…"; what it says is then in `said`.
  int run(std::vector<std::string> words) {
    std::istringstream in;
    std::ostringstream out, err;
    const Theme theme{false, true, 80};
    Environment env{in, out, err, theme, theme, false, {{folder_ / "data", BUZZOUT_SOURCE_DIR}, "", folder_ / "config.yaml",
                    folder_ / "data"}};
    const int status = buzzout::run(words, env);
    said = out.str() + err.str();
    return status;
  }

  // A test of a cable with that serial number, written down. Returns its id.
  std::string keep(const std::string& cable, const std::string& serial, bool simulated = false,
                   const std::string& purpose = "production") {
    run({"test", "4.4-ts", "-p", "sim:" + cable, "--json"});
    Json test = Json::parse(said);
    test["serial"] = serial;
    test["simulated"] = simulated;
    test["purpose"] = purpose;
    append(test);
    return test["id"];
  }

  // The cable was mended.
  void mend(const std::string& serial) {
    append({{"format", "buzzout.repair/1"}, {"id", "11111111-1111-4111-8111-111111111111"}, {"serial", serial},
            {"station", ""}, {"started", "2026-11-26T12:00:00+01:00"}, {"did", "redo right.S"}});
  }

  bool contains(const std::string& part) const { return said.find(part) != std::string::npos; }

  std::string said;

 private:
  void append(const Json& document) {
    const Catalog catalog({BUZZOUT_SOURCE_DIR});
    catalog.profile("4.4-ts");
    RecordStore(folder_ / "data/records.sqlite").append(document, catalog.texts());
  }

  fs::path folder_, before_;
};

TEST_SUITE("label") {
  TEST_CASE("a cable that passed gets its label into a file, in the format that the file's name says") {
    Bench bench;
    bench.keep("good", "K7-1");
    CHECK(bench.run({"label", "K7-1", "--to", "K7-1.png"}) == kExitDone);
    CHECK(bench.contains("LABEL  K7-1, PASS of "));
    CHECK(bench.contains("default, 50 × 25 mm at 203 dpi → K7-1.png"));
    CHECK(bytes_of("K7-1.png").starts_with("\x89PNG"));
    CHECK(bench.run({"label", "K7-1", "--to", "labels/{serial}-{number}.pdf", "--template", "small"}) == kExitDone);
    CHECK(bytes_of("labels/K7-1-1.pdf").starts_with("%PDF"));
    CHECK(bench.run({"label", "K7-1", "--to", "out"}) == kExitDone);
    CHECK(bytes_of("out").starts_with("^XA"));
    CHECK(bench.run({"label", "K7-1", "--to", "out"}) == kExitError);
    CHECK(bench.contains("there is a file of that name already"));
  }

  TEST_CASE("a cable that failed gets none, however often it passed before; a test without a verdict says nothing of it") {
    Bench bench;
    bench.keep("good", "K7-1");
    bench.keep("open:amp.R1", "K7-1");
    CHECK(bench.run({"label", "K7-1", "--to", "no.zpl"}) == kExitFail);
    CHECK(bench.contains("NO LABEL  K7-1: it failed as pentaconn-4.4-to-dual-ts-3.5 ("));
    CHECK_FALSE(fs::exists("no.zpl"));
    bench.keep("good", "K7-1");
    CHECK(bench.run({"label", "K7-1", "--to", "yes.zpl"}) == kExitDone);
    bench.keep("none", "K7-1", false, "test");
    CHECK(bench.run({"label", "K7-1", "--to", "still.zpl"}) == kExitDone);
    bench.keep("none", "K7-2");
    CHECK(bench.run({"label", "K7-2", "--to", "no.zpl"}) == kExitFail);
    CHECK(bench.contains("no test of it has come to a verdict"));
  }

  TEST_CASE("a cable that was mended after it passed gets none before it is tested again") {
    Bench bench;
    bench.keep("good", "K7-1");
    bench.mend("K7-1");
    CHECK(bench.run({"label", "K7-1", "--to", "no.zpl"}) == kExitFail);
    CHECK(bench.contains("it was repaired after it passed"));
    bench.keep("good", "K7-1");
    CHECK(bench.run({"label", "K7-1", "--to", "yes.zpl"}) == kExitDone);
  }

  TEST_CASE("a simulated test stands for a cable that was never tested for real, and its label says so") {
    Bench bench;
    bench.keep("good", "K7-1", true);
    CHECK(bench.run({"label", "K7-1", "--to", "sim.zpl"}) == kExitDone);
    CHECK(bench.contains("It says SIMULATED"));
    bench.keep("open:amp.R1", "K7-1");
    bench.keep("good", "K7-1", true);
    CHECK(bench.run({"label", "K7-1", "--to", "no.zpl"}) == kExitFail);
    bench.keep("good", "K7-1");
    bench.keep("open:amp.R1", "K7-1", true);
    CHECK(bench.run({"label", "K7-1", "--to", "yes.zpl"}) == kExitDone);
    CHECK_FALSE(bench.contains("SIMULATED"));
  }

  TEST_CASE("a record's id stands for its cable, as long as it is the newest") {
    Bench bench;
    const std::string first = bench.keep("good", "K7-1");
    CHECK(bench.run({"label", first, "--to", "1.zpl"}) == kExitDone);
    const std::string second = bench.keep("good", "K7-1");
    CHECK(bench.run({"label", first, "--to", "2.zpl"}) == kExitFail);
    CHECK(bench.contains("the newest PASS is " + second));
    CHECK(bench.run({"label", second, "--to", "2.zpl"}) == kExitDone);
    const std::string golden = bench.keep("good", "GOLD", false, "golden");
    CHECK(bench.run({"label", golden, "--to", "3.zpl"}) == kExitFail);
    CHECK(bench.run({"label", "GOLD", "--to", "3.zpl"}) == kExitFail);
    CHECK(bench.contains("it is a cable that the station is checked with"));
    CHECK(bench.run({"label", "K8-1", "--to", "3.zpl"}) == kExitError);
    CHECK(bench.contains("no test of a cable with that serial number is kept"));
  }

  TEST_CASE("a label is a document, with --json") {
    Bench bench;
    const std::string id = bench.keep("good", "K7-1");
    CHECK(bench.run({"label", "K7-1", "--to", "1.zpl", "--json"}) == kExitDone);
    CHECK(Json::parse(bench.said) == Json{{"format", "buzzout.label/1"}, {"printed", true}, {"serial", "K7-1"}, {"id", id},
                                          {"simulated", false}, {"label", "default"}, {"to", "1.zpl"}});
    bench.keep("open:amp.R1", "K7-1");
    CHECK(bench.run({"label", "K7-1", "--to", "2.zpl", "--json"}) == kExitFail);
    CHECK(Json::parse(bench.said)["printed"] == false);
  }

  TEST_CASE("the settings name the usual printer and the usual label") {
    Bench bench;
    bench.keep("good", "K7-1");
    CHECK(bench.run({"label", "K7-1"}) == kExitError);
    CHECK(bench.contains("nobody said where the label goes"));
    std::ofstream("config.yaml") << "label: small\nprinter: '|cat > printed.zpl'\n";
    CHECK(bench.run({"label", "K7-1"}) == kExitDone);
    CHECK(bench.contains("small, 30 × 12 mm"));
    CHECK(bytes_of("printed.zpl").ends_with("^XZ\n"));
  }

  TEST_CASE("a preview is a picture in a file of its own") {
    Bench bench;
    bench.keep("good", "K7-1");
    CHECK(bench.run({"label", "K7-1", "--preview", "--json"}) == kExitDone);
    const fs::path picture = Json::parse(bench.said)["to"].get<std::string>();
    CHECK(bytes_of(picture).starts_with("\x89PNG"));
    fs::remove_all(picture.parent_path());
  }

  TEST_CASE("a printer on the network gets the whole label, and is told of if it does not take it") {
    Bench bench;
    bench.keep("good", "K7-1");
    Listener printer;
    auto printed = std::async(std::launch::async, [&] {
      printer.accept();
      std::string label;
      for (std::string line; !(line = printer.line()).empty();) label += line + "\n";
      return label;
    });
    CHECK(bench.run({"label", "K7-1", "--to", printer.address()}) == kExitDone);
    bench.run({"label", "K7-1", "--to", "same.zpl"});
    CHECK((printed.get() == bytes_of("same.zpl")));
    std::string gone;
    {
      const Listener nobody;
      gone = nobody.address();
    }
    CHECK(bench.run({"label", "K7-1", "--to", gone}) == kExitError);
    CHECK(bench.contains("nobody answers"));
  }

  TEST_CASE("a command that does not print is told of") {
    Bench bench;
    bench.keep("good", "K7-1");
    CHECK(bench.run({"label", "K7-1", "--to", "|exit 3"}) == kExitError);
    CHECK(bench.contains("exit status 3"));
    CHECK(bench.run({"label", "K7-1", "--to", "|/nowhere/lp"}) == kExitError);
  }

  TEST_CASE("a printer's own device is written to, as it is") {
    Bench bench;
    bench.keep("good", "K7-1");
    REQUIRE(::mkfifo("lp0", 0600) == 0);
    const Descriptor reader(::open("lp0", O_RDONLY | O_NONBLOCK));
    CHECK(bench.run({"label", "K7-1", "--to", "lp0"}) == kExitDone);
    char start[4] = {};
    CHECK(::read(reader.get(), start, 3) == 3);
    CHECK(std::string(start) == "^XA");
  }

  TEST_CASE("a field that is no part of a file's name is refused") {
    Bench bench;
    bench.keep("good", "a/b");
    bench.keep("good", "..");
    for (const char* serial : {"a/b", ".."}) {
      CHECK(bench.run({"label", serial, "--template", "small", "--to", "{serial}"}) == kExitError);
      CHECK(bench.contains("this cannot be part of a file's name"));
    }
  }

  TEST_CASE("a label that cannot be is refused before anything is printed") {
    Bench bench;
    bench.keep("good", "K7-1");
    for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
             {"--to", "-"}, {"--to", "|"}, {"--to", "http://printer"}, {"--to", "{serail}.zpl"},
             {"--to", "l.zpl", "--format", "gif"}, {"--preview", "--to", "l.zpl"}, {"--to", "l.zpl", "--template", "defualt"},
             {"--to", "l.zpl", "--template", "./missing.yaml"}, {"--to", "l.png", "--template", "mine.zpl"}}) {
      std::ofstream("mine.zpl") << "^XA^FO9,9^A0N,30^FH^FD{serial}^FS^XZ";
      std::vector<std::string> all{"label", "K7-1"};
      all.insert(all.end(), words.begin(), words.end());
      INFO(words.back());
      CHECK(bench.run(all) == kExitError);
      CHECK(bench.contains("error: "));
      CHECK_FALSE(fs::exists("l.zpl"));
    }
    CHECK(bench.run({"label", "K7-1", "--template", "mine.zpl", "--to", "l.zpl"}) == kExitDone);
    CHECK(bytes_of("l.zpl") == "^XA^FO9,9^A0N,30^FH^FDK7-1^FS^XZ");
  }

  TEST_CASE("labels are listed and checked") {
    Bench bench;
    CHECK(bench.run({"labels", "list"}) == kExitDone);
    CHECK(bench.contains("  default       50 × 25 mm, to be read by people, scanners and phones\n"));
    std::ofstream("bad.yaml") << "label: bad\nwidth: 50\n";
    std::ofstream("bad.zpl") << "^XA{serial}^XZ";
    CHECK(bench.run({"labels", "check", "bad.yaml", "bad.zpl", BUZZOUT_SOURCE_DIR "/profiles/labels/small.yaml"}) == kExitFail);
    CHECK(bench.contains("lacks the key"));
    CHECK(bench.contains("a field stands where it could become a command"));
    CHECK(bench.contains("small.yaml: good"));
  }
}

}  // namespace
}  // namespace buzzout
