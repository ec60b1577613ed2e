#include "bench/zeros_in_passing.hpp"

#include <algorithm>

#include "core/error.hpp"

namespace buzzout {

ZerosInPassing::ZerosInPassing(JigSession& session, Calibrations kept, int days)
    : session_(session), kept_(std::move(kept)), days_(days), method_(method_with(session.jig().identity(), session.fixture())) {}

bool ZerosInPassing::take(const std::string& socket, std::int64_t now) {
  problem_.reset();
  if (method_ != OhmMethod::kelvin) return false;
  auto places = zero_places(session_.fixture(), method_);
  const auto place = std::ranges::find_if(places, [&](const ZeroPlace& p) { return p.sockets.front() == socket; });
  if (place == places.end()) return false;
  Calibration calibration = Calibrations::begin(session_.jig_name(), session_.fixture(), method_);
  if (const auto before = kept_.load(session_.jig_name(), session_.fixture()); before && before->method == method_) calibration = *before;
  const auto is_good = [&](const Calibration::Zero& z) { return z.socket == socket && !z.stale; };
  if (std::ranges::any_of(calibration.aged(now, days_).zeros, is_good)) return false;
  ZeroTaking taking(session_.jig(), session_.fixture());
  ZeroInsertions once;
  problem_ = taking.take(*place, once);
  if (problem_) return false;
  calibration.replace({socket}, taking.finished(*place, once, now), ZeroTaking::sources(*place, once, now));
  kept_.save(calibration, session_.fixture());
  return true;
}

}  // namespace buzzout
