#include "report/lot_cables.hpp"

#include <algorithm>
#include <type_traits>

namespace buzzout {
namespace {

template <class Item>
void list(std::vector<Item>& all, std::uint64_t& more, std::type_identity_t<Item> item) {
  if (all.size() < LotCables::kMostListed)
    all.push_back(std::move(item));
  else
    ++more;
}

}  // namespace

void LotCables::take(const std::string& serial, std::span<const CableEvent> events) {
  using Kind = LotCable::Counts;
  const auto is_of_lot = [&](const CableEvent& e) { return e.lot == lot_ && e.simulated == simulated_; };
  if (std::ranges::none_of(events, is_of_lot)) return;
  for (const auto& e : events)
    if (e.kind == CableEvent::Kind::corrected)
      list(corrections, more_corrections, {serial, e.profile, e.text, e.person, e.started});
  const LotCable c = lot_cable(events, lot_, simulated_);
  if (c.attempts == 0) return;
  const bool passed = c.counts == Kind::passed;
  ++counts_.cables;
  ++(c.attempts == 1 ? counts_.once : c.attempts == 2 ? counts_.twice : counts_.more);
  counts_.judged += c.counts != Kind::not_judged;
  counts_.passed += passed;
  counts_.failed += c.counts == Kind::failed;
  counts_.to_retest += c.counts == Kind::to_retest;
  counts_.passed_first += c.passed_first;
  counts_.mended += passed && c.judged && !c.passed_first;
  counts_.elsewhere += passed && !c.passed_here;
  const auto newest = std::find_if(events.rbegin(), events.rend(),
                                   [&](const CableEvent& e) { return e.kind == CableEvent::Kind::passed && e.simulated == simulated_; });
  counts_.with_ohms += passed && newest != events.rend() && newest->coverage == Coverage::continuity_and_ohms;
  if (passed != c.last_passed || c.counts == Kind::to_retest)
    list(changed, more_changed, {serial, passed ? "it passed outside of this lot" : c.why, c.remedy});
}

bool LotCables::is_good(std::int64_t target) const {
  return counts_.passed > 0 && counts_.passed == counts_.cables && static_cast<std::int64_t>(counts_.passed) >= target;
}

}  // namespace buzzout
