#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <ostream>
#include <set>
#include <sstream>

#include "records/cable_dossier.hpp"
#include "cli/commands/commands.hpp"
#include "records/lot_papers.hpp"
#include "cli/views/progress_line.hpp"
#include "cli/views/render.hpp"
#include "cli/views/shell_word.hpp"
#include "report/json_text.hpp"
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

// 0: the cable stands at passed, whatever the paper is about.
int exit_status_of(const CableFile& file) {
  return standing_of(file.events).state == Standing::State::passed ? kExitDone : kExitFail;
}

// Why a PASS is no certificate, before anything sounds like one.
std::string told_of(const CableFile& file) {
  const std::string why = why_not_passed(standing_of(file.events), file.events);
  return why.empty() || file.record.verdict.outcome != Outcome::pass ? "" : "No certificate: " + why + ". Written instead: ";
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
  const auto told = [&](const char* doing, const auto& work) {
    ProgressLine line(env, doing);
    return work(std::ref(line));
  };
  const LotSummary summary = told("counting", [&](const Progress& p) { return lot_summary(store, lot, p); });
  const LotCables cables = told("counting cables", [&](const Progress& p) { return lot_cables(store, lot, p); });
  const auto write = [&](std::ostream& out) {
    told("writing", [&](const Progress& p) { write_lot_report(out, store, lot, summary, cables, p); });
  };
  const int status = cables.is_good(summary.target) ? kExitDone : kExitFail;
  if (summary.tests == 0)
    throw Error("unknown-lot", "there is no test of production in a lot `" + lot + "`", store.file().string(),
                "see what there is: buzzout records list");
  if (!options.out) {
    write(env.out);
    flush_output(env);
    return status;
  }
  NewFileStream file(*options.out);
  write(file.out());
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
