#pragma once

#include <nlohmann/json.hpp>

#include "report/lot_cables.hpp"
#include "report/record_json.hpp"
#include "report/record_reader.hpp"
#include "report/repair.hpp"
#include "report/sample.hpp"

namespace buzzout {

// A lot as a station writes it down: its documents, each with the hash it got.
struct SampleLot {
  struct StoredRecord {
    nlohmann::ordered_json document;
    std::string hash;
  };
  std::vector<StoredRecord> kept;

  void add(const nlohmann::ordered_json& document) {
    kept.push_back({document, std::string(52, 'c') + "abcdef" + std::to_string(100000 + kept.size())});
  }
  std::vector<TestRecord> tests() const {
    std::vector<TestRecord> out;
    for (const auto& k : kept)
      if (k.document["format"] == "buzzout.test/1") {
        out.push_back(test_record_of(k.document));
        if (out.back().chain) out.back().chain->hash = k.hash;
      }
    return out;
  }
};

// Its cables as a store would have them: all documents of a serial number, in their order.
inline LotCables cables_of(const SampleLot& lot) {
  std::map<std::string, std::vector<CableEvent>> cables;
  std::string name;
  bool simulated = true;
  std::vector<CableEvent> unnamed;
  for (const auto& k : lot.kept) {
    if (k.document["format"] == "buzzout.repair/1") {
      const Repair r = repair_of(k.document);
      CableEvent e;
      e.kind = CableEvent::Kind::repaired;
      e.started = r.started;
      cables[r.serial].push_back(std::move(e));
    } else if (k.document["format"] == "buzzout.test/1") {
      const TestRecord r = test_record_of(k.document);
      if (r.purpose != Purpose::production) continue;
      name = r.lot;
      simulated = simulated && r.simulated;
      (r.serial.empty() ? unnamed : cables[r.serial]).push_back(event_of(r, r.profile.sha256));
    }
  }
  LotCables out(name, simulated);
  for (const auto& [serial, events] : cables) out.take(serial, events);
  for (const auto& event : unnamed) out.take("", std::span(&event, 1));
  return out;
}

inline std::string at_minute(int minute) {
  char text[64];
  std::snprintf(text, sizeof text, "2026-11-26T%02d:%02d:00+01:00", 8 + minute / 60, minute % 60);
  return text;
}

// Twenty cables: 16 pass at once, 2 after a repair, 1 stays bad, 1 is taken out and never judged. Between them a
// golden cable, a red rabbit, a gate that failed and a stop.
inline SampleLot lot_of_twenty() {
  BenchJig jig("4.4-ts", "headphone-bench-uno");
  SampleLot out;
  int minute = 0;
  std::int64_t number = 1;
  const auto test = [&](const std::string& cable, const std::string& serial, int attempt, Purpose purpose) {
    TestRecord r = kept(record_of(jig, cable, serial), number++);
    r.purpose = purpose;
    r.attempt = attempt;
    r.started = at_minute(minute += 7);
    r.id = "00000000-0000-4000-8000-" + std::to_string(100000000000 + number);
    r.operator_name = minute < 120 ? "Ines" : "Tomasz";
    if (cable == "good" && purpose == Purpose::red_rabbit) r.verdict.outcome = Outcome::pass;
    out.add(to_json(r));
  };
  using Json = nlohmann::ordered_json;
  out.add(Json{{"format", "buzzout.lot/1"}, {"target", 20}});
  out.add(Json{{"format", "buzzout.gate/1"}, {"gate", "loop-back"}, {"outcome", "FAIL"},
               {"problem", "amp-4.4.R1 answers nothing"}, {"started", at_minute(0)}});
  test("good", "G-1", 1, Purpose::golden);
  test("open:amp.T", "R-1", 1, Purpose::red_rabbit);
  const auto serial = [](int n) { return "K7-" + std::to_string(1000 + n).substr(1); };
  for (int n = 1; n <= 20; ++n) {
    const std::string cable = n == 4 ? "open:right.S" : n == 9 ? "short:amp.R2:amp.R3" : n == 13 ? "open:right.S" : "good";
    if (n == 20) {
      TestRecord r = kept(record_of(jig, "good", serial(n)), number++);
      r.verdict.outcome = Outcome::aborted;
      r.started = at_minute(minute += 7);
      out.add(to_json(r));
      continue;
    }
    test(cable, serial(n), 1, Purpose::production);
    if (n == 13)
      out.add(Json{{"format", "buzzout.stop/1"}, {"fault", "open R-: amp.R3 right.S"}, {"cables", 3},
                   {"operator", "Tomasz"}, {"started", at_minute(minute)}});
    if (n == 4 || n == 9) {
      out.add(Json{{"format", "buzzout.repair/1"}, {"serial", serial(n)}, {"lot", "K7"}, {"of", ""},
                   {"did", n == 4 ? "redo right.S" : "bridge at amp removed"}, {"operator", "Ines"},
                   {"started", at_minute(minute + 3)}});
      test("good", serial(n), 2, Purpose::production);
    }
  }
  return out;
}

}  // namespace buzzout
