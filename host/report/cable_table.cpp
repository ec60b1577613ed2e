#include "report/cable_table.hpp"

namespace buzzout {
namespace {

constexpr std::uint64_t kStateBits = 5, kHash = ~((std::uint64_t{1} << kStateBits) - 1);

// FNV-1a, stirred as in SplitMix64. Never 0 in the bits that are kept.
std::uint64_t hash_of(std::string_view serial) {
  std::uint64_t h = 0xcbf29ce484222325ULL;
  for (const char c : serial) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9ULL;
  h = (h ^ (h >> 27)) * 0x94d049bb133111ebULL;
  h = (h ^ (h >> 31)) & kHash;
  return h == 0 ? kHash : h;
}

std::uint64_t pack(const CableTable::Cable& c) {
  return (c.judged ? 1U : 0U) | (c.passed_first ? 2U : 0U) | (c.passed ? 4U : 0U) | (c.tests > 3 ? 3U : c.tests) << 3;
}

CableTable::Cable unpack(std::uint64_t slot) {
  return {(slot & 1) != 0, (slot & 2) != 0, (slot & 4) != 0, static_cast<unsigned>(slot >> 3 & 3)};
}

}  // namespace

std::size_t CableTable::place(std::uint64_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = static_cast<std::size_t>(hash >> kStateBits) & mask;
  while (slots_[at] != 0 && (slots_[at] & kHash) != hash) at = (at + 1) & mask;
  return at;
}

void CableTable::grow() {
  std::vector<std::uint64_t> before = std::move(slots_);
  slots_.assign(before.empty() ? 64 : before.size() * 2, 0);
  for (const std::uint64_t slot : before)
    if (slot != 0) slots_[place(slot & kHash)] = slot;
}

CableTable::Cable CableTable::find(std::string_view serial) const {
  return slots_.empty() ? Cable{} : unpack(slots_[place(hash_of(serial))]);
}

void CableTable::set(std::string_view serial, const Cable& cable) {
  if (slots_.size() < 2 * (used_ + 1)) grow();
  const std::uint64_t hash = hash_of(serial);
  std::uint64_t& slot = slots_[place(hash)];
  if (slot == 0) ++used_;
  slot = hash | pack(cable);
}

CableTable::Counts CableTable::counts() const {
  Counts out;
  for (const std::uint64_t slot : slots_) {
    if (slot == 0) continue;
    const Cable c = unpack(slot);
    ++out.cables;
    out.judged += c.judged;
    out.passed += c.passed;
    out.passed_first += c.passed_first;
    out.mended += c.passed && !c.passed_first;
    ++(c.tests < 2 ? out.once : c.tests == 2 ? out.twice : out.more);
  }
  return out;
}

}  // namespace buzzout
