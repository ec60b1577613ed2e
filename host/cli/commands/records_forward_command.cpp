#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/commands/commands.hpp"
#include "cli/views/progress_line.hpp"
#include "cli/views/render.hpp"
#include "report/json_text.hpp"
#include "store/record_forward.hpp"

namespace buzzout {
namespace {

struct ForwardOptions : Common {
  std::optional<std::string> to;  // a connection string

  void declare(OptionList& list) override {
    list.text("to", "DATABASE", "a PostgreSQL database: \"host=db dbname=tests\"", to);
  }
};

int run_records_forward(const ForwardOptions& options, Environment& env) {
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

}  // namespace

constinit const Command records_forward_command = {
    "records forward", "", 0, 0, "copy what a PostgreSQL database does not have yet",
    "Copies records and the files that they name into the tables buzzout_record and buzzout_text, which it makes\n"
    "where they are missing. The database gets what is new since the last time, from any number of stations; the\n"
    "records here stay as they are. Run it as often as you like, by cron or by hand.\n"
    "\n"
    "  buzzout records forward --to \"host=db.example dbname=tests user=bench\"\n"
    "\n"
    "DATABASE is a connection string of libpq; what it leaves out comes from PGHOST, PGUSER, ~/.pgpass and so on.",
    action<ForwardOptions, run_records_forward>()};

}  // namespace buzzout
