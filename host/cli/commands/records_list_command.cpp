#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/commands/commands.hpp"
#include "cli/views/lines.hpp"
#include "cli/views/progress_line.hpp"
#include "cli/views/record_line.hpp"
#include "cli/commands/records_query.hpp"
#include "cli/views/render.hpp"
#include "store/record_store.hpp"

namespace buzzout {
namespace {

struct RecordsListOptions : RecordFilter {
  std::optional<unsigned> limit;

  void declare(OptionList& list) override {
    RecordFilter::declare(list);
    list.number("limit", "N", "at most so many, the newest", 1, limit);
  }
};

constexpr unsigned kUsualLimit = 20;

std::vector<StoredRecord> chosen(const RecordStore& store, const RecordQuery& query, unsigned limit) {
  std::vector<StoredRecord> out = store.newest(query, limit);
  std::ranges::reverse(out);
  return out;
}

int run_records_list(const RecordsListOptions& options, Environment& env) {
  const RecordQuery query = query_of(options, env);
  const RecordStore store(env.places.records(), Access::read);
  const auto write = [&](const StoredRecord& kept) {
    env.out << kept.body << "\n";
    return static_cast<bool>(env.out);
  };
  if (options.json) {
    if (options.limit)
      for (const auto& kept : chosen(store, query, *options.limit)) write(kept);
    else
      store.each(query, write);
    return kExitDone;
  }
  std::vector<RecordRow> rows;
  const unsigned limit = options.limit.value_or(kUsualLimit);
  for (const auto& kept : chosen(store, query, limit))
    rows.push_back(row_of(nlohmann::ordered_json::parse(kept.body)));
  std::vector<Line> lines(1);
  if (rows.empty()) {
    lines.push_back({{"  No record matches.", Ink::plain}});
  } else {
    append(lines, table_of(rows, env.theme));
    const std::int64_t all = store.count(query), shown = static_cast<std::int64_t>(rows.size());
    if (all > shown) {
      lines.emplace_back();
      lines.push_back({{"  The newest " + grouped(shown) + " of " + grouped(all) + ". More with --limit N.", Ink::dim}});
    }
  }
  lines.emplace_back();
  print(env.out, lines, env.theme);
  return kExitDone;
}

}  // namespace

constinit const Command records_list_command = {
    "records list", "", 0, 0, "the tests that were kept, and what belongs to them; newest last",
    "Every test on a real jig is kept, and of a simulated one what was tested with --save.\n"
    "\n"
    "  buzzout records list\n"
    "  buzzout records list --serial 00417\n"
    "  buzzout records list --lot L7 --outcome FAIL --from 2026-03-14\n"
    "  buzzout records list --fault open --json    a document a line, all that match",
    action<RecordsListOptions, run_records_list>()};

}  // namespace buzzout
