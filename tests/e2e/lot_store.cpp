#include <doctest/doctest.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include <csignal>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <thread>

#include "e2e/host_process.hpp"
#include "e2e/long_run.hpp"
#include "store/record_store.hpp"

// What becomes of a lot's records when the program is killed, the disk is full or the store is damaged. The jig is a
// simulated one, which puts a cable in and takes it out as fast as it can.
namespace e2e {
namespace {

namespace fs = std::filesystem;
using buzzout::Access;
using buzzout::StoredRecord;
using buzzout::RecordQuery;
using buzzout::RecordStore;

class Factory {
 public:
  explicit Factory(const fs::path& data) : variables_(account_.variables("")) {
    variables_["XDG_DATA_HOME"] = data.string();
  }

  std::unique_ptr<Child> start(std::vector<std::string> more, bool resume = true) const {
    std::vector<std::string> words = {BUZZOUT_HOST, "batch", "4.4-ts", "--lot", "K", "-p", "sim:good", "--save",
                                      "--no-gate", "--serials", "K-{00001}", "--json"};
    if (resume) words.emplace_back("--resume");
    words.insert(words.end(), more.begin(), more.end());
    auto child = std::make_unique<Child>(words, variables_);
    child->close_input();
    return child;
  }
  Run run(std::vector<std::string> more, bool resume = true) const { return finish(*start(std::move(more), resume)); }
  Run buzzout(std::vector<std::string> words) const {
    words.insert(words.begin(), BUZZOUT_HOST);
    Child child(words, variables_);
    return finish(child);
  }
  fs::path store() const { return fs::path(variables_.at("XDG_DATA_HOME")) / "buzzout/records.sqlite"; }

 private:
  Account account_;
  Child::Variables variables_;
};

// The ids of the records that the operator was told of: whole lines.
std::vector<std::string> told(const std::string& out) {
  std::vector<std::string> ids;
  std::istringstream lines(out);
  for (std::string line; std::getline(lines, line) && !lines.eof();) {
    const auto d = nlohmann::json::parse(line);
    if (d.contains("id")) ids.push_back(d.at("id"));
  }
  return ids;
}

std::map<std::string, int> ids_in(const fs::path& file) {
  std::map<std::string, int> out;
  const RecordStore store(file, Access::read);
  store.each(RecordQuery{}, [&](const StoredRecord& k) {
    const auto d = nlohmann::json::parse(k.body);
    if (k.format == "buzzout.test/1") ++out[d.at("id")];
    return true;
  });
  return out;
}

std::string code_of(const Run& run) {
  INFO(run.out << run.err);
  CHECK(run.end.status == 2);
  std::istringstream lines(run.out);
  std::string last;
  for (std::string line; std::getline(lines, line);) last = line;
  const auto d = nlohmann::json::parse(last, nullptr, false);
  REQUIRE_FALSE(d.is_discarded());
  return d.at("error").at("code");
}

TEST_SUITE("lot-killed") {
  TEST_CASE("killed at any moment, a hundred times: every record that was told of is there once, and the lot goes on") {
    const TempFolder folder;
    const Factory factory(folder.path());
    REQUIRE(factory.run({"--count", "1"}, false).end.status == 0);
    std::mt19937 random(20261126);
    std::set<std::string> known;
    int killed = 0, cables = 1;
    const int rounds = is_long_run() ? 1000 : 100;
    for (int round = 0; round < rounds; ++round) {
      const auto child = factory.start({"--count", "1000000"});
      if (round % 2 == 0) REQUIRE(child->line());  // half of them in the midst of testing
      std::this_thread::sleep_for(milliseconds(std::uniform_int_distribution<int>(5, 250)(random)));
      child->send_signal(SIGKILL);
      const auto end = child->wait();
      REQUIRE(end.has_value());
      killed += end->signal == SIGKILL;
      INFO(child->err());
      CHECK(end->signal == SIGKILL);
      for (const auto& id : told(child->out())) {
        CHECK_MESSAGE(known.insert(id).second, "told twice: " << id);
        ++cables;
      }
    }
    CHECK(killed == rounds);
    CHECK(cables > rounds);  // or it was killed too soon to show anything
    const auto kept = ids_in(factory.store());
    for (const auto& id : known) CHECK_MESSAGE((kept.contains(id) && kept.at(id) == 1), id);
    for (const auto& [id, times] : kept) CHECK(times == 1);
    // What was written and not told of: at most the one that was in hand at each kill.
    CHECK(kept.size() <= known.size() + static_cast<std::size_t>(rounds) + 1);
    CHECK(factory.buzzout({"records", "verify"}).end.status == 0);
    const int more = static_cast<int>(kept.size()) + 3;
    const Run last = factory.run({"--count", std::to_string(more)});
    CHECK(last.end.status == 0);
    CHECK(static_cast<int>(ids_in(factory.store()).size()) == more);
    CHECK(factory.buzzout({"records", "verify"}).end.status == 0);
    MESSAGE("told of " << known.size() << " records, " << kept.size() << " in the store");
  }
}

TEST_SUITE("lot-store") {
  TEST_CASE("a store that cannot be used is told before there is a cable, and is left as it is") {
    const TempFolder folder;
    const Factory factory(folder.path());
    REQUIRE(factory.run({"--count", "3"}, false).end.status == 0);
    std::string bytes;
    {
      std::ifstream in(factory.store(), std::ios::binary);
      bytes.assign(std::istreambuf_iterator<char>(in), {});
    }
    const auto put = [&](const std::string& what) {
      fs::remove(factory.store().string() + "-wal");
      fs::remove(factory.store().string() + "-shm");
      std::ofstream(factory.store(), std::ios::binary) << what;
    };
    const auto holds = [&](const std::string& what) {
      std::ifstream in(factory.store(), std::ios::binary);
      return std::string(std::istreambuf_iterator<char>(in), {}) == what;
    };
    REQUIRE(bytes.size() > 4096);
    std::string newer = bytes;
    newer[63] = static_cast<char>(newer[63] + 1);  // the schema's version, big-endian, at 60
    const std::vector<std::pair<std::string, std::string>> damaged = {
        {newer, "store-newer"},
        {std::string(5000, 'x'), "store-not-ours"},
        {bytes.substr(0, 4096), "store-corrupt"},
    };
    for (const auto& [content, code] : damaged) {
      INFO(code);
      put(content);
      CHECK(code_of(factory.run({"--count", "5"})) == code);
      CHECK(holds(content));
    }
    put(bytes);
    CHECK(factory.run({"--count", "5"}).end.status == 0);
    CHECK(ids_in(factory.store()).size() == 5);
  }

  TEST_CASE("a disk that fills up ends the run before the next cable, and every record that was told of stays") {
    const TempFolder folder;
    if (::mount("tmpfs", folder.path().c_str(), "tmpfs", 0, "size=16m") != 0) {
      MESSAGE("left out: nothing may be mounted here");
      return;
    }
    {
      const Factory factory(folder.path());
      REQUIRE(factory.run({"--count", "3"}, false).end.status == 0);
      const auto child = factory.start({"--count", "1000000"});
      REQUIRE(child->line());
      {
        std::ofstream ballast(folder.path() / "ballast", std::ios::binary);
        const std::string piece(4096, 'x');
        while (ballast.write(piece.data(), static_cast<std::streamsize>(piece.size())).flush()) {
        }
      }
      const Run run = finish(*child);
      CHECK(code_of(run) == "store-full");
      CHECK(code_of(factory.run({"--count", "1000000"})) == "store-full");
      fs::remove(folder.path() / "ballast");
      const auto kept = ids_in(factory.store());
      for (const auto& id : told(run.out)) CHECK(kept.contains(id));
      const Run again = factory.run({"--count", std::to_string(kept.size() + 2)});
      INFO(again.out << again.err);
      CHECK(again.end.status == 0);
      CHECK(ids_in(factory.store()).size() == kept.size() + 2);
      CHECK(factory.buzzout({"records", "verify"}).end.status == 0);
    }
    ::umount2(folder.path().c_str(), MNT_DETACH);
  }

  TEST_CASE("a folder that cannot be written is told before there is a cable") {
    const TempFolder folder;
    const Factory factory(folder.path());
    REQUIRE(factory.run({"--count", "2"}, false).end.status == 0);
    if (::mount(folder.path().c_str(), folder.path().c_str(), nullptr, MS_BIND, nullptr) != 0 ||
        ::mount(nullptr, folder.path().c_str(), nullptr, MS_BIND | MS_REMOUNT | MS_RDONLY, nullptr) != 0) {
      MESSAGE("left out: nothing may be mounted here");
      return;
    }
    CHECK(code_of(factory.run({"--count", "5"})) == "store-read-only");
    ::umount2(folder.path().c_str(), MNT_DETACH);
    CHECK(ids_in(factory.store()).size() == 2);
  }
}

}  // namespace
}  // namespace e2e
