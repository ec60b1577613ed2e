#include <cmath>
#include <sstream>

#include "benchmarks/firmware_figures.hpp"
#include "benchmarks/rig.hpp"
#include "core/pin_bank.h"
#include "core/scanner.h"

namespace buzzout::benchmarks {
namespace {

constexpr std::uint64_t kCyclesPerUs = AvrJig::kHertz / 1'000'000;

// What Scanner's source waits, by its own constants: the check discharges and settles twice, every
// row and every pattern precharges and settles.
constexpr std::uint64_t kCheckWaits = kCyclesPerUs * (discharge_us + 2 * settle_us);
constexpr std::uint64_t kStepWaits = kCyclesPerUs * (precharge_us + settle_us);

struct Measured {
  std::uint64_t scan = 0, learn = 0, naive = 0, naive_delay = 0;
  unsigned patterns = 0;
};

// The hexadecimal fields of a SCAN? or LEARn? reply behind boot, count and the two-sided check.
std::vector<PointSet> fields_of(const std::string& reply) {
  std::vector<PointSet> out;
  std::istringstream in(reply);
  std::string field;
  for (unsigned k = 0; std::getline(in, field, ','); ++k)
    if (k >= 4) out.push_back(std::stoull(field, nullptr, 16));
  return out;
}

std::string scanner(const Board& board, const char* member) {
  return "buzzout::Scanner<buzzout::" + std::string(board.name) + "::PinBank>::" + member;
}

void measure_firmware(std::string_view board, Measured& to) {
  Rig rig(board, BUZZOUT_FIRMWARE + std::string("buzzout-") + std::string(board) + ".elf");
  const ScanMatrix wanted = rig.expected().matrix();
  rig.send("SCAN?\n");
  to.scan = rig.cycles_of(scanner(rig.board(), "measure"));
  require(fields_of(rig.await_line()) == wanted.rows,
          "SCAN? gives another matrix than the cable's");

  std::vector<PointSet> labels;
  for (PointSet row : wanted.rows) labels.push_back(lowest(row));
  const std::string learn = scanner(rig.board(), "learn");
  rig.send("LEARN?\n");
  to.learn = rig.cycles_of(learn);
  require(fields_of(rig.await_line()) == labels, "LEARn? gives other labels than the cable's");
  rig.send("LEARN?\n");
  AvrJig& jig = rig.jig();
  const std::uint32_t entry = jig.function(learn);
  require(jig.run_until([&] { return jig.pc() == entry; }, AvrJig::cycles_of_ms(1000)),
          "LEARn? does not learn");
  to.patterns = rig.patterns_until_reply();
}

void measure_naive(std::string_view board, Measured& to) {
  const unsigned points = find_board(board)->points;
  Rig rig(board, BUZZOUT_FIRMWARE + std::string("naive-") + std::string(board) + ".elf");
  const auto scan = [&](const char* command, const char* function) {
    rig.send(command);
    const std::uint64_t cycles = rig.cycles_of(function);
    const std::string joined = rig.await_bytes(points * points);
    for (Point i = 0; i < points; ++i)
      for (Point j = 0; j < points; ++j)
        require((joined[i * points + j] != 0) == has(rig.expected().net_of(i).points, j),
                "the naive scan gives another matrix than the cable's");
    return cycles;
  };
  to.naive = scan("f", "naive_scan");
  to.naive_delay = scan("d", "naive_scan_with_delay");
}

Figure figure(std::string what, const std::vector<Measured>& boards, auto value,
              std::string unit = {}, int decimals = 0, std::optional<Target> target = {}) {
  Figure f{std::move(what), {}, std::move(unit), decimals, target};
  for (const auto& m : boards) f.values.emplace_back(static_cast<double>(value(m)));
  return f;
}

double ratio(std::uint64_t a, std::uint64_t b) {
  return static_cast<double>(a) / static_cast<double>(b);
}

// The targets of boards of that many points; more points have none.
std::optional<Target> for_16(unsigned points, Target target) {
  return points == 16 ? std::optional(target) : std::nullopt;
}

// One column a board of that many points.
std::vector<Table> figures_of(unsigned points) {
  const std::string n = std::to_string(points);
  std::vector<Measured> boards;
  Table scan{"Matrix of " + n + " points: two-sided check, precharge, 10 µs settle (cycles at 16 MHz)", {}, {}};
  for (const Board& b : buzzout::boards()) {
    if (b.points != points) continue;
    scan.columns.emplace_back(b.name);
    measure_firmware(b.name, boards.emplace_back());
    measure_naive(b.name, boards.back());
  }
  const unsigned needed = static_cast<unsigned>(std::ceil(std::log2(points)));

  const auto constant = [](std::uint64_t c) { return [c](const Measured&) { return c; }; };
  const std::uint64_t waits = kCheckWaits + points * kStepWaits;
  scan.figures = {
      figure("Scanner::measure", boards, [](auto& m) { return m.scan; }),
      figure("  waits in it", boards, constant(waits)),
      figure("    of these settling of rows", boards, constant(points * settle_us * kCyclesPerUs)),
      figure("  everything else", boards,
             [&](auto& m) { return static_cast<double>(m.scan) - static_cast<double>(waits); }),
      figure("Arduino API, no delay", boards, [](auto& m) { return m.naive; }),
      figure("Arduino API, delay(2) a row", boards, [](auto& m) { return m.naive_delay; }),
      figure(
          "times faster than no delay", boards, [](auto& m) { return ratio(m.naive, m.scan); }, "×",
          2, for_16(points, at_least(7))),
      figure(
          "times faster than delay(2)", boards,
          [](auto& m) { return ratio(m.naive_delay, m.scan); }, "×", 1, for_16(points, at_least(100))),
  };
  Table learn{"Learn: labels of " + n + " points by arbitration (cycles at 16 MHz)", scan.columns, {}};
  learn.figures = {
      figure(
          "Scanner::learn", boards, [](auto& m) { return m.learn; }, "", 0, for_16(points, at_most(1023))),
      figure("  waits in it", boards, constant(needed * kStepWaits)),
      figure(
          "patterns seen on the pins", boards, [](auto& m) { return m.patterns; }, "", 0,
          at_most(needed)),
      figure(
          "times faster than Arduino API, no delay", boards,
          [](auto& m) { return ratio(m.naive, m.learn); }, "×", 1, for_16(points, at_least(25))),
  };
  for (const Measured& m : boards)
    require(m.patterns >= needed, "learn drove fewer patterns than can tell " + n + " points apart");
  return {scan, learn};
}

}  // namespace

std::vector<Table> scan_figures() {
  std::vector<Table> out;
  for (const unsigned points : {16U, 64U})
    for (const Table& t : figures_of(points)) out.push_back(t);
  return out;
}

}  // namespace buzzout::benchmarks
