#include "report/figure_print.hpp"

#include "report/palette.hpp"

namespace buzzout {
namespace {

constexpr double kPointsPerMm = 72 / 25.4;

class FigurePrinter {
 public:
  FigurePrinter(Page& page, PaperPoint at, double scale) : page_(page), at_(at), scale_(scale) {}

  void operator()(const FigurePath& p) {
    if (p.filled) {
      for (const auto& line : p.lines) page_.print(PrintedLine{points(line), true, std::nullopt, colour_of(p.look)});
      return;
    }
    const bool twin = p.stroke == FigureStroke::twin;
    const double width = twin ? p.width * 2.6 : p.width;
    if (p.halo) stroke(p, FigureLook::paper, width + 5, {});
    std::vector<double> dashes;
    if (p.stroke == FigureStroke::dashed) dashes = {7 * scale_, 6 * scale_};
    if (p.stroke == FigureStroke::dotted) dashes = {0.5 * scale_, 5 * scale_};
    stroke(p, p.look, width, dashes);
    if (twin) stroke(p, FigureLook::paper, width - 1.6 * p.width, {});
    if (p.stroke == FigureStroke::banded) stroke(p, FigureLook::paper, 0.5 * p.width, {0.1 * scale_, 8 * scale_});
  }

  void operator()(const FigureBox& b) {
    const PaperPoint corner = point(b.at);
    page_.print(PrintedBox{{corner.x, corner.y, b.width * scale_, b.height * scale_},
                           b.radius * scale_,
                           Pen{scale_, colour_of(b.line), {}},
                           colour_of(b.fill)});
  }

  void operator()(const FigureCircle& c) {
    page_.print(PrintedCircle{point(c.centre), c.radius * scale_, Pen{1.6 * scale_, colour_of(c.line), {}},
                              colour_of(c.fill)});
  }

  void operator()(const FigureText& t) {
    const PaperPoint at = point(t.at);
    const double width = text_room(t.text, t.size, t.bold) * scale_ + 4, height = 2 * t.size * scale_;
    TextStyle style;
    style.points = t.size * scale_ * kPointsPerMm;
    style.bold = t.bold;
    style.colour = colour_of(t.look);
    style.place = TextPlace::middle;
    style.fit = TextFit::line;
    style.align = t.align == FigureAlign::left     ? TextAlign::left
                  : t.align == FigureAlign::centre ? TextAlign::centre
                                                   : TextAlign::right;
    const double x = t.align == FigureAlign::left     ? at.x
                     : t.align == FigureAlign::centre ? at.x - width / 2
                                                      : at.x - width;
    page_.print(PrintedText{{x, at.y - height / 2, width, height}, t.text, style});
  }

 private:
  PaperPoint point(FigurePoint p) const { return {at_.x + p.x * scale_, at_.y + p.y * scale_}; }

  std::vector<PaperPoint> points(const std::vector<FigurePoint>& line) const {
    std::vector<PaperPoint> out;
    for (const auto& p : line) out.push_back(point(p));
    return out;
  }

  void stroke(const FigurePath& p, FigureLook look, double width, const std::vector<double>& dashes) {
    for (const auto& line : p.lines)
      page_.print(PrintedLine{points(line), false, Pen{width * scale_, colour_of(look), dashes}, std::nullopt});
  }

  Page& page_;
  PaperPoint at_;
  double scale_;
};

}  // namespace

PaperColour colour_of(FigureLook look) { return {colours_of(look).print}; }

void print(Page& page, const Figure& figure, PaperPoint at, double scale) {
  FigurePrinter printer(page, at, scale);
  for (const auto& shape : figure.shapes) std::visit(printer, shape);
}

}  // namespace buzzout
