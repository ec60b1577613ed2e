#pragma once

#include <functional>

#include "core/verdict.hpp"
#include "jig/jig_client.hpp"

namespace buzzout {

// Measures whatever is plugged in: scan, slow pass, halves, scan again; and asks which jig it was. Pure collection;
// judge() decides. Throws what JigClient throws: "jig-exchanged" if it was not the session's.
Evidence measure(JigClient&);

// The whole of a test on a connected jig: measure and judge. The jig's lamps are left at busy: who keeps
// the record shows the outcome. `now` is seconds since 1970. `upsets` are those of Evidence.
Verdict test_cable(JigClient&, const Job&, const FixtureEvidence&, std::int64_t now, std::vector<Upset> upsets = {});

// What a verdict proves about the fixture: an empty fixture has shown itself clean; a cable that passed on
// a fixture that was seen clean has shown the wires of those contacts whose point no other socket has.
void learn_proofs(FixtureEvidence&, const Job&, const Verdict&, std::int64_t now);

}  // namespace buzzout
