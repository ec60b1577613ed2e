#include <nlohmann/json.hpp>
#include <ostream>

#include "catalog/config_yaml.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/shared_options.hpp"
#include "cli/views/render.hpp"
#include "cli/views/shell_word.hpp"
#include "store/stamp.hpp"
#include "cli/views/standing_lines.hpp"
#include "records/asked_record.hpp"
#include "records/cable_events.hpp"
#include "records/note_words.hpp"
#include "records/repair_note.hpp"
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

// A cable of a lot is tested in its lot, or the lot would go on calling it failed.
std::string command(const TestRecord& test) {
  const std::string simulated = test.simulated ? " -p sim:good --save" : "";
  if (test.lot.empty()) return "buzzout test " + test.profile.name + " --serial " + shell_word(test.serial) + simulated;
  return "buzzout batch " + test.profile.name + " --lot " + shell_word(test.lot) + " --resume" + simulated + ", and scan " + test.serial;
}

int run_records_repair(const RepairOptions& options, Environment& env) {
  const std::string& serial = options.words[0];
  if (serial.empty()) throw Error("usage", "a repair is of a cable with a serial number", "", "name the cable");
  if (!options.did)
    throw Error("usage", "what was done to the cable?", "", "say it: --did \"redo right.S\"");
  require_words(*options.did, "`--did`", Error("usage", "`--did` says nothing", "", "say what was done: --did \"redo right.S\""));
  {
    const RecordStore store(env.places.records(), Access::read);  // makes none
    if (!newest_test(store, serial))
      throw Error("unknown-record", "there is no test of `" + serial + "`", store.file().string(),
                  "look at the number: buzzout records list --serial " + serial);
  }
  RecordStore store(env.places.records(), Access::write, read_back);
  const Config config = load_config(env.places.config_file);
  const RepairNote note = note_repair(store, serial, *options.did,
                                      signature(options.person.value_or(config.value("operator")),
                                                options.station.value_or(config.value("station"))));
  if (options.json) {
    nlohmann::ordered_json document = to_json(note.repair);
    document["chain"] = {{"number", note.link.number}, {"previous", note.link.previous}};
    env.out << json_text(document, 2) << "\n";
    return kExitDone;
  }
  print(env.out,
        {{}, {{"  Kept: ", Ink::plain}, {serial, Ink::bold}, {", " + *options.did, Ink::plain}},
         {{"  Test it again: " + command(note.to_pass), Ink::dim}}, {}},
        env.theme);
  ProfileContents contents(store);
  print(env.out, standing_lines(cable_events(store, serial, contents), env.theme), env.theme);
  return kExitDone;
}

}  // namespace

constinit const Command records_repair_command = {
    "records repair", "SERIAL", 1, 1, "note what was done to a cable",
    "  buzzout records repair 00417 --did \"redo right.S\"",
    action<RepairOptions, run_records_repair>()};

}  // namespace buzzout
