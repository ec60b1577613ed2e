#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "catalog/catalog.hpp"
#include "cli/views/live_frame.hpp"
#include "docs/markdown.hpp"
#include "docs/picture.hpp"
#include "docs/shell.hpp"
#include "drawing/fixture_figure.hpp"
#include "proving/paper_cable.hpp"
#include "report/svg.hpp"

// What the program wrote into the documents. To write it anew after a change:
//   BUZZOUT_WRITE_DOCS=1 build/release/tests/test_docs
namespace buzzout::docs {
namespace {

const bool kWriteAnew = std::getenv("BUZZOUT_WRITE_DOCS") != nullptr;

constexpr const char* kRemedy = "\nis out of date; run BUZZOUT_WRITE_DOCS=1 build/release/tests/test_docs";

// A generated part stands below a heading of its document: its own headings go two levels down.
std::vector<std::string> lowered(std::vector<std::string> lines) {
  for (auto& line : lines)
    if (line.starts_with("#")) line.insert(0, "##");
  return lines;
}

void write_generated(const Document& document, const Generated& part,
                     const std::vector<std::string>& now) {
  auto lines = document.lines;
  const auto at = lines.begin() + (part.line - 1);
  lines.insert(lines.erase(at, at + static_cast<std::ptrdiff_t>(part.lines.size())), now.begin(), now.end());
  std::ofstream(document.path()) << join_lines(lines);
}

TEST_CASE("the generated parts of the documents are what the program prints") {
  int parts = 0;
  const Desk desk;
  for (const auto& document : documents()) {
    auto all = document.generated();
    for (auto part = all.rbegin(); part != all.rend(); ++part) {  // so that line numbers stay true
      ++parts;
      const auto result = desk.run(part->command);
      CHECK(result.status == 0);
      const auto now = lowered(split_lines(result.text));
      if (kWriteAnew && now != part->lines) write_generated(document, *part, now);
      else CHECK_MESSAGE(now == part->lines, document.place(part->line), kRemedy);
    }
  }
  CHECK(parts >= 1);
}

// The pictures of the documents: a file in docs/pictures and the command whose output it shows.
const std::vector<std::pair<std::string, std::string>> kTerminalPictures{
    {"pass", "buzzout test 4.4-ts -p sim:good"},
    {"fail", "buzzout test 4.4-ts -p sim:short:amp.R1:amp.R3"},
};

void check_picture(const std::string& name, const std::string& now) {
  const auto file = std::filesystem::path(BUZZOUT_SOURCE_DIR) / "docs/pictures" / (name + ".svg");
  if (kWriteAnew) std::ofstream(file) << now;
  CHECK_MESSAGE(read_file(file) == now, file.string(), kRemedy);
}

TEST_CASE("the pictures in the documents show what the program prints") {
  for (const auto& [name, command] : kTerminalPictures) {
    const Desk desk;
    check_picture(name, picture_of(command, desk.run(command, true).text));
  }
}

TEST_CASE("the picture of a bench with sense wires is the one that the program draws") {
  const Catalog catalog({BUZZOUT_SOURCE_DIR});
  check_picture("headphone-bench-uno-ohms", svg_file(fixture_figure(catalog.fixture("headphone-bench-uno-ohms"))));
}

// A cable whose left - wire let go three times; and one of which a wire is held to a wrong contact.
TEST_CASE("the pictures of the live screens show what the program draws") {
  const Catalog catalog({BUZZOUT_SOURCE_DIR});
  const Profile profile = catalog.profile("4.4-ts");
  const Fixture fixture = catalog.fixture("headphone-bench");
  const FixtureMap map(profile, fixture);
  const Job job{profile, fixture, map};
  struct Looks {
    ScanMatrix matrix;
    int ms;
    double l_minus_ohm = 0;  // 0: nothing is measured
  };
  const auto drawn = [&](const std::string& command, const std::vector<Looks>& all) {
    LiveState state;
    std::int64_t now = 0;
    std::size_t turn = 0;
    for (const auto& looks : all)
      for (const std::int64_t until = now + looks.ms; now < until; now += 10) {
        Look look{now, 0, 0, looks.matrix};
        if (looks.l_minus_ohm > 0) {
          const Net& net = profile.nets[turn++ % profile.nets.size()];
          const auto point = [&](std::size_t contact) { return lowest(map.points_of(net.contacts[contact])); };
          look.ohms = OhmLook{{point(0), point(1), net.name == "L-" ? looks.l_minus_ohm : 0.1, 0.18}, 0.25, {}};
        }
        state = follow(std::move(state), look, job);
      }
    const Verdict found = finding(state, job);
    const Assembly assembly = assembly_of(job, found);
    const std::vector<std::string> decided;
    const LiveView view{state, job,   found, assembly, decided, "jig 4711 · mega · headphone-bench",
                        command.find("build") != std::string::npos, false, false, false, false, {}};
    int rows = 0;
    const Theme theme{true, true, 80};
    std::string out;
    for (const auto& line : live_frame(view, theme, 80, 24, rows)) out += to_ansi(line, theme) + "\n";
    return picture_of(command, out);
  };
  Cable whole(profile), torn(profile), built(profile);
  torn.open({"amp", "R1"});
  for (const char* end : {"left", "right"})
    for (const char* pin : {"T", "S"}) built.open({end, pin});
  ScanMatrix half = built.matrix(map);
  const auto join = [&](const Contact& a, const Contact& b) {
    const PointSet both = map.points_of(a) | map.points_of(b);
    for (Point p : members(both)) half.rows[p] |= both;
  };
  join({"amp", "T"}, {"left", "T"});
  join({"amp", "R1"}, {"right", "S"});
  std::vector<Looks> bent = {{whole.matrix(map), 3000}};
  for (int i = 0; i < 3; ++i) {
    bent.push_back({torn.matrix(map), 50});
    bent.push_back({whole.matrix(map), 700});
  }
  bent.push_back({whole.matrix(map), 2000});
  check_picture("watch", drawn("buzzout watch 4.4-ts", bent));
  check_picture("press", drawn("buzzout watch 4.4-ts", {{whole.matrix(map), 3000, 0.2},
                                                        {whole.matrix(map), 500, 5},
                                                        {whole.matrix(map), 1000, 0.3},
                                                        {whole.matrix(map), 300, 7},
                                                        {whole.matrix(map), 1700, 0.2},
                                                        {whole.matrix(map), 300, 5}}));
  check_picture("build", drawn("buzzout build 4.4-ts", {{half, 1000}}));
}

}  // namespace
}  // namespace buzzout::docs
