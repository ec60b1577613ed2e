#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/resistance.hpp"
#include "core/verdict.hpp"
#include "jig/jig_client.hpp"
#include "ohms/calibration.hpp"
#include "ohms/paths.hpp"
#include "ohms/source_ratios.hpp"

namespace buzzout {

// What is to be known for it.
struct OhmTask {
  OhmMethod method = OhmMethod::none;
  std::vector<OhmPath> paths;
  std::optional<Calibration> calibration;  // of this jig and fixture, in the sockets in use; none: nominal values
  std::optional<Problem> uncalibrated;     // why there is none, or why not all of it is believed
  std::map<Point, unsigned> taps;          // of the milliohm add-on
  std::optional<Problem> unusable;         // why nothing can be measured that should be
};

// Of that jig with that fixture; what nothing of it can measure is no method.
OhmTask ohm_task(const JigIdentity&, const Job&);
// The same without a cable, and so without paths.
OhmTask ohm_task(const JigIdentity&, const Fixture&);

// Whether the two contacts of a path are joined to what they may be and, where they must be, to each other: before it drives a
// path the jig must have shown so in a quick scan.
bool may_drive(const OhmPath&, const ScanMatrix& linked);
// Why a path was left out that may not be driven.
Problem unmeasured_path();

// Measures the paths on a jig that can, and checks that its references are what they are taken for. Not to be begun
// before a scan showed the nets of these paths joined to nothing else. A problem of the measurement is in the evidence;
// what JigClient throws is thrown.
class OhmMeasurement {
 public:
  OhmMeasurement(JigClient& jig, const OhmTask& task) : jig_(jig), task_(task) {}

  // Takes the chip's temperature or the supply, and lets the reference begin to settle: as early in a test as can be.
  void prepare();
  OhmEvidence measure();
  // What each low pin of measure() looked like.
  const std::vector<SinkOhms>& sinks() const { return sinks_; }
  // One path by itself; none: see the problem. What measure() checks of the references behind all paths is not checked.
  std::optional<PathOhms> measure_one(const OhmPath&, std::optional<Problem>&);

 private:
  bool is_ready(OhmEvidence&);
  std::optional<RawReading> raw(const OhmPath&, bool against_supply, const std::string& states, unsigned readings, OhmEvidence&);
  std::optional<double> kelvin(const OhmPath&, OhmEvidence&);
  std::optional<double> half_kelvin(const OhmPath&, OhmEvidence&);
  std::optional<MilliohmReading> by_addon(const OhmPath&, const char* steps, OhmEvidence&);
  std::optional<double> milliohm(const OhmPath&, OhmEvidence&);
  std::optional<double> nominal(const OhmPath&, OhmEvidence&);
  PathOhms corrected(const OhmPath&, double nominal) const;

  JigClient& jig_;
  const OhmTask& task_;
  std::optional<ChipReading> supply_;
  std::optional<double> top_;
  std::optional<double> celsius_;
  std::vector<SinkOhms> sinks_;
  bool prepared_ = false;
  std::optional<std::pair<OhmPath, RawReading>> first_;  // against the bandgap
};

}  // namespace buzzout
