#include "store/proof_ledger.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/board.hpp"
#include "core/error.hpp"
#include "core/error_codes.hpp"
#include "store/jig_history.hpp"
#include "store/special_file.hpp"

namespace buzzout {
namespace {

using nlohmann::json;

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

[[noreturn]] void unwritable(const std::filesystem::path& file) {
  throw Error("store-unwritable", std::string("cannot write what was proved: ") + std::strerror(errno),
              file.string(), "make the folder writable, or point $XDG_DATA_HOME to one that is");
}

void refuse_special(const std::filesystem::path& file) {
  if (const std::string what = special_file(file); !what.empty())
    throw Error("store-unreadable", "what was proved is kept in a file, and this is " + what, file.string(), "move it away");
}

JigHistories read_all(const std::filesystem::path& file, const ProofLedger::KnownFixtures& known) {
  refuse_special(file);
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  if (!in && errno == ENOENT) return {};
  if (!in)
    throw Error("store-unreadable", std::string("cannot read what was proved: ") + std::strerror(errno),
                file.string(), "make the file and its folder readable");
  try {
    return histories_of(json::parse(in), known);
  } catch (const json::exception& e) {
    throw Error(kStoreCorrupt, std::string("what was proved cannot be read back: ") + e.what(),
                file.string(), "remove the file and prove the fixture again", Action{ActionCode::prove_fixture});
  }
}

// A number is written into one chip, once for ever; a board may get another program, and no other chip.
void require_same_chip(const std::string& jig, const std::string& before, const std::string& now,
                       const std::filesystem::path& file) {
  const Board *one = find_board(before), *other = find_board(now);
  if (one == nullptr || other == nullptr || one->mcu == other->mcu) return;
  throw JigError(kJigNumberTwice,
              "jig " + jig + " was a board `" + before + "`, and answers as `" + now + "` now: two jigs have this number",
              file.string(), "erase the EEPROM of one of them: its next test gives it a number of its own");
}

void write_all(const std::filesystem::path& file, const std::string& text) {
  const std::filesystem::path temporary = file.string() + ".new";
  refuse_special(temporary);
  {
    const Descriptor out(open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (out.get() < 0) unwritable(file);
    std::size_t done = 0;
    while (done < text.size()) {
      const ssize_t n = write(out.get(), text.data() + done, text.size() - done);
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) unwritable(file);
      done += static_cast<std::size_t>(n);
    }
    if (fsync(out.get()) != 0) unwritable(file);
  }
  if (std::rename(temporary.c_str(), file.c_str()) != 0) unwritable(file);
  const Descriptor folder(open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.get() >= 0) fsync(folder.get());
}

}  // namespace

ProofLedger::ProofLedger(std::filesystem::path file, KnownFixtures known)
    : file_(std::move(file)), known_(std::move(known)) {}

FixtureEvidence ProofLedger::load(const std::string& jig, const Fixture& fixture) const {
  JigHistories all = read_all(file_, known_);
  const JigHistory& history = all[jig];
  if (!jig.starts_with("sim:")) require_same_chip(jig, history.board, fixture.board, file_);
  const std::string content = content_hash(fixture);
  const auto it = history.proofs.find(content);
  FixtureEvidence out = it == history.proofs.end() ? FixtureEvidence{} : it->second;
  history.journal.write_to(fixture, content, out);
  return out;
}

void ProofLedger::save(const std::string& jig, const Fixture& fixture, const FixtureEvidence& proofs) const {
  std::error_code problem;
  std::filesystem::create_directories(file_.parent_path(), problem);
  if (problem) {
    errno = problem.value();
    unwritable(file_);
  }
  const std::string lock_name = file_.string() + ".lock";
  const Descriptor lock(open(lock_name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
  if (lock.get() < 0) unwritable(file_);
  while (flock(lock.get(), LOCK_EX) != 0)
    if (errno != EINTR) unwritable(file_);
  JigHistories all = read_all(file_, known_);
  JigHistory& history = all[jig];
  const std::string content = content_hash(fixture);
  FixtureEvidence& proved = history.proofs[content];
  history.board = fixture.board;
  history.journal.note(fixture, content, proofs, proofs.found > proved.found);
  proved = proofs;
  proved.bridged = false;
  proved.broken.clear();
  proved.misrouted.clear();
  proved.failed.clear();
  write_all(file_, to_json(all).dump(1, ' ', false, json::error_handler_t::replace) + "\n");
}

}  // namespace buzzout
