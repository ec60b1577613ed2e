#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/fixture_map.hpp"
#include "core/part_state.hpp"
#include "core/profile.hpp"
#include "simulation/edit_names.hpp"
#include "simulation/jig_network.hpp"

namespace buzzout {

// What a contact has this time beside its base, in ohms; asked once for each contact that is plugged in.
using ContactRepeat = std::function<double()>;

// One cable as it was soldered: every contact is joined through its joint (0.05 Ω) to the middle of
// its net's wire, and the profile's parts lie between these: a resistor or coil of its nominal value, or of the middle of
// its window, a coil of headphones of 32 Ω; a diode; a jumper of 0.05 Ω. A part whose kind nobody knows is left out.
class Soldering {
 public:
  // Adds the contacts to the jig's schematic, where they touch their sockets. Ends in `unplugged`
  // hang free. The jig must outlive this.
  Soldering(JigNetwork& jig, const Profile&, const FixtureMap&, const ContactRepeat&,
            const std::set<std::string>& unplugged = {});

  // True if the edit's verb is one that changes the soldering of a cable.
  bool apply(const CableEdit&, const EditNames&);

  // Adds the joints to the schematic; returns the branches whose second setting is "open", of the
  // flaky ones. Called once, last.
  std::vector<unsigned> finish();
  // Then, the branches of joints that wobble between their two settings.
  const std::vector<unsigned>& wobbling() const { return wobbling_; }

 private:
  struct Joint {
    Contact contact;
    Schematic::Node at;
    Schematic::Node wire;  // ground: none
    double ohm;
    double repeat_ohm;
    std::optional<double> series_farad;
    bool flaky = false;
    std::optional<double> other_ohm = {};  // of one that wobbles
  };
  // What lies in the place of a part.
  struct Fitted {
    const Part* part;
    Schematic::Node from, to;
    PartState state = PartState::as_wanted;
    std::optional<double> ohm = {};  // if it is a resistance
  };
  Fitted& part(const CableEdit&, const EditNames&);
  void set(const CableEdit&, const EditNames&);
  Joint& joint(const CableEdit&, std::size_t arg, const EditNames&);

  JigNetwork& jig_;
  std::vector<Joint> joints_;
  std::vector<unsigned> wobbling_;
  std::vector<Part> cable_parts_;
  std::vector<Fitted> parts_;
};

}  // namespace buzzout
