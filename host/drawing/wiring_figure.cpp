#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "drawing/figure.hpp"
#include "drawing/figure_text.hpp"
#include "drawing/wiring_art.hpp"
#include "drawing/wiring_cards.hpp"
#include "drawing/wiring_ends.hpp"
#include "drawing/wiring_looks.hpp"
#include "drawing/wiring_routes.hpp"

namespace buzzout {
namespace {

using Kind = SideRow::Kind;

constexpr double kMargin = 6, kRow = 26, kHeading = 40, kRim = 9, kTrack = 18;
constexpr double kLead = 32, kBranch = 11, kGap = 10, kTrunkLeast = 15, kTrunkMost = 34, kComfortable = 680;
constexpr double kText = 12, kName = 14, kTitle = 11, kLabelMost = 190, kBoxLeast = 96, kBoxMost = 330, kNameMost = 160;
constexpr Theme kTheme{false, true, 0};

class WiringDrawing {
 public:
  WiringDrawing(const WiringPicture& picture, Routes routes)
      : picture_(picture),
        routes_(std::move(routes)),
        art_(art_of_wires(picture, kTheme)),
        colours_(net_colours(picture)) {
    for (std::size_t w = 0; w < art_.size(); ++w) {
      const WireState state = picture.wires[w].state;
      looks_.push_back(look_of_wire(art_[w], state));
      strokes_.push_back(stroke_of_wire(art_[w], state));
    }
    for (const auto* side : {&picture.left, &picture.right})
      for (const auto& end : *side) ends_.emplace_back(end);
    lay_out();
  }

  Figure draw() {
    for (const Side side : {Side::left, Side::right}) add_boxes(side);
    if (picture_.forbidden) cross_out();
    add_wires();
    for (const Side side : {Side::left, Side::right}) add_ports(side);
    return std::move(out_);
  }

 private:
  // Every x and y of the drawing.
  void lay_out() {
    lay_rows_out();
    for (const Side side : {Side::left, Side::right}) {
      column_[index(side)] = column_width(side);
      box_[index(side)] = box_width(side);
      for (std::size_t w = 0; w < art_.size(); ++w)
        if (has_label(side, w)) label_[index(side)] = std::max(label_[index(side)], pill_width(w));
      for (std::size_t w = 0; w < art_.size(); ++w)
        if (is_measured_at(side, w)) ohms_[index(side)] = std::max(ohms_[index(side)], ohms_room(art_[w]));
    }
    const double zones = zone(Side::left) + zone(Side::right);
    const double least = 2 * kMargin + box_[0] + box_[1] + zones + kTrunkLeast * (routes_.columns + 1);
    out_.width = std::max(least, kComfortable);
    left_pin_ = kMargin + box_[0];
    right_pin_ = out_.width - kMargin - box_[1];
    const double from = left_pin_ + zone(Side::left), to = right_pin_ - zone(Side::right);
    const double step = std::min(kTrunkMost, (to - from) / (routes_.columns + 1));
    const double first = (from + to) / 2 - step * (routes_.columns - 1) / 2;
    for (int c = 0; c < routes_.columns; ++c) trunks_.push_back(first + step * c);
  }

  void lay_rows_out() {
    for (const auto& row : routes_.rows)
      heights_.push_back(std::max({height_of(row.left), height_of(row.right), row.track ? kTrack : 0.0}));
    for (const Side side : {Side::left, Side::right}) make_room(side);
    double y = kMargin;
    for (const double height : heights_) {
      rows_.push_back(y + height / 2);
      y += height;
    }
    out_.height = y + kMargin;
  }

  double height_of(const SideRow& row) const {
    switch (row.kind) {
      case Kind::heading: return kHeading;
      case Kind::top:
      case Kind::bottom: return kRim;
      case Kind::contact: return kRow;
      case Kind::inside:
      case Kind::outside: break;
    }
    return 0;
  }

  // A box that is too low for the picture of its connector grows at its lower rim.
  void make_room(Side side) {
    double height = 0;
    for (std::size_t i = 0; i < routes_.rows.size(); ++i) {
      const SideRow& row = routes_.rows[i].at(side);
      if (row.kind == Kind::top) height = 0;
      height += heights_[i];
      if (row.kind == Kind::bottom) heights_[i] += std::max(0.0, ends_[row.end].least_height() - height);
    }
  }

  static std::size_t index(Side side) { return side == Side::left ? 0 : 1; }
  double pin(Side side) const { return side == Side::left ? left_pin_ : right_pin_; }
  double zone(Side side) const {
    const double label = label_[index(side)], ohms = ohms_[index(side)];
    return kLead + (label > 0 ? label + kGap : 0) + (ohms > 0 ? ohms + kGap : 0);
  }
  double y(int row) const { return rows_[static_cast<std::size_t>(row)]; }

  // Of a contact: one without a wire stands close to those that have one, however far their rows lie apart.
  double contact_y(Side side, std::size_t at) const {
    const SideRow& row = routes_.rows[at].at(side);
    const auto other = [&](std::size_t i) -> const SideRow* {
      const SideRow& it = routes_.rows[i].at(side);
      return it.kind == Kind::contact && it.end == row.end && it.wire ? &it : nullptr;
    };
    const auto apart = [&](const SideRow& it) { return kRow * (static_cast<double>(row.contact) - static_cast<double>(it.contact)); };
    if (row.wire) return rows_[at];
    for (std::size_t i = at; i-- > 0;)
      if (const SideRow* above = other(i)) return rows_[i] + apart(*above);
    for (std::size_t i = at; i < rows_.size(); ++i)
      if (const SideRow* below = other(i)) return rows_[i] + apart(*below);
    return rows_[at];
  }

  double top(std::size_t row) const { return rows_[row] - heights_[row] / 2; }

  std::string label(std::size_t wire) const { return cut_to_room(art_[wire].label, kText, true, kLabelMost); }
  double pill_width(std::size_t wire) const { return pill_room(label(wire), looks_[wire]); }

  // A cross between the ends, behind the wires.
  void cross_out() {
    const double left = left_pin_ + 16, right = right_pin_ - 16, top = kMargin + 16, bottom = out_.height - kMargin - 16;
    out_.add(FigurePath{{{{left, top}, {right, bottom}}, {{left, bottom}, {right, top}}}, FigureLook::fault, FigureStroke::solid, 12, false, false});
  }

  // A wire is named where it leaves the left side, and where it arrives unless it runs straight.
  bool has_label(Side side, std::size_t wire) const {
    if (art_[wire].label.empty()) return false;
    const auto left = rows_of(routes_.rows, Side::left, wire), right = rows_of(routes_.rows, Side::right, wire);
    if (side == Side::left) return !left.empty();
    return !right.empty() && (left.empty() || (left != right && picture_.wires[wire].state == WireState::good));
  }

  // A resistance stands beside the first label.
  bool is_measured_at(Side side, std::size_t wire) const {
    if (art_[wire].ohms.empty()) return false;
    const bool at_left = !rows_of(routes_.rows, Side::left, wire).empty();
    return side == Side::left ? at_left : !at_left && !rows_of(routes_.rows, Side::right, wire).empty();
  }

  const std::vector<PictureEnd>& ends(Side side) const { return side == Side::left ? picture_.left : picture_.right; }

  // Of the part of the boxes where the contacts' names are.
  double column_width(Side side) const {
    double out = kBoxLeast;
    for (const auto& end : ends(side))
      for (const auto& contact : end.contacts) out = std::max(out, text_room(contact.name, kText) + 64);
    return std::min(out, kNameMost);
  }

  double art_width(Side side) const {
    double out = 0;
    const std::size_t first = side == Side::left ? 0 : picture_.left.size();
    for (std::size_t i = 0; i < ends(side).size(); ++i) out = std::max(out, ends_[first + i].width());
    return out;
  }

  double box_width(Side side) const {
    double heading = 0;
    for (const auto& end : ends(side))
      heading = std::max({heading, text_room(end.name, kName, true), text_room(end.title, kTitle)});
    return std::max(column_[index(side)] + art_width(side), std::min(heading, kBoxMost));
  }

  void add_boxes(Side side) {
    const double left = side == Side::left ? kMargin : right_pin_, width = box_[index(side)];
    double begun = 0;
    for (std::size_t i = 0; i < routes_.rows.size(); ++i) {
      const SideRow& row = routes_.rows[i].at(side);
      if (row.kind == Kind::heading) {
        const PictureEnd& end = *picture_.end(row.end);
        // As near to its box as the row allows.
        const double below = top(i) + heights_[i];
        const bool at_left = side == Side::left;
        const double x = at_left ? left : left + width;
        const FigureAlign align = at_left ? FigureAlign::left : FigureAlign::right;
        out_.add(FigureText{{x, below - 25}, cut_to_room(end.name, kName, true, width), kName, true, align, FigureLook::ink});
        out_.add(FigureText{{x, below - 8}, cut_to_room(end.title, kTitle, false, width), kTitle, false, align, FigureLook::faint});
      }
      if (row.kind == Kind::top) begun = top(i);
      if (row.kind == Kind::bottom) {
        const double end = top(i) + heights_[i];
        out_.add(FigureBox{{left, begun}, width, end - begun, 7, FigureLook::box, FigureLook::faint});
        const double art = ends_[row.end].width(), room = width - column_[index(side)];
        const double outer = side == Side::left ? left : left + column_[index(side)];
        ends_[row.end].add_to(out_, side, outer + (room - art) / 2, begun, end, art_rows(side, row.end));
      }
    }
  }

  std::vector<EndArt::Row> art_rows(Side side, std::size_t end) const {
    std::vector<EndArt::Row> out;
    const double inward = side == Side::left ? -1 : 1;
    for (std::size_t i = 0; i < routes_.rows.size(); ++i) {
      const SideRow& row = routes_.rows[i].at(side);
      if (row.kind != Kind::contact || row.end != end || row.place > 0) continue;
      const ContactRef ref{row.end, row.contact};
      const PictureContact& contact = picture_.end(row.end)->contacts[row.contact];
      const std::string_view sign = mark(picture_, ref, kTheme);
      const double taken = sign.empty() ? 20 + text_room(contact_name(side, contact), kText) : column_[index(side)] - 3;
      const FigureLook look = sign == "?" ? FigureLook::warn : !sign.empty() ? FigureLook::fault : look_of(contact, row);
      out.push_back({contact.name, contact_y(side, i), pin(side) + inward * taken, look});
    }
    return out;
  }

  // A sound contact keeps the colour of its net on a faulty wire too.
  FigureLook look_of(const PictureContact& contact, const SideRow& row) const {
    if (!row.wire) return FigureLook::faint;
    return contact.net ? look_of_net(colours_.at(picture_.nets[*contact.net])) : looks_[*row.wire];
  }

  std::string contact_name(Side side, const PictureContact& contact) const {
    return cut_to_room(contact.name, kText, false, column_[index(side)] - 48);
  }

  // From the pin into the channel; a contact's further wires branch off close to it.
  std::vector<FigurePoint> lead(Side side, int row, double to) const {
    const SideRow& at = routes_.rows[static_cast<std::size_t>(row)].at(side);
    std::vector<FigurePoint> out;
    const double into_cable = side == Side::left ? 1 : -1, branch = pin(side) + into_cable * kBranch;
    if (at.place > 0) {
      const double first = y(first_row(side, row, at));
      out.push_back({pin(side), first});
      out.push_back({branch, first});
      out.push_back({branch, y(row)});
    } else {
      out.push_back({pin(side), y(row)});
    }
    out.push_back({to, y(row)});
    return out;
  }

  int first_row(Side side, int row, const SideRow& at) const {
    for (int above = row; above >= 0; --above) {
      const SideRow& candidate = routes_.rows[static_cast<std::size_t>(above)].at(side);
      if (candidate.kind == Kind::contact && candidate.end == at.end && candidate.contact == at.contact &&
          candidate.place == 0)
        return above;
    }
    return row;
  }

  double trunk_x(const Trunk& t) const { return trunks_[static_cast<std::size_t>(t.column)]; }

  std::vector<std::vector<FigurePoint>> lines_of(std::size_t wire) const {
    std::vector<std::vector<FigurePoint>> out;
    std::vector<const Trunk*> own;
    for (const Trunk& t : routes_.trunks)
      if (t.wire == wire) own.push_back(&t);
    if (own.empty()) return straight(wire);
    for (const Trunk* t : own) {
      const Trunk* other = own.size() < 2 ? nullptr : t == own[0] ? own[1] : own[0];
      const double x = trunk_x(*t);
      out.push_back({{x, y(t->top)}, {x, y(t->bottom)}});
      // A row leads to a pin, or, on the wire's own track, to its other trunk.
      for (const auto& [side, rows] : {std::pair{Side::left, &t->left_rows}, std::pair{Side::right, &t->right_rows}})
        for (const int row : *rows) {
          const bool to_other = other != nullptr && (other->column > t->column) == (side == Side::right);
          if (to_other)
            out.push_back({{x, y(row)}, {trunk_x(*other), y(row)}});
          else
            out.push_back(lead(side, row, x));
        }
    }
    return out;
  }

  // A wire of one row, or loose ends.
  std::vector<std::vector<FigurePoint>> straight(std::size_t wire) const {
    const auto left = rows_of(routes_.rows, Side::left, wire), right = rows_of(routes_.rows, Side::right, wire);
    std::vector<std::vector<FigurePoint>> out;
    if (!left.empty() && left == right) {
      auto line = lead(Side::left, left[0], right_pin_);
      auto back = lead(Side::right, right[0], left_pin_);
      if (back.size() == 2) return {line};
      line.back() = {back[2].x, y(left[0])};
      return {line, {back[2], back[1], back[0]}};
    }
    for (const int row : left) out.push_back(lead(Side::left, row, left_pin_ + zone(Side::left)));
    for (const int row : right) out.push_back(lead(Side::right, row, right_pin_ - zone(Side::right)));
    return out;
  }

  bool hangs(std::size_t wire) const {
    return std::ranges::any_of(routes_.rows, [&](const WiringRow& row) {
      return (row.left.wire == wire && row.left.place > 0) || (row.right.wire == wire && row.right.place > 0);
    });
  }

  void add_wires() {
    std::string words;
    // A wire passes in front of those that branch off its pins.
    for (const bool hanging : {true, false})
      for (std::size_t w = 0; w < art_.size(); ++w)
        if (hangs(w) == hanging)
          out_.add(FigurePath{lines_of(w), looks_[w], strokes_[w], 2.5, true, false});
    for (const auto& art : art_) words += (words.empty() ? "" : "; ") + label_with_ohms(art);
    for (const Trunk& t : routes_.trunks) add_joints(t);
    out_.description = "Wiring: " + words;
  }

  // A dot where a wire branches.
  void add_joints(const Trunk& t) {
    std::map<int, int> arms;
    for (const auto* rows : {&t.left_rows, &t.right_rows})
      for (const int row : *rows) ++arms[row];
    for (const auto& [row, count] : arms)
      if (count + (row > t.top) + (row < t.bottom) > 2)
        out_.add(FigureCircle{{trunk_x(t), y(row)}, 3.6, looks_[t.wire], looks_[t.wire]});
  }

  void add_ports(Side side) {
    std::set<std::size_t> labelled, measured;
    for (std::size_t i = 0; i < routes_.rows.size(); ++i) {
      const SideRow& row = routes_.rows[i].at(side);
      if (row.kind != Kind::contact) continue;
      if (row.place == 0) add_contact(side, contact_y(side, i), row);
      if (!row.wire) continue;
      if (row.place > 0) {
        const double branch = pin(side) + (side == Side::left ? kBranch : -kBranch);
        const double first = y(first_row(side, static_cast<int>(i), row));
        out_.add(FigureCircle{{branch, first}, 3.8, looks_[*row.wire], looks_[*row.wire]});
      }
      if (picture_.wires[*row.wire].state == WireState::one_way) add_arrow(side, rows_[i], row);
      if (has_label(side, *row.wire) && labelled.insert(*row.wire).second)
        add_label(side, rows_[i], *row.wire);
      if (is_measured_at(side, *row.wire) && measured.insert(*row.wire).second) add_resistance(side, rows_[i], *row.wire);
    }
  }

  void add_contact(Side side, double at, const SideRow& row) {
    const ContactRef ref{row.end, row.contact};
    const PictureContact& contact = picture_.end(row.end)->contacts[row.contact];
    const double x = pin(side), inward = side == Side::left ? -1 : 1;
    const bool joined = row.wire && conducts(picture_, ref);
    const bool sound = mark(picture_, ref, kTheme).empty();
    const FigureLook line = sound ? look_of(contact, row) : row.wire ? looks_[*row.wire] : FigureLook::faint;
    out_.add(FigureCircle{{x, at}, row.wire ? 4.5 : 3, joined ? line : FigureLook::paper, line});
    out_.add(FigureText{{x + inward * 13, at},
                        contact_name(side, contact),
                        kText,
                        false,
                        side == Side::left ? FigureAlign::right : FigureAlign::left,
                        contact.dimmed ? FigureLook::faint : FigureLook::ink});
    add_sign(out_, mark(picture_, ref, kTheme), {x + inward * (column_[index(side)] - 15), at});
  }

  void add_arrow(Side side, double at, const SideRow& row) {
    const bool away = ContactRef{row.end, row.contact} == picture_.wires[*row.wire].contacts.front();
    const double into_cable = side == Side::left ? 1 : -1, points = away ? into_cable : -into_cable;
    const double x = pin(side) + into_cable * 21;
    out_.add(FigurePath{{{{x + 6 * points, at}, {x - 4 * points, at - 5}, {x - 4 * points, at + 5}}},
                                     looks_[*row.wire], FigureStroke::solid, 1, false, true});
  }

  void add_label(Side side, double at, std::size_t wire) {
    const double x = side == Side::left ? left_pin_ + kLead : right_pin_ - kLead - pill_width(wire);
    add_pill(out_, {x, at}, label(wire), looks_[wire]);
  }

  void add_resistance(Side side, double at, std::size_t wire) {
    const double label = label_[index(side)], before = kLead + (label > 0 ? label + kGap : 0);
    const double x = side == Side::left ? left_pin_ + before : right_pin_ - before - ohms_room(art_[wire]);
    add_ohms(out_, {x, at}, art_[wire]);
  }

  const WiringPicture& picture_;
  Routes routes_;
  std::vector<WireArt> art_;
  std::map<std::string, std::size_t> colours_;  // of nets
  std::vector<FigureLook> looks_;           // by wire
  std::vector<FigureStroke> strokes_;  // by wire
  std::vector<EndArt> ends_;           // as ContactRef counts
  std::vector<double> rows_, heights_, trunks_;
  std::array<double, 2> column_{}, box_{}, label_{}, ohms_{};
  double left_pin_ = 0, right_pin_ = 0;
  Figure out_;
};

}  // namespace

Figure figure_of(const WiringPicture& picture) {
  require_contacts(picture);
  if (!is_drawable(picture)) return {};
  if (is_for_cards(picture)) return cards_of(picture);
  Routes routes = route(lay_rows(picture), picture.wires.size());
  return routes.tangled ? cards_of(picture) : WiringDrawing(picture, std::move(routes)).draw();
}

}  // namespace buzzout
