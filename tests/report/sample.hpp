#pragma once

#include <string>
#include <vector>

#include "bench/bench_jig.hpp"
#include "core/record.hpp"

namespace buzzout {

// The record of a simulated cable's test, with all that a station adds to a verdict. The same words make the same
// record.
inline TestRecord record_of(BenchJig& jig, const std::string& cable, const std::string& serial) {
  TestRecord r;
  r.verdict = jig.test(cable);
  r.id = "9f0c2a5e-7b1d-4c3e-8a6f-0123456789ab";
  r.balance = balance_answers(jig.profile, r.verdict.wiring, r.verdict.balanced_safe,
                              r.verdict.outcome == Outcome::pass);
  r.simulated = false;
  r.continuity = jig.profile.continuity;
  r.isolation = jig.profile.isolation;
  r.serial = serial;
  r.lot = "2026-11";
  r.operator_name = "Ines";
  r.station = "bench 2";
  r.profile = {jig.profile.name, jig.profile.revision, jig.profile.sha256, jig.profile.title,
               jig.profile.note, jig.profile.source,   jig.profile.trust,  jig.profile.connector_hashes()};
  r.fixture = {jig.fixture.name, jig.fixture.sha256, jig.fixture.connector_hashes()};
  for (const auto& p : jig.map.placements()) r.sockets[p.end] = p.socket;
  r.jig = jig.jig.identity();
  r.jig.number = 7;
  r.self_test_passed = r.verdict.outcome != Outcome::error;
  r.started = "2026-11-26T09:26:53+01:00";
  r.duration_ms = 412;
  r.software = "buzzout 0.1.0";
  return r;
}

inline TestRecord record_of(const std::string& profile, const std::string& cable, const std::string& serial = "00417") {
  BenchJig jig(profile, uno_bench_for(profile));
  return record_of(jig, cable, serial);
}

// A record of a lot, in its station's chain.
inline TestRecord kept(TestRecord r, std::int64_t number) {
  r.purpose = Purpose::production;
  r.shift = Shift{false,
                  {{GateKind::self_test, "11111111-1111-4111-8111-111111111111", "2026-11-26T07:01:10+01:00"},
                   {GateKind::loop_back, "22222222-2222-4222-8222-222222222222", "2026-11-26T07:02:31+01:00"},
                   {GateKind::golden, "33333333-3333-4333-8333-333333333333", "2026-11-26T07:03:02+01:00"},
                   {GateKind::red_rabbit, "44444444-4444-4444-8444-444444444444", "2026-11-26T07:03:40+01:00"}}};
  r.chain = ChainLink{number, number == 1 ? "" : std::string(64, 'a'), std::string(64, 'b')};
  return r;
}

// What somebody may type, scan or paste for a serial number.
inline std::vector<std::string> hostile_texts() {
  return {"00417",
          "O\"Brien's, \"best\"",
          "a,b;c\td",
          "line one\nline two\r\nline three",
          "=cmd|'/C calc'!A0",
          "+1+1",
          "-2+3",
          "@SUM(A1)",
          "\t=1+1",
          "＝1+1",
          "<script>alert(1)</script>",
          "]]><!--&amp;&lt;-->",
          "</bdi></td><img src=x onerror=alert(1)>",
          "'); DROP TABLE records;--",
          "\u202Egnp.elbac\u202C",
          "مرحبا 417",
          "שלום",
          "電纜 417",
          "👩‍🔧 cable 🎧",
          "Zoë e\u0301 A\u030A\u0303\u0327",
          "\x1b[31mred\x1b[0m\x07",
          "c1 \u009b31m \u0085",
          "\uFEFFmark \u2028 \uFFFE \u200B",
          std::string(10240, 'W'),
          std::string(3000, ' ') + "end",
          "{{7*7}} ${7*7} `id` $(id) %s%n"};
}

}  // namespace buzzout
