// Figures of the record store: durable records per second, and what a store of many records costs to open, to look
// into, to verify and to export. Prints them; exit status 2 when one cannot be measured.
//
//   record_benchmarks [RECORDS [FOLDER]]     1,000,000 records take about 5 GB in FOLDER (the temporary folder)
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <vector>

#include "core/error.hpp"
#include "store/record_store.hpp"

namespace {

bool waits_for_the_disk = true;

}  // namespace

// The store is filled without waiting for the disk; what is measured waits.
extern "C" int fsync(int fd) { return waits_for_the_disk ? static_cast<int>(syscall(SYS_fsync, fd)) : 0; }
extern "C" int fdatasync(int fd) { return waits_for_the_disk ? static_cast<int>(syscall(SYS_fdatasync, fd)) : 0; }

namespace {

namespace fs = std::filesystem;
using namespace buzzout;
using Json = nlohmann::ordered_json;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begun) { return std::chrono::duration<double>(Clock::now() - begun).count(); }

struct Cost {
  double seconds = 0;
  double mebibytes = 0;  // at most, resident
};

// The program, with its output in a file. Throws unless it does what it should.
Cost run(const fs::path& data, std::vector<std::string> words, const fs::path& out, int wanted = 0) {
  const auto begun = Clock::now();
  const pid_t child = fork();
  if (child == 0) {
    setenv("XDG_DATA_HOME", data.c_str(), 1);
    const int fd = open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0 || dup2(fd, STDOUT_FILENO) < 0) _exit(126);
    words.insert(words.begin(), BUZZOUT_PROGRAM);
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    execv(argv[0], argv.data());
    _exit(127);
  }
  int status = 0;
  rusage used{};
  if (child < 0 || wait4(child, &status, 0, &used) != child || !WIFEXITED(status) || WEXITSTATUS(status) != wanted)
    throw Error("benchmark", "the program did not do what it should: " + words[0] + " " + words[1]);
  return {seconds_since(begun), static_cast<double>(used.ru_maxrss) / 1024};
}

// Documents as the program writes them, to be multiplied.
struct Samples {
  std::vector<Json> documents;
  std::map<std::string, std::string> texts;
};

Samples samples(const fs::path& folder) {
  const fs::path data = folder / "samples";
  for (const auto& [cable, status] : {std::pair("sim:good", 0), {"sim:open:amp.R1", 1}, {"sim:swap:left.T:right.T", 1},
                                      {"sim:short:amp.R1:amp.R3", 1}})
    run(data, {"test", "4.4-ts", "-p", cable, "--save", "--json"}, folder / "out", status);
  const RecordStore store(data / "buzzout" / "records.sqlite", Access::read);
  Samples out;
  store.each({}, [&](const StoredRecord& kept) {
    Json document = Json::parse(kept.body);
    document.erase("chain");
    for (const char* part : {"profile", "fixture"}) {
      const auto add = [&](const std::string& hash) { out.texts[hash] = store.text(hash).value(); };
      add(document[part]["sha256"]);
      for (const auto& [type, hash] : document[part]["connectors"].items()) add(hash);
    }
    out.documents.push_back(std::move(document));
    return true;
  });
  return out;
}

Json record(const Samples& all, std::int64_t i) {
  Json out = all.documents[i % 20 == 0 ? static_cast<std::size_t>(1 + i / 20 % 3) : 0];
  char id[40], serial[20];
  std::snprintf(id, sizeof id, "%08x-0000-4000-8000-%012x", static_cast<unsigned>(i * 2654435761U), static_cast<unsigned>(i));
  std::snprintf(serial, sizeof serial, "K7-%07d", static_cast<int>(i));
  out["id"] = id;
  out["serial"] = serial;
  out["lot"] = "K7";
  out["station"] = "bench-2";
  out["purpose"] = "production";
  return out;
}

void show(const std::string& what, double value, const char* unit, const std::string& more = "") {
  std::printf("  %-44s %12.2f %s%s\n", what.c_str(), value, unit, more.c_str());
  std::fflush(stdout);
}

void durable(const Samples& all, const fs::path& folder) {
  constexpr double kSeconds = 10;
  RecordStore store(folder / "durable.sqlite");
  std::int64_t done = 0;
  auto begun = Clock::now();
  while (seconds_since(begun) < kSeconds) store.append(record(all, done++), all.texts);
  const double rate = static_cast<double>(done) / seconds_since(begun);
  waits_for_the_disk = false;
  begun = Clock::now();
  for (int i = 0; i < 2000; ++i) store.append(record(all, done++), all.texts);
  const double own = seconds_since(begun) / 2000;
  waits_for_the_disk = true;
  const int fd = open((folder / "synced").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
  begun = Clock::now();
  int syncs = 0;
  for (; seconds_since(begun) < 3; ++syncs)
    if (pwrite(fd, &syncs, sizeof syncs, syncs * 4096L) < 0 || fdatasync(fd) != 0) throw Error("benchmark", "no disk");
  const double disk = syncs / seconds_since(begun);
  close(fd);
  show("durable records", rate, "a second");
  show("the disk's own fdatasync of a page", disk, "a second");
  show("a record without waiting for the disk", own * 1e6, "us");
}

void large(const Samples& all, const fs::path& folder, std::int64_t records) {
  const fs::path data = folder / "large", file = data / "buzzout" / "records.sqlite";
  waits_for_the_disk = false;
  {
    RecordStore store(file);
    const auto begun = Clock::now();
    for (std::int64_t i = 0; i < records; ++i) store.append(record(all, i), all.texts);
    show("records in the store", static_cast<double>(records), "", ", filled in " + std::to_string(static_cast<int>(seconds_since(begun))) + " s");
  }
  waits_for_the_disk = true;
  show("its file", static_cast<double>(fs::file_size(file)) / (1 << 20), "MiB");
  auto begun = Clock::now();
  {
    const RecordStore store(file, Access::read);
    show("opened to read in", seconds_since(begun) * 1e3, "ms");
  }
  begun = Clock::now();
  RecordStore store(file);
  show("opened to write, with a trial write, in", seconds_since(begun) * 1e3, "ms");
  RecordQuery one;
  one.serial = "K7-0000417";
  begun = Clock::now();
  const auto found = store.newest(one, 1);
  show("newest record of a serial number in", seconds_since(begun) * 1e3, "ms");
  if (found.size() != 1) throw Error("benchmark", "a record was not found");
  begun = Clock::now();
  store.append(record(all, records), all.texts);
  show("one more record, durable, in", seconds_since(begun) * 1e3, "ms");
  const auto cost = [&](const std::string& what, std::vector<std::string> words, const fs::path& out, int wanted = 0) {
    const Cost c = run(data, std::move(words), out, wanted);
    char memory[64];
    std::snprintf(memory, sizeof memory, ", at most %.1f MiB resident, %.0f MiB written", c.mebibytes,
                  static_cast<double>(fs::file_size(out)) / (1 << 20));
    show(what, c.seconds, "s", memory);
    fs::remove(out);
  };
  cost("records list --limit 20", {"records", "list", "--limit", "20"}, folder / "out");
  cost("records list --outcome ERROR (none)", {"records", "list", "--outcome", "ERROR"}, folder / "out");
  for (const char* format : {"jsonl", "csv", "junit"})
    cost(std::string("records export --format ") + format, {"records", "export", "--format", format}, folder / "out");
  cost("report lot", {"report", "lot", "K7"}, folder / "out", 1);  // some of its cables failed
  cost("records verify", {"records", "verify"}, folder / "out");
}

// "….123+01:00" as milliseconds of the hour.
int milliseconds_of(const std::string& at) {
  return std::stoi(at.substr(14, 2)) * 60'000 + std::stoi(at.substr(17, 2)) * 1000 + std::stoi(at.substr(20, 3));
}

// A production run on the simulated jig, whose time is its own: what the clock on the wall shows between a verdict
// and the next "armed" is the program's work, its simulated scans included.
void cycles(const fs::path& folder) {
  constexpr int kCables = 300;
  const fs::path events = folder / "events.jsonl";
  run(folder / "cycles",
      {"batch", "pentaconn-4.4-to-dual-ts-3.5", "--lot", "B", "-p", "sim:good", "--save", "--no-gate", "--serials",
       "B-{0001}", "--count", std::to_string(kCables), "--events", events.string()},
      folder / "out");
  std::vector<int> took;
  int verdict = -1;
  std::ifstream lines(events);
  for (std::string line; std::getline(lines, line);) {
    const Json e = Json::parse(line);
    if (e.at("event") == "verdict") verdict = milliseconds_of(e.at("at"));
    if (e.at("event") == "armed" && verdict >= 0)
      took.push_back((milliseconds_of(e.at("at")) - verdict + 3'600'000) % 3'600'000);
  }
  if (took.size() != kCables - 1) throw Error("benchmark", "not every cable was armed", events.string());
  std::sort(took.begin(), took.end());
  std::printf("Cycle, verdict to armed, %d cables, simulated scans included (target 50 ms at most)\n", kCables);
  std::printf("  median %d ms, 95 %% within %d ms, most %d ms\n\n", took[took.size() / 2], took[took.size() * 95 / 100],
              took.back());
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const std::int64_t records = argc > 1 ? std::atoll(argv[1]) : 1'000'000;
    std::string folder = ((argc > 2 ? fs::path(argv[2]) : fs::temp_directory_path()) / "buzzout-records-XXXXXX").string();
    if (records < 1000 || mkdtemp(folder.data()) == nullptr) {
      std::cerr << "usage: record_benchmarks [RECORDS [FOLDER]]\n";
      return 2;
    }
    struct Gone {
      fs::path path;
      ~Gone() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
      }
    } const gone{folder};
    cycles(folder);
    const Samples all = samples(folder);
    durable(all, folder);
    large(all, folder, records);
    return 0;
  } catch (const Error& e) {
    std::cerr << e.code << ": " << e.message << "\n" << e.where << "\n";
  } catch (const std::exception& e) {
    std::cerr << e.what() << "\n";
  }
  return 2;
}
