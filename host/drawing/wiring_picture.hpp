#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/connector.hpp"
#include "drawing/style.hpp"

namespace buzzout {

struct PictureContact {
  std::string name;  // "T", "R1", "shell"
  bool dimmed = false;
  std::optional<std::size_t> net = std::nullopt;  // that it belongs to, as WiringPicture::nets counts
};

// One end of the cable. `title` says the connector ("4.4 mm TRRRS (Pentaconn)"), `socket` where it
// is plugged in; both may be empty. Without `connector`, a figure has no picture of it.
struct PictureEnd {
  std::string name;  // "amp"
  std::string title;
  std::vector<PictureContact> contacts;
  std::string socket;
  std::optional<ConnectorType> connector = std::nullopt;
  Gender gender = Gender::unsaid;
  bool guessed = false;  // nobody knows which wire belongs on which contact: what is drawn is one way of many
};

// A contact by its place: ends are counted over the left ones and then the right ones.
struct ContactRef {
  std::size_t end = 0;
  std::size_t contact = 0;

  auto operator<=>(const ContactRef&) const = default;
};

enum class WireState {
  good,
  missing,  // expected but absent: an open
  extra,    // unwanted: a short
  miswired,  // sound, between contacts that do not belong together
  one_way,  // conducts from the first contact to the others only
  off_limit,  // joined as it should be, through ohms that are not allowed
  unsure,
  wanted,  // not there yet, and nobody's fault: while a cable is being built
};

// The resistance of a wire, as it stands beside its label.
struct PictureOhms {
  std::string words;        // "0.10 Ω"; empty: not measured
  bool near_limit = false;  // a limit lies inside the uncertainty
};

// Contacts that one conductor joins, or fails to join. A contact may be in several wires.
struct PictureWire {
  std::string label;  // "L+"
  WireState state = WireState::good;
  std::vector<ContactRef> contacts;
  PictureOhms ohms = {};
};

struct WiringPicture {
  std::vector<PictureEnd> left, right;
  std::vector<PictureWire> wires;
  // All labels that a good cable has, in their order: each keeps its colour, whatever is wrong. Others come after them.
  std::vector<std::string> nets = {};
  std::vector<ContactRef> accused = {};  // those that a diagnosis names
  bool forbidden = false;  // the cable is dangerous: a figure is crossed out

  // The end that a reference names, or nullptr.
  const PictureEnd* end(std::size_t index) const;
  bool has(const ContactRef&) const;
};

// The cable as a drawing at most `theme.width` columns wide: ends as boxes, a wire as a line
// between its contacts, a dot where a wire branches, an interruption where one passes behind
// another. A good wire is a single line; an open is dashed, broken by "✗ open"; a short is double
// and says "short"; a miswired one is double and says "miswired"; a one-way link carries arrows; an
// unsure one is dotted; one whose ohms are not allowed has a resistor's box with them in it. Ohms that are allowed stand
// behind the label, pale, or with "near limit". Without Unicode: "x", "=", ">", ".", "[4.74 ohm]". A wanted one is dashed and pale; one to
// a guessed end is dotted, its contacts there are marked "?". Each state is clear without colour. The
// contacts of a faulty wire are marked "✗" in their boxes: those that are accused, or all of them if none is.
// Where a drawing does not fit (below about 60 columns, or too many wires that cross), the same
// facts come as a list, one wire a paragraph. Names are untrusted. References to contacts that do
// not exist throw Error "picture-contact".
std::vector<Line> draw(const WiringPicture&, const Theme&);

// Throws Error "picture-contact" unless every wire's contacts exist.
void require_contacts(const WiringPicture&);
// Whether there is little enough for a drawing.
bool is_drawable(const WiringPicture&);

// The list that `draw` falls back to.
std::vector<Line> list_wires(const WiringPicture&, const Theme&);

}  // namespace buzzout
