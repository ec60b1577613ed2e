#pragma once

#include <string>
#include <vector>

#include "core/connector.hpp"

namespace buzzout {

// Where a contact lies: millimetres from the middle of the face, to the right and up.
struct FacePlace {
  std::string contact;
  double x = 0, y = 0;
};

// What turns a face the right way up.
enum class FaceKey {
  none,   // nothing, or nothing that a source was found for
  latch,  // of an XLR, at the top
  key,    // groove and ridge, at the top
  shell,  // a D-shaped shell, its wider side at the top
};
FaceKey face_key(const ConnectorType&);

// Whether connector_face() rests on one source of certainty C.
bool is_face_doubtful(const ConnectorType&);

// The contacts of a plug (of an XLR, mini XLR, DIN or D-sub: the male one; of a Speakon: the one on the cable) as who
// looks at its front sees them, its key at the top. What it mates with looks like its mirror image, left and right
// exchanged; and so does its own back, where the solder tags are.
// Without the shell's tag, which lies elsewhere on every make. Empty for a phone plug, whose contacts lie behind one
// another, and where no source was found: XLRs with six pins, of which there are two kinds, and with seven, mini XLRs
// with three.
//
// Sources, with their certainty:
// - XLR with 3, 4 and 5 pins, Neutrik's vertical receptacles NC3MAAV, NC4MAV, NC5MAV, NC3FAAV, NC5FAV as drawn in
//   https://gitlab.com/kicad/libraries/kicad-footprints (Connector_Audio.pretty): order and side A, both genders agree;
//   angles here are even ones, the board's pads lie up to half a millimetre beside them
// - mini XLR with 4 and 5 pins: C, REAN's RT4MPR and RT5MPR as drawn in https://github.com/elagil/loeti
// - DIN with 3 and 5 (180°) pins: A, http://www.sput.nl/hardware/data-connectors.html ,
//   https://manualshive.com/ru/manual/oakley/tm3030/3117355?page=20 , https://renzo-garden.vercel.app/din-connector ;
//   the key opposite of pin 2: B, KiCad's symbol DIN-5_180degree
// - Speakon: B, Neutrik's NL4MD-V as drawn in KiCad's Connector_Audio.pretty; an NL2 has two of its contacts:
//   http://www.audiopile.net/Technical_Library/speakon_explained.htm
// - D-sub: A, KiCad's DSUB-9_Male_Vertical_P2.77x2.84mm and, for the female one, the page of sput.nl
// - coaxial, two pins: from what they are. Two pins have no key: which is which is marked on the part
std::vector<FacePlace> connector_face(const ConnectorType&);

}  // namespace buzzout
