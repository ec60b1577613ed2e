#include "catalog/calibration_yaml.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "catalog/profile_writer.hpp"
#include "catalog/yaml_reader.hpp"
#include "core/board.hpp"
#include "core/moment.hpp"
#include "digest/sha256.hpp"

namespace buzzout {
namespace {

constexpr int kCalibrationFormat = 1;
constexpr std::size_t kLongestJig = 4200;  // a simulated one's defects are up to 4096 characters
constexpr std::size_t kLongestIdentity = 200;
constexpr std::size_t kMostZeros = 4096;
constexpr double kMicro = 1e6;

constexpr std::array<std::pair<std::string_view, OhmMethod>, 3> kMethods{
    {{"kelvin", OhmMethod::kelvin}, {"half-kelvin", OhmMethod::half_kelvin}, {"milliohm", OhmMethod::milliohm}}};

std::string micro(double value) {
  char text[64];
  const double rounded = std::round(value * kMicro) / kMicro;
  return {text, std::to_chars(text, text + sizeof text, rounded == 0 ? 0 : rounded, std::chars_format::fixed).ptr};
}

std::string quoted_line(const std::string& text, const std::string& what, std::size_t most) {
  check_line(text, what, most);
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string moment_text(std::int64_t seconds) {
  Moment m;
  m.utc = seconds;
  return "\"" + m.utc_text() + "\"";
}

std::string source_line(const Calibration::Source& s) {
  return "  - {socket: \"" + s.socket + "\", point: " + std::to_string(point_number(s.point)) + ", ratio: " + micro(s.ratio) +
         ", made: " + moment_text(s.made) + "}\n";
}

std::string zero_line(const Calibration::Zero& z) {
  std::string out = "  - {socket: \"" + z.socket + "\", point: " + std::to_string(point_number(z.to)) + ", far: \"" + z.far +
                    "\", from: " + std::to_string(point_number(z.from)) + ", ohm: " + micro(z.ohm) + ", spread: " + micro(z.spread) +
                    ", insertions: " + std::to_string(z.insertions) + ", made: " + moment_text(z.made);
  if (z.celsius) out += ", celsius: " + micro(*z.celsius);
  if (z.supply_volt) out += ", supply_volt: " + micro(*z.supply_volt);
  return out + "}\n";
}

class CalibrationReader {
 public:
  explicit CalibrationReader(const SourceText& source) : source_(source), read_(source), root_(parse_yaml(source)) {}

  Calibration run() {
    check_format();
    read_.keys(root_, "a calibration", {"calibration", "jig", "board", "fixture", "content", "method", "zeros", "check"}, {"sources", "span"});
    check_fingerprint();
    Calibration out;
    out.jig = read_.text(at("jig"), "`jig`", kLongestJig);
    const std::string& board = read_.scalar(at("board"), "`board`");
    const Board* known = find_board(board);
    if (known == nullptr) read_.fail("unknown-board", "there is no board " + in_quotes(board), at("board"));
    points_ = known->points;
    out.board = board;
    out.fixture = read_.name(at("fixture"), "a fixture", kThingName);
    out.content = fingerprint(at("content"), "`content`");
    out.method = read_.choice(at("method"), "`method`", kMethods);
    if (at("zeros").kind != YamlNode::Kind::list || !at("zeros").items.empty()) {
      for (const auto& item : read_.list(at("zeros"), "`zeros`")) {
        if (out.zeros.size() == kMostZeros) read_.fail("yaml-bad-value", "there are too many zeros", item);
        out.zeros.push_back(zero(item, out));
      }
    }
    if (const YamlNode* sources = root_.find("sources"))
      for (const auto& item : read_.list(*sources, "`sources`")) {
        if (out.sources.size() == kMostZeros) read_.fail("yaml-bad-value", "there are too many sources", item);
        out.sources.push_back(source(item, out));
      }
    if (const YamlNode* span = root_.find("span")) out.span = span_of(*span);
    return out;
  }

 private:
  const YamlNode& at(const char* key) const { return *root_.find(key); }

  void check_format() const {
    const YamlNode* format = root_.find("calibration");
    if (format == nullptr) return;  // keys() says so
    if (read_.integer(*format, "`calibration`", 1, 1'000'000) > kCalibrationFormat)
      read_.fail("calibration-newer", "this calibration was written by a newer program", *format,
                 "use that program, or calibrate the jig again");
  }

  void check_fingerprint() const {
    const YamlEntry& last = root_.entries.back();
    const std::string& text = source_.text();
    const bool whole = last.key.text == "check" && last.value.kind == YamlNode::Kind::scalar && last.key.mark.column == 0 &&
                       text.substr(source_.offset(last.key.mark)) == "check: " + last.value.text + "\n" &&
                       sha256_hex(text.substr(0, source_.offset(last.key.mark))) == last.value.text;
    if (!whole)
      read_.fail("calibration-changed", "this calibration is not as it was written", root_.find("check")->kind == YamlNode::Kind::scalar
                     ? *root_.find("check") : last.value,
                 "a changed zero would shift every resistance: calibrate the jig again");
  }

  std::string fingerprint(const YamlNode& node, const std::string& what) const {
    const std::string& text = read_.scalar(node, what);
    const bool good = text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (!good) read_.fail("yaml-bad-value", what + " is no SHA-256", node, "write 64 hex digits, in lower case");
    return text;
  }

  std::int64_t moment(const YamlNode& node) const {
    const auto at = moment_of(read_.scalar(node, "`made`"));
    if (!at) read_.fail("yaml-bad-value", "`made` is no moment", node, "write for example \"2026-03-14T08:26:53Z\"");
    return at->utc;
  }

  Point point(const YamlNode& node, const std::string& what) const {
    return static_cast<Point>(read_.integer(node, what, 1, static_cast<int>(points_))) - 1;
  }

  Calibration::Zero zero(const YamlNode& node, const Calibration& so_far) const {
    read_.keys(node, "a zero", {"socket", "point", "far", "from", "ohm", "spread", "insertions", "made"}, {"celsius", "supply_volt"});
    const auto bounds = calibration_bounds(so_far.method);
    const auto in = [&](const char* key) -> const YamlNode& { return *node.find(key); };
    Calibration::Zero out;
    out.socket = read_.name(in("socket"), "a socket", kThingName);
    out.far = read_.name(in("far"), "a socket", kThingName);
    out.to = point(in("point"), "`point`");
    out.from = point(in("from"), "`from`");
    out.ohm = read_.number(in("ohm"), "the zero", bounds.least_zero, bounds.most_zero);
    out.spread = read_.number(in("spread"), "the spread", 0, bounds.most_spread);
    out.insertions = static_cast<unsigned>(read_.integer(in("insertions"), "`insertions`", 1, kMostInsertions));
    out.made = moment(in("made"));
    if (const auto* c = node.find("celsius")) out.celsius = read_.number(*c, "`celsius`", -40, 125);
    if (const auto* v = node.find("supply_volt")) out.supply_volt = read_.number(*v, "`supply_volt`", 3, 7);
    const bool twice = std::ranges::any_of(so_far.zeros, [&](const Calibration::Zero& z) {
      return z.socket == out.socket && z.far == out.far && z.to == out.to && (so_far.method == OhmMethod::kelvin || z.from == out.from);
    });
    if (twice) read_.fail("yaml-bad-value", "this path has a zero already", in("point"), "calibrate the jig again");
    return out;
  }

  Calibration::Source source(const YamlNode& node, const Calibration& so_far) const {
    read_.keys(node, "a source", {"socket", "point", "ratio", "made"});
    Calibration::Source out;
    out.socket = read_.name(*node.find("socket"), "a socket", kThingName);
    out.point = point(*node.find("point"), "`point`");
    out.ratio = read_.number(*node.find("ratio"), "the ratio", kLeastFactor, kMostFactor);
    out.made = moment(*node.find("made"));
    const bool twice = std::ranges::any_of(
        so_far.sources, [&](const Calibration::Source& s) { return s.socket == out.socket && s.point == out.point; });
    if (twice) read_.fail("yaml-bad-value", "this point is there already", *node.find("point"), "calibrate the jig again");
    return out;
  }

  Calibration::Span span_of(const YamlNode& node) const {
    read_.keys(node, "`span`", {"factor", "ohm", "tolerance_percent", "identity", "made"}, {"from"});
    Calibration::Span out;
    out.factor = read_.number(*node.find("factor"), "`factor`", kLeastFactor, kMostFactor);
    out.ohm = read_.number(*node.find("ohm"), "the resistor", kLeastSpanOhm, kMostSpanOhm);
    out.tolerance_percent = read_.number(*node.find("tolerance_percent"), "`tolerance_percent`", kLeastTolerance, kMostTolerance);
    out.identity = read_.text(*node.find("identity"), "`identity`", kLongestIdentity);
    out.made = moment(*node.find("made"));
    if (const auto* from = node.find("from")) out.from = point(*from, "`from`");
    return out;
  }

  const SourceText& source_;
  YamlReader read_;
  YamlNode root_;
  unsigned points_ = 0;
};

}  // namespace

std::string to_yaml(const Calibration& c) {
  std::string out = "# Written by Buzzout; a line that is changed by hand makes it void.\n";
  out += "calibration: " + std::to_string(kCalibrationFormat) + "\n";
  out += "jig: " + quoted_line(c.jig, "the jig's name", kLongestJig) + "\n";
  out += "board: " + quoted_line(c.board, "the board", 64) + "\n";
  out += "fixture: " + quoted_line(c.fixture, "the fixture", 64) + "\n";
  out += "content: " + quoted_line(c.content, "the fixture's fingerprint", 64) + "\n";
  out += "method: " + std::string(to_string(c.method)) + "\n";
  out += c.zeros.empty() ? "zeros: []\n" : "zeros:\n";
  for (const auto& z : c.zeros) out += zero_line(z);
  if (!c.sources.empty()) out += "sources:\n";
  for (const auto& s : c.sources) out += source_line(s);
  if (c.span)
    out += "span: {factor: " + micro(c.span->factor) + ", ohm: " + micro(c.span->ohm) + ", tolerance_percent: " +
           micro(c.span->tolerance_percent) + ", identity: " + quoted_line(c.span->identity, "the resistor's identity", kLongestIdentity) +
           ", made: " + moment_text(c.span->made) +
           (c.span->from ? ", from: " + std::to_string(point_number(*c.span->from)) : "") + "}\n";
  return out + "check: " + sha256_hex(out) + "\n";
}

Calibration load_calibration(const SourceText& source) { return CalibrationReader(source).run(); }

}  // namespace buzzout
