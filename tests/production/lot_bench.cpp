#include "production/lot_bench.hpp"

#include <cstdlib>

#include "records/cable_events.hpp"
#include "report/record_reader.hpp"
#include "store/record_store.hpp"

namespace buzzout {

using namespace std::chrono_literals;

LotBench::LotBench(std::string profile) {
  std::string name = (std::filesystem::temp_directory_path() / "buzzout-lot-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for the test");
  folder = name;
  places = {{folder / "data", BUZZOUT_SOURCE_DIR}, "", folder / "config.yaml", folder / "data"};
  TesterRequest request;
  request.profile = std::move(profile);
  request.port = "sim:none";
  request.operator_name = "Ines";
  request.station = "bench-1";
  tester = std::make_unique<CableTester>(places, request, [this] { return wall; });
  tester->session().leave_plugging();
  log = std::make_unique<LotLog>(*tester, "K7", places.records());
  announcer = std::make_unique<Announcer>(Listeners{}, std::nullopt);
}

LotBench::~LotBench() {
  run_.reset();
  log.reset();
  tester.reset();
  std::filesystem::remove_all(folder);
}

LotRun& LotBench::begin(RunRules rules, int target, std::string serials, SerialLookup* lookup) {
  const Lot lot = open_lot(*log, *tester, {"K7", log->find_lot().has_value(), target, std::move(serials)});
  lookup_ = std::make_unique<LogLookup>(*log);
  SerialLookup& asked = lookup != nullptr ? *lookup : *lookup_;
  run_ = std::make_unique<LotRun>(*tester, *log, asked, *announcer, clock, lot, shift, std::move(rules));
  run_->add(notes);
  return *run_;
}

std::optional<RunEnd> LotBench::look(int times) {
  for (int i = 0; i < times; ++i) {
    clock.sleep(15ms);
    if (const auto end = run_->tick()) return end;
  }
  return {};
}

bool LotBench::look_until(Phase phase) {
  for (int i = 0; i < 700; ++i) {
    if (look(1)) return run_->snapshot()->phase == phase;
    if (run_->snapshot()->phase == phase) return true;
  }
  return false;
}

void LotBench::test(const std::string& serial, const std::string& cable) {
  run_->scanned(serial);
  if (!look_until(Phase::armed)) throw std::runtime_error("not armed: " + run_->snapshot()->notice.text);
  plug(cable);
  if (!look_until(Phase::verdict)) throw std::runtime_error("no verdict");
  plug("none");
  if (!look_until(Phase::serial)) throw std::runtime_error("it does not come out");
}

void LotBench::test_elsewhere(const std::string& serial, const std::string& cable, const std::string& profile) {
  TesterRequest request;
  request.profile = profile;
  request.port = "sim:" + cable;
  request.serial = serial;
  request.station = "bench-2";
  CableTester other(places, request, [this] { return wall; });
  other.keep_records(true);
  TestRecord r = other.measure();
  other.keep(r);
}

int LotBench::kept(const std::string& serial, Outcome outcome) const {
  const RecordStore store(places.records(), Access::read);
  RecordQuery query;
  query.serial = serial;
  query.outcome = std::string(to_string(outcome));
  return static_cast<int>(store.count(query));
}

}  // namespace buzzout
