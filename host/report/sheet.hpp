#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "drawing/figure.hpp"

namespace buzzout {

enum class Tone { plain, faint, good, bad, warn };

// A piece of untrusted text and how it is meant.
struct SheetText {
  SheetText(std::string text_ = {}, Tone tone_ = Tone::plain, bool code_ = false)
      : text(std::move(text_)), tone(tone_), code(code_) {}
  SheetText(const char* text_) : text(text_) {}

  std::string text;
  Tone tone = Tone::plain;
  bool code = false;  // a hash, an id: every character counts
};

struct SheetBanner {
  Tone tone = Tone::plain;
  std::string word;      // "PASS"
  std::string headline;  // beside it, big
  std::vector<std::string> lines;
};

struct SheetHeading {
  std::string text;
};

struct SheetProse {
  SheetText words;
};

// Labels and what they stand for.
struct SheetFacts {
  std::vector<std::pair<std::string, SheetText>> rows;
};

struct SheetTable {
  std::vector<std::string> head;
  std::vector<double> widths;  // by column, in parts of their sum
  std::vector<std::vector<SheetText>> rows;
};

struct SheetList {
  std::vector<SheetText> items;
};

// Something to be read before the rest.
struct SheetNotice {
  Tone tone = Tone::plain;
  std::string headline;
  std::vector<SheetText> lines;
};

struct SheetFigure {
  Figure figure;
};

using SheetBlock =
    std::variant<SheetBanner, SheetHeading, SheetProse, SheetFacts, SheetTable, SheetList, SheetNotice, SheetFigure>;

// A report as what is on it from the top down, without a look yet: a page in a browser or sheets of paper.
struct Sheet {
  void add(SheetBanner);
  void add(SheetHeading);
  void add(SheetProse);
  void add(SheetFacts);
  void add(SheetTable);
  void add(SheetList);
  void add(SheetNotice);
  void add(SheetFigure);

  std::string title;
  std::string created;  // ISO 8601 with offset, of the newest thing it tells; may be empty
  std::string footer;   // on each sheet of paper
  bool simulated = false;  // said at the top and on each sheet of paper
  std::vector<SheetBlock> blocks;
};

// What stands wherever a simulated result is.
inline constexpr const char* kSimulated = "SIMULATED: no real cable was measured";

}  // namespace buzzout
