#include "drawing/wiring_cards.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "drawing/figure_text.hpp"
#include "drawing/wiring_ends.hpp"
#include "drawing/wiring_looks.hpp"

namespace buzzout {
namespace {

constexpr std::size_t kMostLines = 16;
constexpr double kMargin = 6, kRow = 22, kHeading = 38, kRim = 7, kBelow = 8, kBetween = 26;
constexpr double kLead = 16, kGap = 8, kText = 12, kName = 14, kTitle = 11, kLabelMost = 150, kPlaceMost = 150, kNameMost = 110;
constexpr Theme kTheme{false, true, 0};

// A contact with one of its wires; the further ones of a contact come in rows below.
struct CardRow {
  std::size_t contact;
  std::optional<std::size_t> wire;
  bool first;
};

class Cards {
 public:
  explicit Cards(const WiringPicture& picture) : picture_(picture), art_(art_of_wires(picture, kTheme)), colours_(net_colours(picture)) {}

  Figure draw() {
    double x = kMargin, tallest = 0;
    const std::size_t lefts = picture_.left.size(), rights = picture_.right.size();
    const double height = height_of(0, lefts);
    const auto columns = static_cast<std::size_t>(std::clamp(std::round(height_of(lefts, rights) / std::max(height, 1.0)), 1.0, 3.0));
    const std::size_t each = (rights + columns - 1) / columns;
    std::vector<std::pair<std::size_t, std::size_t>> stacks{{0, lefts}};
    for (std::size_t at = 0; at < rights; at += each) stacks.emplace_back(lefts + at, std::min(each, rights - at));
    for (const auto& [first, count] : stacks) {
      if (first > 0) x += kBetween;
      x += add_stack(first, count, x);
      tallest = std::max(tallest, height_of(first, count));
    }
    out_.width = x + kMargin;
    out_.height = tallest + 2 * kMargin;
    std::string words;
    for (const auto& art : art_) words += (words.empty() ? "" : "; ") + label_with_ohms(art);
    out_.description = "Wiring: " + words;
    return std::move(out_);
  }

 private:
  struct Widths {
    double names = 0, art = 0, labels = 0, places = 0, heading = 0;

    double box() const { return std::max(names + art, heading); }
    double whole() const { return box() + kLead + labels + kGap + places; }
  };

  std::vector<CardRow> rows_of(std::size_t end) const {
    std::vector<CardRow> out;
    for (std::size_t c = 0; c < picture_.end(end)->contacts.size(); ++c) {
      bool first = true;
      for (std::size_t w = 0; w < art_.size(); ++w)
        if (std::ranges::find(picture_.wires[w].contacts, ContactRef{end, c}) != picture_.wires[w].contacts.end()) {
          out.push_back({c, w, first});
          first = false;
        }
      if (first) out.push_back({c, std::nullopt, true});
    }
    return out;
  }

  double box_height(std::size_t end) const {
    const double rows = kRow * static_cast<double>(rows_of(end).size()) + 2 * kRim;
    return std::max(rows, EndArt(*picture_.end(end)).least_height());
  }

  double height_of(std::size_t first, std::size_t count) const {
    double out = 0;
    for (std::size_t end = first; end < first + count; ++end) out += kHeading + box_height(end) + kBelow;
    return out;
  }

  std::string label(std::size_t wire) const { return cut_to_room(label_with_ohms(art_[wire]), kText, true, kLabelMost); }
  FigureLook look(std::size_t wire) const { return look_of_wire(art_[wire], picture_.wires[wire].state); }

  FigureLook look(const PictureContact& contact, const CardRow& row) const {
    if (!row.wire) return FigureLook::faint;
    return contact.net ? look_of_net(colours_.at(picture_.nets[*contact.net])) : look(*row.wire);
  }

  // Where a wire goes from a contact.
  std::string places(std::size_t wire, const ContactRef& from) const {
    std::string out;
    for (const auto& ref : picture_.wires[wire].contacts)
      if (ref != from) out += (out.empty() ? "" : ", ") + picture_.end(ref.end)->name + "." + picture_.end(ref.end)->contacts[ref.contact].name;
    return cut_to_room(out, kText, true, kPlaceMost);
  }

  std::string name(const PictureContact& contact) const { return cut_to_room(contact.name, kText, false, kNameMost - 44); }

  Widths widths(std::size_t first, std::size_t count) const {
    Widths out;
    for (std::size_t e = first; e < first + count; ++e) {
      const PictureEnd& end = *picture_.end(e);
      out.art = std::max(out.art, EndArt(end).width());
      out.heading = std::max({out.heading, std::min(text_room(end.name, kName, true), 300.0), std::min(text_room(end.title, kTitle), 300.0)});
      for (const auto& row : rows_of(e)) {
        out.names = std::max(out.names, text_room(name(end.contacts[row.contact]), kText) + 44);
        if (!row.wire) continue;
        out.labels = std::max(out.labels, pill_room(label(*row.wire), look(*row.wire)));
        out.places = std::max(out.places, text_room(places(*row.wire, {e, row.contact}), kText, true));
      }
    }
    return out;
  }

  double add_stack(std::size_t first, std::size_t count, double x) {
    const Widths w = widths(first, count);
    double y = kMargin;
    for (std::size_t end = first; end < first + count; ++end) {
      add_card(end, w, {x, y});
      y += kHeading + box_height(end) + kBelow;
    }
    return w.whole();
  }

  void add_card(std::size_t e, const Widths& w, FigurePoint at) {
    const PictureEnd& end = *picture_.end(e);
    const double top = at.y + kHeading, height = box_height(e), pin = at.x + w.box();
    out_.add(FigureText{{at.x, top - 25}, cut_to_room(end.name, kName, true, w.box()), kName, true, FigureAlign::left, FigureLook::ink});
    out_.add(FigureText{{at.x, top - 8}, cut_to_room(end.title, kTitle, false, w.box()), kTitle, false, FigureAlign::left, FigureLook::faint});
    out_.add(FigureBox{{at.x, top}, w.box(), height, 7, FigureLook::box, FigureLook::faint});
    const auto rows = rows_of(e);
    double y = top + (height - kRow * static_cast<double>(rows.size())) / 2 + kRow / 2;
    std::vector<EndArt::Row> art;
    for (const auto& row : rows) {
      const PictureContact& contact = end.contacts[row.contact];
      const std::string_view sign = mark(picture_, {e, row.contact}, kTheme);
      const FigureLook own = look(contact, row);
      if (row.wire) add_wire(e, row, w, {pin, y});
      if (row.first) {
        out_.add(FigureCircle{{pin, y}, row.wire ? 4.5 : 3, conducts(picture_, {e, row.contact}) ? own : FigureLook::paper, own});
        out_.add(FigureText{{pin - 12, y}, name(contact), kText, false, FigureAlign::right, contact.dimmed ? FigureLook::faint : FigureLook::ink});
        add_sign(out_, sign, {pin - w.names + 9, y});
        const double taken = sign.empty() ? 18 + text_room(name(contact), kText) : w.names;
        art.push_back({contact.name, y, pin - taken, sign == "?" ? FigureLook::warn : !sign.empty() ? FigureLook::fault : own});
      }
      y += kRow;
    }
    const EndArt picture(end);
    picture.add_to(out_, Side::left, at.x + (w.box() - w.names - picture.width()) / 2, top, top + height, art);
  }

  void add_wire(std::size_t end, const CardRow& row, const Widths& w, FigurePoint pin) {
    const FigureLook own = look(*row.wire);
    const double pill = pin.x + kLead, place = pill + w.labels + kGap;
    out_.add(FigurePath{{{pin, {place - 3, pin.y}}}, own, stroke_of_wire(art_[*row.wire], picture_.wires[*row.wire].state), 2.5, false, false});
    add_pill(out_, {pill, pin.y}, label(*row.wire), own);
    out_.add(FigureText{{place, pin.y}, places(*row.wire, {end, row.contact}), kText, true, FigureAlign::left, FigureLook::ink});
  }

  const WiringPicture& picture_;
  std::vector<WireArt> art_;
  std::map<std::string, std::size_t> colours_;  // of nets
  Figure out_;
};

}  // namespace

bool is_for_cards(const WiringPicture& picture) { return picture.wires.size() > kMostLines; }

Figure cards_of(const WiringPicture& picture) { return Cards(picture).draw(); }

}  // namespace buzzout
