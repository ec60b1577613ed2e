#pragma once

#include <string>
#include <vector>

#include "core/diagnosis.hpp"
#include "core/profile.hpp"
#include "core/resistance.hpp"
#include "core/wire_match.hpp"

namespace buzzout {

// What resistances beyond their limits mean, net by net, for a person with a soldering iron: which joint it is where
// readings between three contacts tell (a star of three resistances has one solution), else between which contacts; what
// it does to the ear; and which joint to redo. The others of a net are needed too.
std::vector<Diagnosis> tell_resistances(const Profile&, const std::vector<Resistance>&);

// A resistor or coil beyond its window: shorted, open, or of another value.
Diagnosis tell_part_resistance(const Profile&, const Part&, const Resistance&);

// Too much or too little between two nets that parts join by way of other nets.
Diagnosis tell_beside_parts(const Resistance&);

// A wire that has too much beside one that is made alike.
Diagnosis tell_mismatch(const Profile&, const WireMatch&);

// "4.72 Ω", "0.083 Ω", "15.0 kΩ", "no path": as many digits as the uncertainty leaves.
std::string ohms_in_words(double ohm, double uncertainty);
// "4.72 Ω ± 0.07"
std::string ohms_with_uncertainty(double ohm, double uncertainty);

}  // namespace buzzout
