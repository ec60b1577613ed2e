#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "drawing/figure.hpp"
#include "drawing/wiring_art.hpp"
#include "drawing/wiring_plan.hpp"

namespace buzzout {
namespace {

using Kind = SideRow::Kind;

constexpr double kMargin = 6, kRow = 26, kHeading = 40, kRim = 9, kTrack = 18;
constexpr double kLead = 32, kBranch = 11, kGap = 10, kPill = 18, kTrunkLeast = 15, kTrunkMost = 34, kComfortable = 680;
constexpr double kText = 12, kName = 14, kTitle = 11, kLabelMost = 190, kBoxLeast = 96, kBoxMost = 210;
constexpr Theme kTheme{false, true, 0};

std::string cut(std::string_view text, double size, bool bold, double room) {
  std::string out = printable(text);
  int width = columns(out);
  while (width > 1 && text_room(out, size, bold) > room) out = fit(printable(text), --width, true);
  return out;
}

Look look_of(WireState state, std::size_t net) {
  switch (state) {
    case WireState::good:
      return static_cast<Look>(static_cast<std::size_t>(Look::net1) + net % 8);
    case WireState::missing:
    case WireState::extra:
    case WireState::miswired:
      return Look::fault;
    case WireState::one_way:
    case WireState::unsure:
      return Look::warn;
    case WireState::wanted:
      break;
  }
  return Look::faint;
}

FigureStroke stroke_of(Stroke s) {
  switch (s) {
    case Stroke::dashed: return FigureStroke::dashed;
    case Stroke::dotted: return FigureStroke::dotted;
    case Stroke::twin: return FigureStroke::twin;
    case Stroke::light: break;
  }
  return FigureStroke::solid;
}

double height_of(const SideRow& row) {
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

class WiringDrawing {
 public:
  explicit WiringDrawing(const WiringPicture& picture)
      : picture_(picture),
        routes_(route(lay_rows(picture), picture.wires.size())),
        art_(art_of_wires(picture, kTheme)) {
    std::map<std::string, std::size_t> nets;
    for (const auto& wire : picture.wires)
      looks_.push_back(look_of(wire.state, nets.emplace(wire.label, nets.size()).first->second));
    lay_out();
  }

  Figure draw() {
    for (const Side side : {Side::left, Side::right}) add_boxes(side);
    add_wires();
    for (const Side side : {Side::left, Side::right}) add_ports(side);
    return std::move(out_);
  }

 private:
  // Every x and y of the drawing.
  void lay_out() {
    double y = kMargin;
    for (const auto& row : routes_.rows) {
      const double height = std::max({height_of(row.left), height_of(row.right), row.track ? kTrack : 0.0});
      rows_.push_back(y + height / 2);
      heights_.push_back(height);
      y += height;
    }
    out_.height = y + kMargin;
    for (const Side side : {Side::left, Side::right}) {
      box_[index(side)] = box_width(side);
      for (std::size_t w = 0; w < art_.size(); ++w)
        if (is_labelled_at(side, routes_, w) && !art_[w].label.empty())
          label_[index(side)] = std::max(label_[index(side)], pill_width(w));
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

  static std::size_t index(Side side) { return side == Side::left ? 0 : 1; }
  double pin(Side side) const { return side == Side::left ? left_pin_ : right_pin_; }
  double zone(Side side) const {
    const double label = label_[index(side)];
    return kLead + (label > 0 ? label + kGap : 0);
  }
  double y(int row) const { return rows_[static_cast<std::size_t>(row)]; }
  double top(std::size_t row) const { return rows_[row] - heights_[row] / 2; }

  std::string label(std::size_t wire) const { return cut(art_[wire].label, kText, true, kLabelMost); }
  double pill_width(std::size_t wire) const { return text_room(label(wire), kText, looks_[wire] == Look::fault) + 12; }

  double box_width(Side side) const {
    double out = kBoxLeast;
    for (const auto& end : side == Side::left ? picture_.left : picture_.right) {
      out = std::max({out, text_room(end.name, kName, true), text_room(end.title, kTitle)});
      for (const auto& contact : end.contacts) out = std::max(out, text_room(contact.name, kText) + 64);
    }
    return std::min(out, kBoxMost);
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
        out_.add(FigureText{{x, below - 25}, cut(end.name, kName, true, width), kName, true, align, Look::ink});
        out_.add(FigureText{{x, below - 8}, cut(end.title, kTitle, false, width), kTitle, false, align, Look::faint});
      }
      if (row.kind == Kind::top) begun = top(i);
      if (row.kind == Kind::bottom)
        out_.add(
            FigureBox{{left, begun}, width, top(i) + heights_[i] - begun, 7, Look::box, Look::faint});
    }
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
          out_.add(FigurePath{lines_of(w), looks_[w], stroke_of(art_[w].thread.stroke), 2.5, true, false});
    for (const auto& art : art_) words += (words.empty() ? "" : "; ") + art.label;
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

  bool conducts(const ContactRef& ref) const {
    return std::ranges::any_of(picture_.wires, [&](const PictureWire& w) {
      return w.state != WireState::missing && w.state != WireState::wanted && w.contacts.size() > 1 &&
             std::ranges::find(w.contacts, ref) != w.contacts.end();
    });
  }

  void add_ports(Side side) {
    std::set<std::size_t> labelled;
    for (std::size_t i = 0; i < routes_.rows.size(); ++i) {
      const SideRow& row = routes_.rows[i].at(side);
      if (row.kind != Kind::contact) continue;
      if (row.place == 0) add_contact(side, rows_[i], row);
      if (!row.wire) continue;
      if (row.place > 0) {
        const double branch = pin(side) + (side == Side::left ? kBranch : -kBranch);
        const double first = y(first_row(side, static_cast<int>(i), row));
        out_.add(FigureCircle{{branch, first}, 3.8, looks_[*row.wire], looks_[*row.wire]});
      }
      if (picture_.wires[*row.wire].state == WireState::one_way) add_arrow(side, rows_[i], row);
      if (is_labelled_at(side, routes_, *row.wire) && labelled.insert(*row.wire).second)
        add_label(side, rows_[i], *row.wire);
    }
  }

  void add_contact(Side side, double at, const SideRow& row) {
    const ContactRef ref{row.end, row.contact};
    const PictureContact& contact = picture_.end(row.end)->contacts[row.contact];
    const double x = pin(side), inward = side == Side::left ? -1 : 1;
    const bool joined = row.wire && conducts(ref);
    const Look line = row.wire ? looks_[*row.wire] : Look::faint;
    out_.add(FigureCircle{{x, at}, 4.5, joined ? line : Look::paper, line});
    const double room = box_[index(side)] - 48;
    out_.add(FigureText{{x + inward * 13, at},
                                     cut(contact.name, kText, false, room),
                                     kText,
                                     false,
                                     side == Side::left ? FigureAlign::right : FigureAlign::left,
                                     contact.dimmed ? Look::faint : Look::ink});
    add_sign(mark(picture_, ref, kTheme), {x + inward * (box_[index(side)] - 15), at});
  }

  void add_sign(std::string_view sign, FigurePoint at) {
    if (sign.empty()) return;
    if (sign == "?") {
      out_.add(FigureCircle{at, 7.5, Look::paper, Look::warn});
      out_.add(FigureText{at, "?", kText, true, FigureAlign::centre, Look::warn});
      return;
    }
    out_.add(FigureCircle{at, 7.5, Look::fault, Look::fault});
    const double r = 3;
    out_.add(FigurePath{{{{at.x - r, at.y - r}, {at.x + r, at.y + r}}, {{at.x - r, at.y + r}, {at.x + r, at.y - r}}},
                                     Look::on_fault, FigureStroke::solid, 1.8, false, false});
  }

  void add_arrow(Side side, double at, const SideRow& row) {
    const bool away = ContactRef{row.end, row.contact} == picture_.wires[*row.wire].contacts.front();
    const double into_cable = side == Side::left ? 1 : -1, points = away ? into_cable : -into_cable;
    const double x = pin(side) + into_cable * 21;
    out_.add(FigurePath{{{{x + 6 * points, at}, {x - 4 * points, at - 5}, {x - 4 * points, at + 5}}},
                                     looks_[*row.wire], FigureStroke::solid, 1, false, true});
  }

  void add_label(Side side, double at, std::size_t wire) {
    if (art_[wire].label.empty()) return;
    const double width = pill_width(wire);
    const double x = side == Side::left ? left_pin_ + kLead : right_pin_ - kLead - width;
    const bool fault = looks_[wire] == Look::fault;
    out_.add(
        FigureBox{{x, at - kPill / 2}, width, kPill, kPill / 2, Look::paper, looks_[wire]});
    out_.add(
        FigureText{{x + width / 2, at}, label(wire), kText, fault, FigureAlign::centre, fault ? Look::fault : Look::ink});
  }

  const WiringPicture& picture_;
  Routes routes_;
  std::vector<WireArt> art_;
  std::vector<Look> looks_;  // by wire
  std::vector<double> rows_, heights_, trunks_;
  std::array<double, 2> box_{}, label_{};
  double left_pin_ = 0, right_pin_ = 0;
  Figure out_;
};

}  // namespace

Figure figure_of(const WiringPicture& picture) {
  require_contacts(picture);
  if (!is_drawable(picture)) return {};
  return WiringDrawing(picture).draw();
}

}  // namespace buzzout
