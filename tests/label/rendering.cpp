#include "label/render_label.hpp"

#include "label/code128.hpp"
#include "label/label_plan.hpp"
#include "label/label_sample.hpp"
#include "label/label_values.hpp"
#include "label/passed.hpp"
#include "label/tools.hpp"
#include "label/zpl_reader.hpp"

using namespace buzzout;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a scanner reads the codes of the label that ships, from the picture and from paper") {
  const LabelTemplate label = shipped_label("default");
  for (const std::string serial : {"K7-000417", "A1", "00417", "1234567890123456789012", "a-b/c.d:e;f", "~^><_5E"}) {
    INFO(serial);
    const std::string codes = "CODE-128:" + serial + "\nQR-Code:" + serial + " 9f86d081884c\n";
    CHECK(scanned(render_label(label, passed(serial), LabelFormat::png)) == codes);
    const std::string pdf = render_label(label, passed(serial), LabelFormat::pdf);
    CHECK(scanned_from_pdf(pdf, "300") == codes);
    CHECK(scanned_from_pdf(pdf, "600") == codes);
  }
}

TEST_CASE("the label that ships says what a customer wants to know") {
  const std::string pdf = render_label(shipped_label("default"), passed("K7-000417"), LabelFormat::pdf);
  const std::string text = ask("pdftotext -raw FILE -", pdf);
  for (const char* words : {"4.4 mm balanced headphone", "cable to two 3.5 mm cups", "PASS", "2026-11-26",
                            "417 / 9f86d081884c", "K7-000417"})
    CHECK_MESSAGE(contains(text, words), words);
  CHECK(contains(ask("qpdf --check FILE", pdf), "No syntax or stream encoding errors found"));
  CHECK(contains(ask("pdffonts FILE", pdf), "DejaVuSansCondensed-Bold"));
}

TEST_CASE("every field of a label is the record's") {
  const LabelTemplate label = label_of(
      "  - {text: \"{serial}|{lot}|{profile}|{title}|{revision}|{outcome}|{date}|{time}|{operator}|{station}|{attempt}|"
      "{number}|{hash}|{wiring}|{{}}\", x: 0, y: 0, width: 100, height: 50}\n"
      "  - {qr: \"{hash_full}\", x: 60, y: 10, size: 40}\n");
  const LabelPlan plan = plan_label(label, passed("K7"));
  CHECK(std::get<PlannedText>(plan.parts[0]).text ==
        "K7|26-11|pentaconn-4.4-to-dual-ts-3.5|4.4 mm balanced headphone cable to two 3.5 mm cups|2|PASS|2026-11-26|"
        "15:03|Ben|bench 1|3|417|9f86d081884c|balanced|{}");
  CHECK(std::get<PlannedQr>(plan.parts[1]).text == passed("").chain->hash);
}

TEST_CASE("whatever did not pass gets no label") {
  for (const Outcome outcome : {Outcome::fail, Outcome::error, Outcome::no_cable, Outcome::aborted})
    for (const LabelFormat format : {LabelFormat::zpl, LabelFormat::png, LabelFormat::pdf}) {
      TestRecord record = passed("K7");
      record.verdict.outcome = outcome;
      CHECK(refusal([&] { render_label(shipped_label("default"), record, format); }) == "label-not-passed");
    }
}

TEST_CASE("a label of a simulated test says so, across everything") {
  TestRecord record = passed("K7-000417");
  record.simulated = true;
  const LabelTemplate label = shipped_label("default");
  CHECK(contains(ask("pdftotext FILE -", render_label(label, record, LabelFormat::pdf)), "SIMULATED"));
  CHECK(render_label(label, record, LabelFormat::png) != render_label(label, passed("K7-000417"), LabelFormat::png));
  CHECK_FALSE(contains(scanned(render_label(label, record, LabelFormat::png)), "QR-Code"));
  const std::string zpl = render_label(label, record, LabelFormat::zpl);
  CHECK(outline(zpl).ends_with("^FO ^GB ^FS ^FO ^GF ^FS ^PQ ^XZ "));
}

TEST_CASE("the same record gives the same label") {
  for (const LabelFormat format : {LabelFormat::zpl, LabelFormat::png, LabelFormat::pdf})
    CHECK((render_label(shipped_label("default"), passed("K7"), format) ==
           render_label(shipped_label("default"), passed("K7"), format)));
}

TEST_CASE("what is too long for its place is an error, and never a clipped code or a clipped number") {
  const auto code = [](const std::string& kind, const std::string& serial) {
    return refusal([&] { plan_label(shipped_label(kind), passed(serial)); });
  };
  CHECK(code("default", "ABCDEFGHIJKL") == "");
  CHECK(code("default", "ABCDEFGHIJKLM") == "label-too-long");
  CHECK(code("default", std::string(200, '7')) == "label-too-long");
  CHECK(code("default", "כבל") == "label-code128");
  CHECK(code("default", "") == "label-code128");
  CHECK(code("small", "LOT-2026-11/A0042") == "");
  CHECK(code("small", std::string(900, '7')) == "label-too-long");
  CHECK(code("small", "K7\nK8") == "label-value");
  CHECK(code("small", "K7\u202E714") == "label-value");
  CHECK(code("small", "K7\xFF") == "label-value");
  CHECK(code("small", std::string(10'000, 'x')) == "label-value");
  TestRecord unkept = passed("K7");
  unkept.chain.reset();
  CHECK(refusal([&] { plan_label(shipped_label("default"), unkept); }) == "label-value");
  TestRecord untitled = passed("K7");
  untitled.profile.title.clear();
  CHECK(refusal([&] { plan_label(shipped_label("default"), untitled); }) == "label-value");
}

TEST_CASE("text is set smaller to fit its box, breaks at words, and is cut only where the template says so") {
  const auto planned = [](const std::string& text, const std::string& more) {
    const LabelPlan plan = plan_label(label_of("  - {text: \"" + text + "\", x: 0, y: 0, width: 20, height: 4, points: 9" + more + "}\n"), passed("K7"));
    return std::get<PlannedText>(plan.parts[0]).style;
  };
  CHECK(planned("short", "").points == 9);
  CHECK(planned("not quite so short a", "").points < 9);
  CHECK(planned(std::string(60, 'w'), ", cut: true").fit == TextFit::ellipsis);
  CHECK(refusal([&] { planned(std::string(60, 'w'), ""); }) == "label-too-long");
}

TEST_CASE("modules are whole dots, no finer than scanners read, with their quiet zones on the label") {
  for (const int dpi : {203, 300, 600}) {
    const LabelTemplate label = label_of(
        "  - {code128: \"{serial}\", x: 3, y: 3, width: 60, height: 10}\n  - {qr: \"{serial}\", x: 63, y: 3, size: 20}\n",
        "width: 100\nheight: 50\ndpi: " + std::to_string(dpi));
    const LabelPlan plan = plan_label(label, passed("K7-000417"));
    const auto& bars = std::get<PlannedCode128>(plan.parts[0]);
    const double dot = 25.4 / dpi;
    CHECK(bars.module >= 2);
    CHECK(bars.module * dot >= 0.165);
    CHECK((bars.box.x - 10 * bars.module) * dot >= 3 - dot);
    CHECK((bars.box.x + bars.box.width + 10 * bars.module) * dot <= 63 + dot);
    const auto& qr = std::get<PlannedQr>(plan.parts[1]);
    CHECK(qr.module * dot >= 0.249);
    CHECK((qr.box.x - 4 * qr.module) * dot >= 63 - dot);
    CHECK((qr.box.y + qr.box.height + 4 * qr.module) * dot <= 23 + dot);
    CHECK(scanned(render_label(label, passed("K7-000417"), LabelFormat::png)) ==
          "CODE-128:K7-000417\nQR-Code:K7-000417\n");
  }
}

TEST_CASE("our choice of Code 128 subsets is as wide as the encoder's, or wider by one symbol") {
  for (const std::string text : {"A", "K7-000417", "00417", "12", "123", "1234", "12345", "AB12345678CD", "AB123456",
                                 "AB1234567", "1234AB", "12345AB", "12AB", "a1b2c3", "99999999999999999999"}) {
    INFO(text);
    const Code128 ours = code128_of(text);
    const auto encoders = static_cast<int>(code128_modules(text).front().size());
    CHECK(ours.modules >= encoders);
    CHECK(ours.modules <= encoders + 11);
    CHECK(scanned_code128(ours.field_data) == text);
  }
}

TEST_CASE("a label may have the highest ohms, and a marginal PASS gets none") {
  TestRecord r = passed("K7-1");
  CHECK(refusal([&] { label_value(LabelField::ohms, r); }) == "label-value");
  r.verdict.decision = Decision::guard_band;
  r.verdict.resistances = {{"L+", {"amp", "T"}, {"left", "T"}, 0.101, 0.07, {}, 2, "", ResistanceStatus::ok},
                           {"L-", {"amp", "R1"}, {"left", "S"}, 1.96, 0.07, {}, 2, "", ResistanceStatus::marginal}};
  CHECK(label_value(label_field("ohms"), r) == "1.96 Ω");
  CHECK_NOTHROW(require_passed(r));
  r.verdict.marginal = true;
  CHECK(refusal([&] { require_passed(r); }) == "label-marginal");
  CHECK(refusal([&] { render_label(shipped_label("default"), r, LabelFormat::zpl); }) == "label-marginal");
  r.verdict.decision = Decision::simple;
  CHECK_NOTHROW(require_passed(r));
}
