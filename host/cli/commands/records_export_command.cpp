#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/commands/commands.hpp"
#include "cli/views/progress_line.hpp"
#include "records/record_export.hpp"
#include "cli/commands/records_query.hpp"
#include "cli/views/render.hpp"
#include "report/json_text.hpp"
#include "store/new_file_stream.hpp"
#include "store/record_store.hpp"

namespace buzzout {
namespace {

struct ExportOptions : RecordFilter {
  std::optional<std::string> format, out;

  void declare(OptionList& list) override {
    RecordFilter::declare(list);
    list.text("format", "FORMAT", "jsonl, csv or junit", format);
    list.text("out", "FILE", "a new file instead of the standard output", out);
  }
};

// How many records were written.
std::int64_t write(const RecordStore& store, const RecordQuery& query, RecordWriter& writer, std::ostream& out,
                   Environment& env) {
  ProgressLine progress(env, "exporting");
  const std::int64_t all = store.count(query);
  std::int64_t done = 0, written = 0;
  store.each(query, [&](const StoredRecord& kept) {
    written += writer.add(kept) ? 1 : 0;
    if (++done % 64 == 0 && !progress(done, all)) throw InterruptedError();
    return static_cast<bool>(out);
  });
  writer.finish();
  return written;
}

// As said, else as the file's name says.
std::string format_of(const ExportOptions& options) {
  const std::string ending = options.out ? std::filesystem::path(*options.out).extension().string() : "";
  const std::string named = ending == ".csv" ? "csv" : ending == ".xml" ? "junit" : ending == ".jsonl" ? kJsonLines : "";
  if (!options.format && named.empty() && !ending.empty())
    throw Error("usage", "records are no `" + ending + "` file", *options.out, "name it .jsonl, .csv or .xml, or say --format");
  if (options.format && !named.empty() && named != *options.format)
    throw Error("usage", "`--format " + *options.format + "` and a file that ends in " + ending, *options.out,
                "leave --format out, or name the file otherwise");
  return options.format.value_or(named.empty() ? kJsonLines : named);
}

int run_records_export(const ExportOptions& options, Environment& env) {
  const std::string format = format_of(options);
  RecordQuery query = query_of(options, env);
  check_record_format(format);
  if (format != kJsonLines) query.format = "buzzout.test/1";
  const RecordStore store(env.places.records(), Access::read);
  if (!options.out) {
    const auto writer = record_writer(format, env.out, store);
    write(store, query, *writer, env.out, env);
    return kExitDone;
  }
  NewFileStream file(*options.out);
  const auto writer = record_writer(format, file.out(), store);
  const std::int64_t records = write(store, query, *writer, file.out(), env);
  file.finish();
  if (options.json)
    env.out << json_text(nlohmann::ordered_json{{"records", records}, {"file", file.path().string()}}, 2) << "\n";
  else
    print(env.out, {{}, {{"  " + grouped(records) + (records == 1 ? " record" : " records") + " in ", Ink::plain},
                         {file.path().string(), Ink::bold},
                         {records == 0 ? ": none matches" : "", Ink::warn}}, {}}, env.theme);
  return kExitDone;
}

}  // namespace

constinit const Command records_export_command = {
    "records export", "", 0, 0, "the records as JSON Lines, CSV or JUnit XML",
    "JSON Lines have the very bytes that were hashed, a record a line: sha256sum of a line without its end is\n"
    "the hash. CSV and JUnit XML have the tests.\n"
    "\n"
    "  buzzout records export --out records.jsonl\n"
    "  buzzout records export --lot L7 --format csv --out lot-7.csv\n"
    "  buzzout records export --from 2026-03-14 --format junit | xmllint -",
    action<ExportOptions, run_records_export>()};

}  // namespace buzzout
