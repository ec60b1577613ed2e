#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <ostream>

#include "text/printable.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/shared_options.hpp"
#include "label/label_job.hpp"
#include "cli/views/name_warnings.hpp"
#include "cli/views/render.hpp"
#include "catalog/config_yaml.hpp"
#include "store/record_store.hpp"
#include "store/stamp.hpp"
#include "records/label_log.hpp"
#include "records/labelled_cable.hpp"
#include "report/json_text.hpp"
#include "report/label_json.hpp"
#include "report/record_reader.hpp"

namespace buzzout {
namespace {

struct LabelOptions : Common {
  std::optional<std::string> label, format, to;
  bool preview = false;

  void declare(OptionList& list) override {
    template_option(list, label);
    list.text("format", "FORMAT", "zpl, png or pdf", format);
    list.text("to", "WHERE", "a file, tcp://HOST:9100, or '|COMMAND' that gets it on its input", to);
    list.flag("preview", "make a picture of it, and print nothing", preview);
  }
};

constexpr const char* kUsual = "default";

// A picture's name that nobody has.
std::string preview_file() {
  std::string name = (std::filesystem::temp_directory_path() / "buzzout-label-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr)
    throw Error("file-unwritable", "there is no room for a preview", name, "write the picture elsewhere: --to label.png");
  return name + "/label.png";
}

std::string target_of(const LabelOptions& options, const Config& config) {
  if (options.to) return *options.to;
  if (options.preview) return preview_file();
  if (const std::string printer = config.value("printer"); !printer.empty()) return printer;
  throw Error("usage", "nobody said where the label goes", "",
              "write --to tcp://HOST:9100, --to FILE, --to '|COMMAND' or --preview; or set `printer` in config.yaml");
}

LabelJob job_of(const LabelOptions& options, const Config& config, const Catalog& catalog) {
  const std::string set = config.value("label");
  const std::string label = options.label.value_or(set.empty() ? kUsual : set);
  if (options.preview && (options.to || options.format))
    throw Error("usage", "`--preview` makes a picture in a file of its own", "", "for one elsewhere: --to label.png");
  const auto format = options.preview ? std::optional<std::string>("png") : options.format;
  return LabelJob(catalog, label, format, target_of(options, config));
}

std::string size_of(const LabelJob& job) {
  const LabelTemplate* label = job.drawn();
  if (label == nullptr) return "";
  const auto mm = [](double value) {
    std::string out = std::to_string(value);
    out.erase(out.find_last_not_of('0') + 1);
    return out.ends_with('.') ? out.substr(0, out.size() - 1) : out;
  };
  return ", " + mm(label->width) + " × " + mm(label->height) + " mm at " + std::to_string(label->dpi) + " dpi";
}

int refuse(const std::string& wanted, const NoLabel& no, const LabelOptions& options, Environment& env) {
  if (options.json) {
    env.out << json_text(no_label_json(wanted, no.why), 2) << "\n";
    return kExitFail;
  }
  std::vector<Line> lines{{}, {{env.theme.unicode ? "  ✘ " : "  X ", Ink::bad}, {"NO LABEL", Ink::bad},
                               {"  " + printable(wanted) + ": " + printable(no.why), Ink::plain}}};
  if (!no.remedy.empty()) lines.push_back({{"    " + no.remedy, Ink::dim}});
  print(env.out, lines, env.theme);
  return kExitFail;
}

void tell(const TestRecord& r, const LabelJob& job, const std::string& where, const LabelOptions& options,
          Environment& env) {
  const std::string cable = r.serial.empty() ? r.id : r.serial;
  if (options.json) {
    env.out << json_text(label_json(r, job.name(), where), 2) << "\n";
    return;
  }
  std::vector<Line> lines{
      {},
      {{env.theme.unicode ? "  ✔ " : "  v ", Ink::good}, {"LABEL", Ink::good},
       {"  " + printable(cable) + ", PASS of " + r.started.substr(0, 10) + ", record " + std::to_string(r.chain->number), Ink::plain}},
      {{"    " + printable(job.name()) + size_of(job) + (env.theme.unicode ? " → " : " -> ") + printable(where), Ink::dim}}};
  if (r.simulated) lines.push_back({{"    It says SIMULATED: nothing real was measured.", Ink::warn}});
  print(env.out, lines, env.theme);
}

// A label that may be on a cable is written down before it can be.
std::string print_kept(const TestRecord& record, const LabelJob& job, const Config& config, Environment& env) {
  job.render(record);
  RecordStore store(env.places.records(), Access::write, read_back);
  const auto sign = [&] { return signature(config.value("operator"), config.value("station")); };
  const LabelPrint begun = begin_label(store, record, job.name(), job.target(), sign());
  // Somebody may have tested or repaired it while the label was made.
  if (const auto still = labelled_cable(store, record.serial.empty() ? record.id : record.serial);
      !std::holds_alternative<TestRecord>(still) || std::get<TestRecord>(still).id != record.id) {
    end_label(store, begun, LabelPrint::Status::withdrawn, "the cable was tested or repaired meanwhile", sign());
    throw Error("label-not-passed", "the cable was tested or repaired while its label was made", record.serial, "print it again");
  }
  std::string where;
  try {
    where = job.print(record, STDERR_FILENO);
  } catch (const Error& e) {
    end_label(store, begun, nothing_went_out(e) ? LabelPrint::Status::withdrawn : LabelPrint::Status::failed, e.what(), sign());
    throw;
  }
  end_label(store, begun, LabelPrint::Status::printed, "", sign());
  return where;
}

int run_label(const LabelOptions& options, Environment& env) {
  const Config config = load_config(env.places.config_file);
  const Catalog catalog(env.places.library);
  const std::string& wanted = options.words.front();
  const auto found = [&] {
    const RecordStore store(env.places.records(), Access::read);
    store.check_chains();
    return labelled_cable(store, wanted);
  }();
  if (const auto* no = std::get_if<NoLabel>(&found)) return refuse(wanted, *no, options, env);
  const auto& record = std::get<TestRecord>(found);
  const LabelJob job = job_of(options, config, catalog);
  if (job.drawn() != nullptr) warn_of_clashes(name_clashes(*job.drawn()), env);
  env.out.flush();
  tell(record, job, options.preview ? job.print(record, STDERR_FILENO) : print_kept(record, job, config, env), options, env);
  return kExitDone;
}

}  // namespace

constinit const Command label_command = {
    "label", "SERIAL|ID", 1, 1, "print the label of a cable that passed",
    "Prints the label of a cable's newest PASS, or prints it again. A cable that counts as failed, or that was\n"
    "mended and not tested since, gets none. A simulated test's says SIMULATED across everything.\n"
    "\n"
    "  buzzout label K7-000417                          on the printer of the settings\n"
    "  buzzout label K7-000417 --to tcp://192.168.1.20:9100\n"
    "  buzzout label K7-000417 --to '|lp -d Zebra -o raw'\n"
    "  buzzout label K7-000417 --template my-label.yaml --preview\n"
    "  buzzout label K7-000417 --to labels/{serial}.pdf\n"
    "\n"
    "LABEL is a name (default, small), a YAML file, or a file in ZPL that ends in .zpl. The format is what the\n"
    "target's name ends in, else ZPL.\n"
    "\n"
    "Exit status: 0 printed, 1 this cable gets no label, 2 error.",
    action<LabelOptions, run_label>()};

}  // namespace buzzout
