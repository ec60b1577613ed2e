#include "paper/text_layout.hpp"

#include <algorithm>
#include <cmath>

#include "core/error.hpp"
#include "paper/measure_text.hpp"

namespace buzzout {
namespace {

// Letters stand where the font has them, however fine the paper's dots are: what is measured once holds for every
// output.
Handle<PangoContext> context() {
  Handle<PangoContext> out(pango_font_map_create_context(pango_cairo_font_map_get_default()));
  const Handle<cairo_font_options_t> options(cairo_font_options_create());
  cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options(out.get(), options.get());
  pango_cairo_context_set_resolution(out.get(), 72);
  pango_context_set_round_glyph_positions(out.get(), FALSE);
  pango_context_set_language(out.get(), pango_language_from_string("en"));
  return out;
}

// Some letters are in no font; if those of a serial number are not, there is no font at all.
void require_font(PangoLayout* layout, const PangoFontDescription* font) {
  if (pango_layout_get_unknown_glyphs_count(layout) == 0) return;
  const Handle<PangoLayout> plain(pango_layout_new(pango_layout_get_context(layout)));
  pango_layout_set_font_description(plain.get(), font);
  pango_layout_set_text(plain.get(), "A1", -1);
  if (pango_layout_get_unknown_glyphs_count(plain.get()) > 0)
    throw Error("paper-no-fonts", "this computer has no font to print with", "fontconfig",
                "install fonts-dejavu-core");
}

void check(const std::string& text, const TextStyle& style, PaperSize box) {
  if (text.size() > kMostTextBytes)
    throw Error("paper-text-too-long", "a piece of text is longer than 64 KiB", text.substr(0, 40) + "…",
                "shorten it");
  const bool sane = style.points >= 0.5 && style.points <= 1000 && style.line_spacing >= 0.5 &&
                    style.line_spacing <= 10 && std::isfinite(box.width) && std::isfinite(box.height) &&
                    std::abs(box.width) <= 5000 && std::abs(box.height) <= 5000 &&
                    style.fonts.size() <= 1000 && style.fonts.find('\0') == std::string::npos;
  if (!sane)
    throw Error("paper-style", "text cannot be set like that", text.substr(0, 40),
                "0.5 to 1000 points, in a box of at most 5 m");
}

Handle<PangoFontDescription> font(const TextStyle& style) {
  Handle<PangoFontDescription> out(pango_font_description_new());
  pango_font_description_set_family(out.get(), style.fonts.c_str());
  pango_font_description_set_size(out.get(), static_cast<int>(std::lround(style.points * PANGO_SCALE)));
  if (style.bold) pango_font_description_set_weight(out.get(), PANGO_WEIGHT_BOLD);
  if (style.italic) pango_font_description_set_style(out.get(), PANGO_STYLE_ITALIC);
  return out;
}

int units(double mm) { return static_cast<int>(std::lround(std::max(mm, 0.0) * kPointsPerMm * PANGO_SCALE)); }

void fit(PangoLayout* layout, const TextStyle& style, PaperSize box) {
  if (style.fit == TextFit::line) {
    pango_layout_set_single_paragraph_mode(layout, TRUE);
    return;
  }
  pango_layout_set_width(layout, units(box.width));
  pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
  if (style.fit == TextFit::wrap) return;
  pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_height(layout, box.height > 0 ? units(box.height) : -1);
  if (box.height <= 0) pango_layout_set_single_paragraph_mode(layout, TRUE);
}

}  // namespace

Handle<PangoLayout> lay_out(const std::string& text, const TextStyle& style, PaperSize box) {
  check(text, style, box);
  Handle<PangoLayout> out(pango_layout_new(context().get()));
  const Handle<PangoFontDescription> description = font(style);
  pango_layout_set_font_description(out.get(), description.get());
  char* valid = g_utf8_make_valid(text.data(), static_cast<gssize>(text.size()));
  pango_layout_set_text(out.get(), valid, -1);
  g_free(valid);
  if (style.line_spacing != 1) pango_layout_set_line_spacing(out.get(), static_cast<float>(style.line_spacing));
  pango_layout_set_auto_dir(out.get(), FALSE);  // left means left, whatever the script
  pango_layout_set_alignment(out.get(), style.align == TextAlign::left     ? PANGO_ALIGN_LEFT
                                        : style.align == TextAlign::centre ? PANGO_ALIGN_CENTER
                                                                           : PANGO_ALIGN_RIGHT);
  fit(out.get(), style, box);
  require_font(out.get(), description.get());
  return out;
}

PaperSize size_of(PangoLayout* layout) {
  int width = 0, height = 0;
  pango_layout_get_size(layout, &width, &height);
  return {static_cast<double>(width) / PANGO_SCALE, static_cast<double>(height) / PANGO_SCALE};
}

PaperSize measure_text(const std::string& text, const TextStyle& style, double width, double height) {
  const Handle<PangoLayout> layout = lay_out(text, style, {width, height});
  const PaperSize points = size_of(layout.get());
  return {points.width / kPointsPerMm, points.height / kPointsPerMm};
}

}  // namespace buzzout
