#include <ctime>
#include <nlohmann/json.hpp>
#include <ostream>

#include "catalog/config_yaml.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/shared_options.hpp"
#include "cli/views/render.hpp"
#include "cli/views/shell_word.hpp"
#include "store/stamp.hpp"
#include "cli/views/standing_lines.hpp"
#include "records/cable_events.hpp"
#include "report/json_text.hpp"
#include "report/record_reader.hpp"
#include "store/record_store.hpp"

namespace buzzout {
namespace {

struct RepairOptions : Common {
  std::optional<std::string> did, person, station;

  void declare(OptionList& list) override {
    list.kept_text("did", "TEXT", "what was done to the cable", did);
    operator_option(list, person);
    station_option(list, station);
  }
};

using Json = nlohmann::ordered_json;
constexpr std::size_t kLongestText = 500;  // bytes

// The newest record of a cable, as a document; null if there is none.
Json newest(const RecordStore& store, const std::string& serial, const std::optional<std::string>& outcome) {
  RecordQuery query;
  query.serial = serial;
  query.format = "buzzout.test/1";
  query.outcome = outcome;
  const auto found = store.newest(query, 1);
  return found.empty() ? Json() : Json::parse(found.front().body);
}

// A cable of a lot is tested in its lot, or the lot would go on calling it failed.
std::string command(const Json& test, const std::string& serial) {
  const std::string profile = test.at("profile").at("name"), lot = test.at("lot");
  const std::string simulated = test.at("simulated") == true ? " -p sim:good --save" : "";
  if (lot.empty()) return "buzzout test " + profile + " --serial " + shell_word(serial) + simulated;
  return "buzzout batch " + profile + " --lot " + shell_word(lot) + " --resume" + simulated + ", and scan " + serial;
}

int run_records_repair(const RepairOptions& options, Environment& env) {
  const std::string& serial = options.words[0];
  if (serial.empty()) throw Error("usage", "a repair is of a cable with a serial number", "", "name the cable");
  if (!options.did)
    throw Error("usage", "what was done to the cable?", "", "say it: --did \"redo right.S\"");
  if (options.did->find_first_not_of(" \t\r\n") == std::string::npos)
    throw Error("usage", "`--did` says nothing", "", "say what was done: --did \"redo right.S\"");
  if (options.did->size() > kLongestText)
    throw Error("usage", "`--did` has more than 500 bytes", "", "say it in a few words");
  {
    const RecordStore store(env.places.records(), Access::read);  // makes none
    if (newest(store, serial, {}).is_null())
      throw Error("unknown-record", "there is no test of `" + serial + "`", store.file().string(),
                  "look at the number: buzzout records list --serial " + serial);
  }
  RecordStore store(env.places.records(), Access::write, read_back);
  const Json last = newest(store, serial, {}), failed = newest(store, serial, "FAIL");
  ProfileContents contents(store);
  const std::vector<CableEvent> events = cable_events(store, serial, contents);
  const Standing standing = standing_of(events);
  // What it failed as it is to pass as.
  const Json wanted = standing.fails.empty() ? last : Json::parse(store.with_id(events[standing.fails.back().event].record)->body);
  const Config config = load_config(env.places.config_file);
  Json document = {{"format", "buzzout.repair/1"},
                         {"id", new_id()},
                         {"simulated", is_only_simulated(events)},
                         {"serial", serial},
                         {"lot", last.at("lot")},
                         {"of", failed.is_null() ? Json("") : failed.at("id")},
                         {"did", *options.did},
                         {"operator", options.person.value_or(config.value("operator"))},
                         {"station", options.station.value_or(config.value("station"))},
                         {"started", local_time(std::time(nullptr))},
                         {"software", software()}};
  const ChainLink link = store.append(document, {});
  document["chain"] = {{"number", link.number}, {"previous", link.previous}};
  if (options.json)
    env.out << json_text(document, 2) << "\n";
  else
    print(env.out,
          {{}, {{"  Kept: ", Ink::plain}, {serial, Ink::bold}, {", " + *options.did, Ink::plain}},
           {{"  Test it again: " + command(wanted, serial), Ink::dim}}, {}},
          env.theme);
  if (!options.json) print(env.out, standing_lines(cable_events(store, serial, contents), env.theme), env.theme);
  return kExitDone;
}

}  // namespace

constinit const Command records_repair_command = {
    "records repair", "SERIAL", 1, 1, "note what was done to a cable",
    "  buzzout records repair 00417 --did \"redo right.S\"",
    action<RepairOptions, run_records_repair>()};

}  // namespace buzzout
