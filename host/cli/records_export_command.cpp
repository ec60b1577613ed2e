#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/commands.hpp"
#include "cli/progress_line.hpp"
#include "cli/records_query.hpp"
#include "cli/render.hpp"
#include "store/new_file_stream.hpp"
#include "store/record_store.hpp"

namespace buzzout {
namespace {

// Writes the records that were asked for; how many there were.
std::int64_t write_lines(const RecordStore& store, const RecordQuery& query, std::ostream& out, ProgressLine& progress) {
  const std::int64_t all = store.count(query);
  std::int64_t done = 0;
  store.each(query, [&](const Kept& kept) {
    out << kept.body << '\n';
    if (++done % 64 == 0) progress(done, all);
    return static_cast<bool>(out);
  });
  return done;
}

}  // namespace

int run_records_export(const Options& options, Environment& env) {
  const std::string format = options.format.value_or("jsonl");
  if (format != "jsonl") throw Error("usage", "there is no format `" + format + "`", "", "one of: jsonl");
  const RecordQuery query = query_of(options, env);
  const RecordStore store(records_file(env), Access::read);
  if (!options.out) {
    ProgressLine progress(env, "exporting");
    write_lines(store, query, env.out, progress);
    return kExitDone;
  }
  NewFileStream file(*options.out);
  std::int64_t records = 0;
  {
    ProgressLine progress(env, "exporting");
    records = write_lines(store, query, file.out(), progress);
    file.finish();
  }
  if (options.json)
    env.out << nlohmann::ordered_json{{"records", records}, {"file", file.path().string()}}.dump(2) << "\n";
  else
    print(env.out, {{}, {{"  " + grouped(records) + (records == 1 ? " record" : " records") + " in ", Ink::plain},
                         {file.path().string(), Ink::bold}}, {}}, env.theme);
  return kExitDone;
}

}  // namespace buzzout
