#include "drawing/connector_figure.hpp"

#include <algorithm>

#include "drawing/connector_art.hpp"
#include "drawing/framed_figure.hpp"

namespace buzzout {
namespace {

constexpr double kPerMm = 10, kName = 13, kNote = 11, kBetween = 36;
constexpr std::size_t kMany = 16;  // contacts: their names are smaller

std::string list_of(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

// The two sides that one picture is of.
struct Sides {
  std::string front, back;
};

Sides sides_of(const ConnectorType& type, bool socket) {
  switch (type.shape) {
    case Shape::speakon:
      return socket ? Sides{"Chassis socket, from the front", "= cable plug, from where the wires go in"}
                    : Sides{"Cable plug, from the front", "= chassis socket, from behind"};
    case Shape::coaxial: return {"From the front", "= from behind"};
    case Shape::two_pin: return {"From either side", ""};
    case Shape::xlr:
    case Shape::mini_xlr:
    case Shape::din:
    case Shape::d_sub:
    case Shape::phone: break;
  }
  return socket ? Sides{"Female, looking into the holes", "= male, solder side"}
                : Sides{"Male, looking into the pins", "= female, solder side"};
}

// One face under its words, and where it ends.
double add_panel(Figure& out, const ConnectorType& type, bool socket, double left) {
  const FaceArt face(type, {socket, false, false, type.contacts.size() > kMany ? 13.0 : 18.0});
  const Sides sides = sides_of(type, socket);
  const double width = std::max({face.width(), text_room(sides.front, kName, true), text_room(sides.back, kName)});
  const double middle = left + width / 2;
  out.add(FigureText{{middle, 10}, sides.front, kName, true, FigureAlign::centre, FigureLook::ink});
  out.add(FigureText{{middle, 28}, sides.back, kName, false, FigureAlign::centre, FigureLook::ink});
  face.add_to(out, {middle, 48 + face.height() / 2}, [](const std::string&) { return FigureLook::ink; });
  out.height = std::max(out.height, 52 + face.height());
  return left + width;
}

Figure faces(const ConnectorType& type) {
  Figure out;
  double right = add_panel(out, type, false, 4);
  const bool alike = type.shape == Shape::coaxial || type.shape == Shape::two_pin;
  if (!alike) right = add_panel(out, type, true, right + kBetween);
  out.width = right + 4;
  return out;
}

// Names above what they name, moved apart where they would meet.
std::vector<double> spread(std::vector<double> centres, const std::vector<double>& widths) {
  for (std::size_t i = 1; i < centres.size(); ++i)
    centres[i] = std::max(centres[i], centres[i - 1] + (widths[i - 1] + widths[i]) / 2 + 10);
  return centres;
}

class PlugDrawing {
 public:
  explicit PlugDrawing(const ConnectorType& type) : type_(type), width_(std::max(type.diameter_mm, 2.0) * kPerMm) {}

  Figure draw() {
    const double contacts = static_cast<double>(type_.contacts.size());
    // Lengths are about what they are; the shares of the contacts are not: the sleeve takes two.
    const double length = std::max(4.4 * width_, 34 * (contacts + 1));
    const PlugArt plug{{6, kTop + 0.9 * width_}, false, false, width_, PlugArt::shares(type_.contacts.size(), length), length + 3.4 * width_ * 0.5};
    plug.add_to(out_);
    add_names(plug);
    add_tags(plug);
    out_.height = std::max(kTop + 1.9 * width_, tags_end_) + 4;
    return std::move(out_);
  }

 private:
  static constexpr double kTop = 44;

  void add_names(const PlugArt& plug) {
    std::vector<double> centres, widths;
    double begin = 0;
    for (std::size_t i = 0; i < plug.ends.size(); ++i) {
      centres.push_back(plug.tip.x + (begin + plug.ends[i]) / 2);
      widths.push_back(text_room(type_.contacts[i], kName, true));
      begin = plug.ends[i];
    }
    const std::vector<double> at = spread(centres, widths);
    for (std::size_t i = 0; i < at.size(); ++i) {
      out_.add(FigurePath{{{{at[i], 22}, {at[i], 28}, {centres[i], kTop - 8}, {centres[i], plug.tip.y - width_ * 0.3}}},
                          FigureLook::ink, FigureStroke::solid, 1.2, false, false});
      out_.add(FigureCircle{{centres[i], plug.tip.y - width_ * 0.3}, 1.6, FigureLook::ink, FigureLook::ink});
      out_.add(FigureText{{at[i], 12}, type_.contacts[i], kName, true, FigureAlign::centre, FigureLook::ink});
    }
  }

  // Tags behind one another, the sleeve's the longest, with the clamp.
  void add_tags(const PlugArt& plug) {
    const double left = plug.tip.x + plug.body + 26, row = 24;
    const double count = static_cast<double>(type_.contacts.size());
    double y = std::max(plug.tip.y - (count - 1) * row / 2, 34.0);
    out_.add(FigureText{{left, 12}, "solder tags, schematic", kNote, false, FigureAlign::left, FigureLook::faint});
    double right = left + text_room("solder tags, schematic", kNote);
    for (std::size_t i = 0; i < type_.contacts.size(); ++i) {
      const bool sleeve = i + 1 == type_.contacts.size();
      const double length = sleeve ? 74 : 50;
      out_.add(FigureBox{{left, y - 6}, length, 12, 4, FigureLook::metal, FigureLook::faint});
      out_.add(FigureCircle{{left + 40, y}, 3, FigureLook::paper, FigureLook::faint});
      const std::string name = type_.contacts[i] + (sleeve ? ", with the clamp" : "");
      out_.add(FigureText{{left + length + 8, y}, name, kName, false, FigureAlign::left, FigureLook::ink});
      right = std::max(right, left + length + 8 + text_room(name, kName));
      y += row;
    }
    tags_end_ = y - row / 2;
    out_.width = right + 6;
  }

  const ConnectorType& type_;
  double width_, tags_end_ = 0;
  Figure out_;
};

std::vector<std::string> notes_of(const ConnectorType& type, bool known) {
  std::vector<std::string> out;
  if (!known)
    out.push_back("How its contacts lie is not known here: " + list_of(type.contacts) +
                  ". Go by the numbers that are moulded into the part.");
  if (type.shape == Shape::phone)
    out.push_back("Which tag belongs to which contact differs from make to make: find out with a meter, from the contact to the tag.");
  if (known && is_face_doubtful(type))
    out.emplace_back("How its contacts lie is known from one hobbyist's drawing only: check with the numbers on the part.");
  if (known && type.shape == Shape::two_pin)
    out.push_back(is_keyed_by_size(type) ? "The thick pin and the thin one key it; their sizes here are not to scale."
                                         : "Nothing keys it: the dot is the mark on the part, at " + type.contacts.front() + ".");
  if (known && type.shape == Shape::speakon) out.emplace_back("Turned so that 1+ is on top. The names are moulded into the part.");
  if (type.shell && type.shape != Shape::phone && type.shape != Shape::coaxial)
    out.push_back(*type.shell + ": the metal around the contacts. Its tag lies elsewhere on every make.");
  return out;
}

}  // namespace

Figure figure_of(const ConnectorType& type) {
  const bool phone = type.shape == Shape::phone;
  const bool known = phone || FaceArt(type, {}).is_known();
  Figure drawing;
  if (phone && type.contacts.size() > 1)
    drawing = PlugDrawing(type).draw();
  else if (known)
    drawing = faces(type);
  std::vector<FigureWords> notes;
  for (const auto& note : notes_of(type, known)) notes.push_back({note, kNote, false, FigureLook::faint});
  drawing.description = type.title + ": " + list_of(type.contacts);
  return framed(drawing, {{type.title, 16, true, FigureLook::ink}}, notes);
}

}  // namespace buzzout
