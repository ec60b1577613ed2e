#include "report/cable_table.hpp"

#include <string>

#include "digest/sha256.hpp"

namespace buzzout {
namespace {

constexpr std::uint64_t kStateBits = 5, kState = (std::uint64_t{1} << kStateBits) - 1;

std::uint64_t pack(const CableTable::Cable& c) {
  return (c.judged ? 1U : 0U) | (c.passed_first ? 2U : 0U) | (c.passed ? 4U : 0U) | (c.tests > 3 ? 3U : c.tests) << 3;
}

CableTable::Cable unpack(std::uint64_t slot) {
  return {(slot & 1) != 0, (slot & 2) != 0, (slot & 4) != 0, static_cast<unsigned>(slot >> 3 & 3)};
}

}  // namespace

CableTable::Slot CableTable::key_of(std::string_view serial) {
  const std::string hex = sha256_hex(serial);
  Slot out{std::stoull(hex.substr(0, 16), nullptr, 16), std::stoull(hex.substr(16, 16), nullptr, 16) & ~kState};
  if (out.one == 0) out.one = 1;
  return out;
}

std::size_t CableTable::place(const Slot& key) const {
  std::size_t at = static_cast<std::size_t>(key.one % slots_.size());
  while (slots_[at].one != 0 && (slots_[at].one != key.one || (slots_[at].two & ~kState) != (key.two & ~kState)))
    at = at + 1 == slots_.size() ? 0 : at + 1;
  return at;
}

void CableTable::grow() {
  const std::vector<Slot> before = std::move(slots_);
  slots_.assign(before.empty() ? 64 : before.size() * 3 / 2, {});
  for (const Slot& slot : before)
    if (slot.one != 0) slots_[place(slot)] = slot;
}

CableTable::Cable CableTable::find(std::string_view serial) const {
  return slots_.empty() ? Cable{} : unpack(slots_[place(key_of(serial))].two);
}

void CableTable::set(std::string_view serial, const Cable& cable) {
  if (slots_.size() * 3 < 4 * (used_ + 1)) grow();
  const Slot key = key_of(serial);
  Slot& slot = slots_[place(key)];
  if (slot.one == 0) ++used_;
  slot = {key.one, key.two | pack(cable)};
}

CableTable::Counts CableTable::counts() const {
  Counts out;
  for (const Slot& slot : slots_) {
    if (slot.one == 0) continue;
    const Cable c = unpack(slot.two);
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
