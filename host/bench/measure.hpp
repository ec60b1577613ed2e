#pragma once

#include <functional>

#include "bench/measure_ohms.hpp"
#include "core/verdict.hpp"
#include "jig/jig_client.hpp"

namespace buzzout {

// Measures whatever is plugged in: scan, slow pass, halves, scan again; and asks which jig it was. Pure collection;
// judge() decides. Throws what JigClient throws: "jig-exchanged" if it was not the session's.
// Resistances as well, of those paths that turn out to be joined to nothing else.
Evidence measure(JigClient&, const OhmTask& = {});

// The whole of a test on a connected jig: measure and judge. The jig's lamps are left at busy: who keeps
// the record shows the outcome. `now` is seconds since 1970. `upsets` are those of Evidence.
Verdict test_cable(JigClient&, const Job&, const FixtureEvidence&, std::int64_t now, std::vector<Upset> upsets = {},
                   const OhmTask& = {});

// What a verdict proves about the fixture: an empty fixture has shown itself clean; a cable that passed on
// a fixture that was seen clean has shown the wires of those contacts whose point no other socket has.
void learn_proofs(FixtureEvidence&, const Job&, const Verdict&, std::int64_t now);

}  // namespace buzzout
