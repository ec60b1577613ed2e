#pragma once

#include <vector>

#include "bench/jig_session.hpp"
#include "bench/library_warnings.hpp"
#include "bench/session_proofs.hpp"
#include "catalog/places.hpp"
#include "report/identification_json.hpp"

namespace buzzout {

// Says which cable of the library is plugged in.
class CableIdentifier {
 public:
  // Opens the jig. Throws Error for whatever stands in the way.
  CableIdentifier(const Places&, const JigSession::Request&, LibraryWarnings&);

  // Measures. Throws Error of known_defect() if the name would rest on a wire of the fixture that is known to be broken.
  Identification identify();
  // What else an identification tells; it lives as long as this.
  IdentificationContext context() const { return {session_.fixture(), session_.jig().identity(), known_, broken_}; }

 private:
  void refuse_defects(const Identification&) const;

  Catalog catalog_;
  mutable JigSession session_;
  SessionProofs memory_;
  std::vector<Error> broken_;
  std::vector<Profile> profiles_;
  CableIndex known_;
};

}  // namespace buzzout
