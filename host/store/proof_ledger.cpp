#include "store/proof_ledger.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <vector>

#include "core/error.hpp"
#include "store/special_file.hpp"

namespace buzzout {
namespace {

using nlohmann::json;
constexpr const char* kFormat = "buzzout.proofs/1";

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

std::string key_of(std::uint32_t jig_number, const std::string& sha) {
  return std::to_string(jig_number) + "/" + sha;
}

std::string text_of(const Contact& c) { return c.name(); }

void require(bool condition, const std::string& what) {
  if (!condition) throw json::other_error::create(600, what, nullptr);
}

Contact contact_of(const std::string& text) {
  const auto dot = text.rfind('.');
  require(dot != std::string::npos, "no contact: " + text);
  return {text.substr(0, dot), text.substr(dot + 1)};
}

json to_json(const Proofs& p) {
  json out = {{"bridged", p.bridged}, {"traced", p.traced}, {"connected", json::object()},
              {"broken", json::array()}, {"misrouted", json::array()}, {"failed", p.failed}};
  if (p.empty_seen) out["empty_seen"] = *p.empty_seen;
  for (const auto& [contact, seen] : p.connected) out["connected"][text_of(contact)] = seen;
  for (const auto& contact : p.broken) out["broken"].push_back(text_of(contact));
  for (const auto& contact : p.misrouted) out["misrouted"].push_back(text_of(contact));
  return out;
}

std::int64_t time_of(const json& j) {
  require(j.is_number_integer(), "no time: " + j.dump());
  return j.get<std::int64_t>();
}

// A list of texts that older files lack.
std::vector<std::string> later_list(const json& j, const char* key) {
  if (!j.contains(key)) return {};
  require(j.at(key).is_array(), "no list: " + j.at(key).dump());
  return j.at(key).get<std::vector<std::string>>();
}

Proofs proofs_of(const json& j) {
  require(j.at("connected").is_object() && j.at("broken").is_array(), "no proofs: " + j.dump());
  Proofs p;
  p.bridged = j.at("bridged").get<bool>();
  p.traced = j.at("traced").get<bool>();
  if (j.contains("empty_seen")) p.empty_seen = time_of(j.at("empty_seen"));
  for (const auto& [name, seen] : j.at("connected").items()) p.connected[contact_of(name)] = time_of(seen);
  for (const auto& name : j.at("broken")) p.broken.insert(contact_of(name.get<std::string>()));
  for (const auto& name : later_list(j, "misrouted")) p.misrouted.insert(contact_of(name));
  for (const auto& name : later_list(j, "failed")) p.failed.insert(name);
  return p;
}

void refuse_special(const std::filesystem::path& file) {
  if (const std::string what = special_file(file); !what.empty())
    throw Error("store-unreadable", "what was proved is kept in a file, and this is " + what, file.string(), "move it away");
}

json read_all(const std::filesystem::path& file) {
  refuse_special(file);
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  if (!in && errno == ENOENT) return {{"format", kFormat}, {"fixtures", json::object()}};
  if (!in)
    throw Error("store-unreadable", std::string("cannot read what was proved: ") + std::strerror(errno),
                file.string(), "make the file and its folder readable");
  try {
    json all = json::parse(in);
    require(all.at("format") == kFormat && all.at("fixtures").is_object(), "unknown format");
    for (const auto& [key, entry] : all.at("fixtures").items()) proofs_of(entry);
    return all;
  } catch (const json::exception& e) {
    throw Error("store-corrupt", std::string("what was proved cannot be read back: ") + e.what(),
                file.string(), "remove the file and run `buzzout fixtures self-test` again");
  }
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

ProofLedger::ProofLedger(std::filesystem::path file) : file_(std::move(file)) {}

Proofs ProofLedger::load(std::uint32_t jig_number, const std::string& fixture_sha256) const {
  const json all = read_all(file_);
  const auto& fixtures = all.at("fixtures");
  const auto it = fixtures.find(key_of(jig_number, fixture_sha256));
  return it == fixtures.end() ? Proofs{} : proofs_of(*it);
}

void ProofLedger::save(std::uint32_t jig_number, const std::string& fixture_sha256,
                       const Proofs& proofs) const {
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
  json all = read_all(file_);
  all["fixtures"][key_of(jig_number, fixture_sha256)] = to_json(proofs);
  write_all(file_, all.dump(1) + "\n");
}

}  // namespace buzzout
