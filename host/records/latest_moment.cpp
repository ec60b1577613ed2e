#include "records/latest_moment.hpp"

#include "core/moment.hpp"

namespace buzzout {

std::string latest_moment(const RecordReader& store) {
  constexpr std::int64_t kLookedAt = 1000;
  const auto newest = store.newest({}, 1);
  return newest.empty() ? "" : latest_of(store.started_behind(newest.front().row - kLookedAt));
}

}  // namespace buzzout
