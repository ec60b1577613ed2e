#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bench/cable_tester.hpp"
#include "records/profile_contents.hpp"
#include "report/label_print.hpp"
#include "report/station_json.hpp"
#include "station/lot.hpp"
#include "store/held_lock.hpp"
#include "store/record_store.hpp"

namespace buzzout {

// What one station writes down of one lot, and what it finds written. Throws what RecordStore throws.
class LotLog {
 public:
  // The test outlives it. Without a file nothing is kept, and nothing is found. Throws Error "lot-busy" too.
  LotLog(const CableTester& test, std::string lot, const std::optional<std::filesystem::path>& file);

  bool keeps() const { return store_ != nullptr; }
  const std::string& lot() const { return lot_; }

  std::optional<Lot> find_lot() const;
  void begin(const Lot&);
  // The record is on the disk when it returns, and has its place in the chain.
  void keep(TestRecord&);
  // A self-test or loop-back; `problem` is empty if it was passed.
  Gate keep_gate(GateKind, const std::string& problem);
  void keep_stop(const std::string& fault, int cables);
  // A label of that test is about to go out; returns what end_label() names it by.
  std::string begin_label(const TestRecord&, const std::string& label, const std::string& to);
  void end_label(const std::string& begun, LabelPrint::Status, const std::string& why);

  // The lot as its records tell it, and all else that is known of its cables.
  Tally tally() const;
  // The same, for others may have tested its cables since `so_far` was counted. What failed in a row stays as it was
  // there; where nothing is kept, everything does.
  Tally recount(const Tally& so_far) const;
  // All that is known of a serial number; where nothing is kept, of this run.
  std::vector<CableEvent> events(const std::string& serial) const;
  // The same, as if the cable had passed in the lot just now.
  std::vector<CableEvent> events_after_pass(const std::string& serial) const;
  // What other lots, or nobody's, know of a serial number.
  std::optional<Elsewhere> elsewhere(const std::string& serial) const;
  // Gates that were passed here, with this profile, fixture and jig, since the last stop and less than a shift ago.
  Shift shift() const;

  // Finds out before the next cable what would keep its record from being written.
  void check_writable();
  void count_insertion();
  // Sockets that were used more often than they are made for, as a sentence each.
  std::vector<Advice> worn_sockets() const;
  // When the newest record was made; empty if there is none.
  std::string newest() const;
  // The last link of this station's chain.
  ChainLink head() const;

 private:
  Scene scene() const;
  std::string content() const;
  std::vector<StoredRecord> gate_records() const;
  std::vector<std::string> sockets() const;

  const CableTester& test_;
  std::string lot_;
  LockedProfile profile_;
  bool simulated_ = false;
  std::unique_ptr<RecordStore> store_;
  std::map<std::string, LabelPrint> labels_;              // on their way, by id
  std::map<std::string, std::vector<CableEvent>> unkept_;  // by serial number, where there is no store
  std::unique_ptr<HeldLock> lock_;  // of the lot, so that no serial number is given twice
};

// The profile as its files have it now.
LockedProfile locked(const Profile&);

}  // namespace buzzout
