#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "e2e/host_process.hpp"

namespace e2e {
namespace {

class IdentifyingBench {
 public:
  explicit IdentifyingBench(const std::string& board) : board_(board), bench_(board) {}

  Run run(const std::string& cable, std::vector<std::string> arguments) {
    bench_.plug(cable);
    arguments.insert(arguments.end(), {"-f", fixture_of(board_), "--json"});
    return run_host(account_, bench_, arguments);
  }
  nlohmann::json identify(const std::string& cable, int status) {
    CAPTURE(cable);
    const Run r = run(cable, {"identify"});
    CHECK(r.end.status == status);
    CHECK(r.err.empty());
    const auto document = r.json();
    CHECK(document["simulated"] == false);
    CHECK(document["jig"]["number"] == kJigNumber);
    return document;
  }
  void check_conduct() {
    CHECK(bench_.status("violations") == 0);
    CHECK(bench_.status("lost") == 0);
  }

 private:
  std::string board_;
  BenchProcess bench_;
  Account account_;
};

}  // namespace

TEST_CASE("a cable on the shipped firmware is named, learned, tested and confirmed" * doctest::test_suite("identify")) {
  for (const std::string board : {"uno", "mega"}) {
    CAPTURE(board);
    IdentifyingBench bench(board);
    CHECK(bench.identify("none", 3)["result"] == "nothing");
    const auto exact = bench.identify("2.5-ts", 0);
    CHECK(exact["result"] == "exact");
    CHECK(exact["exact"][0]["profile"] == "trrs-2.5-to-dual-ts-3.5");
    CHECK(exact["exact"][0]["seat"] == "as-labelled");
    const auto crossed = bench.identify("2.5-ts,swap:left.T:right.T,swap:left.S:right.S", 1);
    CHECK(crossed["exact"][0]["exchanged"] == nlohmann::json({"left", "right"}));
    const auto near = bench.identify("2.5-ts,open:amp.T", 1);
    CHECK(near["near"][0]["distance"] == 1);

    // An empty test proves the fixture empty; all contacts of this plug are then seen connected.
    CHECK(bench.run("2.5-ts", {"learn", "mine", "--operator", "Anna"}).json()["error"]["code"] == "fixture-never-empty");
    CHECK(bench.run("none", {"test", "2.5-ts"}).end.status == 3);
    const Run learned = bench.run("2.5-ts", {"learn", "mine", "--operator", "Anna"});
    CHECK(learned.end.status == 0);
    const auto lesson = learned.json();
    CHECK(lesson["simulated"] == false);
    CHECK(lesson["wiring"] == "balanced");
    CHECK(lesson["source"].get<std::string>().find("from one cable on jig 4711 (" + board + ")") != std::string::npos);
    CHECK(bench.run("2.5-ts", {"test", "mine"}).end.status == 0);
    CHECK(bench.run("2.5-ts,swap:left.T:left.S", {"test", "mine"}).end.status == 1);

    CHECK(bench.run("2.5-ts,open:amp.T", {"learn", "--confirm", "mine", "--operator", "Ben"}).end.status == 1);
    CHECK(bench.run("2.5-ts", {"test", "mine"}).json()["not_tested"].dump().find("\"presumed\"") != std::string::npos);
    const Run confirmed = bench.run("2.5-ts", {"learn", "--confirm", "mine", "--operator", "Ben"});
    CHECK(confirmed.end.status == 0);
    CHECK(confirmed.json()["trust"] == "confirmed");
    CHECK(bench.run("2.5-ts", {"test", "mine"}).json()["not_tested"].dump().find("\"presumed\"") == std::string::npos);
    bench.check_conduct();
  }
}

}  // namespace e2e
