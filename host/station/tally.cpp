#include "station/tally.hpp"

#include <algorithm>

namespace buzzout {
namespace {

using Counts = LotCable::Counts;

int count_cables(const Tally& t, Counts counts) {
  return static_cast<int>(std::ranges::count_if(t.cables, [&](const auto& c) { return c.second.counts == counts; }));
}

void count_fault(Tally& t, const TestRecord& r) {
  const std::string fault = fault_signature(r);
  if (fault != t.streak_fault) {
    t.streak_fault = fault;
    t.streak_serials.clear();
  } else if (!t.streak_serials.empty() && t.streak_serials.back() == r.serial) {
    return;
  }
  t.streak_serials.push_back(r.serial);
}

}  // namespace

int Tally::passed() const { return count_cables(*this, Counts::passed); }
int Tally::failed() const { return count_cables(*this, Counts::failed); }
int Tally::to_retest() const { return count_cables(*this, Counts::to_retest); }
int Tally::not_judged() const { return count_cables(*this, Counts::not_judged); }
int Tally::first_passed() const {
  return static_cast<int>(std::ranges::count_if(cables, [](const auto& c) { return c.second.passed_first; }));
}

std::string fault_signature(const TestRecord& r) {
  std::vector<std::string> parts;
  for (const auto& f : r.verdict.faults) {
    std::string part = std::string(to_string(f.kind)) + " " + f.net;
    for (const auto& c : f.contacts) part += " " + c.name();
    parts.push_back(std::move(part));
  }
  std::ranges::sort(parts);
  std::string out;
  for (const auto& p : parts) out += (out.empty() ? "" : "; ") + p;
  return out;
}

void count(Tally& t, const TestRecord& r, std::span<const CableEvent> of_its_cable) {
  if (r.purpose != Purpose::production) return;
  ++t.records;
  set_cable(t, r.serial, lot_cable(of_its_cable, r.lot, r.simulated));
  if (r.verdict.outcome == Outcome::pass) forgive(t);
  if (r.verdict.outcome == Outcome::fail) count_fault(t, r);
}

void set_cable(Tally& t, const std::string& serial, LotCable cable) {
  if (cable.attempts == 0)
    t.cables.erase(serial);
  else
    t.cables[serial] = std::move(cable);
}

void forgive(Tally& t) {
  t.streak_fault.clear();
  t.streak_serials.clear();
}

bool is_good(const Tally& t, int target) {
  return t.passed() > 0 && t.passed() == static_cast<int>(t.cables.size()) && t.passed() >= target;
}

LotCounts counts_of(const Tally& t) {
  return {static_cast<int>(t.cables.size()), t.passed(),  t.failed(),     t.to_retest(),   t.not_judged(),
          t.first_passed(),                  t.records,   t.streak_fault, t.streak_serials};
}

std::string in_words(const LotCounts& c, int target) {
  const auto number = [](int n, const char* what) { return std::to_string(n) + " " + what; };
  std::string out = number(c.passed, "passed") + ", " + number(c.failed, "failed");
  if (c.to_retest > 0) out += ", " + number(c.to_retest, "to be tested again");
  if (target > 0) out += ", " + std::to_string(std::max(0, target - c.passed)) + " to go of " + std::to_string(target);
  return out;
}

}  // namespace buzzout
