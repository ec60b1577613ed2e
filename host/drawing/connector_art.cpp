#include "drawing/connector_art.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace buzzout {
namespace {

// Where contacts' names are 10 high; all of it grows with them.
constexpr double kContact = 8, kRing = 2.2;  // the least radius, and the width of its ring
constexpr double kApart = 5;                 // between contacts
constexpr double kAround = 7;                // between contacts and shell
constexpr double kShell = 4;                 // its thickness
constexpr double kLegend = 12;               // before a name
constexpr double kKeyText = 9;
constexpr double kSlope = 0.17;  // of a D-shaped shell's short sides: ten degrees

double nearest(const std::vector<FacePlace>& places) {
  double out = std::numeric_limits<double>::max();
  for (std::size_t i = 0; i < places.size(); ++i)
    for (std::size_t k = 0; k < i; ++k) out = std::min(out, std::hypot(places[i].x - places[k].x, places[i].y - places[k].y));
  return out;
}

// The polygon with round corners.
std::vector<FigurePoint> rounded(const std::vector<FigurePoint>& corners, double radius) {
  std::vector<FigurePoint> out;
  const std::size_t n = corners.size();
  const auto towards = [&](FigurePoint from, FigurePoint to) {
    const double length = std::hypot(to.x - from.x, to.y - from.y);
    return FigurePoint{from.x + (to.x - from.x) * radius / length, from.y + (to.y - from.y) * radius / length};
  };
  for (std::size_t i = 0; i < n; ++i) {
    const FigurePoint corner = corners[i], a = towards(corner, corners[(i + n - 1) % n]), b = towards(corner, corners[(i + 1) % n]);
    for (int step = 0; step <= 6; ++step) {  // a quadratic curve
      const double t = step / 6.0, u = 1 - t;
      out.push_back({u * u * a.x + 2 * u * t * corner.x + t * t * b.x, u * u * a.y + 2 * u * t * corner.y + t * t * b.y});
    }
  }
  out.push_back(out.front());
  return out;
}

std::vector<FigurePoint> moved(std::vector<FigurePoint> points, FigurePoint by) {
  for (auto& p : points) p = {p.x + by.x, p.y + by.y};
  return points;
}

void add_area(Figure& out, const std::vector<FigurePoint>& outline, FigureLook fill, FigureLook line, double width) {
  out.add(FigurePath{{outline}, fill, FigureStroke::solid, 1, false, true});
  out.add(FigurePath{{outline}, line, FigureStroke::solid, width, false, false});
}

void add_disc(Figure& out, FigurePoint middle, double radius, FigureLook fill) {
  out.add(FigureCircle{middle, radius, fill, fill});
}

}  // namespace

bool is_keyed_by_size(const ConnectorType& type) {
  return type.shape == Shape::two_pin && type.has_contact("thick") && type.has_contact("thin");
}

FaceArt::FaceArt(const ConnectorType& type, FaceView view) : type_(type), view_(view), places_(connector_face(type)) {
  if (places_.empty()) return;
  unit_ = view.text / 10;
  contact_ = kContact * unit_;
  if (type.shape != Shape::coaxial)
    for (const auto& place : places_)
      contact_ = std::max(contact_, text_room(place.contact, view.text) / 2 + (kRing + 1.3) * unit_);
  const double scale = (2 * contact_ + kApart * unit_) / nearest(places_);
  for (auto& place : places_) {
    place.x *= view.mirrored() ? -scale : scale;
    place.y *= -scale;
    radius_ = std::max(radius_, std::hypot(place.x, place.y));
    half_length_ = std::max(half_length_, std::abs(place.x));
    half_depth_ = std::max(half_depth_, std::abs(place.y));
  }
  const double around = contact_ + (kAround + kShell) * unit_;
  radius_ += around;
  half_length_ += around;
  half_depth_ += around;
  turned_right_ = view.upright && type.shape == Shape::d_sub && places_.front().x < 0;
  turned_left_ = view.upright && type.shape == Shape::d_sub && places_.front().x > 0;
  for (auto& place : places_) {
    const FigurePoint turned = at(place.x, place.y);
    place.x = turned.x;
    place.y = turned.y;
  }
  const FaceKey key = face_key(type);
  if (key == FaceKey::latch || key == FaceKey::key) above_ = kKeyText + 4 + (key == FaceKey::latch ? 5 * unit_ : 0);
  if (type.shape == Shape::coaxial) {
    radius_ = contact_ + 13 * unit_;
    width_ = 2 * radius_;
    for (const auto& place : places_) width_ = std::max(width_, text_room(place.contact, view.text) + kLegend * unit_);
    height_ = 2 * radius_ + 2 * (view.text + 4) + 2;
  } else if (type.shape == Shape::d_sub) {
    const bool turned = turned_left_ || turned_right_;
    width_ = 2 * (turned ? half_depth_ : half_length_);
    height_ = 2 * (turned ? half_length_ : half_depth_);
  } else if (type.shape == Shape::two_pin) {
    width_ = 2 * half_length_;
    height_ = 2 * half_depth_;
  } else {
    width_ = 2 * radius_;
    height_ = 2 * radius_ + above_;
  }
}

FigurePoint FaceArt::at(double x, double y) const {
  if (turned_right_) return {-y, x};
  if (turned_left_) return {y, -x};
  return {x, y};
}

std::vector<FigurePoint> FaceArt::d_shell(double inset) const {
  const double depth = half_depth_ - inset, above = half_length_ - inset, below = above - 2 * depth * kSlope;
  std::vector<FigurePoint> corners{{-above, -depth}, {above, -depth}, {below, depth}, {-below, depth}};
  for (auto& corner : corners) corner = at(corner.x, corner.y);
  return rounded(corners, 8 * unit_);
}

void FaceArt::add_outline(Figure& out, FigurePoint middle) const {
  if (type_.shape == Shape::d_sub) {
    add_area(out, moved(d_shell(0), middle), FigureLook::metal, FigureLook::faint, 1.2);
    add_area(out, moved(d_shell(kShell * unit_), middle), FigureLook::box, FigureLook::faint, 1.2);
    return;
  }
  if (type_.shape == Shape::two_pin) {
    out.add(FigureBox{{middle.x - half_length_, middle.y - half_depth_}, 2 * half_length_, 2 * half_depth_, 9 * unit_, FigureLook::box, FigureLook::faint});
    return;
  }
  const double top = middle.y - radius_;
  const FaceKey key = face_key(type_);
  if (key == FaceKey::latch)
    out.add(FigureBox{{middle.x - 11 * unit_, top - 5 * unit_}, 22 * unit_, 14 * unit_, 3 * unit_, FigureLook::metal, FigureLook::faint});
  out.add(FigureCircle{middle, radius_, type_.shape == Shape::speakon ? FigureLook::rubber : FigureLook::metal, FigureLook::faint});
  out.add(FigureCircle{middle, radius_ - kShell * unit_, FigureLook::box, FigureLook::faint});
  if (key == FaceKey::key)
    out.add(FigureBox{{middle.x - 5 * unit_, top - 1}, 10 * unit_, 9 * unit_, 2, view_.socket ? FigureLook::metal : FigureLook::box, FigureLook::faint});
  if (above_ > 0)
    out.add(FigureText{{middle.x, top - above_ + kKeyText / 2},
                       key == FaceKey::latch ? "latch" : "key", kKeyText, false, FigureAlign::centre, FigureLook::faint});
}

void FaceArt::add_contact(Figure& out, const FacePlace& place, FigurePoint middle, FigureLook look) const {
  const FigurePoint at{middle.x + place.x, middle.y + place.y};
  const bool first = place.contact == places_.front().contact;
  if (first && type_.shape == Shape::two_pin)  // the mark on the part
    out.add(FigureCircle{{at.x + std::copysign(contact_ + 5 * unit_, place.x), at.y}, 2.4 * unit_, FigureLook::ink, FigureLook::ink});
  else if (first)
    out.add(FigureCircle{at, contact_ + 2.6 * unit_, FigureLook::paper, FigureLook::ink});
  add_disc(out, at, contact_, look);
  const double ring = look == FigureLook::faint ? 1.2 : kRing * unit_;  // thin: no wire there
  add_disc(out, at, contact_ - ring, !view_.socket && !view_.from_behind ? FigureLook::metal : FigureLook::paper);
  out.add(FigureText{at, place.contact, view_.text, false, FigureAlign::centre, FigureLook::ink});
}

// The size of a pin is what tells it: its name stands below it.
void FaceArt::add_thick_and_thin(Figure& out, FigurePoint middle, const std::function<FigureLook(const std::string&)>& look) const {
  for (const auto& place : places_) {
    const FigurePoint pin{middle.x + place.x, middle.y - 8 * unit_};
    const double radius = (place.contact == "thick" ? 11 : 6.5) * unit_;
    add_disc(out, pin, radius, look(place.contact));
    add_disc(out, pin, radius - kRing * unit_, FigureLook::paper);
    out.add(FigureText{{pin.x, middle.y + 13 * unit_}, place.contact, view_.text, false, FigureAlign::centre, FigureLook::ink});
  }
}

void FaceArt::add_coaxial(Figure& out, FigurePoint middle, const std::function<FigureLook(const std::string&)>& look) const {
  add_disc(out, middle, radius_, look(places_[1].contact));
  add_disc(out, middle, radius_ - kRing * unit_, FigureLook::metal);
  add_disc(out, middle, radius_ - 7 * unit_, FigureLook::paper);
  add_disc(out, middle, contact_, look(places_[0].contact));
  add_disc(out, middle, contact_ - kRing * unit_, FigureLook::metal);
  // Their names are too long for them.
  const double left = middle.x - width_ / 2 + 4 * unit_;
  double y = middle.y + radius_ + 4 + view_.text / 2;
  for (const auto& place : places_) {
    const FigureLook own = look(place.contact);
    const bool inner = &place == &places_.front();
    out.add(FigureCircle{{left, y}, 3.4 * unit_, inner ? own : FigureLook::paper, own});
    out.add(FigureText{{left + (kLegend - 4) * unit_, y}, place.contact, view_.text, false, FigureAlign::left, FigureLook::ink});
    y += view_.text + 4;
  }
}

void FaceArt::add_to(Figure& out, FigurePoint middle, const std::function<FigureLook(const std::string&)>& look) const {
  if (!is_known()) return;
  if (type_.shape == Shape::coaxial) {
    add_coaxial(out, {middle.x, middle.y - height_ / 2 + radius_}, look);
    return;
  }
  const FigurePoint centre{middle.x, middle.y + above_ / 2};
  add_outline(out, centre);
  if (is_keyed_by_size(type_)) return add_thick_and_thin(out, centre, look);
  for (const auto& place : places_) add_contact(out, place, centre, look(place.contact));
}

std::vector<double> PlugArt::shares(std::size_t contacts, double length) {
  std::vector<double> out;
  const double parts = static_cast<double>(contacts) + 1;
  for (std::size_t i = 1; i < contacts; ++i) out.push_back(length * static_cast<double>(i) / parts);
  out.push_back(length);
  return out;
}

void PlugArt::add_to(Figure& out) const {
  if (ends.empty()) return;
  const auto at = [&](double along, double across) {
    return upright ? FigurePoint{tip.x + across, tip.y + along} : FigurePoint{tip.x + along, tip.y + across};
  };
  const auto add = [&](const std::vector<std::pair<double, double>>& half, FigureLook fill) {
    std::vector<FigurePoint> outline;
    for (const auto& [along, across] : half) outline.push_back(at(along, across));
    for (auto it = half.rbegin(); it != half.rend(); ++it) outline.push_back(at(it->first, -it->second));
    outline.push_back(outline.front());
    add_area(out, outline, fill, FigureLook::faint, 1);
  };
  const double half = width / 2, insulation = std::max(3.0, width * 0.16), neck = ends.front();
  const auto look = [&](std::size_t contact) {
    if (contact < tints.size() && tints[contact] != FigureLook::faint) return tints[contact];
    return socket ? FigureLook::paper : FigureLook::metal;
  };
  if (socket) {
    add({{-half * 0.5, half * 1.75}, {body, half * 1.75}}, FigureLook::rubber);
  } else {
    add({{ends.back(), half * 1.75}, {body - half * 0.5, half * 1.75}, {body, half * 1.3}}, FigureLook::rubber);
    add({{neck - insulation, half * 0.98}, {ends.back(), half * 0.98}}, FigureLook::rubber);
  }
  // The tip: a round nose, and behind it the groove that the socket's spring holds.
  const double metal = neck - insulation, nose = std::min(half * 1.3, metal * 0.45);
  const double groove = nose + std::min(half * 0.6, (metal - nose) * 0.5), shoulder = std::min(groove + half * 0.5, metal);
  std::vector<std::pair<double, double>> outline;
  for (int step = 0; step <= 6; ++step) {
    const double t = step / 6.0;
    outline.emplace_back(nose * (1 - std::cos(t * std::numbers::pi / 2)), half * std::sin(t * std::numbers::pi / 2));
  }
  outline.insert(outline.end(), {{groove, half * 0.7}, {shoulder, half}, {metal, half}});
  add(outline, look(0));
  for (std::size_t i = 1; i < ends.size(); ++i) {
    const bool sleeve = i + 1 == ends.size();
    add({{ends[i - 1], half}, {sleeve ? (socket ? body : ends[i]) : ends[i] - insulation, half}}, look(i));
  }
}

}  // namespace buzzout
