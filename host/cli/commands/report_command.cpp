#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <ostream>
#include <set>
#include <sstream>

#include "records/cable_dossier.hpp"
#include "cli/commands/commands.hpp"
#include "records/cable_events.hpp"
#include "records/kept_record.hpp"
#include "cli/views/progress_line.hpp"
#include "cli/views/render.hpp"
#include "cli/views/shell_word.hpp"
#include "drawing/picture_of.hpp"
#include "report/json_text.hpp"
#include "report/lot_report.hpp"
#include "report/record_reader.hpp"
#include "report/sheet_html.hpp"
#include "report/standing_json.hpp"
#include "report/sheet_pdf.hpp"
#include "store/new_file_stream.hpp"
#include "store/record_store.hpp"
#include "store/text_file.hpp"

namespace buzzout {
namespace {

struct PaperOptions : Common {
  std::optional<std::string> out;
};

struct CertificateOptions : PaperOptions {
  void declare(OptionList& list) override {
    list.text("out", "FILE", "a new file, .html or .pdf, instead of the standard output", out);
  }
};

struct LotOptions : PaperOptions {
  void declare(OptionList& list) override {
    list.text("out", "FILE", "a new .html file instead of the standard output", out);
  }
};

using Json = nlohmann::ordered_json;

enum class PaperKind { html, pdf };

// By the ending of the file's name; HTML on the standard output.
PaperKind kind_of(const PaperOptions& options) {
  if (!options.out) {
    if (options.json)
      throw Error("usage", "with --json the report itself needs a file", "", "say where: --out report.html");
    return PaperKind::html;
  }
  const std::string ending = std::filesystem::path(*options.out).extension().string();
  if (ending == ".html" || ending == ".htm") return PaperKind::html;
  if (ending == ".pdf") return PaperKind::pdf;
  throw Error("usage", "a report is no `" + ending + "` file", *options.out,
              "name it .html or .pdf; records as .csv, .jsonl or .xml: buzzout records export");
}

void tell(const PaperOptions& options, Environment& env, const Json& document, const std::string& words, Ink ink) {
  if (options.json)
    env.out << json_text(document, 2) << "\n";
  else
    print(env.out, {{}, {{"  " + words, ink}, {" in ", Ink::plain}, {*options.out, Ink::bold}}, {}}, env.theme);
}

// A record that must be there to be counted, by its number where it cannot be read.
template <class Take>
void read_each(const RecordReader& store, const RecordQuery& query, Environment& env, const char* doing, Take take) {
  ProgressLine progress(env, doing);
  const std::int64_t all = store.count(query);
  std::int64_t done = 0;
  store.each(query, [&](const StoredRecord& kept) {
    try {
      take(kept);
    } catch (Error& e) {
      e.where = "record no. " + std::to_string(kept.chain.number) + " of station `" + kept.station + "`" +
                (e.where.empty() ? "" : ", " + e.where);
      throw;
    }
    if (++done % 64 == 0) progress(done, all);
    return true;
  });
}

// Simulated tests say nothing of a lot that has real ones.
RecordQuery query_of(const RecordReader& store, const std::string& lot) {
  RecordQuery out;
  out.lot = lot;
  RecordQuery real = out;
  real.simulated = false;
  real.purpose = std::string(to_string(Purpose::production));
  out.simulated = store.newest(real, 1).empty();
  return out;
}

// What all cables of the lot are meant to be; none if they are of several kinds, or if the profile that was kept can
// no longer be read.
Figure cable_of(const RecordQuery& tests, const RecordReader& store, const LotSummary& summary) {
  if (summary.profiles.size() != 1) return {};
  try {
    for (const StoredRecord& newest : store.newest(tests, 1)) {
      const Profile profile = kept_test(newest, store).profile;
      if (profile.sha256 == summary.profiles.begin()->first.sha256) return figure_of(picture_of(profile));
    }
  } catch (const Error&) {
    // The numbers do not need it.
  }
  return {};
}

void write_lot(std::ostream& out, const std::string& lot, const RecordReader& store, const LotSummary& summary,
               const LotCables& cables, Environment& env) {
  RecordQuery query = query_of(store, lot);
  query.format = "buzzout.test/1";
  LotReport report(out, lot, summary, cables, store.heads(), cable_of(query, store, summary));
  read_each(store, query, env, "writing", [&](const StoredRecord& kept) {
    report.add(kept_record(kept));
  });
  report.finish();
}

LotSummary summary_of(const RecordReader& store, const std::string& lot, Environment& env) {
  const RecordQuery query = query_of(store, lot);
  LotSummary out;
  if (!query.simulated) {
    RecordQuery tests = query;
    tests.purpose = std::string(to_string(Purpose::production));
    const std::int64_t real = store.count(tests);
    tests.simulated = true;
    out.left_out = static_cast<std::uint64_t>(store.count(tests) - real);
  }
  read_each(store, query, env, "counting", [&](const StoredRecord& kept) { out.take(document_of(kept.body)); });
  return out;
}

// 0: the cable stands at passed, whatever the paper is about.
int exit_status_of(const CableFile& file) {
  return standing_of(file.events).state == Standing::State::passed ? kExitDone : kExitFail;
}

// Why a PASS is no certificate, before anything sounds like one.
std::string told_of(const CableFile& file) {
  const std::string why = why_not_passed(standing_of(file.events), file.events);
  return why.empty() || file.record.verdict.outcome != Outcome::pass ? "" : "No certificate: " + why + ". Written instead: ";
}

// The cables of a lot by all that is known of them; each test without a serial number is one of its own.
LotCables cables_of(const RecordReader& store, const std::string& lot, Environment& env) {
  const RecordQuery query = query_of(store, lot);
  LotCables out(lot, query.simulated);
  ProfileContents contents(store);
  ProgressLine progress(env, "counting cables");
  const std::int64_t all = store.count(query);
  std::int64_t done = 0;
  each_cable_of_lot(store, lot, contents, [&](const std::string& serial, std::span<const CableEvent> events) {
    out.take(serial, events);
    done += static_cast<std::int64_t>(events.size());
    progress(std::min(done, all), all);
  });
  RecordQuery unnamed = query;
  unnamed.serial = "";
  store.each(unnamed, [&](const StoredRecord& kept) {
    if (const auto event = event_of(kept, contents)) out.take("", std::span(&*event, 1));
    return true;
  });
  return out;
}

int run_report_certificate(const CertificateOptions& options, Environment& env) {
  const PaperKind kind = kind_of(options);
  if (options.out) require_place(*options.out);
  const RecordStore store(env.places.records(), Access::read);
  store.check_chains();
  const CableFile file = cable_dossier(store, options.words[0]);
  const Sheet sheet = certificate(file);
  if (!options.out) {
    write_html(env.out, sheet);
    flush_output(env);
    return exit_status_of(file);
  }
  std::ostringstream html;
  if (kind == PaperKind::html) write_html(html, sheet);
  write_new_file(*options.out, kind == PaperKind::html ? html.str() : pdf_of(sheet));
  const TestRecord& r = file.record;
  const std::string outcome(to_string(r.verdict.outcome)), paper = certifies(file) ? "certificate" : "test report";
  tell(options, env,
       {{"paper", paper}, {"serial", r.serial}, {"id", r.id}, {"outcome", outcome}, {"simulated", r.simulated},
        {"standing", standing_json(standing_of(file.events), file.events)}, {"file", *options.out}},
       told_of(file) + paper + " of " + (r.serial.empty() ? r.id : r.serial) + " (" + outcome + (r.simulated ? ", simulated)" : ")"),
       r.verdict.outcome == Outcome::pass && exit_status_of(file) == kExitDone ? Ink::good : Ink::warn);
  return exit_status_of(file);
}

int run_report_lot(const LotOptions& options, Environment& env) {
  if (options.out && !std::set<std::string>{".html", ".htm"}.contains(std::filesystem::path(*options.out).extension().string()))
    throw Error("usage", "the report of a lot is an HTML page", *options.out,
                "name it .html, and print it from a browser; its records: buzzout records export --lot " + shell_word(options.words[0]));
  kind_of(options);
  if (options.out) require_place(*options.out);
  const std::string& lot = options.words[0];
  const RecordStore store(env.places.records(), Access::read);
  store.check_chains();
  const RecordStore::Moment moment(store);
  const LotSummary summary = summary_of(store, lot, env);
  const LotCables cables = cables_of(store, lot, env);
  const int status = cables.is_good(summary.target) ? kExitDone : kExitFail;
  if (summary.tests == 0)
    throw Error("unknown-lot", "there is no test of production in a lot `" + lot + "`", store.file().string(),
                "see what there is: buzzout records list");
  if (!options.out) {
    write_lot(env.out, lot, store, summary, cables, env);
    flush_output(env);
    return status;
  }
  NewFileStream file(*options.out);
  write_lot(file.out(), lot, store, summary, cables, env);
  file.finish();
  const LotCables::Counts& counts = cables.counts();
  tell(options, env,
       {{"paper", "lot report"}, {"lot", lot}, {"cables", counts.cables}, {"judged", counts.judged},
        {"passed", counts.passed}, {"failed", counts.failed}, {"to_retest", counts.to_retest},
        {"passed_first", counts.passed_first}, {"tests", summary.tests},
        {"simulated", summary.all_simulated > 0}, {"file", *options.out}},
       std::to_string(counts.passed) + " of " + std::to_string(counts.judged) + " cables passed: report of lot " + lot,
       Ink::plain);
  return status;
}

}  // namespace

constinit const Command report_certificate_command = {
    "report certificate", "SERIAL|ID", 1, 1, "the paper that goes with a cable, from what was kept",
    "A page of the newest judgement of that cable, or of the test with that id: outcome, wiring, every net, limits,\n"
    "what was not tested, what was proved about the jig, tests and repairs so far. It is called a certificate if\n"
    "the cable passed on a real jig, else a test report. HTML, or PDF by the name of the file.\n"
    "\n"
    "  buzzout report certificate 00417 --out 00417.pdf\n"
    "  buzzout report certificate 00417 --out 00417.html\n"
    "  buzzout report certificate 00417 > 00417.html",
    action<CertificateOptions, run_report_certificate>()};

constinit const Command report_lot_command = {
    "report lot", "LOT", 1, 1, "yield, faults, people and every test of a lot, as an HTML page",
    "Counts the tests of production of that lot; golden cables and red rabbits are not counted. At its end are the\n"
    "heads of the stations' chains: keep them, and buzzout records verify --head shows later that nothing before\n"
    "them was changed.\n"
    "\n"
    "  buzzout report lot L7 --out lot-7.html\n"
    "\n"
    "The tests as CSV, JSON Lines or JUnit XML: buzzout records export --lot L7 --format csv.",
    action<LotOptions, run_report_lot>()};

}  // namespace buzzout
