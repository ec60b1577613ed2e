#include "drawing/wiring_ends.hpp"

#include <algorithm>

namespace buzzout {
namespace {

constexpr double kMargin = 9, kNames = 12, kCaption = 11, kCaptionLine = 14;
constexpr double kPlugPerMm = 4.2, kNose = 26, kBody = 40, kMouth = 28;

// What is to be known of the picture.
std::string caption_of(Shape shape) {
  switch (shape) {
    case Shape::coaxial: return "";
    case Shape::two_pin: return "not keyed";
    case Shape::speakon: return "wiring side";
    case Shape::phone:
    case Shape::xlr:
    case Shape::mini_xlr:
    case Shape::din:
    case Shape::d_sub: break;
  }
  return "solder side";
}

}  // namespace

EndArt::EndArt(const PictureEnd& end) {
  if (!end.connector) return;
  const ConnectorType& type = *end.connector;
  if (type.shape == Shape::phone) {
    plug_ = type.contacts.size() == end.contacts.size() && type.contacts.size() > 1;
    socket_ = end.female;
    plug_width_ = std::clamp(type.diameter_mm * kPlugPerMm, 9.0, 28.0);
    return;
  }
  FaceArt face(type, {end.female, true, true, kNames});
  if (!face.is_known()) return;
  face_ = std::move(face);
  for (const auto& line : {part_name(type.shape, end.female ? Gender::female : Gender::male), caption_of(type.shape)})
    if (!line.empty()) captions_.push_back(line);
}

double EndArt::width() const {
  if (plug_) return plug_width_ * 1.75 + 2 * kMargin;
  if (!face_) return 0;
  double out = face_->width();
  for (const auto& line : captions_) out = std::max(out, text_room(line, kCaption));
  return out + 2 * kMargin;
}

double EndArt::face_height() const { return face_->height() + static_cast<double>(captions_.size()) * kCaptionLine; }

double EndArt::least_height() const { return face_ ? face_height() + 2 * kMargin : 0; }

double EndArt::top_rim() const { return plug_ ? kNose : 0; }
double EndArt::bottom_rim() const { return !plug_ ? 0 : socket_ ? kMouth : kBody; }

void EndArt::add_to(Figure& out, Side side, double left, double top, double bottom, const std::vector<Row>& rows) const {
  if (plug_)
    add_plug(out, side, left, top, bottom, rows);
  else if (face_)
    add_face(out, left, top, bottom, rows);
}

void EndArt::add_plug(Figure& out, Side side, double left, double top, double bottom, const std::vector<Row>& rows) const {
  const double middle = left + width() / 2, end = top + kMargin;
  PlugArt plug{{middle, end}, true, socket_, plug_width_, {}, bottom - (socket_ ? 0 : kMargin) - end};
  for (std::size_t i = 0; i < rows.size(); ++i)
    plug.ends.push_back((i + 1 < rows.size() ? (rows[i].to + rows[i + 1].from) / 2 + 2 : rows[i].to + 14) - end);
  for (const auto& row : rows) {
    const double edge = middle + (side == Side::left ? 0.5 : -0.5) * plug_width_;
    out.add(FigurePath{{{{edge, row.from}, {row.free_to, row.from}}}, FigureLook::faint, FigureStroke::solid, 1, false, false});
  }
  plug.add_to(out);
}

void EndArt::add_face(Figure& out, double left, double top, double bottom, const std::vector<Row>& rows) const {
  const double middle = left + width() / 2;
  const double begin = (top + bottom - face_height()) / 2;
  face_->add_to(out, {middle, begin + face_->height() / 2}, [&](const std::string& contact) {
    const auto row = std::ranges::find(rows, contact, &Row::contact);
    return row == rows.end() ? FigureLook::faint : row->look;
  });
  double y = begin + face_->height() + kCaptionLine / 2 + 3;
  for (const auto& line : captions_) {
    out.add(FigureText{{middle, y}, line, kCaption, false, FigureAlign::centre, FigureLook::ink});
    y += kCaptionLine;
  }
}

}  // namespace buzzout
