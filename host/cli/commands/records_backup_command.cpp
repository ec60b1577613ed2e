#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/commands/commands.hpp"
#include "cli/views/progress_line.hpp"
#include "cli/commands/records_query.hpp"
#include "cli/views/render.hpp"
#include "cli/views/verification.hpp"
#include "report/json_text.hpp"
#include "store/record_store.hpp"
#include "store/record_verify.hpp"
#include "store/text_file.hpp"

namespace buzzout {

int run_records_backup(const Options& options, Environment& env) {
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

}  // namespace buzzout
