#pragma once

#include <cstdint>
#include <string>

#include "bench/measure_ohms.hpp"
#include "core/fixture.hpp"
#include "ohms/zero_insertions.hpp"

namespace buzzout {

// How a jig's zeros are taken on a fixture. A loop-back plug in one socket gives a Kelvin jig the zero of each of its
// contacts; every other way of measuring knows a path by both of its ends, and takes a link lead: a plug in each of several
// sockets, one of those that share points, and all contacts of all plugs joined.
struct ZeroPlace {
  std::vector<std::string> sockets;
  PointSet points = 0;

  bool is_lead() const { return sockets.size() > 1; }
};
std::vector<ZeroPlace> zero_places(const Fixture&, OhmMethod);

// The paths that a plug or lead on these points shows; the add-on measures between points that have a tap.
std::vector<OhmPath> zero_paths(const Fixture&, PointSet, OhmMethod);

// Measures on one jig and fixture what stands between contacts that are joined by a plug without resistance, or by one
// known resistor. Throws what JigClient throws.
class ZeroTaking {
 public:
  // Both outlive it.
  ZeroTaking(JigClient&, const Fixture&);

  OhmMethod method() const { return method_; }

  // Two scans show nothing joined.
  bool is_empty();
  // Once more with the same plug: what it measured is added, unless it is refused. Its Problem says which contact is at fault. A lead
  // may leave out sockets, but not half of one: `place` is what it joins from then on.
  std::optional<Problem> take(ZeroPlace& place, ZeroInsertions&);
  // Of what was added, with their sockets and moment, the chip's temperature and supply.
  std::vector<Calibration::Zero> finished(const ZeroPlace&, const ZeroInsertions&, std::int64_t now);
  // How the resistors of its points compare, of a plug in one socket.
  static std::vector<Calibration::Source> sources(const ZeroPlace&, const ZeroInsertions&, std::int64_t now);

  // The resistor that joins two contacts, and nothing else is plugged in; the zero of that path is needed.
  std::optional<Problem> take_span(const Calibration&, Calibration::Span&);

 private:
  std::optional<Problem> scan(PointSet& joined, const std::string& what);
  std::optional<Problem> measure(const std::vector<OhmPath>&, std::vector<PathOhms>&, std::vector<SinkOhms>&);
  std::string contact_on(Point, const ZeroPlace&) const;
  PointSet readers() const;

  JigClient& jig_;
  const Fixture& fixture_;
  OhmMethod method_;
};

// Of that jig on that fixture; none if nothing can be measured with the two.
OhmMethod method_with(const JigIdentity&, const Fixture&);

}  // namespace buzzout
