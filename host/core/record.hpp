#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/balance.hpp"
#include "core/verdict.hpp"

namespace buzzout {

// The first FAIL of a cable that was then mended before one's eyes.
struct Before {
  std::string started;
  std::vector<Fault> faults;
  std::vector<Diagnosis> diagnoses;
  std::vector<std::vector<Contact>> nets;
  ScanMatrix matrix;
};

// How a cable was watched just before its test. Not a part of the verdict, but for what let go: see Evidence.
struct Watched {
  long duration_ms = 0;
  std::vector<Upset> upsets;
  std::vector<Swing> swings = {};
};

// What a cable was tested for.
enum class Purpose {
  test,        // to know what is wrong with it
  production,  // as one of a lot
  golden,      // known to be good: shows that the station lets good ones pass
  red_rabbit,  // known to be bad: shows that the station catches bad ones
};
std::string_view to_string(Purpose);  // "test", "production", "golden", "red-rabbit"

// The gates of a shift, in the order in which they are passed, but for the calibration: it comes after the loop-back.
enum class GateKind {
  self_test,
  loop_back,
  golden,
  red_rabbit,
  calibration,  // in date: only of jigs that measure resistance
};
std::string_view to_string(GateKind);  // "self-test", "loop-back", "golden", "red-rabbit", "calibration"
std::span<const CodeWord<GateKind>> gate_kinds();

// A check that a station passed at the start of a shift, before it may judge a lot.
struct Gate {
  Code<GateKind> kind;
  std::string record;  // the id of the record that shows it
  std::string passed;  // when; ISO 8601 with offset
};

// The gates that a station had passed when it tested a cable of a lot.
struct Shift {
  bool waived = false;  // somebody chose to go on without
  std::vector<Gate> gates;
};

// A record's place among all that its station has written down. The hash is that of the document's bytes, which
// name the hash of the one before: none can be changed or lost without the next one telling.
struct ChainLink {
  std::int64_t number = 0;  // from 1
  std::string previous;     // SHA-256 of the station's previous document; empty for the first
  std::string hash;         // SHA-256 of this document
};

// One finished test: everything any output needs. What is written down, exported and printed is a
// function of this value.
struct TestRecord {
  std::string id;
  bool simulated = false;
  Verdict verdict;
  std::vector<BalanceAnswer> balance;
  Limit continuity, isolation;
  Purpose purpose = Purpose::test;
  std::string serial, lot, operator_name, station;
  int attempt = 1;
  std::optional<Shift> shift;  // of a lot's cable
  struct {
    std::string name;
    int revision = 1;
    std::string sha256;
    std::string title;
    std::string note;
    Source source;
    Trust trust = Trust::presumed;
    std::map<std::string, std::string> connectors;  // type → hash of its file
  } profile;
  struct {
    std::string name, sha256;
    std::map<std::string, std::string> connectors;
  } fixture;
  std::map<std::string, std::string> sockets;  // end → the socket it was plugged into
  JigIdentity jig;
  bool self_test_passed = false;
  std::string unfinished;  // with Outcome::aborted: why it came to no end
  std::string started;  // ISO 8601 with offset
  long duration_ms = 0;
  std::string software;
  std::optional<Before> before;
  std::optional<Watched> watched;
  std::optional<ChainLink> chain;  // once it is written down
};

}  // namespace buzzout
