#include "report/sheet_pdf.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <numeric>

#include "paper/document.hpp"
#include "paper/measure_text.hpp"
#include "report/figure_print.hpp"
#include "text/shown_text.hpp"

namespace buzzout {
namespace {

constexpr double kMargin = 15, kWidth = kA4.width - 2 * kMargin, kBottom = kA4.height - 20;
constexpr double kTallest = 60;  // of one text
constexpr double kUnit = 25.4 / 96;
constexpr double kSimulatedBand = 11;  // what says that it was simulated
// A higher figure is printed smaller, but its names not below six points.
constexpr double kFigure = 70, kSmallUnit = 0.19;
constexpr PaperColour kInk{0x16191d}, kFaint{0x444b53}, kRule{0xc4cad1}, kGood{0x00563e}, kBad{0xa3150e}, kWarn{0x7a4200};

PaperColour colour_of(Tone tone) {
  switch (tone) {
    case Tone::plain: return kInk;
    case Tone::faint: return kFaint;
    case Tone::good: return kGood;
    case Tone::bad: return kBad;
    case Tone::warn: break;
  }
  return kWarn;
}

TextStyle style(double points, bool bold = false, PaperColour colour = kInk) {
  TextStyle out;
  out.points = points;
  out.bold = bold;
  out.colour = colour;
  out.fit = TextFit::ellipsis;
  return out;
}

TextStyle style_of(const SheetText& words, double points = 9) {
  TextStyle out = style(points, words.tone == Tone::good || words.tone == Tone::bad || words.tone == Tone::warn,
                        colour_of(words.tone));
  if (words.code) out.fonts = "DejaVu Sans Mono, monospace", out.points = points - 1.2;
  return out;
}

// A text that was measured: it takes this height in a column of that width.
struct Set {
  std::string text;
  TextStyle style;
  double width = 0, height = 0;
};

Set set_text(const std::string& text, const TextStyle& how, double width, double tallest = kTallest) {
  Set out{shown_text(text), how, width, 0};
  if (out.text.size() > kMostTextBytes) out.text.resize(kMostTextBytes);
  out.height = std::min(tallest, measure_text(out.text, how, width, tallest).height);
  return out;
}

class Flow {
 public:
  explicit Flow(const Sheet& sheet) : sheet_(sheet) { turn(); }

  std::vector<Page> take() {
    for (std::size_t i = 0; i < pages_.size(); ++i) add_footer(pages_[i], i + 1);
    return std::move(pages_);
  }

  void operator()(const SheetBanner& b) {
    const double left = kMargin + 6, icon = 10, word_x = left + icon + 4;
    TextStyle big = style(27, true, colour_of(b.tone));
    big.fit = TextFit::line;
    const double word = measure_text(b.word, big, 120).width + 2;
    const double x = word_x + word + 6, width = kMargin + kWidth - 5 - x;
    std::vector<Set> lines{set_text(b.headline, style(15, true), width, 20)};
    for (const auto& line : b.lines) lines.push_back(set_text(line, style(9, false, kFaint), width, 12));
    double height = 10;
    for (const auto& line : lines) height += line.height + 0.8;
    height = std::max(height, 22.0);
    need(height + 4);
    page().print(PrintedBox{{kMargin, y_, kWidth, height}, 2.4, Pen{0.6, colour_of(b.tone), {}}, std::nullopt});
    add_icon({left + icon / 2, y_ + height / 2}, b.tone);
    big.place = TextPlace::middle;
    page().print(PrintedText{{word_x, y_, word, height}, b.word, big});
    double at = y_ + 5;
    for (const auto& line : lines) {
      put(line, x, at);
      at += line.height + 0.8;
    }
    y_ += height + 4;
  }

  void operator()(const SheetHeading& h) { add(h, 0); }

  // A heading over a figure goes with it.
  void add(const SheetHeading& h, const SheetFigure& over) { add(h, over.figure.height * scale_of(over.figure)); }

  void operator()(const SheetProse& p) {
    const Set text = set_text(p.words.text, style_of(p.words), kWidth);
    need(text.height + 2);
    put(text, kMargin, y_);
    y_ += text.height + 2;
  }

  void operator()(const SheetFacts& f) {
    std::vector<std::vector<Set>> rows;
    for (const auto& [label, words] : f.rows)
      rows.push_back({set_text(label, style(9, false, kFaint), 42), set_text(words.text, style_of(words), kWidth - 46)});
    add_rows(rows, {0, 46}, [] {});
    y_ += 2;
  }

  void operator()(const SheetTable& t) {
    const double sum = std::accumulate(t.widths.begin(), t.widths.end(), 0.0);
    std::vector<double> starts, widths;
    double x = 0;
    for (const double part : t.widths) {
      starts.push_back(x);
      widths.push_back(kWidth * part / sum - 3);
      x += kWidth * part / sum;
    }
    const auto add_head = [&] {
      std::vector<Set> cells;
      for (std::size_t i = 0; i < t.head.size(); ++i)
        cells.push_back(set_text(t.head[i], style(8, true, kFaint), widths[i]));
      add_row(cells, starts, 14);
    };
    add_head();
    std::vector<std::vector<Set>> rows;
    for (const auto& row : t.rows) {
      rows.emplace_back();
      for (std::size_t i = 0; i < row.size(); ++i) rows.back().push_back(set_text(row[i].text, style_of(row[i]), widths[i]));
    }
    add_rows(rows, starts, add_head);
    y_ += 2;
  }

  void operator()(const SheetList& l) {
    for (const auto& item : l.items) {
      const Set text = set_text(item.text, style_of(item), kWidth - 5);
      need(text.height + 1);
      page().print(PrintedCircle{{kMargin + 1.6, y_ + 1.9}, 0.55, std::nullopt, kInk});
      put(text, kMargin + 5, y_);
      y_ += text.height + 1;
    }
    y_ += 1;
  }

  void operator()(const SheetNotice& n) {
    std::vector<Set> lines{set_text(n.headline, style(10, true), kWidth - 9, 30)};
    for (const auto& line : n.lines)
      if (!line.text.empty()) lines.push_back(set_text(line.text, style_of(line), kWidth - 9, 30));
    double height = 4;
    for (const auto& line : lines) height += line.height + 0.6;
    need(height + 3);
    page().print(PrintedBox{{kMargin, y_, kWidth, height}, 1, Pen{0.3, colour_of(n.tone), {}}, std::nullopt});
    page().print(PrintedBox{{kMargin, y_, 1.6, height}, 0, std::nullopt, colour_of(n.tone)});
    double at = y_ + 2;
    for (const auto& line : lines) {
      put(line, kMargin + 5, at);
      at += line.height + 0.6;
    }
    y_ += height + 3;
  }

  void operator()(const SheetFigure& f) {
    if (f.figure.shapes.empty()) return;
    const double scale = scale_of(f.figure);
    need(f.figure.height * scale + 3);
    print(page(), f.figure, {kMargin + (kWidth - f.figure.width * scale) / 2, y_}, scale);
    y_ += f.figure.height * scale + 3;
  }

 private:
  Page& page() { return pages_.back(); }

  // So that it can be read, and is on one sheet.
  double scale_of(const Figure& figure) const {
    const double sheet = kBottom - kMargin - 4 - (sheet_.simulated ? kSimulatedBand : 0);
    return std::min({kUnit, kWidth / figure.width, std::max(kFigure / figure.height, kSmallUnit), sheet / figure.height});
  }

  void turn() {
    pages_.emplace_back();
    y_ = kMargin;
    if (sheet_.simulated) {
      TextStyle words = style(10, true, kWarn);
      words.align = TextAlign::centre;
      words.place = TextPlace::middle;
      page().print(PrintedBox{{kMargin, y_, kWidth, 8}, 1.2, Pen{0.6, kWarn, {1.6, 1.2}}, std::nullopt});
      page().print(PrintedText{{kMargin, y_, kWidth, 8}, kSimulated, words});
      y_ += kSimulatedBand;
    }
    if (pages_.size() == 1) {
      const Set title = set_text(sheet_.title, style(9.5, true, kFaint), kWidth, 5);
      put(title, kMargin, y_);
      y_ += title.height + 3;
    }
    top_ = y_;
  }

  bool fits(double height) const { return y_ + height <= kBottom; }
  void need(double height) {
    if (!fits(height) && y_ > top_) turn();
  }

  void put(const Set& text, double x, double y) {
    page().print(PrintedText{{x, y, text.width, text.height + 0.1}, text.text, text.style});
  }

  void rule(double y, double width) {
    page().print(PrintedLine{{{kMargin, y}, {kMargin + kWidth, y}}, false, Pen{width, kRule, {}}, std::nullopt});
  }

  static double height_of(const std::vector<Set>& cells) {
    double out = 0;
    for (const auto& cell : cells) out = std::max(out, cell.height);
    return out + 2.2;
  }

  void add(const SheetHeading& h, double below) {
    const Set line = set_text(h.text, style(12, true), kWidth, 12);
    need(line.height + std::max(22.0, below + 10.5));
    if (y_ > top_ + 1) y_ += 4;
    put(line, kMargin, y_);
    y_ += line.height + 1;
    rule(y_, 0.5);
    y_ += 2.5;
  }

  // The last row does not go to a page of its own. `turned`: what comes above the first row there.
  void add_rows(const std::vector<std::vector<Set>>& rows, const std::vector<double>& starts, const std::function<void()>& turned) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      double height = height_of(rows[i]);
      if (i > 0 && i + 2 == rows.size()) height += height_of(rows[i + 1]);
      if (!fits(height)) {
        turn();
        turned();
      }
      add_row(rows[i], starts);
    }
  }

  // `after`: what must fit below it on the same page.
  void add_row(const std::vector<Set>& cells, const std::vector<double>& starts, double after = 0) {
    const double height = height_of(cells);
    need(height + after);
    for (std::size_t i = 0; i < cells.size(); ++i) put(cells[i], kMargin + starts[i], y_ + 1);
    y_ += height;
    rule(y_, 0.15);
  }

  void add_icon(PaperPoint centre, Tone tone) {
    const PaperColour white{0xffffff};
    page().print(PrintedCircle{centre, 5, std::nullopt, colour_of(tone)});
    const auto line = [&](std::vector<PaperPoint> points) {
      for (auto& p : points) p = {centre.x + p.x, centre.y + p.y};
      page().print(PrintedLine{std::move(points), false, Pen{1.3, white, {}}, std::nullopt});
    };
    if (tone == Tone::good) line({{-2.4, 0.3}, {-0.6, 2.1}, {2.5, -1.9}});
    if (tone == Tone::bad) line({{-2.1, -2.1}, {2.1, 2.1}}), line({{-2.1, 2.1}, {2.1, -2.1}});
    if (tone == Tone::warn) line({{0, -2.7}, {0, 0.7}}), line({{0, 2.5}, {0, 2.6}});
  }

  void add_footer(Page& on, std::size_t number) {
    on.print(PrintedLine{{{kMargin, kA4.height - 14}, {kMargin + kWidth, kA4.height - 14}}, false,
                         Pen{0.15, kRule, {}}, std::nullopt});
    Set text = set_text(sheet_.footer, style(7.5, false, kFaint), kWidth - 26, 3.6);
    on.print(PrintedText{{kMargin, kA4.height - 12.5, text.width, text.height + 0.1}, text.text, text.style});
    TextStyle count = style(7.5, false, kFaint);
    count.align = TextAlign::right;
    on.print(PrintedText{{kMargin + kWidth - 24, kA4.height - 12.5, 24, 4},
                         fmt::format("page {} of {}", number, pages_.size()), count});
  }

  const Sheet& sheet_;
  std::vector<Page> pages_;
  double y_ = kMargin, top_ = kMargin;
};

}  // namespace

std::string pdf_of(const Sheet& sheet) {
  Flow flow(sheet);
  for (std::size_t i = 0; i < sheet.blocks.size(); ++i) {
    const auto* heading = std::get_if<SheetHeading>(&sheet.blocks[i]);
    const auto* figure = i + 1 < sheet.blocks.size() ? std::get_if<SheetFigure>(&sheet.blocks[i + 1]) : nullptr;
    if (heading != nullptr && figure != nullptr)
      flow.add(*heading, *figure);
    else
      std::visit(flow, sheet.blocks[i]);
  }
  return to_pdf(flow.take(), {shown_line((sheet.simulated ? "SIMULATED: " : "") + sheet.title), sheet.created});
}

}  // namespace buzzout
