#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/commands/commands.hpp"
#include "cli/views/progress_line.hpp"
#include "cli/views/render.hpp"
#include "cli/views/verification.hpp"
#include "records/verification_json.hpp"
#include "report/json_text.hpp"
#include "store/record_store.hpp"
#include "store/record_verify.hpp"
#include "store/text_file.hpp"

namespace buzzout {
namespace {

int run_records_backup(const Common& options, Environment& env) {
  const std::string where = std::filesystem::absolute(options.words[0]).string();
  refuse_existing(where);
  const RecordStore store(env.places.records(), Access::inspect);
  Verification found;
  {
    ProgressLine copying(env, "copying"), verifying(env, "verifying the copy");
    store.backup(
        where,
        [&](const RecordStore& copy) {
          found = verify(copy, {}, [&](std::int64_t done, std::int64_t all) { return verifying(done, all); });
        },
        [&](std::int64_t done, std::int64_t all) { return copying(done, all); });
  }
  if (options.json)
    env.out << json_text(to_json(found, where), 2) << "\n";
  else
    print(env.out, render(found, where, "", false, env.theme), env.theme);
  return found.sound() ? kExitDone : kExitFail;
}

}  // namespace

constinit const Command records_backup_command = {
    "records backup", "FILE", 1, 1, "copy the store, and look at every record of the copy",
    "The copy is a store of its own; tests may go on meanwhile. To restore it, put it in the place of\n"
    "records.sqlite in the data folder while nothing runs.\n"
    "\n"
    "  buzzout records backup /media/stick/records-2026-03-14.sqlite\n"
    "\n"
    "Exit status: 0 the copy is whole, 1 something in it is not as it was written down, 2 error.",
    action<Common, run_records_backup>()};

}  // namespace buzzout
