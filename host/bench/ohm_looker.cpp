#include "bench/ohm_looker.hpp"

#include <algorithm>

#include "ohms/uncertainty.hpp"

namespace buzzout {
namespace {

using namespace std::chrono_literals;

constexpr auto kPrepareAgain = 5s;

}  // namespace

const OhmPath* OhmLooker::next(const ScanMatrix& quick, const OhmTrace* lively) {
  const auto& all = task_.paths;
  const auto is_lively = [&](const OhmPath& p) { return p.from == lively->path.from && p.to == lively->path.to; };
  lively_next_ = !lively_next_ && lively != nullptr;
  if (lively_next_)
    if (const auto found = std::ranges::find_if(all, is_lively); found != all.end() && may_drive(*found, quick)) return &*found;
  for (std::size_t tries = 0; tries < all.size(); ++tries) {
    turn_ = (turn_ + 1) % all.size();
    if (may_drive(all[turn_], quick)) return &all[turn_];
  }
  return nullptr;
}

void OhmLooker::measure(const ScanMatrix& quick, const OhmTrace* lively) {
  if (!measures()) return;
  if (quick != quick_) {
    quick_ = quick;
    untried_ = static_cast<std::size_t>(std::ranges::count_if(task_.paths, [&](const OhmPath& p) { return may_drive(p, quick); }));
  }
  const auto begun = clock_.now();
  if (begun < not_before_) return;
  const OhmPath* path = next(quick, lively);
  if (path == nullptr) return;
  if (!measurement_ || begun - prepared_ > kPrepareAgain) {
    measurement_.emplace(jig_, task_);
    prepared_ = begun;
  }
  std::optional<Problem> problem;
  const auto measured = measurement_->measure_one(*path, problem);
  OhmLook look;
  look.problem = std::move(problem);
  look.path = measured.value_or(PathOhms{path->from, path->to, 0, 0});
  look.repeats = repeats_within(task_.method, look.path.ohm);
  reading_ = std::move(look);
  if (!lively_next_ && untried_ > 0) --untried_;
  const auto ended = clock_.now();
  not_before_ = ended + (ended - begun);
}

}  // namespace buzzout
