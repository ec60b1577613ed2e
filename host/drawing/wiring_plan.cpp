#include "drawing/wiring_plan.hpp"

#include <algorithm>

#include "text/columns.hpp"

namespace buzzout {
namespace {

constexpr int margin = 1;
constexpr int comfortable = 80;     // a drawing does not grow wider than this without need
constexpr int widest_heading = 18;  // that a box grows for

// What a drawing gives up, step by step, where width is short.
struct Comfort {
  int widest_label;
  bool wide_boxes;
  bool ohms = true;
};
constexpr Comfort comforts[] = {{32, true}, {32, false}, {12, false}, {12, false, false}};  // 12: "✗ open" and a little

int widest_name(const std::vector<PictureEnd>& ends, const Theme& theme) {
  int width = 0;
  for (const PictureEnd& end : ends)
    for (const PictureContact& contact : end.contacts)
      width = std::max(width, columns(themed(contact.name, theme)));
  return std::min(width, std::max(4, theme.width / 5));
}

int box_width(const std::vector<PictureEnd>& ends, const Theme& theme, int name, bool wide) {
  int width = 6 + name;  // walls, mark, spaces
  for (const PictureEnd& end : ends)
    if (shows_plug(end, theme)) width = 9 + name;
  for (const PictureEnd& end : ends) {
    const int heading = columns(themed(end.name + "  " + end.title, theme));
    if (wide && heading <= widest_heading) width = std::max(width, heading);
  }
  return width;
}

// Trunks that serve one side only stay there; the others stand in the middle.
std::vector<int> place_trunks(const Routes& routes, int first, int last) {
  const int count = routes.columns;
  const int room = last - first + 1;
  const int step = count > 1 ? std::min(4, (room - 1) / (count - 1)) : 2;
  int left_only = count, right_only = 0;  // columns before the one, and from the other on
  for (const Trunk& trunk : routes.trunks) {
    if (!trunk.right_rows.empty()) left_only = std::min(left_only, trunk.column);
    if (!trunk.left_rows.empty()) right_only = std::max(right_only, trunk.column + 1);
  }
  const int middle = first + (room - (count - 1) * step - 1) / 2;
  std::vector<int> columns;
  for (int column = 0; column < count; ++column)
    columns.push_back(column < left_only     ? first + column * step
                      : column >= right_only ? last - (count - 1 - column) * step
                                             : middle + column * step);
  return columns;
}

std::optional<Plan> plan_with(const WiringPicture& picture, const Routes& routes,
                              const std::vector<WireArt>& art, const Theme& theme,
                              const Comfort& comfort) {
  Plan plan;
  for (std::size_t w = 0; w < art.size(); ++w) {
    const int width = std::min(columns(art[w].label), comfort.widest_label);
    const int ohms = comfort.ohms ? columns(art[w].ohms) : 0, said = comfort.ohms ? columns(art[w].note) : 0;
    for (const Side side : {Side::left, Side::right}) {
      if (!is_labelled_at(side, routes, w)) continue;
      int& label = side == Side::left ? plan.left_label : plan.right_label;
      int& behind = side == Side::left ? plan.left_ohms : plan.right_ohms;
      label = std::max(label, width);
      behind = std::max(behind, ohms);
      int& note = side == Side::left ? plan.left_note : plan.right_note;
      note = std::max(note, said);
    }
  }
  plan.left_name = widest_name(picture.left, theme);
  plan.right_name = widest_name(picture.right, theme);
  const int left_box = box_width(picture.left, theme, plan.left_name, comfort.wide_boxes);
  const int right_box = box_width(picture.right, theme, plan.right_name, comfort.wide_boxes);
  const int zones = plan.left_zone() + plan.right_zone();
  const int channel = 2 * routes.columns + 1;
  const int needed = 2 * margin + left_box + right_box + zones + channel;
  if (needed > theme.width) return std::nullopt;
  const int width = std::max(needed, std::min(theme.width, comfortable));
  plan.left_border = margin;
  plan.left_pin = margin + left_box - 1;
  plan.right_border = width - margin - 1;
  plan.right_pin = plan.right_border - right_box + 1;
  plan.trunks = place_trunks(routes, plan.left_zone_end() + 2, plan.right_zone_begin() - 2);
  return plan;
}

}  // namespace

bool shows_plug(const PictureEnd& end, const Theme& theme) {
  const auto& contacts = end.contacts;
  if (!theme.unicode || contacts.size() < 2 || contacts.front().name != "T" ||
      contacts.back().name != "S")
    return false;
  return std::all_of(contacts.begin() + 1, contacts.end() - 1,
                     [](const PictureContact& contact) { return contact.name.starts_with('R'); });
}

bool is_labelled_at(Side side, const Routes& routes, std::size_t wire) {
  const bool at_left = !rows_of(routes.rows, Side::left, wire).empty();
  if (side == Side::left) return at_left;
  return !at_left && !rows_of(routes.rows, Side::right, wire).empty();
}

std::optional<Plan> plan_columns(const WiringPicture& picture, const Routes& routes,
                                 const std::vector<WireArt>& art, const Theme& theme) {
  for (const Comfort& comfort : comforts)
    if (auto plan = plan_with(picture, routes, art, theme, comfort)) return plan;
  return std::nullopt;
}

}  // namespace buzzout
