#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "bench/bench_jig.hpp"
#include "link/damaging_channel.hpp"

namespace buzzout {

// What may be plugged into a jig between two tests, and what an undamaged link makes of it.
struct PluggedCable {
  std::string name;
  std::function<void()> plug;
  // False: the charge of a capacitor depends on what the jig was asked before, and with it the fault's name.
  bool steady = true;
  Verdict undamaged{};
  bool good() const { return undamaged.outcome == Outcome::pass; }
};

// Whole tests of cables over one damaged link, held against what an undamaged one makes of them.
class Campaign {
 public:
  struct Bench {
    const Job& job;
    FarJig& jig;
    std::uint32_t number;  // the jig's own
    std::vector<PluggedCable> cables;  // the good one first
  };
  // What came of it.
  struct Tally {
    std::string name;
    unsigned tests = 0, sessions = 0;
    std::map<std::string, unsigned> outcomes;  // "PASS", … and the codes of errors
    DamagingChannel::Figures figures;
    std::uint64_t lines_accepted = 0;
    Duration longest_ask{0}, longest_connect{0};
    double seconds = 0;

    unsigned verdicts() const;  // PASS, FAIL, NO_CABLE, and ERROR for what the cable or the jig is
    Tally& operator+=(const Tally&);
  };

  Campaign(Bench&, std::string name, const Mix&, unsigned seed);

  // Tests cables, each a random one, until so many exchanges were damaged (or simply made, if the mix does
  // nothing). Every check is a doctest check.
  Tally run(std::uint64_t exchanges);

 private:
  bool connect();
  void test();
  void check_verdict(const PluggedCable&, const Verdict&);
  void count_error(const Error&);
  void complain(const std::string& what, const PluggedCable*);

  Bench& bench_;
  Tally tally_;
  Random random_;
  ManualClock clock_;
  DamagingChannel channel_;
  std::unique_ptr<JigClient> client_;
};

// Fills in what an undamaged link makes of every cable.
void judge_undamaged(Campaign::Bench&);

}  // namespace buzzout
