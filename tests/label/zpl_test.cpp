#include "label/zpl.hpp"

#include <set>

#include "label/label_sample.hpp"
#include "label/render_label.hpp"
#include "label/zpl_reader.hpp"
#include "label/zpl_template.hpp"

using namespace buzzout;

namespace {

const std::vector<std::string> kHostile{
    "quote\" and 'quote'", "^XZ",    "A^XZ^XA^FO0,0^GB99,99,99^FS", "~JR",          "~JA ~HS",          "_5EXZ", "_5e",
    "\\&\\(",              "a,b;c",  ">8>:>;",                      "<script>",     "=cmd()",           "{serial}",
    "{{",                  "שלום",   "🎧",                          "日本語",       "é_7EJR",           "%n%s",  "^FD^FS",
    "^CC+",                "^FH\\~", "' OR 1=1 --",                 "\xE2\x80\xAA", "line\nbreak",      "nul",   "\x1b[2J"};

// What is in the field data of the code that a command makes.
std::string data_of(const std::string& zpl, const std::string& command) {
  const auto commands = zpl_commands(zpl);
  for (std::size_t i = 0; i + 2 < commands.size(); ++i)
    if (commands[i].name == command) {
      REQUIRE(commands[i + 1].name == "FH");
      REQUIRE(commands[i + 2].name == "FD");
      REQUIRE(commands[i + 3].name == "FS");
      return plain_data(commands[i + 2].parameters);
    }
  return "";
}

const std::string kRaw =
    "^XA^CI28\n^FO20,20^A0N,30^FH^FD{title} / {serial}^FS\n^FO20,60^BQN,2,4^FH\\^FDQA,{serial} {hash}^FS\n^XZ\n";

}  // namespace

TEST_CASE("a printer gets one label: codes by its own commands, text as pictures") {
  const std::string zpl = render_label(shipped_label("default"), passed("K7-000417"), LabelFormat::zpl);
  CHECK(outline(zpl) ==
        "^XA ^CI ^LH ^LS ^LT ^PW ^LL ^FO ^GF ^FS ^FO ^GB ^FS ^FO ^GB ^FS ^FO ^GB ^FS ^FO ^GB ^FS ^FO ^GF ^FS ^FO ^GF ^FS "
        "^FO ^GF ^FS ^FO ^BY ^BQ ^FH ^FD ^FS ^FO ^BY ^BC ^FH ^FD ^FS ^FO ^GF ^FS ^PQ ^XZ ");
  CHECK(data_of(zpl, "BQ") == "MA,K7-000417 9f86d081884c");
  CHECK(scanned_code128(data_of(zpl, "BC")) == "K7-000417");
}

TEST_CASE("everything on a printer's label lies on it") {
  const std::string zpl = render_label(shipped_label("default"), passed("K7-000417"), LabelFormat::zpl);
  int x = 0, y = 0, width = 0, height = 0, seen = 0;
  for (const auto& command : zpl_commands(zpl)) {
    std::vector<std::string> parts{""};
    for (const char c : command.parameters) c == ',' ? parts.emplace_back() : parts.back() += c;
    const auto number = [&](std::size_t i) { return std::stoi(parts.at(i)); };
    if (command.name == "PW") width = number(0);
    if (command.name == "LL") height = number(0);
    if (command.name == "FO") x = number(0), y = number(1);
    if (command.name == "GB") {
      CHECK(x + number(0) <= width);
      CHECK(y + number(1) <= height);
      ++seen;
    }
    if (command.name == "GF") {
      CHECK(x + 8 * (number(3) - 1) < width);
      CHECK(y + number(1) / number(3) <= height);
      CHECK(number(1) == number(2));
      ++seen;
    }
  }
  CHECK(width == 400);
  CHECK(height == 200);
  CHECK(seen == 9);
}

TEST_CASE("a picture in a printer's label has as many rows and bytes as it says") {
  const std::string zpl = render_label(shipped_label("small"), passed("K7-000417"), LabelFormat::zpl);
  int pictures = 0;
  for (const auto& command : zpl_commands(zpl)) {
    if (command.name != "GF") continue;
    ++pictures;
    std::string rest = command.parameters;
    std::vector<int> numbers;
    REQUIRE(rest.starts_with("A,"));
    rest.erase(0, 2);
    for (int i = 0; i < 3; ++i) {
      numbers.push_back(std::stoi(rest));
      rest.erase(0, rest.find(',') + 1);
    }
    const int digits = 2 * numbers[2];
    int rows = 0, filled = 0;
    for (const char c : rest) {
      if (c == ',' || c == ':') {
        REQUIRE((c == ',' || (filled == 0 && rows > 0)));
        ++rows;
        filled = 0;
      } else {
        REQUIRE(std::string("0123456789ABCDEF").find(c) != std::string::npos);
        if (++filled == digits) ++rows, filled = 0;
      }
    }
    CHECK(filled == 0);
    CHECK(rows == numbers[1] / numbers[2]);
  }
  CHECK(pictures == 3);
}

TEST_CASE("no serial number, however hostile, adds a command to a label") {
  const LabelTemplate label = label_of(
      "  - {text: \"{serial}\", x: 0, y: 0, width: 100, height: 20}\n  - {qr: \"{serial}\", x: 0, y: 20, size: 30}\n");
  const std::string usual = outline(render_label(label, passed("K7"), LabelFormat::zpl));
  std::set<std::string> refused;
  for (const auto& serial : kHostile) {
    INFO(serial);
    const auto render = [&] { return render_label(label, passed(serial), LabelFormat::zpl); };
    if (refusal(render) == "label-value") {
      refused.insert(serial);
      continue;
    }
    const std::string zpl = render();
    CHECK(outline(zpl) == usual);
    CHECK(data_of(zpl, "BQ") == "MA," + serial);
  }
  CHECK(refused == std::set<std::string>{"\xE2\x80\xAA", "line\nbreak", "\x1b[2J"});
}

TEST_CASE("bar codes hold hostile serial numbers as they are, or refuse them") {
  const LabelTemplate label = label_of("  - {code128: \"{serial}\", x: 0, y: 20, width: 100, height: 20}\n");
  int held = 0;
  for (const auto& serial : kHostile) {
    INFO(serial);
    const auto render = [&] { return render_label(label, passed(serial), LabelFormat::zpl); };
    if (!refusal(render).empty()) continue;
    ++held;
    CHECK(scanned_code128(data_of(render(), "BC")) == serial);
    CHECK(outline(render()) == "^XA ^CI ^LH ^LS ^LT ^PW ^LL ^FO ^BY ^BC ^FH ^FD ^FS ^PQ ^XZ ");
  }
  CHECK(held >= 15);
}

TEST_CASE("a label that somebody drew in ZPL gets the record's values, and no other command") {
  const ZplTemplate label = zpl_template(kRaw, "mine.zpl");
  const std::string usual = outline(kRaw);
  for (const auto& serial : kHostile) {
    INFO(serial);
    const auto render = [&] { return render_label(label, passed(serial)); };
    if (refusal(render) == "label-value") continue;
    CHECK(outline(render()) == usual);
    const auto commands = zpl_commands(render());
    std::vector<std::string> data;
    for (const auto& command : commands)
      if (command.name == "FD") data.push_back(command.parameters);
    REQUIRE(data.size() == 2);
    CHECK(plain_data(data[0]) == passed("").profile.title + " / " + serial);
    CHECK(plain_data(data[1], '\\') == "QA," + serial + " 9f86d081884c");
  }
}

TEST_CASE("a label in ZPL whose fields could become commands is refused with its line") {
  const auto where = [](const std::string& zpl) -> std::string {
    try {
      zpl_template(zpl, "mine.zpl");
    } catch (const Error& e) {
      return e.code + " " + e.where;
    }
    return "";
  };
  CHECK(where(kRaw) == "");
  CHECK(where("^XA\n^FO{serial},20^FDx^FS^XZ") == "label-zpl mine.zpl:2");
  CHECK(where("^XA^FD{serial}^FS^XZ") == "label-zpl mine.zpl:1");
  CHECK(where("^XA^FH^FDx^FS\n\n^FD{serial}^FS^XZ") == "label-zpl mine.zpl:3");
  CHECK(where("^XA^FH^FDx^FS{serial}^XZ") == "label-zpl mine.zpl:1");
  CHECK(where("^XA^FH^FDx~JR{serial}^FS^XZ") == "label-zpl mine.zpl:1");
  CHECK(where("^XA^CC+^FH^FD{serial}^FS^XZ") == "label-zpl mine.zpl:1");
  CHECK(where("^XA~cc+^FH^FD{serial}^FS^XZ") == "label-zpl mine.zpl:1");
  CHECK(where("^XA^FHA^FD{serial}^FS^XZ") == "label-zpl mine.zpl:1");
  CHECK(where("^XA^FH^FD{serail}^FS^XZ") == "label-placeholder mine.zpl:1");
  CHECK(where("^XA^FH^FD{serial^FS^XZ") == "label-placeholder mine.zpl:1");
  CHECK(where("^FH^FD{serial}^FS") == "label-zpl mine.zpl:1");
  CHECK(where("^XA^XZ^XA^XZ") == "label-zpl mine.zpl:1");
  CHECK(where("") == "label-zpl mine.zpl:1");
  CHECK(where("^") == "label-zpl mine.zpl:1");
}

TEST_CASE("a label in ZPL is refused where a value would not be what the record says") {
  TestRecord simulated = passed("K7");
  simulated.simulated = true;
  CHECK(refusal([&] { render_label(zpl_template(kRaw, "m"), simulated); }) == "label-simulated");
  TestRecord failed = passed("K7");
  failed.verdict.outcome = Outcome::fail;
  CHECK(refusal([&] { render_label(zpl_template(kRaw, "m"), failed); }) == "label-not-passed");
  const ZplTemplate bars = zpl_template("^XA^BCN,50^FH^FD{serial}^FS^XZ", "m");
  CHECK(render_label(bars, passed("K7-1")) == "^XA^BCN,50^FH^FDK7-1^FS^XZ");
  CHECK(refusal([&] { render_label(bars, passed(">8K7")); }) == "label-code128");
  const ZplTemplate ascii = zpl_template("^XA^FH^FD{serial}^FS^XZ", "m");
  CHECK(refusal([&] { render_label(ascii, passed("é")); }) == "label-zpl");
}
