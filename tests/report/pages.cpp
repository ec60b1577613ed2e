#include <doctest/doctest.h>

#include <sstream>

#include "report/outside.hpp"
#include "report/sample_files.hpp"
#include "report/sheet_html.hpp"
#include "text/shown_text.hpp"

using namespace buzzout;

namespace {

std::string html_of(const CableFile& file) {
  std::ostringstream out;
  write_html(out, certificate(file));
  return out.str();
}

// The text that a strict reader finds on the page.
std::string read(const std::string& name, const std::string& html) {
  const auto file = put(fresh_folder("pages-" + name) / "page.html", html);
  const Answer answer =
      ask("PYTHONIOENCODING=utf-8 /usr/bin/python3 '" + beside("strict_html.py").string() + "' '" + file.string() + "'");
  REQUIRE_MESSAGE(answer.status == 0, answer.out);
  return answer.out;
}

bool says(const std::string& text, const std::string& what) { return text.find(what) != std::string::npos; }

}  // namespace

TEST_CASE("the certificate of a good cable says what was measured, by what, and what was not") {
  CableFile file = file_of("4.4-ts", "good");
  const std::string text = read("pass", html_of(file));
  for (const std::string what :
       {"Certificate of test", "PASS", "00417", "lot 2026-11", "amp.R1, left.S", "joined, and apart from all else",
        "at most 2 Ω", "at least 1 MΩ", "house default", "What was not tested", "red-rabbit",
        "seen empty and clean within a week", "417 of station bench 2", "2026-11-26T08:26:53Z"}) {
    CAPTURE(what);
    CHECK(says(text, what));
  }
  CHECK(says(text, file.profile.sha256));
  CHECK(says(text, file.record.fixture.sha256));
  CHECK(says(text, std::string(64, 'b')));
  for (const auto& n : file.record.verdict.not_tested) CHECK(says(text, n.text));
  CHECK_FALSE(says(text, "SIMULATED"));
}

TEST_CASE("a cable that did not pass gets a report, and none is called a certificate") {
  for (const std::string cable : {"open:amp.R1", "none", "good,dead:7", "flaky:amp.R1"}) {
    CAPTURE(cable);
    const std::string text = read("fail", html_of(file_of("4.4-ts", cable)));
    CHECK(says(text, "Test report"));
    CHECK_FALSE(says(text, "ertificate"));
  }
  const std::string text = read("faults", html_of(several_faults()));
  for (const std::string what : {"FAIL", "open", "short", "Repair: ", "✗ open"}) CHECK(says(text, what));
}

TEST_CASE("a simulated test is no certificate, and says so at the top and at the end") {
  CableFile file = file_of("4.4-ts", "good");
  file.record.simulated = true;
  file.events = {event_of(file.record, "A")};
  const std::string text = read("simulated", html_of(file));
  CHECK(text.find(kSimulated) != text.rfind(kSimulated));
  CHECK(text.starts_with("SIMULATED"));
  CHECK_FALSE(says(text, "ertificate"));
}

TEST_CASE("a pass that is followed by a failure or a repair makes no certificate any more") {
  CableFile failed = file_of("4.4-ts", "good");
  failed.history.push_back(failed.record);
  failed.history.back().id = "later";
  failed.history.back().verdict.outcome = Outcome::fail;
  failed.events.push_back(event_of(failed.history.back(), "A"));
  std::string text = read("later", html_of(failed));
  CHECK_FALSE(says(text, "ertificate"));
  CHECK(says(text, "This cable still counts as failed"));
  CableFile repaired = mended_file();
  repaired.repairs.push_back({"00417", "2026-11", "new sleeve", "Ines", "2026-11-26T12:00:00+01:00"});
  repaired.events.push_back(repaired.events[1]);
  text = read("later", html_of(repaired));
  CHECK_FALSE(says(text, "ertificate"));
  CHECK(says(text, "it is to be tested again"));
  CHECK(says(read("later", html_of(mended_file())), "Certificate"));
}

TEST_CASE("what was taken back, and a label that is still on the cable, stand on its paper") {
  CableFile file = file_of("4.4-ts", "good");
  TestRecord slip = file_of("2.5-ts", "open:right.S").record;
  slip.id = "slip";
  CableEvent correction, label;
  correction.kind = CableEvent::Kind::corrected;
  correction.of = "slip";
  correction.profile = "2.5-ts";
  correction.text = "the wrong profile was scanned";
  correction.person = "Ines";
  correction.started = "2026-11-26T09:20:00+01:00";
  file.events = {event_of(slip, "B"), correction, event_of(file.record, "A")};
  std::string text = read("corrected", html_of(file));
  CHECK(says(text, "Certificate"));
  CHECK(says(text, "a test as 2.5-ts was taken back"));
  CHECK(says(text, "the wrong profile was scanned"));
  CHECK(says(text, "Ines"));
  label.kind = CableEvent::Kind::labelled;
  label.started = "2026-11-26T10:20:00+01:00";
  slip.id = "again";
  file.events.push_back(label);
  file.events.push_back(event_of(slip, "B"));
  text = read("corrected", html_of(file));
  CHECK_FALSE(says(text, "ertificate"));
  CHECK(says(text, "take it off"));
}

TEST_CASE("golden cables and red rabbits get no certificate") {
  for (const Purpose purpose : {Purpose::golden, Purpose::red_rabbit}) {
    CableFile file = file_of("4.4-ts", "good");
    file.record.purpose = purpose;
    file.events.clear();  // it is no product
    CHECK_FALSE(says(read("golden", html_of(file)), "ertificate"));
  }
}

TEST_CASE("a cable that was mended shows its tests and its repair in their order") {
  const std::string text = read("mended", html_of(mended_file()));
  const auto failed = text.find("FAIL"), repair = text.find("redo right.S"), passed = text.rfind("PASS");
  CHECK(failed < repair);
  CHECK(repair < passed);
  CHECK(says(text, "test 2 of this cable"));
}

TEST_CASE("hostile text is text on the page, whole, and nothing else") {
  unsigned number = 0;
  for (const auto& text : hostile_texts()) {
    CAPTURE(text);
    const std::string page = read("hostile-" + std::to_string(number++), html_of(hostile_file(text)));
    std::string wanted = shown_text(text);
    if (wanted.find('\r') == std::string::npos) CHECK(says(page, wanted));
  }
}

TEST_CASE("every shipped profile and fault has a certificate that a strict reader takes") {
  for (const auto& name : shipped_profiles()) {
    CAPTURE(name);
    read("every", html_of(file_of(name, "good")));
  }
  for (const std::string cable : {"swap:left.T:left.S", "open:amp.R1,diode:amp.R1:left.S", "good,also:trs-patch",
                                  "unplug:left", "cap:amp.T:amp.R1:10n,open:amp.R2"}) {
    CAPTURE(cable);
    read("every", html_of(file_of("4.4-ts", cable)));
  }
}

TEST_CASE("the same record makes the same bytes") {
  CHECK(html_of(mended_file()) == html_of(mended_file()));
}
