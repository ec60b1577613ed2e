#pragma once

#include <optional>
#include <string>
#include <vector>

#include "drawing/connector_art.hpp"
#include "drawing/wiring_picture.hpp"
#include "drawing/wiring_rows.hpp"

namespace buzzout {

// The picture of a connector in the box of its end, on the side that is turned away from the wires: a phone plug, from
// whose contacts lines lead to their rows, or the side with the solder tags of another one.
class EndArt {
 public:
  // A contact's row, how far towards it the room is free, and its wire's look.
  struct Row {
    std::string contact;
    double y = 0, free_to = 0;
    FigureLook look = FigureLook::faint;
  };

  explicit EndArt(const PictureEnd&);

  double width() const;         // of the column that it takes; 0: there is nothing to draw
  double least_height() const;  // of the box

  // Into the column that begins at `left`, in a box from `top` to `bottom`. Rows are those of the end, in order.
  void add_to(Figure&, Side, double left, double top, double bottom, const std::vector<Row>&) const;

 private:
  double plug_length() const;  // of its metal
  double plug_height() const;  // with its handle
  void add_plug(Figure&, Side, double left, double top, double bottom, const std::vector<Row>&) const;
  double face_height() const;  // with its captions
  void add_face(Figure&, double left, double top, double bottom, const std::vector<Row>&) const;

  bool plug_ = false, socket_ = false;  // of a phone plug
  double plug_width_ = 0;
  std::size_t plug_contacts_ = 0;
  std::optional<FaceArt> face_;
  std::vector<std::string> captions_;  // "female, solder side"
};

}  // namespace buzzout
