#pragma once

#include <map>
#include <optional>
#include <string>

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
};

// One finished test: everything any output needs. What is written down, exported and printed is a
// function of this value.
struct TestRecord {
  std::string id;
  bool simulated = false;
  Verdict verdict;
  std::vector<BalanceAnswer> balance;
  Limit continuity, isolation;
  std::string serial, lot, operator_name, station;
  int attempt = 1;
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
  JigIdentity jig;
  bool self_test_passed = false;
  std::string started;  // ISO 8601 with offset
  long duration_ms = 0;
  std::string software;
  std::optional<Before> before;
  std::optional<Watched> watched;
};

}  // namespace buzzout
