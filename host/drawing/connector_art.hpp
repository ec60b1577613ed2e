#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/connector_face.hpp"
#include "drawing/figure.hpp"

namespace buzzout {

// Which side of which part of a connector somebody looks at.
struct FaceView {
  bool socket = false;       // what the plug goes into; see connector_face() for what a plug is
  bool from_behind = false;  // the side where the wires are
  bool upright = false;      // a long face is turned so that it stands, its first contact on top
  double text = 10;          // size of the contacts' names; the rest goes with it

  bool mirrored() const { return socket != from_behind; }
};

// A plug with a thick pin and a thin one, by their names, goes in one way round.
bool is_keyed_by_size(const ConnectorType&);

// A connector seen from one of its sides: outline, what keys it, and contacts with their names.
class FaceArt {
 public:
  FaceArt(const ConnectorType&, FaceView);

  // False where nobody knows where the contacts lie, and for phone plugs; then nothing is drawn.
  bool is_known() const { return !places_.empty(); }
  double width() const { return width_; }
  double height() const { return height_; }

  // `look`: the ring around a contact.
  void add_to(Figure&, FigurePoint middle, const std::function<FigureLook(const std::string& contact)>& look) const;

 private:
  FigurePoint at(double x, double y) const;  // of the face, in figure units, from its middle
  std::vector<FigurePoint> d_shell(double inset) const;
  void add_outline(Figure&, FigurePoint middle) const;
  void add_contact(Figure&, const FacePlace&, FigurePoint middle, FigureLook) const;
  void add_thick_and_thin(Figure&, FigurePoint middle, const std::function<FigureLook(const std::string&)>&) const;
  void add_coaxial(Figure&, FigurePoint middle, const std::function<FigureLook(const std::string&)>&) const;

  ConnectorType type_;
  FaceView view_;
  std::vector<FacePlace> places_;  // figure units, y downwards, turned and mirrored
  bool turned_left_ = false, turned_right_ = false;
  double unit_ = 1, contact_ = 0, radius_ = 0, half_length_ = 0, half_depth_ = 0;
  double width_ = 0, height_ = 0, above_ = 0;
};

// A phone plug from its side, or the socket for one, cut open: then what is metal of the plug is hollow, and the plug
// goes in where it has its handle.
struct PlugArt {
  FigurePoint tip;           // its very end
  bool upright = false;      // the tip is above, else at the left
  bool socket = false;
  double width = 20;         // of the metal
  std::vector<double> ends;  // how far from the end each contact reaches, the sleeve's last
  double body = 0;           // how far from the end the handle, or the socket, reaches
  std::vector<FigureLook> tints = {};  // of the contacts; empty: metal

  // Where the contacts of a plug of that length end: the sleeve takes as much as two others.
  static std::vector<double> shares(std::size_t contacts, double length);

  void add_to(Figure&) const;
};

}  // namespace buzzout
