#include "docs/picture.hpp"

#include <array>
#include <cstdio>
#include <sstream>
#include <vector>

#include "drawing/style.hpp"
#include "docs/markdown.hpp"
#include "text/columns.hpp"

namespace buzzout::docs {
namespace {

constexpr double kCell = 8.4, kRow = 17;  // of a 14-pixel monospaced font
constexpr int kColumns = 80;
constexpr int kMargin = 14, kBar = 30;  // around the text; the window's bar
constexpr const char* kGround = "#16181d";
constexpr const char* kText = "#d8dbe2";
constexpr const char* kFaint = "#8b919e";

struct Pen {
  std::string colour = kText;
  std::string ground;  // empty: the sheet's
  bool bold = false;
};

// A colour of the 256-colour set: its 6×6×6 cube, then its greys.
std::string colour_of(int n) {
  constexpr std::array<int, 6> kLevels{0, 95, 135, 175, 215, 255};
  std::array<int, 3> rgb{};
  if (n >= 232)
    rgb.fill(8 + 10 * (n - 232));
  else if (n >= 16)
    for (int i = 2, rest = n - 16; i >= 0; --i, rest /= 6)
      rgb.at(static_cast<std::size_t>(i)) = kLevels.at(static_cast<std::size_t>(rest % 6));
  char text[8];
  std::snprintf(text, sizeof text, "#%02x%02x%02x", static_cast<unsigned>(rgb[0]) & 0xFFU,
                static_cast<unsigned>(rgb[1]) & 0xFFU, static_cast<unsigned>(rgb[2]) & 0xFFU);
  return text;
}

// "1;38;5;196"
Pen pen_of(const std::string& sgr) {
  Pen pen;
  std::vector<int> codes;
  std::istringstream in(sgr);
  for (std::string code; std::getline(in, code, ';');) codes.push_back(std::stoi(code));
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (codes[i] == 1) pen.bold = true;
    if (codes[i] == 2) pen.colour = kFaint;
    if (codes[i] == 7) {
      pen.colour = kGround;
      pen.ground = kText;
    }
    if ((codes[i] == 38 || codes[i] == 48) && i + 2 < codes.size()) {
      (codes[i] == 38 ? pen.colour : pen.ground) = colour_of(codes[i + 2]);
      i += 2;
    }
  }
  return pen;
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text)
    out += c == '<' ? "&lt;" : c == '&' ? "&amp;" : c == '>' ? "&gt;" : std::string(1, c);
  return out;
}

class Sheet {
 public:
  void row(const std::string& ansi) {
    Pen pen;
    int column = 0;
    for (std::size_t at = 0; at < ansi.size();) {
      if (ansi[at] == '\x1b') {
        const auto end = ansi.find('m', at);
        pen = pen_of(ansi.substr(at + 2, end - at - 2));
        at = end + 1;
        continue;
      }
      const auto end = std::min(ansi.find('\x1b', at), ansi.size());
      text(column, ansi.substr(at, end - at), pen);
      column += columns(ansi.substr(at, end - at));
      at = end;
    }
    ++rows_;
  }

  std::string svg() const {
    const double width = kColumns * kCell + 2 * kMargin, height = rows_ * kRow + kBar + kMargin;
    std::ostringstream out;
    out << "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " << width << " " << height
        << "\" width=\"" << width << "\" height=\"" << height << "\">\n<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\""
        << kGround << "\"/>\n";
    for (const int i : {0, 1, 2})
      out << "<circle cx=\"" << 18 + 18 * i << "\" cy=\"16\" r=\"5.5\" fill=\"#3a3f4b\"/>\n";
    out << "<g font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"14\" "
           "xml:space=\"preserve\">\n"
        << body_ << "</g>\n</svg>\n";
    return out.str();
  }

 private:
  // Each stretch is as wide as its columns, whatever font the reader has.
  void text(int column, std::string words, const Pen& pen) {
    if (!pen.ground.empty()) ground(column, columns(words), pen.ground);
    const auto first = words.find_first_not_of(' ');
    if (first == std::string::npos) return;
    column += static_cast<int>(first);
    words = words.substr(first, words.find_last_not_of(' ') - first + 1);
    std::ostringstream out;
    out << "<text x=\"" << kMargin + column * kCell << "\" y=\"" << kBar + (rows_ + 0.8) * kRow << "\" fill=\""
        << pen.colour << "\"" << (pen.bold ? " font-weight=\"bold\"" : "") << " textLength=\""
        << columns(words) * kCell << "\" lengthAdjust=\"spacingAndGlyphs\">" << escaped(words)
        << "</text>\n";
    body_ += out.str();
  }

  void ground(int column, int width, const std::string& colour) {
    std::ostringstream out;
    out << "<rect x=\"" << kMargin + column * kCell << "\" y=\"" << kBar + rows_ * kRow << "\" width=\""
        << width * kCell << "\" height=\"" << kRow << "\" fill=\"" << colour << "\"/>\n";
    body_ += out.str();
  }

  int rows_ = 0;
  std::string body_;
};

}  // namespace

std::string picture_of(const std::string& command, const std::string& ansi) {
  Sheet sheet;
  sheet.row("\x1b[2m$\x1b[0m \x1b[1m" + command + "\x1b[0m");
  auto lines = split_lines(ansi);
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  for (const auto& line : lines) sheet.row(line);
  return sheet.svg();
}

}  // namespace buzzout::docs
