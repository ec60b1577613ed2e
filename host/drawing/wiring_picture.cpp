#include "drawing/wiring_picture.hpp"

#include "drawing/wiring_art.hpp"
#include "core/error.hpp"
#include "text/printable.hpp"

namespace buzzout {
namespace {

// Beyond this nobody reads a drawing.
constexpr std::size_t most_wires = 96;
constexpr std::size_t most_contacts = 192;

std::size_t contact_count(const WiringPicture& picture) {
  std::size_t count = 0;
  for (const auto* side : {&picture.left, &picture.right})
    for (const PictureEnd& end : *side) count += end.contacts.size() + 1;
  return count;
}

}  // namespace

const PictureEnd* WiringPicture::end(std::size_t index) const {
  if (index < left.size()) return &left[index];
  index -= left.size();
  return index < right.size() ? &right[index] : nullptr;
}

bool WiringPicture::has(const ContactRef& ref) const {
  const PictureEnd* found = end(ref.end);
  return found && ref.contact < found->contacts.size();
}

void require_contacts(const WiringPicture& picture) {
  for (const PictureWire& wire : picture.wires)
    for (const ContactRef& contact : wire.contacts)
      if (!picture.has(contact))
        throw Error("picture-contact", "A wire of the picture names a contact that no end has.",
                    printable(wire.label));
}

bool is_drawable(const WiringPicture& picture) {
  return picture.wires.size() <= most_wires && contact_count(picture) <= most_contacts;
}

std::vector<Line> draw(const WiringPicture& picture, const Theme& theme) {
  require_contacts(picture);
  if (is_drawable(picture))
    if (const Routes routes = route(lay_rows(picture), picture.wires.size()); !routes.tangled)
      if (auto lines = paint(picture, routes, theme)) return *lines;
  return list_wires(picture, theme);
}

}  // namespace buzzout
