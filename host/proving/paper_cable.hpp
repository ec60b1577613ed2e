#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "core/fixture_map.hpp"
#include "core/part_state.hpp"
#include "core/profile.hpp"
#include "core/scan.hpp"

namespace buzzout {

// A cable as it is soldered: every contact of the profile's ends, the wires they are on, and the parts between these.
// Nothing but connections: no ohms, no time. Resistors and coils are left out. The profile outlives it.
class Cable {
 public:
  // As the profile wants it.
  explicit Cable(const Profile&);

  // The contact's joint is broken.
  void open(const Contact&);
  // The two joints are exchanged.
  void swap(const Contact&, const Contact&);
  // The two contacts are joined, and so are all that are on their wires.
  void join(const Contact&, const Contact&);
  // A diode between two contacts.
  void diode(const Contact& anode, const Contact& cathode);
  // A part of the profile in another state.
  void set_part(const std::string& name, PartState);
  void unplug(const std::string& end);

  // Whether contacts are joined as the profile wants them, and current flows between them in the directions that its
  // diodes allow, ignored contacts aside. Told by contacts alone, without points and matrices, so that a verdict can be
  // held against it.
  bool is_as_wanted() const;

  // What a healthy jig reads of it.
  ScanMatrix matrix(const FixtureMap&) const;

 private:
  struct Diode {
    std::size_t anode, cathode;  // wires
  };
  std::size_t index(const Contact&) const;
  std::vector<bool> plugged() const;
  // By contact and wire: what is joined to it, or follows it through diodes when it is low.
  std::vector<bool> low_with(std::size_t wire) const;

  const Profile* profile_;
  std::vector<Contact> contacts_;
  std::vector<std::size_t> wanted_, wire_;  // by contact
  std::size_t wires_ = 0;
  struct Fitted {
    const Part* part;
    std::size_t from, to;  // wires
    PartState state = PartState::as_wanted;
  };
  std::vector<Diode> diodes() const;  // those of parts too; a jumper is two

  std::vector<Diode> diodes_;
  std::vector<Fitted> parts_;
  std::vector<std::string> unplugged_;
};

}  // namespace buzzout
