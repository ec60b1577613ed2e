#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/commands/commands.hpp"
#include "cli/views/action_words.hpp"
#include "cli/views/lines.hpp"
#include "cli/views/mended.hpp"
#include "cli/views/record_line.hpp"
#include "cli/commands/shared_options.hpp"
#include "cli/views/render.hpp"
#include "cli/views/standing_lines.hpp"
#include "drawing/picture_of.hpp"
#include "records/asked_record.hpp"
#include "records/cable_events.hpp"
#include "records/kept_record.hpp"
#include "report/json_text.hpp"
#include "store/record_store.hpp"

namespace buzzout {
namespace {

struct RecordsShowOptions : Common {
  bool details = false;

  void declare(OptionList& list) override { details_option(list, details); }
};

using Json = nlohmann::ordered_json;
constexpr std::size_t kMostOfHistory = 20;

bool is_test(const StoredRecord& kept) { return kept.format.starts_with("buzzout.test/"); }

StoredRecord find(const RecordReader& store, const std::string& word) {
  auto found = asked_record(store, word, [&](const std::string& serial) { return newest_test_or_note(store, serial); });
  if (!found)
    throw Error("unknown-record", "there is no record of `" + word + "`, be it a serial number or an id", store.where(),
                "see what there is: buzzout records list");
  return std::move(found->record);
}

class RecordPage {
 public:
  RecordPage(const StoredRecord& kept, const RecordStore& store, bool details, const Theme& theme)
      : kept_(kept), store_(store), details_(details), theme_(theme), document_(Json::parse(kept.body)) {}

  // The history comes first: the verdict stays on the screen.
  std::vector<Line> lines() {
    show_history();
    if (is_test(kept_)) show_test();
    else show_other();
    return std::move(out_);
  }

 private:
  std::string text(const char* key) const { return document_.value(key, std::string()); }

  std::vector<Line> field(const std::string& name, const std::string& value, Ink ink = Ink::plain) const {
    std::string lead = "  " + name;
    lead.resize(15, ' ');
    return wrapped(value, ink, 15, theme_, {lead, Ink::dim});
  }

  void show_test() {
    const KeptTest test = kept_test(kept_, store_);
    std::vector<Line> after = tell_mended(test.record, theme_);
    ProfileContents contents(store_);
    append(after, standing_lines(cable_events(store_, test.record.serial, contents), theme_));
    append(after, place());
    append(out_, render(test.record, picture_of(test.profile, test.map, test.record.verdict), theme_, {"", details_, after}));
  }

  void show_other() {
    const RecordRow row = row_of(document_);
    out_.emplace_back();
    out_.push_back({{"  " + row.result, Ink::bold}, {row.serial.empty() ? "" : "  " + row.serial, Ink::plain}});
    out_.emplace_back();
    append(out_, field("What", row.note));
    append(out_, place());
    out_.emplace_back();
  }

  // When and where it was kept.
  std::vector<Line> place() const {
    std::string when = text("started").substr(0, 19);
    std::ranges::replace(when, 'T', ' ');
    std::vector<Line> out = field("Kept", when + ", record " + std::to_string(kept_.chain.number) +
                                              (kept_.station.empty() ? "" : " of station " + kept_.station));
    append(out, field("Lot", text("lot")));
    append(out, field("Operator", text("operator")));
    append(out, field("Id", text("id"), Ink::dim));
    append(out, field("Hash", kept_.chain.hash, Ink::dim));
    return out;
  }

  // All that is known of the same serial number, where there is more than this.
  void show_history() {
    RecordQuery query;
    query.serial = text("serial");
    if (query.serial->empty() || store_.count(query) < 2) return;
    std::vector<StoredRecord> all = store_.newest(query, kMostOfHistory);
    std::ranges::reverse(all);
    out_.emplace_back();
    std::vector<RecordRow> rows;
    for (const auto& kept : all) {
      RecordRow row = row_of(Json::parse(kept.body));
      row.serial.clear();
      if (kept.row == kept_.row) row.note += row.note.empty() ? "(this one)" : " (this one)";
      rows.push_back(std::move(row));
    }
    append(out_, table_of(rows, theme_));
  }

  const StoredRecord& kept_;
  const RecordStore& store_;
  bool details_;
  const Theme& theme_;
  Json document_;
  std::vector<Line> out_;
};

int run_records_show(const RecordsShowOptions& options, Environment& env) {
  const RecordStore store(env.places.records(), Access::read);
  const StoredRecord kept = find(store, options.words[0]);
  if (options.json)
    env.out << json_text(worded(Json::parse(kept.body)), 2) << "\n";
  else
    print(env.out, RecordPage(kept, store, options.details, env.theme).lines(), env.theme);
  return kExitDone;
}

}  // namespace

constinit const Command records_show_command = {
    "records show", "SERIAL|ID", 1, 1, "a kept test as it was shown, with all that is known of the cable",
    "The newest test of that serial number, or the record with that id. It is drawn from the profile and the\n"
    "fixture as they were, whatever has become of their files.\n"
    "\n"
    "  buzzout records show 00417",
    action<RecordsShowOptions, run_records_show>()};

}  // namespace buzzout
