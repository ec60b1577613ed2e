#pragma once

#include <rapidcheck.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include "proving/paper_cable.hpp"

namespace buzzout::properties {

// One thing done to a cable, by the indices of its contacts: what rapidcheck makes up and shrinks.
struct Edit {
  enum class Kind { open, swap, join, diode } kind = Kind::open;
  std::size_t a = 0, b = 0;
};

// A cable as random edits made it: as words for the simulation, and as a graph of wires.
struct RandomCable {
  std::string edits;
  Cable cable;
};

// Opens and swaps come before what joins contacts, as in the cable language. At most two diodes: more of
// them in a row drop more than a digital input forgives.
inline RandomCable make(const Profile& profile, std::vector<Edit> edits) {
  std::ranges::stable_sort(edits, {}, [](const Edit& e) { return e.kind >= Edit::Kind::join; });
  RandomCable out{"good", Cable(profile)};
  const auto contacts = profile.contacts();
  int diodes = 0;
  for (const auto& e : edits) {
    const Contact &a = contacts[e.a % contacts.size()], &b = contacts[e.b % contacts.size()];
    const std::string both = a.name() + ":" + b.name();
    if (e.kind == Edit::Kind::open) {
      out.edits += ",open:" + a.name();
      out.cable.open(a);
    }
    if (a == b) continue;
    if (e.kind == Edit::Kind::swap) {
      out.edits += ",swap:" + both;
      out.cable.swap(a, b);
    } else if (e.kind == Edit::Kind::join) {
      out.edits += ",short:" + both;
      out.cable.join(a, b);
    } else if (e.kind == Edit::Kind::diode && ++diodes <= 2) {
      out.edits += ",diode:" + both;
      out.cable.diode(a, b);
    }
  }
  return out;
}

inline rc::Gen<std::vector<Edit>> random_edits() {
  return rc::gen::container<std::vector<Edit>>(rc::gen::build<Edit>(
      rc::gen::set(&Edit::kind, rc::gen::element(Edit::Kind::open, Edit::Kind::swap, Edit::Kind::join,
                                                 Edit::Kind::diode)),
      rc::gen::set(&Edit::a, rc::gen::inRange<std::size_t>(0, 64)),
      rc::gen::set(&Edit::b, rc::gen::inRange<std::size_t>(0, 64))));
}

// A partition of `n` points, as a label a point.
inline rc::Gen<std::vector<unsigned>> random_labels(std::size_t n) {
  return rc::gen::container<std::vector<unsigned>>(n, rc::gen::inRange(0U, static_cast<unsigned>(n)));
}

inline void showValue(const Edit& e, std::ostream& to) {
  static const char* const kinds[] = {"open", "swap", "join", "diode"};
  to << kinds[static_cast<int>(e.kind)] << " " << e.a << " " << e.b;
}

}  // namespace buzzout::properties
