#include <ctime>
#include <nlohmann/json.hpp>
#include <ostream>

#include "catalog/config_yaml.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/shared_options.hpp"
#include "cli/views/lines.hpp"
#include "cli/views/render.hpp"
#include "store/record_store.hpp"
#include "store/stamp.hpp"
#include "records/correction_note.hpp"
#include "report/json_text.hpp"
#include "report/record_reader.hpp"

namespace buzzout {
namespace {

struct CorrectOptions : Common {
  std::optional<std::string> reason, person, station;

  void declare(OptionList& list) override {
    list.kept_text("reason", "TEXT", "why that was the wrong kind of cable", reason);
    operator_option(list, person);
    station_option(list, station);
  }
};

int run_records_correct(const CorrectOptions& options, Environment& env) {
  if (!options.reason)
    throw Error("usage", "why was that the wrong kind of cable?", "", "say it: --reason \"tested as 2.5-ts by mistake\"");
  { const RecordStore there(env.places.records(), Access::read); }  // makes none
  RecordStore store(env.places.records(), Access::write, read_back);
  const Config config = load_config(env.places.config_file);
  const Correction c = note_correction(store, options.words[0], *options.reason,
                                       signature(options.person.value_or(config.value("operator")),
                                                 options.station.value_or(config.value("station"))));
  if (options.json) {
    env.out << json_text(to_json(c), 2) << "\n";
    return kExitDone;
  }
  std::vector<Line> lines{{}, {{"  Taken back: ", Ink::plain}, {c.serial, Ink::bold}, {" as " + c.profile + ", " + c.reason, Ink::plain}}};
  append(lines, wrapped("It counts as failed until it passes as the kind of cable that it really is. Every paper shows the correction, with the name of " +
                            c.operator_name + ".", Ink::dim, 2, env.theme, {"  ", Ink::dim}));
  lines.push_back({});
  print(env.out, lines, env.theme);
  return kExitDone;
}

}  // namespace

constinit const Command records_correct_command = {
    "records correct", "SERIAL|ID", 1, 1, "take back a FAIL of a cable that was tested as the wrong kind",
    "A FAIL counts until the cable passes against the same profile. If the profile was the wrong one, say so: the\n"
    "FAIL stays on every paper, with the reason and your name, and no longer counts once the cable passes as the\n"
    "kind that it really is. It counts anew if the cable is tested as the wrong kind again.\n"
    "\n"
    "  buzzout records correct 00417 --reason \"tested as 2.5-ts by mistake\" --operator Ines",
    action<CorrectOptions, run_records_correct>()};

}  // namespace buzzout
