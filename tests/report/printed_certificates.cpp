#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "report/outside.hpp"
#include "report/sample_files.hpp"
#include "report/sheet_pdf.hpp"

using namespace buzzout;

namespace {

// The text that a PDF reader takes out of it, without any space: lines are broken where they must be.
std::string text_of(const std::string& name, const std::string& pdf) {
  const auto file = put(fresh_folder("pdf-" + name) / "certificate.pdf", pdf);
  const Answer checked = ask("qpdf --check '" + file.string() + "'");
  CHECK_MESSAGE(checked.status == 0, checked.out);
  const Answer text = ask("pdftotext -enc UTF-8 '" + file.string() + "' -");
  REQUIRE_MESSAGE(text.status == 0, text.out);
  return text.out;
}

std::string squeezed(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '\n' || c == '\f' || c == '\r' || c == '\t'; });
  return text;
}

bool says(const std::string& text, const std::string& what) {
  return squeezed(text).find(squeezed(what)) != std::string::npos;
}

}  // namespace

TEST_CASE("a printed certificate can be searched for all that it says") {
  const CableFile file = file_of("4.4-ts", "good");
  const std::string text = text_of("pass", pdf_of(certificate(file)));
  for (const std::string what : {"Certificate of test", "PASS", "00417", "amp.R1, left.S", "at most 2 Ω", "red-rabbit",
                                 "What was not tested", "page 1 of 2"}) {
    CAPTURE(what);
    CHECK(says(text, what));
  }
  CHECK(says(text, file.profile.sha256));
  for (const auto& n : file.record.verdict.not_tested) CHECK(says(text, n.text));
}

TEST_CASE("a printed report of a bad cable is no certificate, and a simulated one says so on every page") {
  CHECK_FALSE(says(text_of("fail", pdf_of(certificate(several_faults()))), "ertificate"));
  CableFile simulated = mended_file();
  simulated.record.simulated = true;
  simulated.events = {event_of(simulated.record, "A")};
  const std::string printed = text_of("simulated", pdf_of(certificate(simulated))), text = squeezed(printed);
  const auto count = [](const std::string& in, const std::string& what) {
    int n = 0;
    for (std::size_t at = 0; (at = in.find(what, at)) != std::string::npos; ++at) ++n;
    return n;
  };
  CHECK(count(printed, "\f") > 1);
  CHECK(count(text, squeezed(kSimulated)) == count(printed, "\f"));
  CHECK(count(text, "ertificate") == 0);
}

TEST_CASE("fonts are embedded, and the time is the record's") {
  const auto file = put(fresh_folder("pdf-fonts") / "certificate.pdf", pdf_of(certificate(several_faults())));
  const Answer fonts = ask("pdffonts '" + file.string() + "' | tail -n +3");
  CHECK(fonts.out.find(" no ") == std::string::npos);
  CHECK(!fonts.out.empty());
  const Answer info = ask("TZ=UTC pdfinfo -isodates '" + file.string() + "'");
  CHECK(info.out.find("2026-11-26T09:26:53+01") != std::string::npos);
  CHECK(info.out.find("A4") != std::string::npos);
}

TEST_CASE("the same record makes the same PDF") {
  CHECK(pdf_of(certificate(mended_file())) == pdf_of(certificate(mended_file())));
}

TEST_CASE("hostile serial numbers print, and can be searched for") {
  unsigned number = 0;
  for (const auto& text : hostile_texts()) {
    CAPTURE(text);
    const std::string printed = text_of("hostile-" + std::to_string(number++), pdf_of(certificate(hostile_file(text))));
    CHECK(says(printed, "FAIL"));
    const bool simple = std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
    if (simple && text.size() < 100) CHECK(says(printed, text));
  }
  CHECK(says(text_of("word", pdf_of(certificate(file_of("4.4-ts", "good", "Zoë 417")))), "Zoë 417"));
  // Where no font has its letters, the title of the document has them.
  const auto file = put(fresh_folder("pdf-title") / "certificate.pdf",
                        pdf_of(certificate(file_of("4.4-ts", "good", "電纜 417"))));
  CHECK(ask("pdfinfo -enc UTF-8 '" + file.string() + "'").out.find("電纜 417") != std::string::npos);
}

TEST_CASE("the first sheet says what is wrong and has every net, and no heading stands over the end of a sheet") {
  CableFile file = several_faults();
  const auto sheets = [&] {
    std::vector<std::string> out;
    std::istringstream text(text_of("sheets", pdf_of(certificate(file))));
    for (std::string sheet; std::getline(text, sheet, '\f');) out.push_back(squeezed(sheet));
    return out;
  };
  const auto sheet_with = [](const std::vector<std::string>& all, const std::string& words) {
    const auto at = std::ranges::find_if(all, [&](const auto& sheet) { return sheet.find(squeezed(words)) != std::string::npos; });
    return at - all.begin();
  };
  for (const double height : {300.0, 560.0, 900.0, 1700.0}) {
    CAPTURE(height);
    file.picture = {500, height, "", {}};
    file.picture.add(FigureText{{20, height - 20}, "drawn here", 12});
    const auto all = sheets();
    CHECK(sheet_with(all, "Fault Net Contacts") == 0);
    const auto drawn = sheet_with(all, "drawn here"), nets = sheet_with(all, "Contacts that belong together");
    CHECK(drawn < static_cast<long>(all.size()));
    if (height <= 560) CHECK(sheet_with(all, "Wiring as measured") == drawn);
    if (height >= 900) CHECK(nets == 0);
  }
}

TEST_CASE("what many plugs or wires have in common was not tested once") {
  BenchJig jig("db25-xlr", "db25-bench");
  const CableFile file{record_of(jig, "good", "00417"), jig.profile, {}, {}, {}, {}};
  REQUIRE(file.record.verdict.outcome == Outcome::pass);
  CHECK(std::ranges::count(file.record.verdict.not_tested, NotTestedCode::exchanged_plugs, &NotTested::code) == 1);
  const std::string text = text_of("many", pdf_of(certificate(file)));
  CHECK(says(text, "the plugs ch1, ch2, ch3, ch4, ch5, ch6, ch7 and ch8 fit each other's sockets: a cable in which two of them "
                   "are exchanged passes"));
  CHECK(says(text, "the wires of the fixture behind db25.13"));
  for (const auto& n : file.record.verdict.not_tested)
    for (const auto& c : n.contacts) CHECK(says(text, c.name()));
}
