#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/commands/commands.hpp"
#include "cli/views/progress_line.hpp"
#include "cli/commands/records_query.hpp"
#include "cli/views/render.hpp"
#include "report/json_text.hpp"
#include "store/record_forward.hpp"

namespace buzzout {

int run_records_forward(const Options& options, Environment& env) {
  if (!options.to)
    throw Error("usage", "which database?", "", "name it: --to \"host=db.example dbname=tests\"");
  const RecordStore store(env.places.records(), Access::read);
  Forwarded done;
  {
    ProgressLine progress(env, "forwarding");
    done = forward(store, *options.to, [&](std::int64_t n, std::int64_t all) { return progress(n, all); });
  }
  if (options.json)
    env.out << json_text(nlohmann::ordered_json{{"forwarded", done.records}, {"texts", done.texts}, {"there", done.there}}, 2)
            << "\n";
  else
    print(env.out,
          {{}, {{"  " + grouped(done.records) + (done.records == 1 ? " record" : " records") + " forwarded; ", Ink::plain},
                {grouped(done.there) + " are there.", Ink::plain}}, {}},
          env.theme);
  return kExitDone;
}

}  // namespace buzzout
