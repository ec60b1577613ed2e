#pragma once

#include "core/evidence.hpp"
#include "core/netlist.hpp"

namespace buzzout {

// What a jig measured, where no profile says what should be there.
struct Reading {
  ScanMatrix matrix;        // what is connected at once and for as long as one looks, or comes and goes
  Netlist netlist;          // of it
  PointSet unsteady = 0;    // points whose links changed, or grew, while they were looked at
  PointSet capacitive = 0;  // points with a link that was there for a moment only

  // Nothing was ever connected, not for a moment.
  bool nothing() const;
};

// Throws Error with the codes of unreadable() and untrustworthy(), and "wrong-board".
Reading read_evidence(const Evidence&, const Fixture&);

}  // namespace buzzout
