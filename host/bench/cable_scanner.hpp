#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bench/jig_session.hpp"
#include "bench/library_warnings.hpp"
#include "catalog/places.hpp"
#include "core/evidence.hpp"
#include "naming/identification.hpp"
#include "naming/likeness.hpp"
#include "naming/whole_headphone.hpp"

namespace buzzout {

// What is connected in the fixture, without a profile. Its sockets and profiles are the scanner's.
struct CableScan {
  Evidence evidence;
  Identification id;
  std::optional<Likeness> likeness;
  std::vector<const Socket*> sockets;       // those to be drawn: the ones in use, as far as it is known
  std::optional<WholeHeadphone> headphone;  // where nothing but one plug is connected
};

// Says what is connected.
class CableScanner {
 public:
  // Opens the jig. Throws Error for whatever stands in the way.
  CableScanner(const Places&, const JigSession::Request&, LibraryWarnings&);

  const Fixture& fixture() const { return session_.fixture(); }
  // Whatever a fixture with a known defect shows may be its own doing.
  std::optional<Problem> defect() const;
  // Measures. `in_use`: the sockets that hold the plugs, where several share test points; others that something
  // reaches are added. Throws Error "unknown-socket", and what measuring throws.
  CableScan scan(const std::vector<std::string>& in_use);

 private:
  std::vector<const Socket*> named_sockets(const std::vector<std::string>& names) const;

  Places places_;
  Catalog catalog_;
  mutable JigSession session_;
  std::vector<Profile> profiles_;
};

}  // namespace buzzout
