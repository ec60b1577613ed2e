#include "drawing/wiring_art.hpp"

#include <algorithm>
#include <map>

#include "text/printable.hpp"

namespace buzzout {
namespace {

bool is_fault(WireState state) {
  return state == WireState::missing || state == WireState::extra ||
         state == WireState::miswired || state == WireState::one_way || state == WireState::off_limit;
}

Stroke stroke_of(WireState state) {
  switch (state) {
    case WireState::good:
      return Stroke::light;
    case WireState::missing:
    case WireState::wanted:
      return Stroke::dashed;
    case WireState::extra:
    case WireState::miswired:
      return Stroke::twin;
    case WireState::one_way:
    case WireState::off_limit:
      return Stroke::light;
    case WireState::unsure:
      return Stroke::dotted;
  }
  return Stroke::dotted;
}

std::string_view word_of(WireState state, bool unicode) {
  switch (state) {
    case WireState::good:
    case WireState::wanted:
    case WireState::off_limit:
      return "";
    case WireState::missing:
      return unicode ? "✗ open" : "x open";
    case WireState::extra:
      return "short";
    case WireState::miswired:
      return "miswired";
    case WireState::one_way:
      return "one-way";
    case WireState::unsure:
      return "unsure";
  }
  return "unsure";
}

Ink ink_of(WireState state, std::size_t net) {
  switch (state) {
    case WireState::good:
      return net_ink(net);
    case WireState::missing:
    case WireState::extra:
    case WireState::miswired:
    case WireState::off_limit:
      return Ink::bad;
    case WireState::one_way:
    case WireState::unsure:
      return Ink::warn;
    case WireState::wanted:
      return Ink::dim;
  }
  return Ink::warn;
}

}  // namespace

std::string themed(std::string_view text, const Theme& theme) {
  std::string safe = printable(text);
  return theme.unicode ? safe : to_ascii(safe);
}

std::string_view mark(const WiringPicture& picture, const ContactRef& contact, const Theme& theme) {
  const auto accused = [&](const ContactRef& ref) { return std::ranges::find(picture.accused, ref) != picture.accused.end(); };
  bool fault = false, unsure = false;
  for (const PictureWire& wire : picture.wires)
    if (std::ranges::find(wire.contacts, contact) != wire.contacts.end()) {
      fault = fault || (is_fault(wire.state) && (accused(contact) || std::ranges::none_of(wire.contacts, accused)));
      unsure = unsure || wire.state == WireState::unsure || picture.end(contact.end)->guessed;
    }
  if (fault) return theme.unicode ? "✗" : "x";
  return unsure ? "?" : "";
}

std::map<std::string, std::size_t> net_colours(const WiringPicture& picture) {
  constexpr std::size_t colours = 8;
  std::map<std::string, std::size_t> groups, out;
  for (const auto& net : picture.nets) {
    const std::string group = picture.nets.size() > colours ? net.substr(0, net.find('-', 1)) : net;
    out.emplace(net, groups.emplace(group, groups.size()).first->second);
  }
  return out;
}

std::string label_with_ohms(const WireArt& art) {
  return art.label + (art.label.empty() || art.ohms.empty() ? "" : " ") + art.ohms + art.note;
}

std::vector<WireArt> art_of_wires(const WiringPicture& picture, const Theme& theme) {
  std::map<std::string, std::size_t> colours = net_colours(picture);
  std::size_t others = picture.nets.size();
  std::vector<WireArt> all;
  for (const PictureWire& wire : picture.wires) {
    const auto [colour, is_other] = colours.emplace(wire.label, others);
    others += is_other;
    const bool guessed = std::ranges::any_of(
        wire.contacts, [&](const ContactRef& ref) { return picture.end(ref.end)->guessed; });
    const Stroke stroke = guessed && wire.state == WireState::good ? Stroke::dotted : stroke_of(wire.state);
    WireArt art{{static_cast<int>(all.size()), stroke, ink_of(wire.state, colour->second)},
                themed(wire.label, theme), colour->second};
    const std::string_view word = word_of(wire.state, theme.unicode);
    if (art.label != word && !word.empty()) {
      if (!art.label.empty()) art.label += ' ';
      art.label += word;
    }
    if (!wire.ohms.words.empty()) {
      art.ohms = themed(wire.ohms.words, theme);
      if (wire.ohms.near_limit) art.note = " near limit";
      art.boxed = wire.state == WireState::off_limit;
      art.ohms_ink = art.boxed ? Ink::bad : wire.ohms.near_limit ? Ink::warn : Ink::dim;
    }
    all.push_back(std::move(art));
  }
  return all;
}

}  // namespace buzzout
