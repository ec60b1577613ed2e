#include "drawing/wiring_ends.hpp"

#include <algorithm>

namespace buzzout {
namespace {

constexpr double kMargin = 9, kNames = 12, kCaption = 11, kCaptionLine = 14;
constexpr double kPlugPerMm = 4, kPlugLeast = 13, kPlugMost = 24;  // widths
constexpr double kPlugLength = 4.4, kHandle = 1.2, kMouth = 0.4;     // in widths
constexpr double kLines = 30;                                         // beside it, to the rows

// What is to be known of the picture.
std::vector<std::string> captions_of(const ConnectorType& type, Gender gender) {
  switch (type.shape) {
    case Shape::coaxial: return {"seen from the front"};
    case Shape::two_pin:
      if (is_keyed_by_size(type)) return {};
      return {"not keyed: the mark", "is at " + type.contacts.front()};
    case Shape::speakon: return {part_name(type.shape, gender), "wiring side", "1+ turned to the top"};
    case Shape::phone:
    case Shape::xlr:
    case Shape::mini_xlr:
    case Shape::din:
    case Shape::d_sub: break;
  }
  return {part_name(type.shape, gender) + ", solder side"};
}

}  // namespace

EndArt::EndArt(const PictureEnd& end) {
  if (!end.connector) return;
  const ConnectorType& type = *end.connector;
  if (type.shape == Shape::phone) {
    plug_ = type.contacts.size() == end.contacts.size() && type.contacts.size() > 1;
    socket_ = end.gender == Gender::female;
    plug_width_ = std::clamp(type.diameter_mm * kPlugPerMm, kPlugLeast, kPlugMost);
    plug_contacts_ = type.contacts.size();
    return;
  }
  // The face of a male one is the mirror image of the female one's.
  if (end.gender == Gender::unsaid && !part_name(type.shape, Gender::male).empty()) {
    captions_ = {"Nobody said whether", "it is male or female:", "go by the names", "on the part."};
    return;
  }
  FaceArt face(type, {end.gender == Gender::female, true, true, kNames});
  if (!face.is_known()) {
    captions_ = {"How its contacts lie", "is not known here:", "go by the names", "on the part."};
    return;
  }
  captions_ = captions_of(type, end.gender);
  if (is_face_doubtful(type)) captions_.insert(captions_.end(), {"one source only:", "check with the part"});
  face_ = std::move(face);
}

double EndArt::width() const {
  if (plug_) return plug_width_ * 1.75 + 2 * kMargin + kLines;
  if (captions_.empty() && !face_) return 0;
  double out = face_ ? face_->width() : 0;
  for (const auto& line : captions_) out = std::max(out, text_room(line, kCaption));
  return out + 2 * kMargin;
}

double EndArt::face_height() const {
  return (face_ ? face_->height() : 0) + static_cast<double>(captions_.size()) * kCaptionLine;
}

// With many contacts it is longer than life, or nobody could tell them apart.
double EndArt::plug_length() const {
  return std::max(kPlugLength * plug_width_, 11.0 * (static_cast<double>(plug_contacts_) + 1));
}

double EndArt::plug_height() const { return plug_length() + (socket_ ? kMouth : kHandle) * plug_width_; }

double EndArt::least_height() const {
  if (plug_) return plug_height() + 2 * kMargin;
  return width() > 0 ? face_height() + 2 * kMargin : 0;
}

void EndArt::add_to(Figure& out, Side side, double left, double top, double bottom, const std::vector<Row>& rows) const {
  if (plug_)
    add_plug(out, side, left, top, bottom, rows);
  else if (width() > 0)
    add_face(out, left, top, bottom, rows);
}

void EndArt::add_plug(Figure& out, Side side, double left, double top, double bottom, const std::vector<Row>& rows) const {
  const double inward = side == Side::left ? 1 : -1, half = plug_width_ * 0.875;
  const double middle = side == Side::left ? left + kMargin + half : left + width() - kMargin - half;
  const double end = (top + bottom - plug_height()) / 2;
  PlugArt plug{{middle, end}, true, socket_, plug_width_, PlugArt::shares(plug_contacts_, plug_length()), plug_height(), {}};
  double bend = middle + inward * (half + kLines);
  for (const auto& row : rows) bend = inward * std::min(inward * bend, inward * row.free_to);
  double begin = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double at = end + (begin + plug.ends[i]) / 2;
    const bool wired = rows[i].look != FigureLook::faint;
    out.add(FigurePath{{{{middle, at}, {middle + inward * (half + 3), at}, {bend, rows[i].y}, {rows[i].free_to, rows[i].y}}},
                       rows[i].look, wired ? FigureStroke::solid : FigureStroke::dotted, 1.5, false, false});
    plug.tints.push_back(rows[i].look);
    begin = plug.ends[i];
  }
  plug.add_to(out);
}

void EndArt::add_face(Figure& out, double left, double top, double bottom, const std::vector<Row>& rows) const {
  const double middle = left + width() / 2;
  const double begin = (top + bottom - face_height()) / 2;
  if (face_)
    face_->add_to(out, {middle, begin + face_->height() / 2}, [&](const std::string& contact) {
      const auto row = std::ranges::find(rows, contact, &Row::contact);
      return row == rows.end() ? FigureLook::faint : row->look;
    });
  double y = begin + (face_ ? face_->height() : 0) + kCaptionLine / 2 + 3;
  for (const auto& line : captions_) {
    out.add(FigureText{{middle, y}, line, kCaption, false, FigureAlign::centre, FigureLook::ink});
    y += kCaptionLine;
  }
}

}  // namespace buzzout
