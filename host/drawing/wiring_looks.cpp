#include "drawing/wiring_looks.hpp"

#include <algorithm>

#include "drawing/connector_art.hpp"

namespace buzzout {
namespace {

constexpr double kText = 12, kPill = 18;

}  // namespace

FigureLook look_of_net(std::size_t colour) {
  return static_cast<FigureLook>(static_cast<std::size_t>(FigureLook::net1) + colour % 8);
}

FigureLook look_of_wire(const WireArt& art, WireState state) {
  switch (state) {
    case WireState::good:
      return look_of_net(art.colour);
    case WireState::missing:
    case WireState::extra:
    case WireState::miswired:
    case WireState::off_limit:
      return FigureLook::fault;
    case WireState::one_way:
    case WireState::unsure:
      return FigureLook::warn;
    case WireState::wanted:
      break;
  }
  return FigureLook::faint;
}

// Eight nets have their own colours; more of them are told apart by what is on the line.
FigureStroke stroke_of_wire(const WireArt& art, WireState state) {
  switch (art.thread.stroke) {
    case Stroke::dashed: return FigureStroke::dashed;
    case Stroke::dotted: return FigureStroke::dotted;
    case Stroke::twin: return FigureStroke::twin;
    case Stroke::light: break;
  }
  return state == WireState::good && art.colour / 8 % 2 == 1 ? FigureStroke::banded : FigureStroke::solid;
}

bool conducts(const WiringPicture& picture, const ContactRef& ref) {
  return std::ranges::any_of(picture.wires, [&](const PictureWire& w) {
    return w.state != WireState::missing && w.state != WireState::wanted && w.contacts.size() > 1 &&
           std::ranges::find(w.contacts, ref) != w.contacts.end();
  });
}

void add_sign(Figure& out, std::string_view sign, FigurePoint at) {
  if (sign.empty()) return;
  if (sign == "?") {
    out.add(FigureCircle{at, 7.5, FigureLook::paper, FigureLook::warn});
    out.add(FigureText{at, "?", kText, true, FigureAlign::centre, FigureLook::warn});
    return;
  }
  out.add(FigureCircle{at, 7.5, FigureLook::fault, FigureLook::fault});
  const double r = 3;
  out.add(FigurePath{{{{at.x - r, at.y - r}, {at.x + r, at.y + r}}, {{at.x - r, at.y + r}, {at.x + r, at.y - r}}},
                     FigureLook::on_fault, FigureStroke::solid, 1.8, false, false});
}

double pill_room(const std::string& label, FigureLook look) {
  return text_room(label, kText, look == FigureLook::fault) + 12;
}

void add_pill(Figure& out, FigurePoint left, const std::string& label, FigureLook look) {
  const double width = pill_room(label, look);
  const bool fault = look == FigureLook::fault;
  out.add(FigureBox{{left.x, left.y - kPill / 2}, width, kPill, kPill / 2, FigureLook::paper, look});
  out.add(FigureText{{left.x + width / 2, left.y}, label, kText, fault, FigureAlign::centre, fault ? FigureLook::fault : FigureLook::ink});
}

double ohms_room(const WireArt& art) { return art.ohms.empty() ? 0 : text_room(art.ohms + art.note, kText, art.boxed) + 12; }

void add_ohms(Figure& out, FigurePoint left, const WireArt& art) {
  const double width = ohms_room(art);
  if (width == 0) return;
  const bool near = art.ohms_ink == Ink::warn;
  const FigureLook text = art.boxed ? FigureLook::fault : near ? FigureLook::warn : FigureLook::faint;
  const FigureLook rim = art.boxed || near ? text : FigureLook::paper;
  out.add(FigureBox{{left.x, left.y - kPill / 2}, width, kPill, art.boxed ? 0 : kPill / 2, FigureLook::paper, rim});
  out.add(FigureText{{left.x + width / 2, left.y}, art.ohms + art.note, kText, art.boxed, FigureAlign::centre, text});
}

}  // namespace buzzout
