#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/board.hpp"
#include "core/fixture.hpp"
#include "core/fixture_map.hpp"
#include "core/profile.hpp"
#include "simulation/cable_edits.hpp"

namespace buzzout {

// The socket contacts that a cable contact touches.
std::vector<Contact> landings(const FixtureMap&, const Contact&);

// What the names in the edits mean on one bench. A name is an end of the cable first, then a socket
// of the fixture. Every function takes an edit and the number of its argument and throws Error
// "cable-language" for a name that does not exist, with suggestions.
class EditNames {
 public:
  // `cable` and `map`, null together, are the cable whose ends give their names to sockets; only
  // when it is `plugged` in do its contacts have joints to edit. All must outlive this.
  EditNames(const Board& board, const Fixture& fixture, bool plugged, const Profile* cable,
            const FixtureMap* map)
      : board_(board), fixture_(fixture), plugged_(plugged), cable_(cable), map_(map) {}

  Contact cable_contact(const CableEdit&, std::size_t arg) const;
  // Several where the end's plug bridges socket contacts; never none.
  std::vector<Contact> socket_contacts(const CableEdit&, std::size_t arg) const;
  std::string cable_part(const CableEdit&, std::size_t arg) const;
  std::string cable_end(const CableEdit&, std::size_t arg) const;
  const Socket& socket(const CableEdit&, std::size_t arg) const;
  Point point(const CableEdit&, std::size_t arg) const;
  // A point that reads the contact of another one.
  Point reader(const CableEdit&, std::size_t arg) const;

  // Throws unless the first two arguments differ.
  static void two_different(const CableEdit&);
  // Points at the argument.
  [[noreturn]] static void fail(const CableEdit&, std::size_t arg, std::string message,
                                std::string remedy);

 private:
  const Socket* socket_of_end(const std::string& end) const;
  [[noreturn]] void fail_unknown_contact(const CableEdit&, std::size_t arg) const;
  void need_cable(const CableEdit&, std::size_t arg) const;

  const Board& board_;
  const Fixture& fixture_;
  bool plugged_;
  const Profile* cable_;
  const FixtureMap* map_;
};

}  // namespace buzzout
