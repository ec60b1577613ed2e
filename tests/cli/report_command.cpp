#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>

#include "catalog/catalog.hpp"
#include "cli/commands/commands.hpp"
#include "store/record_store.hpp"

namespace buzzout {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Somebody's office: a store of records, and the program run beside it.
class Office {
 public:
  Office() : before_(fs::current_path()) {
    std::string name = (fs::temp_directory_path() / "buzzout-reports-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    folder_ = name;
    fs::current_path(folder_);
  }
  ~Office() {
    fs::current_path(before_);
    fs::remove_all(folder_);
  }
  Office(const Office&) = delete;
  Office& operator=(const Office&) = delete;

  int run(const std::vector<std::string>& words) {
    std::istringstream in;
    std::ostringstream out, err;
    const Theme theme{false, true, 80};
    Environment env{in, out, err, theme, theme, false, {{folder_ / "data", BUZZOUT_SOURCE_DIR}, "", folder_ / "config.yaml",
                    folder_ / "data"}};
    const int status = buzzout::run(words, env);
    said = out.str() + err.str();
    return status;
  }

  // A test of production on a real jig, written down. Returns its id.
  std::string keep(const std::string& cable, const std::string& serial, const std::string& purpose = "production") {
    run({"test", "4.4-ts", "-p", "sim:" + cable, "--json"});
    Json test = Json::parse(said);
    test["serial"] = serial;
    test["lot"] = "L7";
    test["station"] = "bench 2";
    test["simulated"] = false;
    test["purpose"] = purpose;
    append(test);
    return test["id"];
  }

  void append(const Json& document) {
    const Catalog catalog({BUZZOUT_SOURCE_DIR});
    catalog.profile("4.4-ts");
    catalog.fixture("headphone-bench");
    RecordStore(folder_ / "data/records.sqlite").append(document, catalog.texts());
  }

  bool contains(const std::string& part) const { return said.find(part) != std::string::npos; }

  std::string said;

 private:
  fs::path folder_, before_;
};

bool holds(const std::string& file, const std::string& part) { return bytes_of(file).find(part) != std::string::npos; }

TEST_SUITE("report") {
  TEST_CASE("a cable that passed gets its certificate as HTML or PDF, and no file is overwritten") {
    Office office;
    office.keep("good", "00417");
    CHECK(office.run({"report", "certificate", "00417", "--out", "a.html"}) == kExitDone);
    CHECK(office.contains("certificate of 00417 (PASS) in a.html"));
    CHECK(holds("a.html", "Certificate of test"));
    CHECK(office.run({"report", "certificate", "00417", "--out", "a.pdf"}) == kExitDone);
    CHECK(bytes_of("a.pdf").starts_with("%PDF"));
    const std::string before = bytes_of("a.html");
    CHECK(office.run({"report", "certificate", "00417", "--out", "a.html"}) == kExitError);
    CHECK(bytes_of("a.html") == before);
    CHECK(office.run({"report", "certificate", "00417"}) == kExitDone);
    CHECK(office.said == before);
  }

  TEST_CASE("the paper is about the newest judgement, or about the test that is named") {
    Office office;
    const std::string failed = office.keep("open:right.S", "00417");
    office.keep("good", "00417");
    office.keep("none", "00417");
    CHECK(office.run({"report", "certificate", "00417", "--out", "now.html", "--json"}) == kExitDone);
    CHECK(Json::parse(office.said)["paper"] == "certificate");
    CHECK(holds("now.html", "NO CABLE"));  // among its history
    CHECK(office.run({"report", "certificate", failed, "--out", "then.html", "--json"}) == kExitDone);
    CHECK(Json::parse(office.said)["outcome"] == "FAIL");
    CHECK(Json::parse(office.said)["paper"] == "test report");
    office.keep("open:amp.T", "00417");
    CHECK(office.run({"report", "certificate", "00417", "--out", "later.html", "--json"}) == kExitFail);
    CHECK(Json::parse(office.said)["outcome"] == "FAIL");
    CHECK_FALSE(holds("later.html", "ertificate"));
  }

  TEST_CASE("a picture goes to the standard output alone, or into a new file beside what is said without it") {
    Office office;
    CHECK(office.run({"profiles", "show", "4.4-ts", "--svg", "-"}) == kExitDone);
    CHECK(office.said.starts_with("<?xml"));
    CHECK(office.said.ends_with("</svg>\n"));
    CHECK(office.run({"test", "4.4-ts", "-p", "sim:open:right.S", "--svg", "-"}) == kExitFail);
    CHECK(office.said.starts_with("<?xml"));
    CHECK(office.contains(">SIMULATED: no real cable was measured<"));
    CHECK(office.contains("✗ open"));
    CHECK(office.run({"test", "4.4-ts", "-p", "sim:none", "--svg", "-"}) == kExitNoCable);
    CHECK_FALSE(office.contains("<svg"));
    CHECK(office.contains("nothing was measured"));
    CHECK(office.run({"profiles", "show", "4.4-ts", "--json"}) == kExitDone);
    const std::string without = office.said;
    CHECK(office.run({"profiles", "show", "4.4-ts", "--json", "--svg", "a.svg"}) == kExitDone);
    CHECK(office.said == without);
    CHECK(holds("a.svg", "4.4 mm balanced headphone cable"));
    const std::string before = bytes_of("a.svg");
    CHECK(office.run({"test", "4.4-ts", "-p", "sim:good", "--svg", "a.svg"}) == kExitError);
    CHECK_FALSE(office.contains("PASS"));
    CHECK(bytes_of("a.svg") == before);
  }

  TEST_CASE("the report of a lot of one kind of cable shows how it is wired") {
    Office office;
    office.keep("good", "00417");
    CHECK(office.run({"report", "lot", "L7", "--out", "lot.html"}) == kExitDone);
    CHECK(holds("lot.html", "The cable, as wanted"));
    CHECK(holds("lot.html", "aria-label=\"Wiring: L+"));
  }

  TEST_CASE("what cannot be reported is an error that says what to do") {
    Office office;
    CHECK(office.run({"report", "certificate", "00417"}) == kExitError);
    CHECK(office.contains("no record has been kept yet"));
    office.keep("good", "00417");
    const std::vector<std::pair<std::vector<std::string>, std::string>> cases{
        {{"report", "certificate", "00418"}, "there is no test of `00418`"},
        {{"report", "certificate", "00417", "--out", "a.doc"}, "a report is no `.doc` file"},
        {{"report", "certificate", "00417", "--json"}, "needs a file"},
        {{"report", "lot", "L8"}, "there is no test of production in a lot `L8`"},
        {{"report", "lot", "L7", "--out", "l.pdf"}, "an HTML page"},
        {{"report", "lot"}, "LOT"},
    };
    for (const auto& [words, answer] : cases) {
      CAPTURE(answer);
      CHECK(office.run(words) == kExitError);
      CHECK(office.contains(answer));
    }
    CHECK_FALSE(fs::exists("a.doc"));
    CHECK_FALSE(fs::exists("l.pdf"));
  }

  TEST_CASE("a lot's report counts its cables and prints the head that records verify knows") {
    Office office;
    office.keep("good", "G", "golden");
    office.keep("good", "1");
    office.keep("open:right.S", "2");
    office.keep("good", "2");
    office.keep("open:right.S", "3");
    CHECK(office.run({"report", "lot", "L7", "--out", "lot.html", "--json"}) == kExitFail);
    const Json said = Json::parse(office.said);
    CHECK(said["cables"] == 3);
    CHECK(said["passed"] == 2);
    CHECK(said["passed_first"] == 1);
    CHECK(said["tests"] == 4);
    const std::string page = bytes_of("lot.html");
    CHECK(page.find("66.6 %") != std::string::npos);
    office.keep("good", "4");
    std::string head = page.substr(page.find("Heads of the chains"));
    head = head.substr(head.find("code\"><bdi>") + 11, 64);
    CHECK(office.run({"records", "verify", "--head", head}) == kExitDone);
  }

  TEST_CASE("a serial number of markup is text in every paper") {
    Office office;
    const std::string serial = "<script>alert(1)</script>\"'&";
    office.keep("open:right.S", serial);
    CHECK(office.run({"report", "certificate", serial}) == kExitFail);
    CHECK_FALSE(office.contains("<script"));
    CHECK(office.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    CHECK(office.run({"report", "lot", "L7"}) == kExitFail);
    CHECK_FALSE(office.contains("<script"));
    CHECK(office.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
  }
}

}  // namespace
}  // namespace buzzout
