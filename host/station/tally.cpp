#include "station/tally.hpp"

#include <algorithm>
#include <vector>

namespace buzzout {
namespace {

bool is_judgement(Outcome o) { return o == Outcome::pass || o == Outcome::fail; }

template <class Test>
int count_cables(const Tally& t, Test test) {
  return static_cast<int>(std::ranges::count_if(t.cables, [&](const auto& c) { return test(c.second); }));
}

}  // namespace

int Tally::passed() const {
  return count_cables(*this, [](const CableHistory& c) { return c.last == Outcome::pass; });
}
int Tally::failed() const {
  return count_cables(*this, [](const CableHistory& c) { return c.last == Outcome::fail; });
}
int Tally::first_passed() const {
  return count_cables(*this, [](const CableHistory& c) { return c.passed_first; });
}
int Tally::judged() const {
  return count_cables(*this, [](const CableHistory& c) { return c.judged; });
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

void count(Tally& t, const TestRecord& r) {
  if (r.purpose != Purpose::production) return;
  ++t.records;
  CableHistory& cable = t.cables[r.serial];
  ++cable.attempts;
  const Outcome outcome = r.verdict.outcome;
  // What was no judgement takes none back.
  if (is_judgement(outcome) || !cable.judged) cable.last = outcome;
  if (!is_judgement(outcome)) return;
  if (!cable.judged) cable.passed_first = outcome == Outcome::pass;
  cable.judged = true;
  if (outcome == Outcome::pass) return forgive(t);
  const std::string fault = fault_signature(r);
  if (fault != t.streak_fault) {
    t.streak_fault = fault;
    t.streak_serials.clear();
  } else if (!t.streak_serials.empty() && t.streak_serials.back() == r.serial) {
    return;
  }
  t.streak_serials.push_back(r.serial);
}

void forgive(Tally& t) {
  t.streak_fault.clear();
  t.streak_serials.clear();
}

std::string in_words(const Tally& t, int target) {
  const auto number = [](int n, const char* what) { return std::to_string(n) + " " + what; };
  std::string out = number(t.passed(), "passed") + ", " + number(t.failed(), "failed");
  if (target > 0) out += ", " + std::to_string(std::max(0, target - t.passed())) + " to go of " + std::to_string(target);
  return out;
}

}  // namespace buzzout
