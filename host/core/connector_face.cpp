#include "core/connector_face.hpp"

#include <charconv>
#include <cmath>
#include <map>
#include <numbers>
#include <optional>

namespace buzzout {
namespace {

// Contacts without the shell's tag.
std::vector<std::string> pins_of(const ConnectorType& type) {
  std::vector<std::string> out = type.contacts;
  if (type.shell) std::erase(out, *type.shell);
  return out;
}

FacePlace on_circle(const std::string& contact, double radius, double degrees) {
  const double angle = degrees * std::numbers::pi / 180;
  return {contact, radius * std::cos(angle), radius * std::sin(angle)};
}

std::optional<int> number_of(const std::string& pin) {
  int out = 0;
  const char* const end = pin.data() + pin.size();
  const auto [rest, problem] = std::from_chars(pin.data(), end, out);
  if (problem != std::errc{} || rest != end) return std::nullopt;
  return out;
}

// Whether the pins are called 1, 2, … as the numbering needs it.
bool are_numbered(const std::vector<std::string>& pins) {
  for (std::size_t i = 0; i < pins.size(); ++i)
    if (number_of(pins[i]) != static_cast<int>(i) + 1) return false;
  return true;
}

// Counted from the left over the bottom to the right, `step` degrees apart.
std::vector<FacePlace> arc_of(const std::vector<std::string>& pins, double radius, double step) {
  std::vector<FacePlace> out;
  for (std::size_t i = 0; i < pins.size(); ++i)
    out.push_back(on_circle(pins[i], radius, 270 + step * (static_cast<double>(i) - (static_cast<double>(pins.size()) - 1) / 2)));
  return out;
}

std::vector<FacePlace> xlr(const std::vector<std::string>& pins) {
  if (pins.size() == 3) return {on_circle(pins[0], 3.81, 180), on_circle(pins[1], 3.81, 0), on_circle(pins[2], 3.81, 270)};
  if (pins.size() == 4) return arc_of(pins, 4.4, 60);
  if (pins.size() == 5) return arc_of(pins, 4.4, 360.0 / 7);
  return {};
}

std::vector<FacePlace> mini_xlr(const std::vector<std::string>& pins) {
  if (pins.size() == 4) return {{pins[0], -2.21, 0.69}, {pins[1], 0, -2.31}, {pins[2], 2.21, 0.69}, {pins[3], 0, 0}};
  if (pins.size() == 5)
    return {{pins[0], -2.21, 0.69}, {pins[1], -1.4, -1.93}, {pins[2], 1.4, -1.93}, {pins[3], 2.21, 0.69}, {pins[4], 0, 0}};
  return {};
}

std::vector<FacePlace> din(const std::vector<std::string>& pins) {
  static constexpr double degrees[] = {180, 270, 0, 225, 315};
  std::vector<FacePlace> out;
  if (pins.size() != 3 && pins.size() != 5) return out;
  for (std::size_t i = 0; i < pins.size(); ++i) out.push_back(on_circle(pins[i], 3.5, degrees[i]));
  return out;
}

std::vector<FacePlace> speakon(const std::vector<std::string>& pins) {
  static const std::map<std::string, double> degrees = {{"1+", 90}, {"1-", 0}, {"2+", 270}, {"2-", 180}};
  std::vector<FacePlace> out;
  for (const auto& pin : pins) {
    const auto at = degrees.find(pin);
    if (at == degrees.end()) return {};
    out.push_back(on_circle(pin, 5, at->second));
  }
  return out;
}

std::vector<FacePlace> d_sub(const std::vector<std::string>& pins) {
  constexpr double pitch = 2.77, between_rows = 2.84;
  const std::size_t upper = (pins.size() + 1) / 2;
  std::vector<FacePlace> out;
  for (std::size_t i = 0; i < pins.size(); ++i) {
    const bool below = i >= upper;
    const double place = below ? static_cast<double>(i - upper) + 0.5 : static_cast<double>(i);
    out.push_back({pins[i], pitch * (place - (static_cast<double>(upper) - 1) / 2), between_rows * (below ? -0.5 : 0.5)});
  }
  return out;
}

}  // namespace

FaceKey face_key(const ConnectorType& type) {
  switch (type.shape) {
    case Shape::xlr: return FaceKey::latch;
    case Shape::mini_xlr:
    case Shape::din: return FaceKey::key;
    case Shape::d_sub: return FaceKey::shell;
    case Shape::phone:
    case Shape::speakon:
    case Shape::coaxial:
    case Shape::two_pin: break;
  }
  return FaceKey::none;
}

bool is_face_doubtful(const ConnectorType& type) { return type.shape == Shape::mini_xlr; }

std::vector<FacePlace> connector_face(const ConnectorType& type) {
  const std::vector<std::string> pins = pins_of(type);
  switch (type.shape) {
    case Shape::phone: return {};
    case Shape::xlr: return are_numbered(pins) ? xlr(pins) : std::vector<FacePlace>{};
    case Shape::mini_xlr: return are_numbered(pins) ? mini_xlr(pins) : std::vector<FacePlace>{};
    case Shape::din: return are_numbered(pins) ? din(pins) : std::vector<FacePlace>{};
    case Shape::d_sub: return are_numbered(pins) ? d_sub(pins) : std::vector<FacePlace>{};
    case Shape::speakon: return speakon(pins);
    case Shape::coaxial:
      if (type.contacts.size() != 2) return {};
      return {{type.contacts[0], 0, 0}, {type.contacts[1], 0, -3}};
    case Shape::two_pin:
      if (pins.size() != 2) return {};
      return {{pins[0], -1, 0}, {pins[1], 1, 0}};
  }
  return {};
}

}  // namespace buzzout
