#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "core/proofs.hpp"

namespace buzzout {

// What was proved about fixtures, remembered between runs in one small JSON file. An entry belongs to
// one jig (by number) and one fixture (by the hash of its file): another jig, or an edited fixture,
// starts unproved.
class ProofLedger {
 public:
  // The file need not exist yet.
  explicit ProofLedger(std::filesystem::path file);

  // Throws Error "store-corrupt" or "store-unreadable", with the file in `where`.
  Proofs load(std::uint32_t jig_number, const std::string& fixture_sha256) const;

  // Replaces the entry: whole or not at all, whatever happens in between; entries that other processes
  // write at the same time are kept. Throws as load() does, and "store-unwritable".
  void save(std::uint32_t jig_number, const std::string& fixture_sha256, const Proofs&) const;

 private:
  std::filesystem::path file_;
};

}  // namespace buzzout
